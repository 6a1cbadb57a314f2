// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/gesture.h"
#include "views/canvas/walk.h"

#include <QPainter>
#include <QPainterPath>

namespace gp::views {

ConnectGesture::ConnectGesture(ScenePtr scene, ElementId from, Judge judge, Done done)
    : m_scene(std::move(scene))
    , m_source(from)
    , m_judge(std::move(judge))
    , m_done(std::move(done))
{
    if (const auto *card = m_scene->card(from))
        m_to = card->rect.center();
}

void ConnectGesture::moveTo(QPointF to, double, Qt::KeyboardModifiers)
{
    m_to = to;
    const auto under = diagram::hitTest(*m_scene, to, 0).card;
    m_isOut = m_isOut || under != m_source;
    const ElementId target = under == m_source ? ElementId() : under;
    if (target == m_target)
        return;
    m_target = target;
    m_objection = target.isValid() ? m_judge(m_source, target) : QString();
}

void ConnectGesture::finish()
{
    const bool isBack = diagram::hitTest(*m_scene, m_to, 0).card == m_source;
    if (m_isOut && !isBack && m_objection.isEmpty())
        m_done(m_source, m_target, m_to);
}

Qt::CursorShape ConnectGesture::cursor() const
{
    return m_objection.isEmpty() ? Qt::CrossCursor : Qt::ForbiddenCursor;
}

void ConnectGesture::paint(QPainter &painter, const diagram::Theme &theme, double pixel) const
{
    const auto *source = m_scene->card(m_source);
    if (!source)
        return;
    const auto *target = m_scene->card(m_target);
    const bool isLegal = m_objection.isEmpty();
    if (target && !isLegal) {
        QColor veil = theme.canvas;
        veil.setAlphaF(0.7F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(veil);
        painter.drawRoundedRect(target->rect.adjusted(-2, -2, 2, 2), 7, 7);
    }
    const QColor colour = isLegal ? theme.accent : theme.muted;
    const auto route =
        plainRoute(source->rect, target ? target->rect : QRectF(m_to - QPointF(1, 1), QSizeF(2, 2)));
    QPainterPath path(route[0]);
    path.cubicTo(route[1], route[2], route[3]);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 2 * pixel, isLegal ? Qt::SolidLine : Qt::DashLine));
    painter.drawPath(path);
    painter.setBrush(colour);
    painter.drawEllipse(route[3], 4 * pixel, 4 * pixel);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(source->rect, 7, 7);
    if (target && isLegal)
        painter.drawRoundedRect(target->rect, 7, 7);
}

} // namespace gp::views
