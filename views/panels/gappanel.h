// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/compare/comparelook.h"
#include "views/panels/lines.h"

namespace gp::views {

/// Changes as lines, each with its sign.
[[nodiscard]] QList<Line> linesOf(const QList<GapChange> &changes);

/// The difference between the compared plateaus as a list: elements, then relations. A click, Enter and the
/// arrow keys select what the line is about and bring it into sight; what is selected elsewhere is the
/// current line here.
class GapPanel : public LinesView
{
    Q_OBJECT

public:
    explicit GapPanel(Session &session, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void refresh();
    void showCurrent();
    void jump();

    Session &m_session;
    CompareLook &m_look;
};

} // namespace gp::views
