// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/layout.h"

namespace gp::diagram {

/// Finds free space for the nodes that have no position, near their group or else their neighbours, and moves
/// no other. Deterministic. Nothing is placed where no node has a position.
void placeMissing(const layout::Request &request, layout::Positions &positions);

/// Routes for every edge: those of `stored` that still start and end at their cards, new ones for the others.
[[nodiscard]] layout::Routes completeRoutes(const layout::Request &request,
                                            const layout::Positions &positions, const layout::Routes &stored);

} // namespace gp::diagram
