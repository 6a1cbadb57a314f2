// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/layers.h"

#include <numeric>

namespace gp::layout {

namespace {

/// Edges without those that close a circle, found by a depth-first walk in the order of the nodes.
QList<FlatGraph::Edge> withoutCircles(const FlatGraph &graph)
{
    QList<QList<int>> outgoing(graph.nodes.size());
    for (int i = 0; i < graph.edges.size(); ++i)
        outgoing[graph.edges[i].from].append(i);
    enum Mark : char { Unseen, Open, Done };
    QList<Mark> marks(graph.nodes.size(), Unseen);
    QList<FlatGraph::Edge> kept;
    for (int start = 0; start < graph.nodes.size(); ++start) {
        if (marks[start] != Unseen)
            continue;
        QList<std::pair<int, qsizetype>> stack{{start, 0}};
        marks[start] = Open;
        while (!stack.isEmpty()) {
            auto &[node, next] = stack.last();
            if (next == outgoing[node].size()) {
                marks[node] = Done;
                stack.removeLast();
                continue;
            }
            const FlatGraph::Edge &edge = graph.edges[outgoing[node][next++]];
            if (marks[edge.to] == Open)
                continue;
            kept.append(edge);
            if (marks[edge.to] == Unseen) {
                marks[edge.to] = Open;
                stack.append({edge.to, 0});
            }
        }
    }
    return kept;
}

QList<int> ranksOf(qsizetype count, const QList<FlatGraph::Edge> &edges)
{
    QList<QList<int>> outgoing(count);
    QList<int> waiting(count);
    for (const FlatGraph::Edge &edge : edges) {
        outgoing[edge.from].append(edge.to);
        ++waiting[edge.to];
    }
    QList<int> ranks(count);
    QList<int> ready;
    for (int i = 0; i < count; ++i)
        if (waiting[i] == 0)
            ready.append(i);
    for (qsizetype at = 0; at < ready.size(); ++at) {
        for (int to : outgoing[ready[at]]) {
            ranks[to] = std::max(ranks[to], ranks[ready[at]] + 1);
            if (--waiting[to] == 0)
                ready.append(to);
        }
    }
    return ranks;
}

} // namespace

gp::Result<QList<QPointF>> placeInLayers(const FlatGraph &graph)
{
    const qsizetype count = graph.nodes.size();
    const QList<FlatGraph::Edge> edges = withoutCircles(graph);
    const QList<int> ranks = ranksOf(count, edges);
    QMap<int, QList<int>> layers;
    for (int i = 0; i < count; ++i)
        layers[ranks[i]].append(i);
    QList<QList<int>> incoming(count);
    for (const FlatGraph::Edge &edge : edges)
        incoming[edge.to].append(edge.from);

    const bool leftToRight = graph.direction == Direction::LeftToRight;
    const auto length = [&](int i) {
        return leftToRight ? graph.nodes[i].size.width() : graph.nodes[i].size.height();
    };
    const auto breadth = [&](int i) {
        return leftToRight ? graph.nodes[i].size.height() : graph.nodes[i].size.width();
    };
    QList<double> across(count);
    QList<QPointF> centres(count);
    double along = 0;
    for (QList<int> &layer : layers) {
        QHash<int, double> wanted;
        for (int i : std::as_const(layer)) {
            double sum = 0;
            for (int from : std::as_const(incoming[i]))
                sum += across[from];
            wanted.insert(i, incoming[i].isEmpty() ? 0 : sum / static_cast<double>(incoming[i].size()));
        }
        std::stable_sort(layer.begin(), layer.end(), [&](int a, int b) { return wanted[a] < wanted[b]; });
        double at = 0;
        int longest = 0;
        for (int i : std::as_const(layer)) {
            across[i] = at + breadth(i) / 2.0;
            at += breadth(i) + graph.nodeGap;
            longest = std::max(longest, length(i));
        }
        for (int i : std::as_const(layer)) {
            const double middle = along + longest / 2.0;
            centres[i] = leftToRight ? QPointF(middle, across[i]) : QPointF(across[i], middle);
        }
        along += longest + graph.rankGap;
    }
    return centres;
}

} // namespace gp::layout
