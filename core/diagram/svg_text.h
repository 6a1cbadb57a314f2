// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/paint_parts.h"

namespace gp::diagram {

/// Text as outlines in SVG: every glyph once in <defs>, and a <use> wherever it stands. A tenth of the size
/// that QSvgGenerator needs for the same outlines. `offset` is added to all positions.
[[nodiscard]] QByteArray svgText(const QList<TextRun> &runs, QPointF offset);

} // namespace gp::diagram
