// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/part.h"
#include "core/layout/obstacles.h"

#include <set>

namespace gp::layout {

namespace {

/// What is movable, as a picture of its own. Without groups: their frames are drawn around all of their
/// cards, not around these.
Request partOf(const Request &request, const QSet<qint64> &movable)
{
    Request part;
    part.options = request.options;
    for (Node node : request.nodes) {
        node.group = 0;
        if (movable.contains(node.id))
            part.nodes.append(node);
    }
    for (const Edge &edge : request.edges)
        if (movable.contains(edge.from) && movable.contains(edge.to))
            part.edges.append(edge);
    return part;
}

/// The middle of where the movable stood; of their groups' other cards and their neighbours where they are
/// new.
QPoint wantedMiddle(const Request &request, const Positions &positions, const QSet<qint64> &movable)
{
    QHash<qint64, QRect> cards;
    QSet<qint64> groups;
    for (const Node &node : request.nodes) {
        if (const auto at = positions.constFind(node.id); at != positions.cend())
            cards.insert(node.id, QRect(*at, node.size));
        if (movable.contains(node.id) && node.group != 0)
            groups.insert(node.group);
    }
    QRect stood;
    QRect near;
    QRect all;
    for (const Node &node : request.nodes) {
        const QRect card = cards.value(node.id);
        all |= card;
        if (movable.contains(node.id))
            stood |= card;
        else if (groups.contains(node.group))
            near |= card;
    }
    for (const Edge &edge : request.edges) {
        if (groups.isEmpty() && movable.contains(edge.from) != movable.contains(edge.to))
            near |= cards.value(movable.contains(edge.from) ? edge.to : edge.from);
    }
    return (!stood.isNull() ? stood : !near.isNull() ? near : all).center();
}

/// The corner nearest to `wanted` where `size` fits: where space is free, it is so up to the side of a card,
/// so the sides are all that needs looking at.
QPoint freeCorner(QPoint wanted, QSize size, const QList<Obstacle> &cards, int gap)
{
    const Obstacles taken(cards);
    const auto isFree = [&](QPoint corner) {
        return taken.touching(QRect(corner, size).adjusted(-gap, -gap, gap, gap)).isEmpty();
    };
    std::set<std::pair<int, int>> xs{{0, wanted.x()}}; // nearest first
    std::set<std::pair<int, int>> ys{{0, wanted.y()}};
    for (const Obstacle &card : cards) {
        for (int x : {card.rect.left() - gap - size.width(), card.rect.right() + gap + 1})
            xs.insert({std::abs(x - wanted.x()), x});
        for (int y : {card.rect.top() - gap - size.height(), card.rect.bottom() + gap + 1})
            ys.insert({std::abs(y - wanted.y()), y});
    }
    QPoint best = wanted;
    int least = std::numeric_limits<int>::max();
    for (const auto &[aside, x] : xs) {
        for (const auto &[above, y] : ys) {
            if (aside + above >= least)
                break;
            if (isFree({x, y})) {
                least = aside + above;
                best = {x, y};
            }
        }
    }
    return best;
}

} // namespace

gp::Result<Positions> arrangePart(const Request &request, const Positions &positions,
                                  const QSet<qint64> &movable, std::chrono::milliseconds timeout,
                                  const QString &worker)
{
    const Request part = partOf(request, movable);
    if (part.nodes.isEmpty())
        return positions;
    const auto block = layOut(part, timeout, worker);
    if (!block)
        return std::unexpected(block.error());
    QRect extent;
    for (const Node &node : part.nodes)
        extent |= QRect(block->positions.value(node.id), node.size);
    QList<Obstacle> others;
    for (const Node &node : request.nodes)
        if (const auto at = positions.constFind(node.id);
            !movable.contains(node.id) && at != positions.cend())
            others.append({QRect(*at, node.size), node.id});
    const QPoint middle = wantedMiddle(request, positions, movable);
    const QPoint wanted = middle - QPoint(extent.width() / 2, extent.height() / 2);
    const QPoint shift =
        freeCorner(wanted, extent.size(), others, request.options.nodeGap) - extent.topLeft();
    Positions result = positions;
    for (const Node &node : part.nodes)
        result.insert(node.id, block->positions.value(node.id) + shift);
    return result;
}

} // namespace gp::layout
