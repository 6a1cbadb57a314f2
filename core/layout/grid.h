// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/layout.h"
#include "core/layout/obstacles.h"

#include <array>

namespace gp::layout {

enum Side { Right = 0, Bottom = 1, Left = 2, Top = 3 };

[[nodiscard]] constexpr Side opposite(Side side)
{
    return static_cast<Side>((side + 2) % 4);
}
[[nodiscard]] constexpr bool isHorizontal(Side side)
{
    return side == Right || side == Left;
}

/// How near an edge may come to a foreign card, and where the lines that it may follow stand off.
inline constexpr int clearance = 8;
inline constexpr int standOff = 14;

/// The lines that edges can follow: past each card, each frame, and through the middle of each card's sides;
/// and which pieces of them are barred by cards and titles. Points are numbered row by row.
class Grid
{
public:
    Grid(const Request &request, const Positions &positions);

    [[nodiscard]] int pointCount() const { return static_cast<int>(m_xs.size() * m_ys.size()); }
    [[nodiscard]] QPoint at(int point) const { return m_points[point]; }
    /// The next point in a direction, or -1 where that way is barred.
    [[nodiscard]] int next(int point, Side direction) const
    {
        return m_open[point] & (1 << direction) ? point + m_steps[direction] : -1;
    }
    /// The point just outside the middle of a card's side; -1 where that is barred.
    [[nodiscard]] int port(const QRect &card, Side side) const;
    /// The top level group around a point; 0: none.
    [[nodiscard]] qint64 groupAt(int point) const { return m_group[point]; }

    /// The outermost lines.
    [[nodiscard]] QRect ring() const
    {
        return {QPoint(m_xs.front(), m_ys.front()), QPoint(m_xs.back(), m_ys.back())};
    }
    /// The point where two lines meet; both must be lines of the grid.
    [[nodiscard]] int pointAt(QPoint where) const;

    [[nodiscard]] const Obstacles &obstacles() const { return m_obstacles; }
    [[nodiscard]] const QList<QRect> &frames() const { return m_frames; }

private:
    [[nodiscard]] int columns() const { return static_cast<int>(m_xs.size()); }
    void addLines(const QRect &card, const QRect &frame, const Options &options);
    [[nodiscard]] bool isStubFree(const QRect &card, QPoint outside) const;
    enum Piece : char { Point = 1, Across = 2, Down = 4 };
    void bar(const QRect &rect, int pieces = Point | Across | Down);
    void barStrips(const QRect &frame, const Options &options);
    void openTheRest();

    std::vector<int> m_xs;
    std::vector<int> m_ys;
    std::vector<QPoint> m_points;
    std::vector<char> m_open; ///< a bit for each Side: that way is not barred
    std::array<int, 4> m_steps{};
    std::vector<char> m_barred; ///< of Piece: the point, the piece to the right, the piece below
    std::vector<qint64> m_group;
    Obstacles m_obstacles;
    QList<QRect> m_frames;
};

} // namespace gp::layout
