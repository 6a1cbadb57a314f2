// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/pack.h"

#include <cmath>
#include <limits>
#include <numeric>

namespace gp::layout {

namespace {

using Columns = QList<QList<int>>;

/// How far a shape is from the wanted one; a little off is as good.
double shapeFault(double width, double height, double aspect)
{
    return std::abs(std::log(std::max(width, 1.0) / std::max(height, 1.0) / aspect));
}

QList<QPoint> stack(const QList<QSize> &sizes, const Columns &columns, int gapX, int gapY)
{
    QList<QPoint> corners(sizes.size());
    int x = 0;
    for (const QList<int> &column : columns) {
        int y = 0;
        int width = 0;
        for (int i : column) {
            corners[i] = {x, y};
            y += sizes[i].height() + gapY;
            width = std::max(width, sizes[i].width());
        }
        x += width + gapX;
    }
    return corners;
}

Columns fill(const QList<QSize> &sizes, const QList<int> &order, int limit, int gap)
{
    Columns columns;
    int height = 0;
    for (int i : order) {
        if (columns.isEmpty() || height + sizes[i].height() > limit) {
            columns.append(QList<int>());
            height = 0;
        }
        columns.last().append(i);
        height += sizes[i].height() + gap;
    }
    return columns;
}

QList<int> heightLimits(const QList<QSize> &sizes, int gap)
{
    int highest = 0;
    int total = 0;
    for (const QSize &size : sizes) {
        highest = std::max(highest, size.height());
        total += size.height() + gap;
    }
    QList<int> limits;
    for (int columns = 1; columns <= static_cast<int>(sizes.size()); columns += std::max(1, columns / 20))
        limits.append(std::max(highest, total / columns + (columns > 1 ? gap : 0)));
    return limits;
}

/// Finds good columns by moving and exchanging blocks as long as that helps.
class Search
{
public:
    explicit Search(const Packing &packing)
        : m_packing(packing)
    {
        for (const QSize &size : packing.sizes)
            m_area += 1.0 * (size.width() + packing.gap) * (size.height() + packing.gap);
        for (const FlatGraph::Edge &edge : packing.edges)
            m_weight += edge.weight;
        const qint64 work = packing.sizes.size() * 8 + packing.edges.size() * 4 + 1;
        m_budget = 24'000'000 / work;
    }

    Packed run()
    {
        m_best = std::numeric_limits<double>::max();
        for (int limit : heightLimits(m_packing.sizes, m_packing.gap)) {
            const Columns columns = fill(m_packing.sizes, m_packing.order, limit, m_packing.gap);
            if (const double value = cost(columns); value < m_best) {
                m_best = value;
                m_columns = columns;
            }
        }
        while (improve()) {
        }
        return {stack(m_packing.sizes, m_columns, m_packing.gap, m_packing.gap), m_best};
    }

private:
    double cost(const Columns &columns)
    {
        --m_budget;
        const QList<QPoint> corners = stack(m_packing.sizes, columns, m_packing.gap, m_packing.gap);
        const QSize size = extent(m_packing.sizes, corners);
        double length = 0;
        double against = 0;
        for (const FlatGraph::Edge &edge : m_packing.edges) {
            const QRect from(corners[edge.from], m_packing.sizes[edge.from]);
            const QRect to(corners[edge.to], m_packing.sizes[edge.to]);
            // Side to side along the flow: a wide block is no farther away than a narrow one.
            const int ahead = to.left() - from.right();
            const int across = std::abs(from.center().y() - to.center().y());
            length += edge.weight * (std::abs(ahead) + across);
            if (ahead < 0)
                against += edge.weight * (to.right() < from.left() ? 1.0 : 0.6);
        }
        const double weight = std::max(m_weight, 1.0);
        return std::log(1.0 * size.width() * size.height() / m_area) +
               shapeCost(size.width(), size.height(), m_packing.aspect) +
               1.6 * length / weight / std::sqrt(m_area) + 3.0 * against / weight;
    }

    bool take(Columns columns)
    {
        columns.removeIf([](const QList<int> &column) { return column.isEmpty(); });
        const double value = cost(columns);
        if (value > m_best - 1e-9)
            return false;
        m_best = value;
        m_columns = std::move(columns);
        return true;
    }

    bool improve()
    {
        const int count = static_cast<int>(m_packing.sizes.size());
        bool better = false;
        for (int i = 0; i < count && m_budget > 0; ++i)
            better |= moveOne(i);
        for (int i = 0; i < count && m_budget > 0; ++i)
            for (int j = i + 1; j < count && m_budget > 0; ++j)
                better |= exchange(i, j);
        return better && m_budget > 0;
    }

    bool moveOne(int block)
    {
        Columns without = m_columns;
        for (QList<int> &column : without)
            column.removeAll(block);
        for (qsizetype c = 0; c < without.size(); ++c) {
            for (qsizetype at = 0; at <= without[c].size(); ++at) {
                Columns columns = without;
                columns[c].insert(at, block);
                if (take(columns))
                    return true;
            }
        }
        for (qsizetype c = 0; c <= without.size(); ++c) {
            Columns columns = without;
            columns.insert(c, QList<int>{block});
            if (take(columns))
                return true;
        }
        return false;
    }

    bool exchange(int a, int b)
    {
        Columns columns = m_columns;
        for (QList<int> &column : columns)
            for (int &block : column)
                block = block == a ? b : block == b ? a : block;
        return take(columns);
    }

    const Packing &m_packing;
    Columns m_columns;
    double m_best = 0;
    double m_area = 0;
    double m_weight = 0;
    qint64 m_budget = 0;
};

Packing turned(const Packing &packing)
{
    Packing result = packing;
    result.direction = Direction::LeftToRight;
    result.aspect = 1.0 / packing.aspect;
    for (QSize &size : result.sizes)
        size.transpose();
    return result;
}

} // namespace

double shapeCost(double width, double height, double aspect)
{
    const double off = shapeFault(width, height, aspect);
    constexpr double nearEnough = 0.3; // of the logarithm
    constexpr double tooFar = 0.38;    // for 16:10, about 2.3 : 1
    return 2.0 * std::pow(std::max(0.0, off - nearEnough), 2) + 8.0 * std::max(0.0, off - tooFar);
}

QSize extent(const QList<QSize> &sizes, const QList<QPoint> &corners)
{
    QSize result;
    for (qsizetype i = 0; i < sizes.size(); ++i)
        result = result.expandedTo({corners[i].x() + sizes[i].width(), corners[i].y() + sizes[i].height()});
    return result;
}

QList<QPoint> packColumns(const QList<QSize> &sizes, int gapX, int gapY, double aspect)
{
    QList<int> order(sizes.size());
    std::iota(order.begin(), order.end(), 0);
    QList<QPoint> best;
    double least = std::numeric_limits<double>::max();
    for (int limit : heightLimits(sizes, gapY)) {
        const QList<QPoint> corners = stack(sizes, fill(sizes, order, limit, gapY), gapX, gapY);
        const QSize size = extent(sizes, corners);
        const double cost = shapeFault(size.width(), size.height(), aspect) +
                            0.3 * std::log(1.0 * size.width() * size.height());
        if (cost < least - 1e-9) {
            least = cost;
            best = corners;
        }
    }
    return best;
}

Packed pack(const Packing &packing)
{
    if (packing.direction == Direction::LeftToRight)
        return Search(packing).run();
    Packed packed = Search(turned(packing)).run();
    for (QPoint &corner : packed.corners)
        corner = corner.transposed();
    return packed;
}

} // namespace gp::layout
