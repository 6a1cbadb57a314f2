// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "states.h"

namespace gp::app {

/// Reviews: their page, the walkthrough with each step of the sample's, and the speaker's window.
[[nodiscard]] QList<State> reviewStates();

} // namespace gp::app
