// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/grid.h"

#include <tuple>

/// The three steps of the router between them: search() finds a rectangular path along the grid, spread()
/// gives paths that share a lane their own tracks, curve() rounds it.
namespace gp::layout {

/// A name for "may lie on one line": the out-port or the in-port of a card, within one bundle.
struct LaneKey
{
    qint64 node = 0;
    int bundle = 0;
    bool isIn = false;

    friend auto operator<=>(const LaneKey &, const LaneKey &) = default;
};

/// A path of alternating horizontal and vertical pieces from card side to card side.
struct Path
{
    qint64 edge = 0;
    QRect from;
    QRect to;
    qint64 fromNode = 0;
    qint64 toNode = 0;
    LaneKey out;
    LaneKey in;
    LaneKey trunk;                           ///< out or in, whichever more edges share
    Direction flow = Direction::LeftToRight; ///< decides which sides are natural
    Side leaves = Right;
    Side enters = Left;   ///< the side of the target card
    QList<QPoint> points; ///< empty: no way was found

    [[nodiscard]] const LaneKey &key(qsizetype piece) const
    {
        return piece == 0 ? out : piece + 2 == points.size() ? in : trunk;
    }
};

/// Finds shortest ways one by one, remembering what lies where.
class PathSearch
{
public:
    /// The more paths there are to find, the less time each gets before it is content with a worse one.
    PathSearch(const Grid &grid, qsizetype pathCount);

    /// Fills leaves, enters and points. Paths of one trunk should come one after the other.
    void find(Path &path, qint64 fromGroup, qint64 toGroup);

private:
    struct Step;
    /// What is known of a state: a point and the direction that it was reached in.
    struct Seen
    {
        int round = 0; ///< of m_now; others are old
        int cost = 0;
        int from = -1; ///< the state before
    };
    struct Goal
    {
        int point = -1;
        QPoint at;
        int penalty = 0;
    };

    bool findWithHaste(Path &path, int haste, qint64 mostSteps);
    [[nodiscard]] int estimate(int point, Side direction) const;
    [[nodiscard]] int stepCost(int point, int next, Side direction) const;
    void trace(Path &path, int goal, Side enters);
    void mark(const QList<int> &points);

    const Grid &m_grid;
    std::vector<Seen> m_seen;
    std::array<Goal, 4> m_goals; ///< by the side of the target
    int m_leastCost = 0;         ///< of a pixel
    int m_now = 0;
    qint64 m_patience = 0;  ///< steps
    bool m_isExact = false; ///< finds the best way, not only a good one
    qint64 m_groups[2] = {0, 0};
    LaneKey m_trunk;
    std::vector<short> m_busyAcross; ///< paths of other trunks through a point, horizontally
    std::vector<short> m_busyDown;
    std::vector<int> m_ownAcross; ///< m_trunkRound where the trunk at hand runs already
    std::vector<int> m_ownDown;
    QList<QList<int>> m_pending;
    int m_trunkRound = 0;
};

/// Routes on one grid for all edges between two different placed cards.
[[nodiscard]] Routes routeOnGrid(const Request &request, const Positions &positions, const Grid &grid);
/// The same, region by region on a grid each, several at a time; edges between regions leave them for the
/// gutters, where those between the same two run together.
[[nodiscard]] Routes routeByRegions(const Request &request, const Positions &positions);

/// Moves the pieces of all paths sideways so that those of different lanes keep apart, centred in their
/// gutter.
void spread(QList<Path> &paths, const Grid &grid);

/// The smooth form of a path; keeps clear of all obstacles that the path keeps clear of.
[[nodiscard]] Route curve(const Path &path, const Obstacles &obstacles);
/// A curve that looks at nothing but its two ends: where no way was found, and for loops.
[[nodiscard]] Route directCurve(const QRect &from, const QRect &to);
[[nodiscard]] Route loopCurve(const QRect &card);

} // namespace gp::layout
