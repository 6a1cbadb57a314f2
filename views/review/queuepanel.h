// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/background.h"
#include "views/session/session.h"

class QLabel;
class QTableWidget;
class QTextBrowser;

namespace gp::views {

/// The designs that wait for the board, how complete they are and how long they wait, against the bar of ten
/// business days; conditions and actions that are overdue, and decisions whose review is due.
class QueuePanel : public QWidget
{
    Q_OBJECT

public:
    explicit QueuePanel(Session &session, QWidget *parent = nullptr);

    [[nodiscard]] QTableWidget *table() const { return m_table; }
    [[nodiscard]] QTextBrowser *overdue() const { return m_overdue; }
    [[nodiscard]] bool isWorking() const { return m_working.isRunning(); }

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Shown;
    void workOut();
    void show(const Shown &shown);

    Session &m_session;
    Latest m_working;
    bool m_isStale = true;
    QLabel *m_head;
    QTableWidget *m_table;
    QTextBrowser *m_overdue;
};

} // namespace gp::views
