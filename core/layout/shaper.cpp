// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/shaper.h"
#include "core/layout/layers.h"
#include "core/layout/pack.h"
#include "core/layout/parallel.h"
#include "core/layout/untangle.h"

#include <cmath>
#include <numeric>

namespace gp::layout {

Shaper::Shaper(const Request &request, const Engine &engine, const Batch &batch)
    : m_request(request)
    , m_engine(engine)
    , m_batch(batch)
    , m_maker(request, engine)
    , m_size(request.nodes.size() + request.edges.size())
{
    m_groups = m_maker.childGroups(0);
    m_groups.prepend(0);
    m_groups.removeIf([this](qint64 group) { return m_maker.isEmpty(group); });
}

QList<double> Shaper::shapes() const
{
    if (m_size > 12'000 || (m_size > 2'000 && m_maker.isNested()))
        return {0.9};
    if (m_size > 2'000)
        return {0.55, 0.9, 1.5};
    return {0.3, 0.55, 0.9, 1.5, 2.2};
}

/// Routing is the dearest part; a second processor does half of it.
qsizetype Shaper::mostRouted() const
{
    return m_size > 260 ? 1 : m_size > 150 ? 2 : 4;
}

gp::Result<Placed> Shaper::run()
{
    constexpr qsizetype worthBatching = 400;
    if (m_groups.isEmpty())
        return Placed();
    if (m_groups.size() == 1) {
        const double aspect = m_request.options.aspect;
        if (m_batch && m_size > worthBatching)
            m_maker.prefetch(aspect, m_batch);
        if (const auto tried = attempt({}, aspect); !tried)
            return std::unexpected(tried.error());
        return bestWhenRouted();
    }
    for (double aspect : shapes()) {
        if (m_batch && m_size > worthBatching)
            m_maker.prefetch(aspect, m_batch);
        if (const auto tried = attempt({}, aspect); !tried)
            return std::unexpected(tried.error());
    }
    for (qint64 group : busiest()) {
        for (double aspect : shapes()) {
            QMap<qint64, double> own = m_bestOwn;
            own[group] = aspect;
            if (const auto tried = attempt(own, m_bestAspect); !tried)
                return std::unexpected(tried.error());
        }
    }
    return bestWhenRouted();
}

gp::Result<const Block *> Shaper::block(qint64 group, double aspect)
{
    auto it = m_blocks.find({group, aspect});
    if (it == m_blocks.end()) {
        auto made = m_maker.make(group, aspect);
        if (!made)
            return std::unexpected(made.error());
        it = m_blocks.emplace(std::pair(group, aspect), std::move(*made)).first;
    }
    return &it->second;
}

gp::Result<QList<Block>> Shaper::blocks(const QMap<qint64, double> &own, double aspect)
{
    QList<Block> result;
    for (qint64 group : std::as_const(m_groups)) {
        const auto made = block(group, own.value(group, aspect));
        if (!made)
            return std::unexpected(made.error());
        result.append(**made);
    }
    std::sort(result.begin(), result.end(), [](const Block &a, const Block &b) { return a.id < b.id; });
    return result;
}

/// Their weight grows with the root of how many there are: many edges between two groups must not drown the
/// flow of the few between the others.
QList<FlatGraph::Edge> Shaper::edgesBetween(const QList<Block> &blocks) const
{
    QHash<qint64, int> blockOf;
    for (int i = 0; i < blocks.size(); ++i)
        for (auto it = blocks[i].inside.keyBegin(); it != blocks[i].inside.keyEnd(); ++it)
            blockOf.insert(*it, i);
    std::map<std::pair<int, int>, int> weights;
    for (const Edge &edge : m_request.edges) {
        const int from = blockOf.value(edge.from);
        const int to = blockOf.value(edge.to);
        if (from != to)
            weights[{from, to}] += edge.weight;
    }
    QList<FlatGraph::Edge> edges;
    for (const auto &[ends, weight] : weights)
        edges.append({ends.first, ends.second,
                      std::clamp(static_cast<int>(std::lround(4 * std::sqrt(weight))), 1, 1000)});
    return edges;
}

/// The blocks along the flow, as dot ranks them.
gp::Result<QList<int>> Shaper::flowOrder(const QList<Block> &blocks, const QList<FlatGraph::Edge> &edges)
{
    constexpr qsizetype mostForDot = 150; // it is only where the search begins
    const Options &options = m_request.options;
    FlatGraph graph;
    for (const Block &block : blocks)
        graph.nodes.append({block.id, block.size});
    graph.edges = edges;
    graph.direction = options.direction;
    graph.nodeGap = graph.rankGap = options.groupGap;
    const auto centres =
        graph.nodes.size() + edges.size() > mostForDot ? placeInLayers(graph) : m_engine(graph);
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

/// `own` are shapes of single groups, `aspect` that of all others.
gp::Result<void> Shaper::attempt(const QMap<qint64, double> &own, double aspect)
{
    const auto made = blocks(own, aspect);
    if (!made)
        return std::unexpected(made.error());
    const Options &options = m_request.options;
    if (m_order.isEmpty()) {
        // The same for all shapes: blocks are sorted by their ids.
        m_between = edgesBetween(*made);
        auto order = flowOrder(*made, m_between);
        if (!order)
            return std::unexpected(order.error());
        m_order = std::move(*order);
    }
    Packing packing;
    for (const Block &block : *made)
        packing.sizes.append(block.size);
    packing.edges = m_between;
    packing.order = m_order;
    packing.direction = options.direction;
    packing.gap = options.groupGap;
    packing.aspect = options.aspect;
    Positions positions = merge(*made, pack(packing).corners).inside;
    untangle(m_request, positions);
    const double cost = tangle(m_request, positions);
    if (m_tried.isEmpty() || cost < m_tried.first().cost - 1e-9) {
        m_bestOwn = own;
        m_bestAspect = aspect;
    }
    const auto place = std::find_if(m_tried.cbegin(), m_tried.cend(),
                                    [&](const Tried &other) { return cost < other.cost - 1e-9; });
    const bool isKnown = std::any_of(m_tried.cbegin(), m_tried.cend(),
                                     [&](const Tried &other) { return other.positions == positions; });
    if (!isKnown)
        m_tried.insert(place, {cost, std::move(positions)});
    m_tried.resize(std::min(m_tried.size(), mostRouted()));
    return {};
}

/// How good a placement is shows when its edges are drawn.
Placed Shaper::bestWhenRouted() const
{
    QList<Routes> routes(m_tried.size());
    QList<double> costs(m_tried.size());
    inParallel(m_tried.size(), [&](qsizetype i) {
        routes[i] = routeAll(m_request, m_tried[i].positions);
        costs[i] = m_tried[i].cost + tangle(m_request, m_tried[i].positions, routes[i]);
    });
    const qsizetype best = std::min_element(costs.cbegin(), costs.cend()) - costs.cbegin();
    return {m_tried[best].positions, routes[best]};
}

/// The few groups with the most edges to others: their shape matters most. None in large graphs, for time.
QList<qint64> Shaper::busiest() const
{
    const qsizetype few = m_size > 400 ? 0 : m_size > 150 ? 2 : 4;
    QHash<qint64, qint64> groupOf;
    for (const Node &node : m_request.nodes)
        groupOf.insert(node.id, node.group);
    QMap<qint64, int> outer;
    for (const Edge &edge : m_request.edges) {
        if (groupOf[edge.from] != groupOf[edge.to]) {
            ++outer[groupOf[edge.from]];
            ++outer[groupOf[edge.to]];
        }
    }
    QList<qint64> groups;
    for (qint64 group : m_groups)
        if (outer.contains(group))
            groups.append(group);
    std::stable_sort(groups.begin(), groups.end(), [&](qint64 a, qint64 b) { return outer[a] > outer[b]; });
    return groups.mid(0, few);
}

} // namespace gp::layout
