// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/panels/lines.h"
#include "views/session/session.h"

namespace gp::views {

/// The difference between the compared plateaus as a list; a click selects.
class GapPanel : public LinesView
{
    Q_OBJECT

public:
    explicit GapPanel(Session &session, QWidget *parent = nullptr);

private:
    void refresh();

    Session &m_session;
};

} // namespace gp::views
