// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/costs.h"
#include "core/layout/paths.h"

#include <queue>

namespace gp::layout {

namespace {

constexpr int crossingCost = 7 * pixelCost;
constexpr int ownLane = 11; // of 20: following one's own trunk is cheap, so edges to one card join early
constexpr int foreignInside = 32; // of 20: gutters between groups are better than those inside a foreign one

constexpr qint64 stepsForAll = 12'000'000; // about a second, before paths are found in haste

QPoint turned(QPoint point, Side ahead)
{
    switch (ahead) {
    case Right:
        return point;
    case Bottom:
        return {point.y(), -point.x()};
    case Left:
        return {-point.x(), -point.y()};
    case Top:
        break;
    }
    return {-point.y(), point.x()};
}

/// The fewest bends of a line that runs in `direction` and has to cover `way` and to end in `last`.
int leastBends(QPoint way, Side direction, Side last)
{
    // As if `last` were to the right.
    const QPoint rest = turned(way, last);
    switch (static_cast<Side>((direction - last + 4) % 4)) {
    case Right:
        return rest.x() < 0 ? 4 : rest.y() != 0 ? 2 : 0;
    case Left:
        return rest.y() != 0 ? 2 : 4;
    case Bottom:
        return rest.x() >= 0 && rest.y() >= 0 ? 1 : 3;
    case Top:
        break;
    }
    return rest.x() >= 0 && rest.y() <= 0 ? 1 : 3;
}

} // namespace

struct PathSearch::Step
{
    int estimate;
    int cost;
    int state;

    bool operator<(const Step &other) const
    {
        // Of two that look as good, the one that is farther on.
        return std::tie(other.estimate, cost, other.state) < std::tie(estimate, other.cost, state);
    }
};

PathSearch::PathSearch(const Grid &grid, qsizetype pathCount)
    : m_grid(grid)
    , m_seen(std::size_t(4) * static_cast<std::size_t>(grid.pointCount()))
    , m_patience(std::clamp<qint64>(stepsForAll / std::max<qsizetype>(1, pathCount), 600, 30'000))
    , m_isExact(pathCount <= 100)
    , m_busyAcross(grid.pointCount())
    , m_busyDown(grid.pointCount())
    , m_ownAcross(grid.pointCount())
    , m_ownDown(grid.pointCount())
{
}

int PathSearch::stepCost(int point, int next, Side direction) const
{
    const int length = (m_grid.at(next) - m_grid.at(point)).manhattanLength();
    const bool across = isHorizontal(direction);
    const std::vector<int> &own = across ? m_ownAcross : m_ownDown;
    if (own[point] == m_trunkRound && own[next] == m_trunkRound)
        return length * ownLane;
    const qint64 group = m_grid.groupAt(next);
    int cost =
        length * (group != 0 && group != m_groups[0] && group != m_groups[1] ? foreignInside : pixelCost);
    const int parallel = std::min<int>((across ? m_busyAcross : m_busyDown)[next], 6);
    const int crossing = std::min<int>((across ? m_busyDown : m_busyAcross)[next], 6);
    cost += length * parallel + crossing * crossingCost;
    return cost;
}

/// No more than what is left really costs: the way to the best of the goals, its bends and its side.
int PathSearch::estimate(int point, Side direction) const
{
    int best = std::numeric_limits<int>::max();
    for (Side side : {Right, Bottom, Left, Top}) {
        const Goal &goal = m_goals[side];
        if (goal.point < 0)
            continue;
        const QPoint way = goal.at - m_grid.at(point);
        const int cost = way.manhattanLength() * m_leastCost + goal.penalty;
        if (cost < best)
            best = std::min(best, cost + leastBends(way, direction, opposite(side)) * bendCost);
    }
    return best;
}

void PathSearch::find(Path &path, qint64 fromGroup, qint64 toGroup)
{
    if (path.trunk != m_trunk || m_trunkRound == 0) {
        for (const QList<int> &points : std::exchange(m_pending, {}))
            mark(points);
        m_trunk = path.trunk;
        ++m_trunkRound;
    }
    m_groups[0] = fromGroup;
    m_groups[1] = toGroup;
    bool hasGoal = false;
    for (Side side : {Right, Bottom, Left, Top}) {
        const int point = m_grid.port(path.to, side);
        m_goals[side] = {point, point < 0 ? QPoint() : m_grid.at(point), sidePenalty(path.flow, side, true)};
        hasGoal |= point >= 0;
    }
    // A way that is not found soon is looked for with more haste: not the best one, but there is one.
    if (hasGoal && !findWithHaste(path, 1, m_patience) && !findWithHaste(path, 2, 2 * m_patience))
        findWithHaste(path, 6, std::numeric_limits<qint64>::max());
}

/// False if it took more than `mostSteps` to find a way.
bool PathSearch::findWithHaste(Path &path, int haste, qint64 mostSteps)
{
    // The first path of a trunk finds no cheap lanes, so distance says more of what is left. In larger
    // pictures a little more than what is certain is assumed, which opens a third of the points and rarely
    // costs anything.
    m_leastCost = m_pending.isEmpty() ? (m_isExact ? pixelCost : 23) : (m_isExact ? ownLane : 18);
    m_leastCost *= haste;
    ++m_now;
    std::priority_queue<Step> open;
    const auto push = [&](int point, Side direction, int cost, int from) {
        const int state = point * 4 + direction;
        Seen &seen = m_seen[state];
        if (seen.round == m_now && seen.cost <= cost)
            return;
        seen = {m_now, cost, from};
        open.push({cost + estimate(point, direction), cost, state});
    };
    for (Side side : {Right, Bottom, Left, Top}) {
        if (const int point = m_grid.port(path.from, side); point >= 0)
            push(point, side, sidePenalty(path.flow, side, false), -1);
    }
    int best = std::numeric_limits<int>::max();
    int bestState = -1;
    Side bestSide = Left;
    while (!open.empty() && open.top().estimate < best) {
        const Step step = open.top();
        open.pop();
        if (--mostSteps < 0 && bestState < 0)
            return false;
        if (m_seen[step.state].cost != step.cost)
            continue;
        const int point = step.state / 4;
        const auto direction = static_cast<Side>(step.state % 4);
        for (Side side : {Right, Bottom, Left, Top}) {
            if (m_goals[side].point != point || direction == side)
                continue;
            const int cost = step.cost + m_goals[side].penalty + (direction == opposite(side) ? 0 : bendCost);
            if (cost < best) {
                best = cost;
                bestState = step.state;
                bestSide = side;
            }
        }
        for (Side turn : {Right, Bottom, Left, Top}) {
            if (turn == opposite(direction))
                continue;
            if (const int next = m_grid.next(point, turn); next >= 0)
                push(next, turn, step.cost + stepCost(point, next, turn) + (turn == direction ? 0 : bendCost),
                     step.state);
        }
    }
    if (bestState >= 0)
        trace(path, bestState, bestSide);
    return true;
}

QList<QPoint> onlyCorners(const QList<QPoint> &line)
{
    QList<QPoint> kept;
    for (const QPoint &point : line) {
        if (!kept.isEmpty() && kept.last() == point)
            continue;
        while (kept.size() >= 2) {
            const QPoint a = kept[kept.size() - 2];
            const QPoint b = kept.last();
            if ((a.x() != b.x() || b.x() != point.x()) && (a.y() != b.y() || b.y() != point.y()))
                break;
            kept.removeLast();
        }
        if (kept.isEmpty() || kept.last() != point)
            kept.append(point);
    }
    return kept;
}

void PathSearch::trace(Path &path, int goal, Side enters)
{
    QList<int> points;
    int first = goal;
    for (int state = goal; state >= 0; state = m_seen[state].from) {
        points.prepend(state / 4);
        first = state;
    }
    path.leaves = static_cast<Side>(first % 4);
    path.enters = enters;
    QList<QPoint> line{onBorder(path.from, path.leaves, m_grid.at(points.first()))};
    for (int point : points)
        line.append(m_grid.at(point));
    line.append(onBorder(path.to, enters, m_grid.at(points.last())));
    path.points = onlyCorners(line);
    for (qsizetype i = 0; i + 1 < points.size(); ++i) {
        const QPoint step = m_grid.at(points[i + 1]) - m_grid.at(points[i]);
        std::vector<int> &own = step.y() == 0 ? m_ownAcross : m_ownDown;
        own[points[i]] = own[points[i + 1]] = m_trunkRound;
    }
    m_pending.append(points);
}

void PathSearch::mark(const QList<int> &points)
{
    for (qsizetype i = 0; i + 1 < points.size(); ++i) {
        const QPoint step = m_grid.at(points[i + 1]) - m_grid.at(points[i]);
        std::vector<short> &busy = step.y() == 0 ? m_busyAcross : m_busyDown;
        busy[points[i + 1]] = static_cast<short>(std::min(busy[points[i + 1]] + 1, 1000));
    }
}

} // namespace gp::layout
