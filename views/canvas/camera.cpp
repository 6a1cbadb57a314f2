// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/camera.h"

namespace gp::views {

void Camera::zoom(double factor, QPointF widget)
{
    const QPointF fixed = toScene(widget);
    m_scale = std::clamp(m_scale * factor, smallest, largest);
    m_origin = fixed - widget / m_scale;
}

void Camera::fit(const QRectF &scene, QSizeF viewport, double margin, double most)
{
    if (scene.isEmpty() || viewport.isEmpty())
        return;
    const double width = std::max(1.0, viewport.width() - 2 * margin);
    const double height = std::max(1.0, viewport.height() - 2 * margin);
    m_scale = std::clamp(std::min(width / scene.width(), height / scene.height()), smallest,
                         std::min(most, largest));
    m_origin = scene.center() - QPointF(viewport.width(), viewport.height()) / (2 * m_scale);
}

void Camera::reveal(const QRectF &scene, QSizeF viewport, double margin)
{
    const QRectF now = toWidget(scene);
    const auto shift = [margin](double low, double high, double length) {
        if (high - low > length - 2 * margin)
            return length / 2 - (low + high) / 2;
        if (low < margin)
            return margin - low;
        return high > length - margin ? length - margin - high : 0.0;
    };
    pan({shift(now.left(), now.right(), viewport.width()),
         shift(now.top(), now.bottom(), viewport.height())});
}

} // namespace gp::views
