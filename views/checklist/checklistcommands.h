// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

namespace gp::views {

class Actions;
class Centre;

/// Opens NFR checklists: of what is selected, of the view on top, of the plateau shown.
class ChecklistCommands : public QObject
{
    Q_OBJECT

public:
    ChecklistCommands(Session &session, Centre *centre, const Actions &actions, QObject *parent);

private:
    void openSelected();
    void openView();
    void showWhatCanBe();

    Session &m_session;
    Centre *m_centre;
    const Actions &m_actions;
};

} // namespace gp::views
