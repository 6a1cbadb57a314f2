// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/obstacles.h"

#include <algorithm>

namespace gp::layout {

Obstacles::Obstacles(QList<Obstacle> obstacles)
    : m_all(std::move(obstacles))
{
    constexpr int usualCell = 256;
    constexpr int mostCells = 200; // each way, however far apart things are
    for (const Obstacle &obstacle : std::as_const(m_all))
        m_extent |= obstacle.rect;
    m_cell = std::max({usualCell, m_extent.width() / mostCells + 1, m_extent.height() / mostCells + 1});
    m_columns = m_extent.width() / m_cell + 1;
    m_cells.resize(static_cast<size_t>(m_columns) * static_cast<size_t>(m_extent.height() / m_cell + 1));
    for (int i = 0; i < m_all.size(); ++i) {
        const QRect cells = cellsOf(m_all[i].rect);
        for (int y = cells.top(); y <= cells.bottom(); ++y)
            for (int x = cells.left(); x <= cells.right(); ++x)
                m_cells[y * m_columns + x].push_back(i);
    }
}

QRect Obstacles::cellsOf(const QRect &rect) const
{
    const QRect inside = rect & m_extent;
    if (inside.isEmpty())
        return {};
    const QPoint corner = inside.topLeft() - m_extent.topLeft();
    const QPoint end = inside.bottomRight() - m_extent.topLeft();
    return {QPoint(corner.x() / m_cell, corner.y() / m_cell), QPoint(end.x() / m_cell, end.y() / m_cell)};
}

void Obstacles::collect(const QRect &rect, std::vector<int> &found) const
{
    const QRect cells = cellsOf(rect);
    for (int y = cells.top(); y <= cells.bottom(); ++y)
        for (int x = cells.left(); x <= cells.right(); ++x)
            for (int i : m_cells[y * m_columns + x])
                if (m_all[i].rect.intersects(rect))
                    found.push_back(i);
}

QList<Obstacle> Obstacles::sorted(std::vector<int> found) const
{
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    QList<Obstacle> result;
    for (int i : found)
        result.append(m_all[i]);
    return result;
}

QList<Obstacle> Obstacles::touching(const QRect &rect) const
{
    std::vector<int> found;
    collect(rect, found);
    return sorted(std::move(found));
}

QList<Obstacle> Obstacles::along(const QList<QPoint> &points, int room) const
{
    std::vector<int> found;
    for (qsizetype i = 0; i + 1 < points.size(); ++i) {
        const QRect line = QRect(points[i], QSize(1, 1)) | QRect(points[i + 1], QSize(1, 1));
        collect(line.adjusted(-room, -room, room, room), found);
    }
    return sorted(std::move(found));
}

} // namespace gp::layout
