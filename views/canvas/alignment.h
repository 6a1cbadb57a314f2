// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QRectF>

namespace gp::views {

enum class Alignment { Left, Centre, Right, Top, Middle, Bottom };

/// The top left corners that bring all `cards` to a common edge or middle: that of the outermost card, for
/// Centre and Middle that of the frame around all. One for each card, in order.
[[nodiscard]] QList<QPointF> aligned(const QList<QRectF> &cards, Alignment alignment);

/// The top left corners that leave equal gaps between neighbours; the first and the last along the axis stay.
/// Where there is no room for gaps, equal overlaps. Fewer than three cards stay as they are.
[[nodiscard]] QList<QPointF> distributed(const QList<QRectF> &cards, Qt::Orientation axis);

} // namespace gp::views
