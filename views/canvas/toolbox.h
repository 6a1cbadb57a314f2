// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/canvas/tool.h"

#include <QFrame>

class QToolButton;

namespace gp::views {

/// The tools of a canvas, beside it. One click takes a tool for one use, a double click until another is
/// taken.
class Toolbox : public QFrame
{
    Q_OBJECT

public:
    explicit Toolbox(QWidget *parent);

    void showTool(Tool tool, bool isSticky);
    [[nodiscard]] QToolButton *button(Tool tool) const { return m_buttons.value(tool); }

Q_SIGNALS:
    void toolWanted(gp::views::Tool tool, bool isSticky);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *add(Tool tool, const QString &iconName, const QString &text, const QString &tip);

    QMap<Tool, QToolButton *> m_buttons;
    Tool m_tool = Tool::Select;
    bool m_isSticky = false;
};

} // namespace gp::views
