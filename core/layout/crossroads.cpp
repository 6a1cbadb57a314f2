// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/costs.h"
#include "core/layout/parallel.h"
#include "core/layout/paths.h"
#include "core/layout/regions.h"
#include "core/layout/roads.h"

#include <map>
#include <memory>

namespace gp::layout {

namespace {

/// A region with all that its edges need.
struct Local
{
    std::unique_ptr<Grid> grid;
    std::array<std::unique_ptr<Wave>, cornerCount> waves; ///< from each corner of the ring
    Routes routes;                                        ///< of its inner edges
};

using Pair = std::pair<int, int>; ///< regions, the lower index first

/// Draws what runs from one region to another, once both are known.
class Crossing
{
public:
    Crossing(const Request &request, const Positions &positions)
        : m_request(request)
        , m_positions(positions)
        , m_regions(splitIntoRegions(request, positions))
        , m_locals(static_cast<size_t>(m_regions.all.size()))
    {
        for (const Node &node : request.nodes)
            m_sizes.insert(node.id, node.size);
    }

    Routes run()
    {
        const QList<bool> hasGates = regionsWithGates();
        inParallel(m_regions.all.size(), [&](qsizetype i) { explore(i, hasGates[i]); });
        findRoads();
        QList<Route> between(m_regions.between.size());
        constexpr qsizetype share = 64; // a thread takes that many at a time
        inParallel((between.size() + share - 1) / share, [&](qsizetype part) {
            for (qsizetype i = part * share; i < std::min(between.size(), (part + 1) * share); ++i)
                between[i] = route(m_regions.between[i]);
        });
        Routes routes;
        for (const Local &local : m_locals)
            routes.insert(local.routes);
        for (qsizetype i = 0; i < between.size(); ++i)
            routes.insert(m_regions.between[i].id, between[i]);
        return routes;
    }

private:
    [[nodiscard]] QList<bool> regionsWithGates() const
    {
        QList<bool> result(m_regions.all.size());
        for (const Edge &edge : m_regions.between)
            result[m_regions.ofNode[edge.from]] = result[m_regions.ofNode[edge.to]] = true;
        return result;
    }

    void explore(qsizetype i, bool hasGates)
    {
        Local &local = m_locals[static_cast<size_t>(i)];
        const Request &inner = m_regions.all.at(i).inner;
        local.grid = std::make_unique<Grid>(inner, m_positions);
        if (!inner.edges.isEmpty())
            local.routes = routeOnGrid(inner, m_positions, *local.grid);
        for (int corner = 0; corner < cornerCount && hasGates; ++corner)
            local.waves[corner] = std::make_unique<Wave>(
                *local.grid, local.grid->pointAt(cornerOf(local.grid->ring(), corner)));
    }

    /// A few regions at a time, since each takes heed of what those before have taken.
    void findRoads()
    {
        QList<QRect> rects;
        QList<QRect> rings;
        QMap<int, QList<int>> targets;
        for (int i = 0; i < m_regions.all.size(); ++i) {
            rects.append(m_regions.all[i].rect);
            rings.append(m_locals[i].grid->ring());
        }
        m_gutters = std::make_unique<Roads>(rects, rings);
        std::map<Pair, int> counts;
        for (const Edge &edge : std::as_const(m_regions.between))
            ++counts[pairOf(edge)];
        for (const auto &[pair, count] : counts)
            targets[pair.first].append(pair.second);
        const QList<int> from = targets.keys();
        constexpr qsizetype atOnce = 8;
        std::array<Roads::Scratch, atOnce> scratches;
        for (qsizetype first = 0; first < from.size(); first += atOnce) {
            std::array<QList<Road>, atOnce> found;
            const qsizetype count = std::min(atOnce, from.size() - first);
            inParallel(count, [&](qsizetype i) {
                const int region = from.at(first + i);
                found[i] = m_gutters->find(region, targets.value(region), scratches[i]);
            });
            for (qsizetype i = 0; i < count; ++i) {
                const int region = from.at(first + i);
                for (qsizetype j = 0; j < found[i].size(); ++j) {
                    m_gutters->take(found[i][j]);
                    m_roads[{region, targets[region][j]}] = found[i][j];
                }
            }
        }
    }

    [[nodiscard]] Pair pairOf(const Edge &edge) const
    {
        return std::minmax(m_regions.ofNode[edge.from], m_regions.ofNode[edge.to]);
    }

    /// From a card to a corner of its region.
    [[nodiscard]] Wave::Way wayOut(const QRect &card, int region, int corner, bool isIn) const
    {
        return m_locals[region].waves[corner]->wayFrom(card, m_request.options.direction, isIn);
    }

    [[nodiscard]] Route route(const Edge &edge) const
    {
        Path path;
        path.edge = edge.id;
        path.fromNode = edge.from;
        path.toNode = edge.to;
        path.from = QRect(m_positions.value(edge.from), m_sizes[edge.from]);
        path.to = QRect(m_positions.value(edge.to), m_sizes[edge.to]);
        const int from = m_regions.ofNode[edge.from];
        const int to = m_regions.ofNode[edge.to];
        Road road = m_roads.at(pairOf(edge));
        if (from > to) {
            std::swap(road.fromCorner, road.toCorner);
            std::ranges::reverse(road.points);
        }
        const Wave::Way out = wayOut(path.from, from, road.fromCorner, false);
        const Wave::Way in = wayOut(path.to, to, road.toCorner, true);
        if (road.points.isEmpty() || out.points.isEmpty() || in.points.isEmpty())
            return directCurve(path.from, path.to);
        path.leaves = out.side;
        path.enters = in.side;
        QList<QPoint> line = out.points + road.points;
        line.append(QList<QPoint>(in.points.rbegin(), in.points.rend()));
        path.points = shortened(onlyCorners(line));
        const QList<Obstacle> near = m_locals[from].grid->obstacles().along(path.points, curveRoom) +
                                     m_locals[to].grid->obstacles().along(path.points, curveRoom);
        return curve(path, Obstacles(near));
    }

    /// Where a line steps aside and goes on as before, it does so at once if both ways are in the gutters:
    /// lines need not go to the corners that roads lead between.
    [[nodiscard]] QList<QPoint> shortened(QList<QPoint> line) const
    {
        for (qsizetype i = 1; i + 4 < line.size();) {
            const QPoint a = line[i];
            const QPoint d = line[i + 3];
            const bool isDown = a.x() == line[i + 1].x();
            const QPoint turn = isDown ? QPoint(a.x(), d.y()) : QPoint(d.x(), a.y());
            if (turn != a && turn != d && m_gutters->isFree(a, turn) && m_gutters->isFree(turn, d)) {
                line.remove(i + 1, 2);
                line.insert(i + 1, turn);
                line = onlyCorners(line);
                i = 1;
            } else {
                ++i;
            }
        }
        return line;
    }

    static constexpr int curveRoom = 12;

    const Request &m_request;
    const Positions &m_positions;
    Regions m_regions;
    std::vector<Local> m_locals;
    QHash<qint64, QSize> m_sizes;
    std::unique_ptr<Roads> m_gutters;
    std::map<Pair, Road> m_roads;
};

} // namespace

Routes routeByRegions(const Request &request, const Positions &positions)
{
    return Crossing(request, positions).run();
}

} // namespace gp::layout
