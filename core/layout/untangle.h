// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/layout.h"

namespace gp::layout {

/// Exchanges cards of one size within a column, or lone cards within a group, as long as that makes edges
/// shorter.
void untangle(const Request &request, Positions &positions);

/// How bad a placement looks before its edges are routed: edges that are long, run back or meet cards; empty
/// space; a shape far from the wanted one. Only good for comparing placements of one request.
[[nodiscard]] double tangle(const Request &request, const Positions &positions);
/// What its routes add to that: their length and their bends.
[[nodiscard]] double tangle(const Request &request, const Positions &positions, const Routes &routes);

} // namespace gp::layout
