// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/scene.h"

namespace gp::views {

/// One side of a compare as a picture of its own. What is the same on both sides reads as in the plain
/// picture, what differs carries its sign; everything stands where it does in `both`, so that one camera fits
/// all three. Pure; linear in the size of the scenes.
[[nodiscard]] diagram::Scene sideOf(diagram::Scene plain, const diagram::Scene &both);

} // namespace gp::views
