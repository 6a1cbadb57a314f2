// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/arrange.h"

namespace gp::layout {

/// dot as a Batch: one process for each processor, since Graphviz knows no threads. Answers do not hang on
/// how many there are. A graph at which a child process died has an error for its answer.
[[nodiscard]] QList<gp::Result<QList<QPointF>>> placeAllWithDot(const QList<FlatGraph> &graphs);

} // namespace gp::layout
