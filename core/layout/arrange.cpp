// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/arrange.h"
#include "core/layout/layers.h"
#include "core/layout/shaper.h"

#include <QRect>

namespace gp::layout {

namespace {

/// Moves everything so that the least corner of cards, frames and routes is (0, 0).
void bringHome(Arrangement &arrangement, const Request &request)
{
    QRect all;
    for (const Node &node : request.nodes)
        all |= QRect(arrangement.positions.value(node.id), node.size);
    for (const QRect &frame : std::as_const(arrangement.groups))
        all |= frame;
    for (const Route &route : std::as_const(arrangement.routes))
        for (const QPoint &point : route)
            all |= QRect(point, QSize(1, 1));
    const QPoint shift = -all.topLeft();
    for (QPoint &point : arrangement.positions)
        point += shift;
    for (QRect &frame : arrangement.groups)
        frame.translate(shift);
    for (Route &route : arrangement.routes)
        for (QPoint &point : route)
            point += shift;
    arrangement.size = all.size();
}

/// Whatever the order things were named in, the answer is the same.
Request inOrder(Request request)
{
    const auto byId = [](const auto &a, const auto &b) { return a.id < b.id; };
    std::sort(request.nodes.begin(), request.nodes.end(), byId);
    std::sort(request.edges.begin(), request.edges.end(), byId);
    std::sort(request.groups.begin(), request.groups.end(), byId);
    return request;
}

} // namespace

gp::Result<Arrangement> arrange(const Request &asked, const Engine &given, const Batch &batch)
{
    const Request request = inOrder(asked);
    // dot takes minutes for a piece of a thousand cards (measured: 31 s for 2,000 with 5,400 edges).
    const auto isForLayers = [](const FlatGraph &graph) {
        constexpr qsizetype mostForDot = 1200;
        const qsizetype size = graph.nodes.size() + graph.edges.size();
        return size == 1 || size > mostForDot;
    };
    const Engine engine = [&](const FlatGraph &graph) {
        return isForLayers(graph) ? placeInLayers(graph) : given(graph);
    };
    const Batch several = [&](const QList<FlatGraph> &graphs) {
        QList<FlatGraph> forDot;
        for (const FlatGraph &graph : graphs)
            if (!isForLayers(graph))
                forDot.append(graph);
        QList<gp::Result<QList<QPointF>>> byDot = batch(forDot);
        QList<gp::Result<QList<QPointF>>> answers;
        for (const FlatGraph &graph : graphs) {
            if (isForLayers(graph) || byDot.isEmpty())
                answers.append(placeInLayers(graph));
            else if (auto answer = byDot.takeFirst(); answer)
                answers.append(std::move(answer));
            else
                answers.append(placeInLayers(graph));
        }
        return answers;
    };
    auto placed = Shaper(request, engine, batch ? several : Batch()).run();
    if (!placed)
        return std::unexpected(placed.error());
    Arrangement arrangement;
    arrangement.positions = std::move(placed->positions);
    arrangement.routes = std::move(placed->routes);
    arrangement.groups = groupFrames(request, arrangement.positions);
    bringHome(arrangement, request);
    return arrangement;
}

} // namespace gp::layout
