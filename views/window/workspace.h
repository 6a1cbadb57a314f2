// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

#include <QWidget>

class QSplitter;

namespace gp::publish {
class Secrets;
}

namespace gp::views {

class Actions;
class BottomPane;
class Centre;
class ChecklistCommands;
class CompareCommands;
class DecisionCommands;
class DocumentCommands;
class FindingCommands;
class Findings;
class Inspector;
class Live;
class MessageBar;
class PlateauCommands;
class PublishCommands;
class ReviewCommands;
class StatusLine;
class TopBar;
class Transfers;
class TreePane;
class Upkeep;
class ViewCommands;

/// The window's content for one open project: puts the parts in their places.
class Workspace : public QWidget
{
    Q_OBJECT

public:
    Workspace(std::unique_ptr<Session> session, const Actions &actions, publish::Secrets &secrets,
              QWidget *parent = nullptr);
    ~Workspace() override;

    [[nodiscard]] Session &session() { return *m_session; }
    [[nodiscard]] TopBar *topBar() const { return m_top; }
    [[nodiscard]] TreePane *tree() const { return m_tree; }
    [[nodiscard]] Centre *centre() const { return m_centre; }
    [[nodiscard]] Inspector *inspector() const { return m_inspector; }
    [[nodiscard]] BottomPane *bottom() const { return m_bottom; }
    [[nodiscard]] MessageBar *messages() const { return m_messages; }
    [[nodiscard]] Transfers *transfers() const { return m_transfers; }
    [[nodiscard]] Findings &findings() { return *m_findings; }
    [[nodiscard]] FindingCommands &findingCommands() { return *m_findingCommands; }
    [[nodiscard]] DocumentCommands &documentCommands() { return *m_documentCommands; }
    [[nodiscard]] PublishCommands &publishCommands() { return *m_publishCommands; }
    [[nodiscard]] ReviewCommands &reviewCommands() { return *m_reviewCommands; }
    [[nodiscard]] Live &live() { return *m_live; }
    [[nodiscard]] Upkeep &upkeep() { return *m_upkeep; }
    /// Nothing is being made in the background.
    [[nodiscard]] bool isIdle() const;
    /// Nothing is left that would be lost; else it is shown, or its dialog asks about it.
    [[nodiscard]] bool mayClose();
    /// Goes to where the user was in this project; keeps it when it closes.
    void restorePlace();
    void keepPlace() const;

private:
    void showLayoutTime();

    std::unique_ptr<Session> m_session;
    const Actions &m_actions;
    QSplitter *m_across;
    QSplitter *m_down;
    Findings *m_findings;
    TopBar *m_top;
    MessageBar *m_messages;
    TreePane *m_tree;
    Centre *m_centre;
    BottomPane *m_bottom;
    Inspector *m_inspector;
    StatusLine *m_status;
    Transfers *m_transfers;
    Live *m_live;
    Upkeep *m_upkeep;
    ViewCommands *m_viewCommands;
    CompareCommands *m_compareCommands;
    PlateauCommands *m_plateauCommands;
    FindingCommands *m_findingCommands;
    DecisionCommands *m_decisionCommands;
    DocumentCommands *m_documentCommands;
    PublishCommands *m_publishCommands;
    ChecklistCommands *m_checklistCommands;
    ReviewCommands *m_reviewCommands;
};

} // namespace gp::views
