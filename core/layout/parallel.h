// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTypes>

#include <functional>

namespace gp::layout {

/// Calls `work` once for each of 0 .. count - 1, on as many threads as there are processors, this one among
/// them, and returns when all are done. In which order is open: each call writes to a place of its own.
void inParallel(qsizetype count, const std::function<void(qsizetype)> &work);

} // namespace gp::layout
