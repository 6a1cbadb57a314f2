// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

namespace gp::views {

class Actions;
class Centre;
class MessageBar;

/// What is done to saved views from the View menu and from the menu of a tab: new, rename, edit, duplicate,
/// delete. Each is one edit that can be undone.
class ViewCommands : public QObject
{
    Q_OBJECT

public:
    ViewCommands(Session &session, Centre *centre, MessageBar *messages, const Actions &actions,
                 QObject *parent = nullptr);

private:
    void askNew();
    void askRename();
    void askEdit();
    void duplicate();
    void remove();
    void bringBack(const View &view, const QString &label);
    void enable();
    void openMenu(const QPoint &globalPosition);

    Session &m_session;
    Centre *m_centre;
    MessageBar *m_messages;
    const Actions &m_actions;
};

} // namespace gp::views
