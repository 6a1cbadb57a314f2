// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/layout.h"

namespace gp::layout {

/// Where a group's title stands in its frame: no edge may run there.
[[nodiscard]] QRect titleRect(const Group &group, const QRect &frame, const Options &options);

} // namespace gp::layout
