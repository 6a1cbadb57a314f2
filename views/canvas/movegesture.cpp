// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/gesture.h"
#include "views/canvas/guides.h"
#include "views/canvas/walk.h"

#include <QPainter>

namespace gp::views {

namespace {
constexpr int grid = 8;         ///< dropped cards snap to it where nothing else is near
constexpr double reachIn = 6.0; ///< widget pixels in which cards line up
constexpr double around = 1600; ///< scene pixels in which others are looked for
} // namespace

MoveGesture::MoveGesture(ScenePtr scene, const QSet<ElementId> &cards, QPointF from, Done done)
    : m_scene(std::move(scene))
    , m_cards(cards)
    , m_from(from)
    , m_done(std::move(done))
{
    auto [rest, part] = split(*m_scene, m_cards);
    for (const auto &card : std::as_const(part.cards))
        m_frame |= card.rect;
    const QRectF near = m_frame.adjusted(-around, -around, around, around);
    for (const auto &card : std::as_const(rest.cards)) {
        if (card.rect.intersects(near))
            m_others.append(card.rect);
    }
    m_rest = std::make_shared<const diagram::Scene>(std::move(rest));
    m_part = std::move(part);
}

void MoveGesture::moveTo(QPointF to, double pixel, Qt::KeyboardModifiers keys)
{
    m_by = to - m_from;
    if (keys & Qt::ShiftModifier)
        (std::abs(m_by.x()) > std::abs(m_by.y()) ? m_by.ry() : m_by.rx()) = 0;
    m_guides.clear();
    if (keys & Qt::AltModifier)
        return;
    const Snap snap = snapTo(m_frame.translated(m_by), m_others, reachIn * pixel, grid);
    m_by += snap.by;
    m_guides = snap.guides;
}

int MoveGesture::enteredGroup() const
{
    const QPointF centre = m_frame.translated(m_by).center();
    int entered = -1;
    for (int i = 0; i < m_scene->groups.size(); ++i) {
        if (m_scene->groups[i].rect.contains(centre))
            entered = i;
    }
    const auto isThere = [entered](const diagram::Card &card) { return card.group == entered + 1; };
    return std::ranges::all_of(m_part.cards, isThere) ? -1 : entered;
}

void MoveGesture::finish()
{
    Moved moved;
    for (const auto &card : std::as_const(m_part.cards))
        moved.corners.insert(card.id, (card.rect.topLeft() + m_by).toPoint());
    moved.group = enteredGroup();
    m_done(moved);
}

void MoveGesture::paint(QPainter &painter, const diagram::Theme &theme, double pixel) const
{
    if (const int entered = enteredGroup(); entered >= 0) {
        painter.setPen(QPen(theme.accent, 2 * pixel));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(m_scene->groups[entered].rect, 10, 10);
    }
    diagram::PaintOptions options;
    options.background = false;
    options.selected = m_cards;
    diagram::paint(painter, shifted(m_part, *m_scene, m_cards, m_by), theme, options);
    painter.setPen(QPen(theme.accent, pixel));
    for (const QLineF &guide : m_guides)
        painter.drawLine(guide);
}

} // namespace gp::views
