// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/arrange.h"

namespace gp::layout {

/// An Engine for graphs that are too large for dot: ranks by the longest way from a source, cards of a rank
/// ordered by the mean place of what leads to them. Linear but for sorting; knows nothing of crossings.
[[nodiscard]] gp::Result<QList<QPointF>> placeInLayers(const FlatGraph &graph);

} // namespace gp::layout
