// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/scene.h"

namespace gp::bench {

/// Milliseconds that xdot, a viewer of laid out graphs, needs for the same cards and lines at the same
/// places.
struct XdotTimes
{
    double first = 0; ///< from the file to the first picture, without starting the program
    double step = 0;  ///< one step of zooming, the median
};

/// Nothing where xdot (or neato, which writes its file) is not installed. Without a display it runs under
/// xvfb-run.
[[nodiscard]] std::optional<XdotTimes> timeXdot(const diagram::Scene &scene);

} // namespace gp::bench
