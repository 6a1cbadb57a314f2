// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/style/dialog.h"
#include "views/window/actions.h"

class QLineEdit;
class QScrollArea;

namespace gp::views {

/// Every command with its keys, read from the actions themselves, in two columns that scroll.
class ShortcutsDialog : public Dialog
{
    Q_OBJECT

public:
    explicit ShortcutsDialog(const Actions &actions, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *filter() const { return m_filter; }
    /// What is shown now, a text for each line: "Search or run a command\tCtrl+K".
    [[nodiscard]] const QStringList &lines() const { return m_lines; }

Q_SIGNALS:
    void changeWanted();

private:
    struct Group
    {
        QString title;
        QList<std::pair<QString, QString>> rows;
    };
    [[nodiscard]] QList<Group> groups() const;
    void fill();

    const Actions &m_actions;
    QLineEdit *m_filter;
    QScrollArea *m_area;
    QStringList m_lines;
};

} // namespace gp::views
