// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/grid.h"

namespace gp::layout {

/// The corners of a ring around a region: left or right, top or bottom.
inline constexpr int cornerCount = 4;
[[nodiscard]] inline QPoint cornerOf(const QRect &ring, int corner)
{
    return {corner & 1 ? ring.right() : ring.left(), corner & 2 ? ring.bottom() : ring.top()};
}

/// A way between two regions, from a corner of the one's ring to a corner of the other's.
struct Road
{
    int fromCorner = 0;
    int toCorner = 0;
    QList<QPoint> points; ///< grid points, both corners among them; empty: there is no way
};

/// The gutters between regions, and the ways through them.
class Roads
{
public:
    /// `rects` are what no road may enter, `rings` the lines around each that roads run along.
    Roads(const QList<QRect> &rects, const QList<QRect> &rings);

    /// What a search needs for itself, so that several can run at a time.
    struct Scratch
    {
        std::vector<int> cost; ///< by state: point and direction
        std::vector<int> from;
    };

    /// The cheapest way to each of some regions, given what was taken before. Safe to call from several
    /// threads, each with a scratch.
    [[nodiscard]] QList<Road> find(int from, const QList<int> &targets, Scratch &scratch) const;
    /// Remembers a road, since parallel gutters are to share what runs.
    void take(const Road &road);

    /// Whether a piece of a line enters no region.
    [[nodiscard]] bool isFree(QPoint a, QPoint b) const;

private:
    [[nodiscard]] int columns() const { return static_cast<int>(m_xs.size()); }
    [[nodiscard]] QPoint at(int point) const { return {m_xs[point % columns()], m_ys[point / columns()]}; }
    [[nodiscard]] int indexOf(QPoint point) const;
    [[nodiscard]] Road trace(int from, int corner, int state, const Scratch &scratch) const;
    void bar(const QRect &rect);

    QList<QRect> m_rects;
    QList<QRect> m_rings;
    std::vector<int> m_xs;
    std::vector<int> m_ys;
    std::vector<char> m_open;                              ///< a bit for each Side
    std::vector<QList<std::pair<int, int>>> m_cornersHere; ///< by point: region and corner
    std::vector<short> m_busyAcross;
    std::vector<short> m_busyDown;
};

/// The cheapest ways from one point of a grid to all others.
class Wave
{
public:
    Wave(const Grid &grid, int start);

    struct Way
    {
        Side side = Right;    ///< of the card
        QList<QPoint> points; ///< from the card's border to the start; empty: there is none
    };
    /// From a card, leaving (or, read backwards, entering) at the side that costs least.
    [[nodiscard]] Way wayFrom(const QRect &card, Direction flow, bool isIn) const;

private:
    const Grid &m_grid;
    std::vector<int> m_cost; ///< by state: point and direction
    std::vector<int> m_from;
};

} // namespace gp::layout
