// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

namespace gp::views {

class Actions;

/// New decisions: an empty one, or one about what differs between the compared plateaus.
class DecisionCommands : public QObject
{
    Q_OBJECT

public:
    DecisionCommands(Session &session, const Actions &actions, QObject *parent);

    void create();
    /// About the selected elements; about all that changed where none of them did.
    void propose();

private:
    [[nodiscard]] bool canEdit();
    void show(const Draft &draft, const QString &key, const QString &label);

    Session &m_session;
};

} // namespace gp::views
