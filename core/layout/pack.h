// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/arrange.h"

namespace gp::layout {

/// Corners for rectangles that have no order of their own: columns filled from the top in the given order, as
/// many as come nearest to `aspect`.
[[nodiscard]] QList<QPoint> packColumns(const QList<QSize> &sizes, int gapX, int gapY, double aspect);

/// Large blocks that refer to each other, to be put into columns (rows, for top to bottom).
struct Packing
{
    QList<QSize> sizes;
    QList<FlatGraph::Edge> edges; ///< weight: how many edges there are between the two
    QList<int> order;             ///< indices, along the flow; where the search begins
    Direction direction = Direction::LeftToRight;
    int gap = 0;
    double aspect = 1.6;
};

struct Packed
{
    QList<QPoint> corners;
    double cost = 0; ///< comparable between packings of the same things in other shapes
};

/// Searches (hill climbing, no chance in it) for columns that have the wanted shape, little empty space,
/// short edges, and edges that run along the flow.
[[nodiscard]] Packed pack(const Packing &packing);

/// What a shape costs against the wanted one: nothing a third off, everything beyond half as wide or high
/// again.
[[nodiscard]] double shapeCost(double width, double height, double aspect);

[[nodiscard]] QSize extent(const QList<QSize> &sizes, const QList<QPoint> &corners);

} // namespace gp::layout
