// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decisions/proposal.h"
#include "core/diagram/theme.h"

namespace gp::views {

/// What the model says of a change, as HTML without head. All text of the model is escaped.
[[nodiscard]] QString basisHtml(const decisions::Basis &basis);

/// What comes of the change, a line each with its sign: what gets better, what gets worse, what has to be
/// settled.
[[nodiscard]] QString consequencesHtml(const decisions::Basis &basis, const diagram::Theme &theme);

} // namespace gp::views
