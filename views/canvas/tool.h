// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace gp::views {

/// What the left button of the mouse does on a canvas.
enum class Tool { Select, Pan, Connect, Element, Note };

} // namespace gp::views
