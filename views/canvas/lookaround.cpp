// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/lookaround.h"

#include <QNativeGestureEvent>
#include <QWheelEvent>

#include <cmath>

namespace gp::views {

void turnWheel(Camera &camera, const QWheelEvent &event)
{
    constexpr double notch = 120.0; // of a wheel, in Qt's eighths of a degree
    const bool isTouchpad = event.phase() != Qt::NoScrollPhase && !event.pixelDelta().isNull();
    if (isTouchpad && !(event.modifiers() & Qt::ControlModifier))
        camera.pan(event.pixelDelta());
    else if (event.modifiers() & Qt::ShiftModifier)
        camera.pan(QPointF(event.angleDelta().y() + event.angleDelta().x(), 0) / 2);
    else
        camera.zoom(std::pow(zoomStep, event.angleDelta().y() / notch), event.position());
}

bool pinch(Camera &camera, const QNativeGestureEvent &event)
{
    if (event.gestureType() != Qt::ZoomNativeGesture)
        return false;
    camera.zoom(1.0 + event.value(), event.position());
    return true;
}

} // namespace gp::views
