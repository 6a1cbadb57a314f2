// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "states.h"

namespace gp::app {

/// Decisions: read, edited, drafted from a compare.
[[nodiscard]] QList<State> decisionStates();

} // namespace gp::app
