// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/compare/gap.h"
#include "core/diagram/theme.h"

namespace gp::views {

/// The colour that goes with a state's sign; replaced things are gone things.
[[nodiscard]] QColor colorOf(compare::State state, const diagram::Theme &theme);

/// The colour of a decision's or another record's status word.
[[nodiscard]] QColor statusColor(const QString &status, const diagram::Theme &theme);

} // namespace gp::views
