// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// The canvas without a mouse: walking, moving, connecting, making.
#include "views/canvas/canvas.h"
#include "views/canvas/lookaround.h"
#include "views/canvas/walk.h"

#include <QKeyEvent>

namespace gp::views {

namespace {

constexpr int nudgeStep = 8;

bool isArrow(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

Direction directionOf(int key)
{
    return key == Qt::Key_Left    ? Direction::Left
           : key == Qt::Key_Right ? Direction::Right
           : key == Qt::Key_Up    ? Direction::Up
                                  : Direction::Down;
}

QPoint unitOf(int key)
{
    return {key == Qt::Key_Left    ? -1
            : key == Qt::Key_Right ? 1
                                   : 0,
            key == Qt::Key_Up     ? -1
            : key == Qt::Key_Down ? 1
                                  : 0};
}

} // namespace

void Canvas::walk(int key)
{
    if (!m_scene)
        return;
    const ElementId from = m_selected.isEmpty() ? ElementId() : m_selected.front();
    const ElementId next = neighbour(*m_scene, from, directionOf(key));
    if (!next.isValid())
        return;
    Q_EMIT elementPicked(next);
    reveal(next);
}

void Canvas::startConnecting()
{
    const auto *card = m_scene && !m_selected.isEmpty() ? m_scene->card(m_selected.front()) : nullptr;
    if (!card || !m_editable || m_gesture)
        return;
    m_pressedHandle = card->id;
    m_pressed = m_camera.toWidget(card->rect.center());
    startDrag();
    m_isConnectingByKeys = true;
    m_connectTarget = card->id;
    setFocus();
    update();
}

/// The line jumps from card to card; from the last one on into the empty space beyond.
void Canvas::walkConnecting(int key)
{
    const ElementId next = neighbour(*m_scene, m_connectTarget, directionOf(key));
    const auto *from = m_scene->card(m_connectTarget);
    const auto *to = m_scene->card(next);
    if (!from || !to)
        return;
    constexpr int beyond = 120;
    const bool isLast = next == m_connectTarget;
    const QPointF at = isLast ? from->rect.center() + QPointF(unitOf(key)) * (from->rect.width() / 2 + beyond)
                              : to->rect.center();
    m_connectTarget = next;
    m_camera.reveal(QRectF(at - QPointF(60, 40), QSizeF(120, 80)), size(), 24);
    follow(m_camera.toWidget(at), {});
    moved();
}

void Canvas::panBy(int key)
{
    m_camera.pan(-panStep * QPointF(unitOf(key)));
    moved();
}

void Canvas::nudge(int key)
{
    const auto *card = m_scene && !m_selected.isEmpty() ? m_scene->card(m_selected.front()) : nullptr;
    if (!card || !m_editable || (m_gesture && !m_nudged.isActive()))
        return;
    // A drag without a pointer: many presses are one move.
    const QPointF from = card->rect.center();
    if (!m_gesture) {
        m_pressedHandle = {};
        m_pressedOn = {card->id, {}, -1, -1};
        m_pressed = m_camera.toWidget(from);
        startDrag();
    }
    m_nudgedBy += QPointF(unitOf(key)) * nudgeStep;
    m_gesture->moveTo(from + m_nudgedBy, pixel(), Qt::AltModifier);
    m_nudged.start();
    update();
}

void Canvas::storeNudge()
{
    if (m_nudged.isActive() || !m_nudgedBy.isNull())
        endGesture(true);
}

void Canvas::keyPressEvent(QKeyEvent *event)
{
    const bool isShift = event->modifiers() & Qt::ShiftModifier;
    const bool isControl = event->modifiers() & Qt::ControlModifier;
    if (isArrow(event->key())) {
        if (m_isConnectingByKeys)
            walkConnecting(event->key());
        else if (isControl)
            nudge(event->key());
        else if (isShift)
            panBy(event->key());
        else
            walk(event->key());
        return;
    }
    const auto *selected = m_scene && !m_selected.isEmpty() ? m_scene->card(m_selected.front()) : nullptr;
    switch (event->key()) {
    case Qt::Key_F:
    case Qt::Key_Home:
        return fit();
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(zoomStep);
    case Qt::Key_Minus:
        return zoomBy(1 / zoomStep);
    case Qt::Key_0:
    case Qt::Key_1:
        return setZoom(1.0);
    case Qt::Key_C:
        if (!selected && m_editable)
            return setTool(Tool::Connect, isShift);
        return startConnecting();
    case Qt::Key_V:
    case Qt::Key_H:
    case Qt::Key_T:
        if (!takeToolKey(event->key()))
            QWidget::keyPressEvent(event);
        return;
    case Qt::Key_N: {
        const QPointF beside = selected ? selected->rect.bottomLeft() + QPointF(0, 36)
                                        : m_camera.toScene(QRectF(rect()).center());
        if (m_editable && m_scene)
            Q_EMIT newElementWanted(beside.toPoint());
        return;
    }
    case Qt::Key_Space:
        if (!event->isAutoRepeat()) {
            m_isSpaceDown = true;
            setCursor(Qt::OpenHandCursor);
        }
        return;
    case Qt::Key_Menu: {
        const QPointF at = selected ? m_camera.toWidget(selected->rect.center()) : QRectF(rect()).center();
        Q_EMIT menuWanted(mapToGlobal(at.toPoint()), m_camera.toScene(at).toPoint());
        return;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_isConnectingByKeys)
            endGesture(true);
        else if (selected && selected->folds > 0)
            Q_EMIT groupActivated(int(selected->folds) - 1);
        else if (!m_selected.isEmpty())
            Q_EMIT elementActivated(m_selected.front());
        return;
    case Qt::Key_Escape:
        if (m_gesture)
            endGesture(false);
        else if (m_tool != Tool::Select)
            setTool(Tool::Select);
        else
            Q_EMIT nothingPicked();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void Canvas::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_isSpaceDown = false;
        showToolCursor();
        return;
    }
    QWidget::keyReleaseEvent(event);
}

} // namespace gp::views
