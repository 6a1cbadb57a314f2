// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/paint_parts.h"

#include <QByteArray>
#include <QImage>

#include <functional>

/// The formats of picture files, whatever they show.
namespace gp::diagram {

/// Paints an area whose top left corner is the painter's origin; where a list is given, text is put aside
/// into it, in coordinates that `offset` turns into those of the area.
using PaintArea = std::function<void(QPainter &, QList<TextRun> *)>;

[[nodiscard]] Result<QByteArray> svgFile(QSize size, const QString &title, const QString &description,
                                         QPointF offset, const PaintArea &paintArea);
/// Refuses more than 400 megapixels.
[[nodiscard]] Result<QImage> imageOf(QSizeF area, double scale, const PaintArea &paintArea);
[[nodiscard]] Result<QByteArray> pngFile(QSizeF area, double scale, const PaintArea &paintArea);

} // namespace gp::diagram
