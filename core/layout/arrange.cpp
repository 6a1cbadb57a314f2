// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/arrange.h"
#include "core/layout/blocks.h"
#include "core/layout/pack.h"

#include <QRect>

#include <limits>
#include <map>
#include <numeric>

namespace gp::layout {

namespace {

/// Exchanges cards of one size in one column of a group as long as that makes the edges shorter.
class Untangler
{
public:
    Untangler(const Request &request, Positions &positions)
        : m_positions(positions)
    {
        for (const Node &node : request.nodes)
            m_half.insert(node.id, {node.size.width() / 2, node.size.height() / 2});
        for (const Edge &edge : request.edges) {
            if (edge.from == edge.to)
                continue;
            m_neighbours[edge.from].append({edge.to, edge.weight});
            m_neighbours[edge.to].append({edge.from, edge.weight});
        }
        // A column is told by group, x and size; a card that nothing in its group refers to may leave its
        // column.
        QHash<qint64, qint64> groupOf;
        for (const Node &node : request.nodes)
            groupOf.insert(node.id, node.group);
        for (const Node &node : request.nodes) {
            const auto inner = [&](const auto &other) { return groupOf.value(other.first) == node.group; };
            const QList<std::pair<qint64, int>> &others = m_neighbours[node.id];
            const bool isLone = std::none_of(others.begin(), others.end(), inner);
            m_columns[{node.group, isLone ? -1 : positions.value(node.id).x(), node.size.width(),
                       node.size.height()}]
                .append(node.id);
        }
        for (auto &[key, ids] : m_columns)
            std::sort(ids.begin(), ids.end());
    }

    void run()
    {
        for (int sweep = 0; sweep < 6; ++sweep) {
            bool better = false;
            for (const auto &[key, ids] : m_columns)
                for (qsizetype i = 0; i < ids.size(); ++i)
                    for (qsizetype j = i + 1; j < ids.size(); ++j)
                        better |= tryExchange(ids[i], ids[j]);
            if (!better)
                return;
        }
    }

private:
    qint64 length(qint64 node) const
    {
        const QPoint at = m_positions.value(node) + m_half.value(node);
        qint64 sum = 0;
        for (const auto &[other, weight] : m_neighbours.value(node))
            sum += weight * qint64((at - m_positions.value(other) - m_half.value(other)).manhattanLength());
        return sum;
    }

    bool tryExchange(qint64 a, qint64 b)
    {
        const qint64 before = length(a) + length(b);
        std::swap(m_positions[a], m_positions[b]);
        if (length(a) + length(b) < before)
            return true;
        std::swap(m_positions[a], m_positions[b]);
        return false;
    }

    Positions &m_positions;
    QHash<qint64, QPoint> m_half;
    QHash<qint64, QList<std::pair<qint64, int>>> m_neighbours;
    std::map<std::tuple<qint64, int, int, int>, QList<qint64>> m_columns;
};

QList<FlatGraph::Edge> edgesBetween(const QList<Block> &blocks, const Request &request)
{
    QHash<qint64, int> blockOf;
    for (int i = 0; i < blocks.size(); ++i)
        for (qint64 node : blocks[i].inside.keys())
            blockOf.insert(node, i);
    std::map<std::pair<int, int>, int> weights;
    for (const Edge &edge : request.edges) {
        const int from = blockOf.value(edge.from);
        const int to = blockOf.value(edge.to);
        if (from != to)
            weights[{from, to}] += edge.weight;
    }
    QList<FlatGraph::Edge> edges;
    for (const auto &[ends, weight] : weights)
        edges.append({ends.first, ends.second, std::clamp(weight, 1, 1000)});
    return edges;
}

/// The blocks along the flow, as dot ranks them.
gp::Result<QList<int>> flowOrder(const QList<Block> &blocks, const QList<FlatGraph::Edge> &edges,
                                 const Options &options, const Engine &engine)
{
    FlatGraph graph;
    for (const Block &block : blocks)
        graph.nodes.append({block.id, block.size});
    graph.edges = edges;
    graph.direction = options.direction;
    graph.nodeGap = graph.rankGap = options.groupGap;
    const auto centres = engine(graph);
    if (!centres)
        return std::unexpected(centres.error());
    QList<int> order(blocks.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        const QPointF p = (*centres)[a];
        const QPointF q = (*centres)[b];
        return options.direction == Direction::LeftToRight
                   ? std::pair(p.x(), p.y()) < std::pair(q.x(), q.y())
                   : std::pair(p.y(), p.x()) < std::pair(q.y(), q.x());
    });
    return order;
}

gp::Result<QList<Block>> topBlocks(BlockMaker &maker, double aspect)
{
    QList<Block> blocks;
    QList<qint64> groups = maker.childGroups(0);
    groups.prepend(0);
    for (qint64 group : groups) {
        if (maker.isEmpty(group))
            continue;
        auto block = maker.make(group, aspect);
        if (!block)
            return std::unexpected(block.error());
        blocks.append(std::move(*block));
    }
    std::sort(blocks.begin(), blocks.end(), [](const Block &a, const Block &b) { return a.id < b.id; });
    return blocks;
}

gp::Result<Positions> place(const Request &request, const Engine &engine)
{
    BlockMaker maker(request, engine);
    const Options &options = request.options;
    const qsizetype count = maker.childGroups(0).size() + (maker.isEmpty(0) ? 0 : 1);
    // How slender the groups are to be shows only when they are packed, so each is tried.
    const QList<double> aspects =
        count <= 1 ? QList<double>{options.aspect} : QList<double>{0.3, 0.55, 0.9, 1.5};
    Positions best;
    double least = std::numeric_limits<double>::max();
    for (double aspect : aspects) {
        const auto blocks = topBlocks(maker, aspect);
        if (!blocks)
            return std::unexpected(blocks.error());
        if (blocks->size() <= 1)
            return blocks->isEmpty() ? Positions() : blocks->first().inside;
        Packing packing;
        for (const Block &block : *blocks)
            packing.sizes.append(block.size);
        packing.edges = edgesBetween(*blocks, request);
        packing.direction = options.direction;
        packing.gap = options.groupGap;
        packing.aspect = options.aspect;
        const auto order = flowOrder(*blocks, packing.edges, options, engine);
        if (!order)
            return std::unexpected(order.error());
        packing.order = *order;
        const Packed packed = pack(packing);
        if (packed.cost < least - 1e-9) {
            least = packed.cost;
            best = merge(*blocks, packed.corners).inside;
        }
    }
    return best;
}

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

} // namespace

gp::Result<Arrangement> arrange(const Request &request, const Engine &engine)
{
    auto positions = place(request, engine);
    if (!positions)
        return std::unexpected(positions.error());
    Arrangement arrangement;
    arrangement.positions = std::move(*positions);
    Untangler(request, arrangement.positions).run();
    arrangement.groups = groupFrames(request, arrangement.positions);
    arrangement.routes = routeAll(request, arrangement.positions);
    bringHome(arrangement, request);
    return arrangement;
}

} // namespace gp::layout
