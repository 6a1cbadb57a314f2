// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

#include <QWidget>

class QHBoxLayout;
class QStackedWidget;

namespace gp::views {

class Actions;
class DocumentsPanel;
class Findings;
class FindingsPanel;
class HistoryPanel;
class UnderlineTabs;

/// Findings, waivers, query, history, documents and, in a compare, the gap. A panel is made when it is first
/// opened.
class BottomPane : public QWidget
{
    Q_OBJECT

public:
    enum class Tab { Gap, Findings, Waivers, Query, History, Documents };

    BottomPane(Session &session, Findings &findings, const Actions &actions, QWidget *parent = nullptr);

    void open(Tab tab);
    /// As it was left, without taking the focus.
    void setCurrent(Tab tab);
    [[nodiscard]] QWidget *panel(Tab tab);
    [[nodiscard]] Tab current() const;
    [[nodiscard]] HistoryPanel *history();
    [[nodiscard]] FindingsPanel *findingsPanel();
    [[nodiscard]] DocumentsPanel *documents();
    /// Something in it is being worked out.
    [[nodiscard]] bool isRunning() const;

Q_SIGNALS:
    /// A panel needs at least this height to be of use.
    void roomWanted(int height);
    /// Asks for a project of its own that stands at an earlier state.
    void copyOfStateWanted(qint64 historyId);
    void viewMade(gp::ViewId id);
    /// The panel of documents is there now.
    void documentsMade(gp::views::DocumentsPanel *panel);

private:
    void onPlateau();
    void showTitles();

    Session &m_session;
    Findings &m_findings;
    const Actions &m_actions;
    UnderlineTabs *m_tabs;
    QStackedWidget *m_stack;
    QHBoxLayout *m_row; ///< of the tabs
    QMap<Tab, QWidget *> m_panels;
};

} // namespace gp::views
