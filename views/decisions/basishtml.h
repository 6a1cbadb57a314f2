// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decisions/proposal.h"

namespace gp::views {

/// What the model says of a change, as HTML without head. All text of the model is escaped.
[[nodiscard]] QString basisHtml(const decisions::Basis &basis);

} // namespace gp::views
