// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/inspector/page.h"

#include <QScrollArea>

class QAction;

namespace gp::views {

/// The right side: shows and edits what is selected; in a compare, the gap.
class Inspector : public QScrollArea
{
    Q_OBJECT

public:
    Inspector(Session &session, Findings *findings, QWidget *parent = nullptr);

    [[nodiscard]] InspectorPage *page() const { return m_page; }
    /// Opens the editor of a property of what is selected.
    void edit(const QString &property);
    /// Brings a property of what is selected into sight.
    void reveal(const QString &property);
    /// What can be done with several elements at once, offered beside what they have in common.
    void setSharedCommands(const QList<QAction *> &commands) { m_shared = commands; }

Q_SIGNALS:
    /// Asks the window to show an edit in the history.
    void historyWanted(qint64 historyId);

private:
    void onSelection();
    void refresh();
    void rebuild();
    void askProperty(const QStringList &kinds);
    [[nodiscard]] InspectorPage *makePage();

    Session &m_session;
    Findings *m_findings;
    QList<QAction *> m_shared;
    InspectorPage *m_page = nullptr;
    bool m_all = false;
    bool m_isStale = false;
    bool m_isOther = false; ///< something else was selected
};

} // namespace gp::views
