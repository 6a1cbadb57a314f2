// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

namespace gp::views {

class Actions;
class Centre;

/// What is done to plateaus from the Plateaus menu and from the plateau bar: new option, compare and merge
/// options, rename, delete. Each is one edit that can be undone.
class PlateauCommands : public QObject
{
    Q_OBJECT

public:
    PlateauCommands(Session &session, Centre *centre, const Actions &actions, QObject *parent = nullptr);

private:
    void askCompare();
    void askDelete();
    void remove(PlateauId id);
    void enable();
    void follow();

    Session &m_session;
    Centre *m_centre;
    const Actions &m_actions;
    PlateauId m_shown; ///< and what it comes after, for when it goes
    PlateauId m_before;
};

} // namespace gp::views
