// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/canvas/camera.h"

class QNativeGestureEvent;
class QWheelEvent;

/// How one looks around in a picture: the same in every one of them.
namespace gp::views {

inline constexpr double zoomStep = 1.25; ///< of a key, and of a notch of the wheel
inline constexpr double panStep = 60;    ///< of a key, in widget pixels

/// The wheel zooms at the pointer, with Shift it goes sideways; two fingers on a touchpad pan, with Ctrl they
/// zoom.
void turnWheel(Camera &camera, const QWheelEvent &event);
/// False where it is another gesture than a pinch.
[[nodiscard]] bool pinch(Camera &camera, const QNativeGestureEvent &event);

} // namespace gp::views
