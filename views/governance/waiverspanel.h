// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/governance/waiverfacts.h"
#include "views/panels/findings.h"

class QLineEdit;
class QPushButton;
class QTableWidget;

namespace gp::views {

/// The register of waivers: what is waived where, until when, and whether it still holds.
class WaiversPanel : public QWidget
{
    Q_OBJECT

public:
    WaiversPanel(Session &session, Findings &findings, QWidget *parent = nullptr);

    [[nodiscard]] QTableWidget *table() const { return m_table; }
    [[nodiscard]] QLineEdit *filter() const { return m_filter; }
    [[nodiscard]] QPushButton *editButton() const { return m_edit; }
    [[nodiscard]] QPushButton *endButton() const { return m_end; }
    [[nodiscard]] QPushButton *elementButton() const { return m_element; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void enable();
    void setCells(int row, const WaiverRow &waiver);
    [[nodiscard]] RecordId selected() const;
    void edit();
    void end();
    void jump();

    Session &m_session;
    Findings &m_findings;
    QTableWidget *m_table;
    QLabel *m_empty;
    QLabel *m_counts;
    QLineEdit *m_filter;
    QPushButton *m_edit;
    QPushButton *m_end;
    QPushButton *m_element;
};

} // namespace gp::views
