// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/walk.h"

namespace gp::views {

namespace {

QPointF unit(Direction direction)
{
    switch (direction) {
    case Direction::Left:
        return {-1, 0};
    case Direction::Right:
        return {1, 0};
    case Direction::Up:
        return {0, -1};
    case Direction::Down:
        return {0, 1};
    }
    return {};
}

} // namespace

ElementId neighbour(const diagram::Scene &scene, ElementId from, Direction direction)
{
    const auto *origin = scene.card(from);
    const QPointF ahead = unit(direction);
    ElementId best = origin ? from : ElementId();
    double least = std::numeric_limits<double>::max();
    for (const auto &card : scene.cards) {
        if (card.id == from)
            continue;
        double distance = card.rect.left() + card.rect.top() * 4;
        if (origin) {
            const QPointF way = card.rect.center() - origin->rect.center();
            const double along = QPointF::dotProduct(way, ahead);
            const double aside = std::abs(way.x() * ahead.y()) + std::abs(way.y() * ahead.x());
            if (along < 8)
                continue;
            distance = along + 2.5 * aside;
        }
        if (distance < least) {
            least = distance;
            best = card.id;
        }
    }
    return best;
}

std::pair<diagram::Scene, diagram::Scene> split(const diagram::Scene &scene, const QSet<ElementId> &dragged)
{
    diagram::Scene rest = scene;
    diagram::Scene part;
    part.compare = scene.compare;
    part.bounds = scene.bounds;
    const auto touches = [&dragged](const diagram::Edge &edge) {
        return dragged.contains(edge.source) || dragged.contains(edge.target);
    };
    const auto isDragged = [&dragged](const diagram::Card &card) { return dragged.contains(card.id); };
    std::ranges::copy_if(scene.cards, std::back_inserter(part.cards), isDragged);
    std::ranges::copy_if(scene.edges, std::back_inserter(part.edges), touches);
    rest.cards.removeIf(isDragged);
    rest.edges.removeIf(touches);
    return {std::move(rest), std::move(part)};
}

diagram::Scene shifted(const diagram::Scene &part, const diagram::Scene &whole, const QSet<ElementId> &moved,
                       QPointF by)
{
    diagram::Scene result = part;
    for (auto &card : result.cards)
        card.rect.translate(by);
    for (auto &edge : result.edges) {
        const auto *source = whole.card(edge.source);
        const auto *target = whole.card(edge.target);
        if (!source || !target || edge.route.isEmpty())
            continue;
        const bool isSource = moved.contains(edge.source);
        const bool isTarget = moved.contains(edge.target);
        if (isSource && isTarget) { // goes along as it is
            for (auto &point : edge.route)
                point += by;
            continue;
        }
        edge.route = plainRoute(isSource ? source->rect.translated(by) : source->rect,
                                isTarget ? target->rect.translated(by) : target->rect);
    }
    return result;
}

QList<QPointF> plainRoute(const QRectF &from, const QRectF &to)
{
    const bool isAcross = to.left() > from.right() || to.right() < from.left();
    QPointF start;
    QPointF end;
    QPointF bend;
    if (isAcross) {
        const bool isRight = to.left() > from.right();
        start = {isRight ? from.right() : from.left(), from.center().y()};
        end = {isRight ? to.left() : to.right(), to.center().y()};
        bend = {(end.x() - start.x()) / 2, 0};
    } else {
        const bool isDown = to.center().y() > from.center().y();
        start = {from.center().x(), isDown ? from.bottom() : from.top()};
        end = {to.center().x(), isDown ? to.top() : to.bottom()};
        bend = {0, (end.y() - start.y()) / 2};
    }
    return {start, start + bend, end - bend, end};
}

} // namespace gp::views
