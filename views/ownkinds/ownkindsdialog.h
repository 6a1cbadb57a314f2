// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"
#include "views/style/dialog.h"

class QLabel;
class QTableWidget;

namespace gp::views {

/// The kinds and properties that the project adds to the built-in ones: what they are, how many elements use
/// them, and what is wrong with those that do not count.
class OwnKindsDialog : public Dialog
{
    Q_OBJECT

public:
    explicit OwnKindsDialog(Session &session, QWidget *parent = nullptr);

    [[nodiscard]] QTableWidget *table() const { return m_table; }
    [[nodiscard]] QPushButton *addKindButton() const { return m_addKind; }
    [[nodiscard]] QPushButton *addPropertyButton() const { return m_addProperty; }
    [[nodiscard]] QPushButton *changeButton() const { return m_change; }
    [[nodiscard]] QPushButton *removeButton() const { return m_remove; }
    /// What is said of the selected one: why it does not count; empty where it does.
    [[nodiscard]] QString problem() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void showState();
    [[nodiscard]] RecordId selected() const;
    void change();
    void remove();

    Session &m_session;
    QTableWidget *m_table;
    QLabel *m_empty;
    QLabel *m_problem;
    QPushButton *m_addKind;
    QPushButton *m_addProperty;
    QPushButton *m_change;
    QPushButton *m_remove;
};

} // namespace gp::views
