// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "states.h"

namespace gp::app {

/// Publishing, against a stand-in for Confluence in this program.
[[nodiscard]] QList<State> publishStates();

} // namespace gp::app
