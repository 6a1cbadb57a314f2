// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/paths.h"

namespace gp::layout {

namespace {

/// One path for each edge that can be drawn, those of one trunk together: the most shared trunks first, and
/// in each the shortest edge first, so that the others find it and join.
QList<Path> pathsFor(const Request &request, const QHash<qint64, QRect> &cards)
{
    std::map<LaneKey, int> shared;
    QList<Path> paths;
    for (const Edge &edge : request.edges) {
        if (edge.from == edge.to || !cards.contains(edge.from) || !cards.contains(edge.to))
            continue;
        Path path;
        path.edge = edge.id;
        path.fromNode = edge.from;
        path.toNode = edge.to;
        path.from = cards[edge.from];
        path.to = cards[edge.to];
        path.out = {edge.from, edge.bundle, false};
        path.in = {edge.to, edge.bundle, true};
        ++shared[path.out];
        ++shared[path.in];
        paths.append(path);
    }
    for (Path &path : paths)
        path.trunk = shared[path.in] >= shared[path.out] ? path.in : path.out;
    const auto rank = [&](const Path &path) {
        return std::tuple(-shared[path.trunk], path.trunk,
                          (path.from.center() - path.to.center()).manhattanLength(), path.edge);
    };
    std::sort(paths.begin(), paths.end(), [&](const Path &a, const Path &b) { return rank(a) < rank(b); });
    return paths;
}

QHash<qint64, qint64> topGroupOfNodes(const Request &request)
{
    QHash<qint64, qint64> parents;
    for (const Group &group : request.groups)
        parents.insert(group.id, group.parent);
    QHash<qint64, qint64> result;
    for (const Node &node : request.nodes) {
        qint64 group = node.group;
        while (parents.value(group) != 0)
            group = parents.value(group);
        result.insert(node.id, group);
    }
    return result;
}

/// How far apart two ranges lie; negative where they overlap.
int gapBetween(int fromLow, int fromHigh, int toLow, int toHigh)
{
    return std::max(toLow - fromHigh, fromLow - toHigh);
}

/// Inside a group, edges run the way most of its edges need; between groups along the whole, or up and down
/// where one card stands above the other.
void setFlows(const Request &request, QList<Path> &paths)
{
    QHash<qint64, qint64> groupOf;
    for (const Node &node : request.nodes)
        groupOf.insert(node.id, node.group);
    const auto aside = [](const Path &path) {
        return gapBetween(path.from.left(), path.from.right(), path.to.left(), path.to.right());
    };
    const auto below = [](const Path &path) {
        return gapBetween(path.from.top(), path.from.bottom(), path.to.top(), path.to.bottom());
    };
    QHash<qint64, int>
        downwards; // more than 0: most of the group's edges have room above and below, not aside
    for (const Path &path : std::as_const(paths)) {
        if (groupOf.value(path.fromNode) == groupOf.value(path.toNode))
            downwards[groupOf.value(path.fromNode)] += (below(path) > 0 ? 1 : 0) - (aside(path) > 0 ? 1 : 0);
    }
    for (Path &path : paths) {
        const qint64 group = groupOf.value(path.fromNode);
        const bool isInner = group == groupOf.value(path.toNode) && downwards.value(group) != 0;
        path.flow = request.options.direction;
        if (aside(path) <= 0 || (isInner && downwards.value(group) > 0))
            path.flow = Direction::TopToBottom;
        else if (below(path) <= 0 || isInner)
            path.flow = Direction::LeftToRight;
    }
}

} // namespace

Routes routeOnGrid(const Request &request, const Positions &positions, const Grid &grid)
{
    QHash<qint64, QRect> cards;
    for (const Node &node : request.nodes) {
        if (const auto at = positions.constFind(node.id); at != positions.cend())
            cards.insert(node.id, QRect(*at, node.size));
    }
    QList<Path> paths = pathsFor(request, cards);
    const QHash<qint64, qint64> groups = topGroupOfNodes(request);
    setFlows(request, paths);
    PathSearch search(grid, paths.size());
    for (Path &path : paths)
        search.find(path, groups.value(path.fromNode), groups.value(path.toNode));
    spread(paths, grid);
    Routes routes;
    for (const Path &path : std::as_const(paths))
        routes.insert(path.edge, path.points.size() < 2 ? directCurve(path.from, path.to)
                                                        : curve(path, grid.obstacles()));
    return routes;
}

Routes routeAll(const Request &request, const Positions &positions)
{
    QHash<qint64, QSize> sizes;
    for (const Node &node : request.nodes)
        sizes.insert(node.id, node.size);
    Routes routes;
    qsizetype drawn = 0;
    for (const Edge &edge : request.edges) {
        const auto from = positions.constFind(edge.from);
        if (from == positions.cend() || !positions.contains(edge.to) || !sizes.contains(edge.from))
            continue;
        if (edge.from == edge.to)
            routes.insert(edge.id, loopCurve(QRect(*from, sizes[edge.from])));
        else
            ++drawn;
    }
    if (drawn == 0)
        return routes;
    // Beyond that, the lines of all cards together are too many for one grid.
    constexpr qsizetype mostOnOneGrid = 1600;
    routes.insert(request.nodes.size() + drawn > mostOnOneGrid
                      ? routeByRegions(request, positions)
                      : routeOnGrid(request, positions, Grid(request, positions)));
    return routes;
}

} // namespace gp::layout
