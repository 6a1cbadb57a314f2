// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/model.h"

namespace gp::rules {

/// `:plateau` and `:date` replaced by quoted text, outside of string literals.
[[nodiscard]] QString withValues(const QString &sql, const Model &model, PlateauId plateau);

/// SQL text literal.
[[nodiscard]] QString quoted(const QString &text);

} // namespace gp::rules
