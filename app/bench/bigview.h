// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/draft.h"

namespace gp::bench {

/// A view "all" of `count` services in a grid, with three relations each to services nearby and everything
/// drawn already; every so many of them is gone in the plateau "target".
[[nodiscard]] Draft bigView(const Model &empty, int count, int goneEvery);

} // namespace gp::bench
