// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// The tools of a canvas, and what is dragged in from elsewhere.
#include "views/canvas/canvas.h"
#include "views/canvas/clipboard.h"

#include <QDropEvent>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace gp::views {

void Canvas::setTool(Tool tool, bool isSticky)
{
    m_tool = tool;
    m_isToolSticky = isSticky && tool != Tool::Select;
    showToolCursor();
    Q_EMIT toolChanged();
}

void Canvas::showToolCursor()
{
    if (m_tool == Tool::Select)
        unsetCursor();
    else
        setCursor(m_tool == Tool::Pan ? Qt::OpenHandCursor : Qt::CrossCursor);
}

bool Canvas::takeToolKey(int key)
{
    static const QMap<int, Tool> keys{
        {Qt::Key_V, Tool::Select}, {Qt::Key_H, Tool::Pan}, {Qt::Key_T, Tool::Note}};
    const auto it = keys.constFind(key);
    if (it == keys.cend() || (*it == Tool::Note && !m_editable))
        return false;
    setTool(*it, *it == Tool::Pan);
    return true;
}

void Canvas::toolUsed()
{
    if (!m_isToolSticky && m_tool != Tool::Pan)
        setTool(Tool::Select);
}

bool Canvas::useTool(QPointF widget)
{
    const QPoint at = m_camera.toScene(widget).toPoint();
    switch (m_tool) {
    case Tool::Select:
    case Tool::Pan:
        return false;
    case Tool::Element:
        toolUsed();
        Q_EMIT newElementWanted(at);
        return true;
    case Tool::Note:
        toolUsed();
        Q_EMIT newNoteWanted(at);
        return true;
    case Tool::Connect:
        break;
    }
    const auto hit = hitAt(widget);
    if (!hit.card.isValid() || !m_editable)
        return false;
    m_press = Press::Left;
    m_pressedHandle = hit.card;
    m_pressedOn = {hit.card, {}, -1, -1};
    startDrag();
    return true;
}

void Canvas::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_editable && m_scene && !m_scene->compare &&
        event->mimeData()->hasFormat(QLatin1StringView(clipboard::format)))
        event->acceptProposedAction();
}

void Canvas::dragMoveEvent(QDragMoveEvent *event)
{
    event->acceptProposedAction();
}

void Canvas::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    Q_EMIT dropped(event->mimeData(), m_camera.toScene(event->position()).toPoint());
}

} // namespace gp::views
