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
    const QMap<qint64, QRect> frames = groupFrames(request, positions);
    QList<Obstacle> obstacles;
    for (const Node &node : request.nodes) {
        const auto at = positions.constFind(node.id);
        if (at == positions.cend())
            continue;
        obstacles.append({QRect(*at, node.size), node.id});
        addLines(obstacles.last().rect, frames.value(node.group), request.options);
    }
    for (const Group &group : request.groups) {
        if (!frames.contains(group.id))
            continue;
        const QRect frame = frames[group.id];
        m_frames.append(frame);
        m_xs.insert(m_xs.end(), {frame.left() - standOff, frame.right() + standOff});
        m_ys.insert(m_ys.end(), {frame.top() - standOff, frame.bottom() + standOff});
        if (group.titleWidth > 0)
            obstacles.append({titleRect(group, frame, request.options), 0});
    }
    m_obstacles = Obstacles(std::move(obstacles));
    unite(m_xs);
    unite(m_ys);
    m_barred.assign(pointCount(), 0);
    m_group.assign(pointCount(), 0);
    for (const Obstacle &obstacle : m_obstacles.all()) {
        const int margin = obstacle.owner ? clearance : 2;
        bar(obstacle.rect.adjusted(-margin, -margin, margin, margin));
    }
    for (const QRect &frame : std::as_const(m_frames))
        barStrips(frame, request.options);
    openTheRest();
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

void Grid::addLines(const QRect &card, const QRect &frame, const Options &options)
{
    // No lines in the narrow strip between a frame and its outer cards: edges turn outside of the frame.
    const auto isOuter = [&](int distance, int padding) {
        return !frame.isNull() && distance <= padding + 4;
    };
    if (!isOuter(card.left() - frame.left(), options.groupPadding))
        m_xs.push_back(card.left() - standOff);
    if (!isOuter(frame.right() - card.right(), options.groupPadding))
        m_xs.push_back(card.right() + standOff);
    if (!isOuter(card.top() - frame.top(), options.groupHeader))
        m_ys.push_back(card.top() - standOff);
    if (!isOuter(frame.bottom() - card.bottom(), options.groupPadding))
        m_ys.push_back(card.bottom() + standOff);
    m_xs.push_back(card.center().x());
    m_ys.push_back(card.center().y());
}

void Grid::bar(const QRect &rect, int pieces)
{
    const int left = firstAtLeast(m_xs, rect.left());
    const int top = firstAtLeast(m_ys, rect.top());
    const int right = firstAtLeast(m_xs, rect.right() + 1);
    const int bottom = firstAtLeast(m_ys, rect.bottom() + 1);
    for (int row = std::max(0, top - 1); row < bottom; ++row) {
        for (int column = std::max(0, left - 1); column < right; ++column) {
            char &barred = m_barred[row * columns() + column];
            if (row >= top && column >= left)
                barred |= static_cast<char>(pieces & Point);
            if (row >= top)
                barred |= static_cast<char>(pieces & Across);
            if (column >= left)
                barred |= static_cast<char>(pieces & Down);
        }
    }
}

/// Along a frame's line, and between it and its outer cards, nothing runs; across it does.
void Grid::barStrips(const QRect &frame, const Options &options)
{
    constexpr int outside = 6;
    const int width = frame.width() + 2 * outside;
    const int height = frame.height() + 2 * outside;
    const int strip = options.groupPadding + outside;
    const QPoint corner = frame.topLeft() - QPoint(outside, outside);
    bar({corner, QSize(width, options.groupHeader + outside)}, Across);
    bar({QPoint(corner.x(), frame.bottom() - options.groupPadding + 1), QSize(width, strip)}, Across);
    bar({corner, QSize(strip, height)}, Down);
    bar({QPoint(frame.right() - options.groupPadding + 1, corner.y()), QSize(strip, height)}, Down);
}

void Grid::openTheRest()
{
    const int rows = static_cast<int>(m_ys.size());
    m_steps = {1, columns(), -1, -columns()};
    m_points.resize(pointCount());
    m_open.resize(pointCount());
    for (int row = 0, point = 0; row < rows; ++row) {
        for (int column = 0; column < columns(); ++column, ++point) {
            m_points[point] = {m_xs[column], m_ys[row]};
            int open = column + 1 < columns() && !(m_barred[point] & Across) ? 1 << Right : 0;
            open |= column > 0 && !(m_barred[point - 1] & Across) ? 1 << Left : 0;
            open |= row + 1 < rows && !(m_barred[point] & Down) ? 1 << Bottom : 0;
            open |= row > 0 && !(m_barred[point - columns()] & Down) ? 1 << Top : 0;
            m_open[point] = static_cast<char>(open);
        }
    }
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
    return (m_barred[point] & Point) || !isStubFree(card, at(point)) ? -1 : point;
}

bool Grid::isStubFree(const QRect &card, QPoint outside) const
{
    const QPoint nearest(std::clamp(outside.x(), card.left(), card.right()),
                         std::clamp(outside.y(), card.top(), card.bottom()));
    const QRect stub = QRect(nearest, outside).normalized();
    const QList<Obstacle> near = m_obstacles.touching(stub.adjusted(-2, -2, 2, 2));
    return std::ranges::all_of(near, [&](const Obstacle &obstacle) { return obstacle.rect == card; });
}

int Grid::pointAt(QPoint where) const
{
    return firstAtLeast(m_ys, where.y()) * columns() + firstAtLeast(m_xs, where.x());
}

} // namespace gp::layout
