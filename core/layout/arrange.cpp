// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/arrange.h"
#include "core/layout/blocks.h"
#include "core/layout/layers.h"
#include "core/layout/pack.h"
#include "core/layout/untangle.h"

#include <QRect>

#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace gp::layout {

namespace {

/// Their weight grows with the root of how many there are: many edges between two groups must not drown the
/// flow of the few between the others.
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
        edges.append({ends.first, ends.second,
                      std::clamp(static_cast<int>(std::lround(4 * std::sqrt(weight))), 1, 1000)});
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

/// Tries shapes for the groups, since how slender each is to be shows only when all are packed together.
class Shaper
{
public:
    Shaper(const Request &request, const Engine &engine)
        : m_request(request)
        , m_engine(engine)
        , m_maker(request, engine)
    {
        m_groups = m_maker.childGroups(0);
        m_groups.prepend(0);
        m_groups.removeIf([this](qint64 group) { return m_maker.isEmpty(group); });
    }

    gp::Result<Positions> run()
    {
        constexpr std::array shapes{0.3, 0.55, 0.9, 1.5, 2.2};
        if (m_groups.size() <= 1) {
            if (const auto tried = attempt(QMap<qint64, double>(), m_request.options.aspect); !tried)
                return std::unexpected(tried.error());
            return bestWhenRouted();
        }
        for (double aspect : shapes) {
            if (const auto tried = attempt(QMap<qint64, double>(), aspect); !tried)
                return std::unexpected(tried.error());
        }
        for (qint64 group : busiest()) {
            for (double aspect : shapes) {
                QMap<qint64, double> own = m_bestOwn;
                own[group] = aspect;
                if (const auto tried = attempt(own, m_bestAspect); !tried)
                    return std::unexpected(tried.error());
            }
        }
        return bestWhenRouted();
    }

private:
    gp::Result<QList<Block>> blocks(const QMap<qint64, double> &own, double aspect)
    {
        QList<Block> result;
        for (qint64 group : std::as_const(m_groups)) {
            auto block = m_maker.make(group, own.value(group, aspect));
            if (!block)
                return std::unexpected(block.error());
            result.append(std::move(*block));
        }
        std::sort(result.begin(), result.end(), [](const Block &a, const Block &b) { return a.id < b.id; });
        return result;
    }

    struct Tried
    {
        double cost = 0;
        Positions positions;
    };

    /// In large graphs only what is cheap is tried.
    bool isLarge() const { return m_request.nodes.size() + m_request.edges.size() > 400; }

    /// How good a placement is shows when its edges are drawn.
    Positions bestWhenRouted() const
    {
        if (m_tried.size() <= 1)
            return m_tried.isEmpty() ? Positions() : m_tried.first().positions;
        const auto cost = [this](const Tried &tried) {
            return tried.cost + tangle(m_request, tried.positions, routeAll(m_request, tried.positions));
        };
        QList<double> costs;
        for (const Tried &tried : m_tried)
            costs.append(cost(tried));
        return m_tried[std::min_element(costs.cbegin(), costs.cend()) - costs.cbegin()].positions;
    }

    /// `own` are shapes of single groups, `aspect` that of all others.
    gp::Result<void> attempt(const QMap<qint64, double> &own, double aspect)
    {
        const auto made = blocks(own, aspect);
        if (!made)
            return std::unexpected(made.error());
        if (made->isEmpty())
            return {};
        const Options &options = m_request.options;
        Packing packing;
        for (const Block &block : *made)
            packing.sizes.append(block.size);
        packing.edges = edgesBetween(*made, m_request);
        packing.direction = options.direction;
        packing.gap = options.groupGap;
        packing.aspect = options.aspect;
        const auto order = flowOrder(*made, packing.edges, options, m_engine);
        if (!order)
            return std::unexpected(order.error());
        packing.order = *order;
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
        m_tried.resize(std::min<qsizetype>(m_tried.size(), isLarge() ? 1 : 4));
        return {};
    }

    /// The few groups with the most edges to others: their shape matters most. None in large graphs, for
    /// time.
    QList<qint64> busiest() const
    {
        constexpr qsizetype few = 4;
        if (isLarge())
            return {};
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
        std::stable_sort(groups.begin(), groups.end(),
                         [&](qint64 a, qint64 b) { return outer[a] > outer[b]; });
        return groups.mid(0, few);
    }

    const Request &m_request;
    const Engine &m_engine;
    BlockMaker m_maker;
    QList<qint64> m_groups;
    QList<Tried> m_tried; ///< the few that look best, best first
    QMap<qint64, double> m_bestOwn;
    double m_bestAspect = 1;
};

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

gp::Result<Arrangement> arrange(const Request &asked, const Engine &given)
{
    const Request request = inOrder(asked);
    // dot takes minutes for a piece of a thousand cards (measured: 31 s for 2,000 with 5,400 edges).
    const Engine engine = [&given](const FlatGraph &graph) {
        constexpr qsizetype mostForDot = 1200;
        const qsizetype size = graph.nodes.size() + graph.edges.size();
        return size == 1 || size > mostForDot ? placeInLayers(graph) : given(graph);
    };
    auto positions = Shaper(request, engine).run();
    if (!positions)
        return std::unexpected(positions.error());
    Arrangement arrangement;
    arrangement.positions = std::move(*positions);
    arrangement.groups = groupFrames(request, arrangement.positions);
    arrangement.routes = routeAll(request, arrangement.positions);
    bringHome(arrangement, request);
    return arrangement;
}

} // namespace gp::layout
