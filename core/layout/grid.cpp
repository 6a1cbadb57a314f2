// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/grid.h"
#include "core/layout/frames.h"

namespace gp::layout {

namespace {

constexpr int nearestLines = 5; // pixels; well under standOff - clearance

void unite(std::vector<int> &lines)
{
    std::sort(lines.begin(), lines.end());
    std::vector<int> kept;
    for (int line : lines) {
        if (kept.empty() || line - kept.back() > nearestLines)
            kept.push_back(line);
    }
    lines = std::move(kept);
}

int firstAtLeast(const std::vector<int> &lines, int value)
{
    return static_cast<int>(std::lower_bound(lines.begin(), lines.end(), value) - lines.begin());
}

/// The line nearest to the middle of [from, to], or -1.
int middleLine(const std::vector<int> &lines, int from, int to)
{
    const int middle = (from + to) / 2;
    int best = -1;
    for (int i = firstAtLeast(lines, from); i < static_cast<int>(lines.size()) && lines[i] <= to; ++i) {
        if (best < 0 || std::abs(lines[i] - middle) < std::abs(lines[best] - middle))
            best = i;
    }
    return best;
}

QMap<qint64, qint64> topGroups(const Request &request)
{
    QMap<qint64, qint64> parents;
    for (const Group &group : request.groups)
        parents.insert(group.id, group.parent);
    QMap<qint64, qint64> tops;
    for (const Group &group : request.groups) {
        qint64 top = group.id;
        while (parents.value(top) != 0)
            top = parents.value(top);
        tops.insert(group.id, top);
    }
    return tops;
}

} // namespace

Grid::Grid(const Request &request, const Positions &positions)
{
    for (const Node &node : request.nodes) {
        const auto at = positions.constFind(node.id);
        if (at == positions.cend())
            continue;
        m_obstacles.append({QRect(*at, node.size), node.id});
        addLines(m_obstacles.last().rect, true);
    }
    const QMap<qint64, QRect> frames = groupFrames(request, positions);
    for (const Group &group : request.groups) {
        if (!frames.contains(group.id))
            continue;
        addLines(frames[group.id], false);
        if (group.titleWidth > 0)
            m_obstacles.append({titleRect(group, frames[group.id], request.options), 0});
    }
    unite(m_xs);
    unite(m_ys);
    m_barred.assign(pointCount(), 0);
    m_group.assign(pointCount(), 0);
    for (const Obstacle &obstacle : std::as_const(m_obstacles)) {
        const int margin = obstacle.owner ? clearance : 2;
        bar(obstacle.rect.adjusted(-margin, -margin, margin, margin));
    }
    const QMap<qint64, qint64> tops = topGroups(request);
    for (const Group &group : request.groups) {
        const QRect frame = frames.value(group.id);
        if (frame.isNull() || group.parent != 0)
            continue;
        for (int row = firstAtLeast(m_ys, frame.top());
             row < static_cast<int>(m_ys.size()) && m_ys[row] <= frame.bottom(); ++row)
            for (int column = firstAtLeast(m_xs, frame.left());
                 column < columns() && m_xs[column] <= frame.right(); ++column)
                m_group[row * columns() + column] = tops.value(group.id);
    }
}

void Grid::addLines(const QRect &rect, bool withMiddle)
{
    m_xs.insert(m_xs.end(), {rect.left() - standOff, rect.right() + standOff});
    m_ys.insert(m_ys.end(), {rect.top() - standOff, rect.bottom() + standOff});
    if (withMiddle) {
        m_xs.push_back(rect.center().x());
        m_ys.push_back(rect.center().y());
    }
}

void Grid::bar(const QRect &rect)
{
    const int left = firstAtLeast(m_xs, rect.left());
    const int top = firstAtLeast(m_ys, rect.top());
    const int right = firstAtLeast(m_xs, rect.right() + 1);
    const int bottom = firstAtLeast(m_ys, rect.bottom() + 1);
    for (int row = std::max(0, top - 1); row < bottom; ++row) {
        for (int column = std::max(0, left - 1); column < right; ++column) {
            char &barred = m_barred[row * columns() + column];
            if (row >= top && column >= left)
                barred |= 1;
            if (row >= top)
                barred |= 2;
            if (column >= left)
                barred |= 4;
        }
    }
}

int Grid::next(int point, Side direction) const
{
    const int column = point % columns();
    const int row = point / columns();
    switch (direction) {
    case Right:
        return column + 1 < columns() && !(m_barred[point] & 2) ? point + 1 : -1;
    case Left:
        return column > 0 && !(m_barred[point - 1] & 2) ? point - 1 : -1;
    case Bottom:
        return row + 1 < static_cast<int>(m_ys.size()) && !(m_barred[point] & 4) ? point + columns() : -1;
    case Top:
        return row > 0 && !(m_barred[point - columns()] & 4) ? point - columns() : -1;
    }
    return -1;
}

int Grid::port(const QRect &card, Side side) const
{
    constexpr int corner = 10;
    int column = middleLine(m_xs, card.left() + corner, card.right() - corner);
    int row = middleLine(m_ys, card.top() + corner, card.bottom() - corner);
    if (side == Right)
        column = firstAtLeast(m_xs, card.right() + clearance + 1);
    else if (side == Left)
        column = firstAtLeast(m_xs, card.left() - clearance) - 1;
    else if (side == Bottom)
        row = firstAtLeast(m_ys, card.bottom() + clearance + 1);
    else
        row = firstAtLeast(m_ys, card.top() - clearance) - 1;
    if (column < 0 || row < 0 || column >= columns() || row >= static_cast<int>(m_ys.size()))
        return -1;
    const int point = row * columns() + column;
    return m_barred[point] & 1 ? -1 : point;
}

} // namespace gp::layout
