// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// The picture of a pipeline without a mouse.
#include "views/canvas/lookaround.h"
#include "views/pipeline/pipelinecanvas.h"
#include "views/pipeline/pipelinewalk.h"

#include <QKeyEvent>

namespace gp::views {

bool PipelineCanvas::pressArrow(const QKeyEvent *event)
{
    const auto key = Qt::Key(event->key());
    const bool isAcross = key == Qt::Key_Left || key == Qt::Key_Right;
    if (!isAcross && key != Qt::Key_Up && key != Qt::Key_Down)
        return false;
    const bool isBack = key == Qt::Key_Left || key == Qt::Key_Up;
    if (event->modifiers() & Qt::AltModifier) {
        if (isAcross && isStage(m_marked.current))
            Q_EMIT moveWanted(m_marked.current, isBack ? -1 : 1);
        return true;
    }
    if (event->modifiers() & Qt::ShiftModifier) {
        const double by = isBack ? panStep : -panStep;
        m_camera.pan(isAcross ? QPointF(by, 0) : QPointF(0, by));
        moved();
        return true;
    }
    const int next = walkPipeline(m_picture, m_marked.current, key);
    if (next >= 0 && next != m_marked.current) {
        pick(next);
        reveal(m_marked.current);
    }
    return true;
}

bool PipelineCanvas::pressForStage(const QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_N:
    case Qt::Key_Insert:
        Q_EMIT addWanted(isStage(m_marked.current) ? m_marked.current : -1);
        return true;
    case Qt::Key_F2:
        if (isStage(m_marked.current))
            Q_EMIT renameWanted(m_marked.current);
        return true;
    case Qt::Key_Delete:
        if (isStage(m_marked.current))
            Q_EMIT removeWanted(m_marked.current);
        return true;
    default:
        return false;
    }
}

void PipelineCanvas::keyPressEvent(QKeyEvent *event)
{
    if (pressArrow(event) || pressForStage(event))
        return;
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
    case Qt::Key_Space:
        if (!event->isAutoRepeat()) {
            m_isSpaceDown = true;
            setCursor(Qt::OpenHandCursor);
        }
        return;
    case Qt::Key_Menu: {
        const QRectF at = m_marked.current >= 0 ? m_camera.toWidget(m_picture.parts[m_marked.current].rect)
                                                : QRectF(rect());
        Q_EMIT menuWanted(mapToGlobal(at.center().toPoint()), m_marked.current);
        return;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_marked.current >= 0)
            Q_EMIT partActivated(m_marked.current);
        return;
    case Qt::Key_Escape:
        setCurrent(-1);
        Q_EMIT nothingPicked();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void PipelineCanvas::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_isSpaceDown = false;
        unsetCursor();
        return;
    }
    QWidget::keyReleaseEvent(event);
}

} // namespace gp::views
