// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/compare/comparelook.h"

namespace gp::views {

class Actions;

/// What the menus say of the compare: its ways, and the way from change to change. Choosing a way outside of
/// a compare begins one.
class CompareCommands : public QObject
{
    Q_OBJECT

public:
    CompareCommands(Session &session, const Actions &actions, QObject *parent = nullptr);

private:
    void choose(Way way);
    void enable();

    Session &m_session;
    CompareLook &m_look;
    const Actions &m_actions;
};

} // namespace gp::views
