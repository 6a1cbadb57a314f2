// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "states.h"

namespace gp::app {

/// Findings, waivers and rules.
[[nodiscard]] QList<State> governanceStates();

} // namespace gp::app
