// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLineF>
#include <QList>
#include <QRectF>

namespace gp::views {

/// Where something that is dragged lines up with what stands around it.
struct Snap
{
    QPointF by;           ///< to be added to where it is dragged to
    QList<QLineF> guides; ///< what it lines up with, in scene pixels: at most one line an axis
};

/// Lines the edges and the middle of `moving` up with those of `others`: on each axis the nearest within
/// `reach` scene pixels; on an axis where there is none, with the grid of `grid` pixels. Others that touch
/// the moving one's row or column come first among equally near ones, so that a guide is as short as can be.
[[nodiscard]] Snap snapTo(const QRectF &moving, const QList<QRectF> &others, double reach, int grid);

} // namespace gp::views
