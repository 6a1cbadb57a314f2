// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/gesture.h"

#include <QPainter>

namespace gp::views {

BandGesture::BandGesture(ScenePtr scene, QPointF from, Done done)
    : m_scene(std::move(scene))
    , m_from(from)
    , m_to(from)
    , m_done(std::move(done))
{
}

QList<ElementId> BandGesture::touched() const
{
    return diagram::cardsIn(*m_scene, QRectF(m_from, m_to).normalized());
}

void BandGesture::moveTo(QPointF to, double, Qt::KeyboardModifiers)
{
    m_to = to;
}

void BandGesture::finish()
{
    m_done(touched());
}

void BandGesture::paint(QPainter &painter, const diagram::Theme &theme, double pixel) const
{
    QColor fill = theme.accent;
    fill.setAlphaF(0.10F);
    painter.setPen(QPen(theme.accent, pixel));
    painter.setBrush(fill);
    painter.drawRect(QRectF(m_from, m_to).normalized());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, 2 * pixel));
    for (const ElementId id : touched())
        painter.drawRoundedRect(m_scene->card(id)->rect, 7, 7);
}

} // namespace gp::views
