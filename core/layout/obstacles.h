// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QRect>

#include <vector>

namespace gp::layout {

/// Something that no edge may run through: a card (owner: its node) or a group title (owner 0).
struct Obstacle
{
    QRect rect;
    qint64 owner = 0;
};

/// Finds the obstacles near a place without looking at all of them.
class Obstacles
{
public:
    Obstacles() = default;
    explicit Obstacles(QList<Obstacle> obstacles);

    [[nodiscard]] const QList<Obstacle> &all() const { return m_all; }
    /// Those that `rect` touches, in the order of all(), each once.
    [[nodiscard]] QList<Obstacle> touching(const QRect &rect) const;
    /// Those within `room` of a line through `points`.
    [[nodiscard]] QList<Obstacle> along(const QList<QPoint> &points, int room) const;

private:
    void collect(const QRect &rect, std::vector<int> &found) const;
    [[nodiscard]] QRect cellsOf(const QRect &rect) const;
    [[nodiscard]] QList<Obstacle> sorted(std::vector<int> found) const;

    QList<Obstacle> m_all;
    QRect m_extent;
    int m_cell = 1; ///< pixels
    int m_columns = 0;
    std::vector<std::vector<int>> m_cells;
};

} // namespace gp::layout
