// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/roads.h"
#include "core/layout/costs.h"

#include <limits>
#include <queue>

namespace gp::layout {

namespace {

constexpr int unreached = std::numeric_limits<int>::max();

struct Step
{
    int estimate;
    int cost;
    int state;

    bool operator<(const Step &other) const
    {
        return std::tie(other.estimate, cost, other.state) < std::tie(estimate, other.cost, state);
    }
};

void sortOnce(std::vector<int> &lines)
{
    std::ranges::sort(lines);
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
}

int firstAtLeast(const std::vector<int> &lines, int value)
{
    return static_cast<int>(std::ranges::lower_bound(lines, value) - lines.begin());
}

} // namespace

Roads::Roads(const QList<QRect> &rects, const QList<QRect> &rings)
    : m_rings(rings)
{
    for (const QRect &rect : rects)
        m_rects.append(rect.adjusted(-clearance, -clearance, clearance, clearance));
    for (const QRect &ring : rings) {
        m_xs.insert(m_xs.end(), {ring.left(), ring.right()});
        m_ys.insert(m_ys.end(), {ring.top(), ring.bottom()});
    }
    sortOnce(m_xs);
    sortOnce(m_ys);
    const size_t count = m_xs.size() * m_ys.size();
    m_open.assign(count, 15);
    for (int point = 0; point < static_cast<int>(count); ++point) {
        const int column = point % columns();
        const int row = point / columns();
        m_open[point] = static_cast<char>(
            (column + 1 < columns() ? 1 << Right : 0) | (column > 0 ? 1 << Left : 0) |
            (row + 1 < static_cast<int>(m_ys.size()) ? 1 << Bottom : 0) | (row > 0 ? 1 << Top : 0));
    }
    for (const QRect &rect : std::as_const(m_rects))
        bar(rect);
    m_cornersHere.resize(count);
    for (int region = 0; region < m_rings.size(); ++region)
        for (int corner = 0; corner < cornerCount; ++corner)
            m_cornersHere[indexOf(cornerOf(m_rings[region], corner))].append({region, corner});
    m_busyAcross.resize(count);
    m_busyDown.resize(count);
}

void Roads::bar(const QRect &rect)
{
    const int left = firstAtLeast(m_xs, rect.left());
    const int right = firstAtLeast(m_xs, rect.right() + 1);
    const int top = firstAtLeast(m_ys, rect.top());
    const int bottom = firstAtLeast(m_ys, rect.bottom() + 1);
    const int rows = static_cast<int>(m_ys.size());
    const auto close = [&](int column, int row, Side side) {
        if (column >= 0 && column < columns() && row >= 0 && row < rows)
            m_open[row * columns() + column] &= static_cast<char>(~(1 << side));
    };
    // Both ends of each piece that enters, also of one that passes between two lines.
    for (int row = top; row < bottom; ++row) {
        for (int column = left - 1; column < right; ++column) {
            close(column, row, Right);
            close(column + 1, row, Left);
        }
    }
    for (int column = left; column < right; ++column) {
        for (int row = top - 1; row < bottom; ++row) {
            close(column, row, Bottom);
            close(column, row + 1, Top);
        }
    }
}

int Roads::indexOf(QPoint point) const
{
    return firstAtLeast(m_ys, point.y()) * columns() + firstAtLeast(m_xs, point.x());
}

bool Roads::isFree(QPoint a, QPoint b) const
{
    const QRect line = QRect(a, QSize(1, 1)) | QRect(b, QSize(1, 1));
    return std::ranges::none_of(m_rects, [&](const QRect &rect) { return rect.intersects(line); });
}

Road Roads::trace(int from, int corner, int state, const Scratch &scratch) const
{
    Road road;
    road.toCorner = corner;
    for (; state >= 0; state = scratch.from[state])
        road.points.append(at(state / 4));
    std::ranges::reverse(road.points);
    for (int start = 0; start < cornerCount; ++start)
        if (cornerOf(m_rings[from], start) == road.points.first())
            road.fromCorner = start;
    return road;
}

QList<Road> Roads::find(int from, const QList<int> &targets, Scratch &scratch) const
{
    scratch.cost.assign(m_open.size() * 4, unreached);
    scratch.from.assign(m_open.size() * 4, -1);
    std::priority_queue<Step> open;
    const auto push = [&](int point, int direction, int cost, int before) {
        const int state = point * 4 + direction;
        if (scratch.cost[state] <= cost)
            return;
        scratch.cost[state] = cost;
        scratch.from[state] = before;
        open.push({cost, cost, state});
    };
    for (int corner = 0; corner < cornerCount; ++corner)
        for (int direction = 0; direction < 4; ++direction)
            push(indexOf(cornerOf(m_rings[from], corner)), direction, 0, -1);
    const std::array<int, 4> steps{1, columns(), -1, -columns()};
    QList<Road> roads(targets.size());
    qsizetype missing = targets.size();
    while (!open.empty() && missing > 0) {
        const Step step = open.top();
        open.pop();
        if (scratch.cost[step.state] != step.cost)
            continue;
        const int point = step.state / 4;
        const int direction = step.state % 4;
        for (const auto &[region, corner] : m_cornersHere[point]) {
            const qsizetype which = targets.indexOf(region);
            if (which >= 0 && roads[which].points.isEmpty()) {
                roads[which] = trace(from, corner, step.state, scratch);
                --missing;
            }
        }
        for (int turn = 0; turn < 4; ++turn) {
            if ((turn + 2) % 4 == direction || !(m_open[point] & (1 << turn)))
                continue;
            const int next = point + steps[turn];
            const int busy =
                std::min<int>((isHorizontal(static_cast<Side>(turn)) ? m_busyAcross : m_busyDown)[next], 12);
            push(next, turn,
                 step.cost + (at(next) - at(point)).manhattanLength() * (pixelCost + busy / 2) +
                     (turn == direction ? 0 : bendCost),
                 step.state);
        }
    }
    return roads;
}

void Roads::take(const Road &road)
{
    for (qsizetype i = 1; i < road.points.size(); ++i) {
        const bool isAcross = road.points[i].y() == road.points[i - 1].y();
        ++(isAcross ? m_busyAcross : m_busyDown)[indexOf(road.points[i])];
    }
}

Wave::Wave(const Grid &grid, int start)
    : m_grid(grid)
    , m_cost(size_t(4) * static_cast<size_t>(grid.pointCount()), unreached)
    , m_from(m_cost.size(), -1)
{
    std::priority_queue<Step> open;
    const auto push = [&](int point, int direction, int cost, int before) {
        const int state = point * 4 + direction;
        if (m_cost[state] <= cost)
            return;
        m_cost[state] = cost;
        m_from[state] = before;
        open.push({cost, cost, state});
    };
    for (int direction = 0; direction < 4; ++direction)
        push(start, direction, 0, -1);
    while (!open.empty()) {
        const Step step = open.top();
        open.pop();
        if (m_cost[step.state] != step.cost)
            continue;
        const int point = step.state / 4;
        const auto direction = static_cast<Side>(step.state % 4);
        for (Side turn : {Right, Bottom, Left, Top}) {
            if (turn == opposite(direction))
                continue;
            if (const int next = grid.next(point, turn); next >= 0)
                push(next, turn,
                     step.cost + (grid.at(next) - grid.at(point)).manhattanLength() * pixelCost +
                         (turn == direction ? 0 : bendCost),
                     step.state);
        }
    }
}

Wave::Way Wave::wayFrom(const QRect &card, Direction flow, bool isIn) const
{
    Way way;
    int best = unreached;
    int bestState = -1;
    for (Side side : {Right, Bottom, Left, Top}) {
        const int point = m_grid.port(card, side);
        if (point < 0)
            continue;
        for (Side direction : {Right, Bottom, Left, Top}) {
            const int state = point * 4 + direction;
            if (direction == side || m_cost[state] == unreached)
                continue;
            const int cost =
                m_cost[state] + sidePenalty(flow, side, isIn) + (direction == opposite(side) ? 0 : bendCost);
            if (cost < best) {
                best = cost;
                bestState = state;
                way.side = side;
            }
        }
    }
    if (bestState < 0)
        return way;
    way.points.append(onBorder(card, way.side, m_grid.at(bestState / 4)));
    for (int state = bestState; state >= 0; state = m_from[state])
        way.points.append(m_grid.at(state / 4));
    return way;
}

} // namespace gp::layout
