// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/window/actions.h"

#include <QWidget>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace gp::views {

/// Every command with its keys, to look for and to change. What is entered holds at once, or is refused with
/// the reason.
class KeysPage : public QWidget
{
    Q_OBJECT

public:
    explicit KeysPage(Actions &actions, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *filter() const { return m_filter; }
    [[nodiscard]] QTableWidget *table() const { return m_table; }
    [[nodiscard]] QKeySequenceEdit *editor() const { return m_editor; }
    [[nodiscard]] QPushButton *noneButton() const { return m_none; }
    [[nodiscard]] QPushButton *resetButton() const { return m_reset; }
    [[nodiscard]] QPushButton *resetAllButton() const { return m_resetAll; }
    [[nodiscard]] QString problem() const;
    void select(Actions::Id id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void showCurrent();
    void take();
    void say(const QString &problem);
    [[nodiscard]] std::optional<Actions::Id> current() const;

    Actions &m_actions;
    QLineEdit *m_filter;
    QTableWidget *m_table;
    QLabel *m_what;
    QKeySequenceEdit *m_editor;
    QPushButton *m_none;
    QPushButton *m_reset;
    QPushButton *m_resetAll;
    QLabel *m_problem;
};

} // namespace gp::views
