// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/layout.h"

namespace gp::layout {

/// A part of a large picture whose inner edges are routed by themselves: a group at the top with all that is
/// in it, or cards without a group that stand near each other. What nearly touches is one region, so that an
/// edge can pass between any two.
struct Region
{
    QRect rect;
    Request inner; ///< its cards and groups, and the edges that have both ends in it
};

struct Regions
{
    QList<Region> all;
    QHash<qint64, int> ofNode; ///< index into `all`, of each placed node
    QList<Edge> between;       ///< edges from one region to another
};

/// Edges with an unplaced end are left out, and so are loops.
[[nodiscard]] Regions splitIntoRegions(const Request &request, const Positions &positions);

} // namespace gp::layout
