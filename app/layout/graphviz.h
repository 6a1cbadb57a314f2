// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/arrange.h"

namespace gp::layout {

/// dot as an Engine: places, draws nothing. Graphviz may abort the process on input it does not like.
[[nodiscard]] gp::Result<QList<QPointF>> placeWithDot(const FlatGraph &graph);

} // namespace gp::layout
