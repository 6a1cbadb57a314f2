// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/pdf_layout.h"

namespace gp::documents::pdf {

/// An SVG, PNG or JPEG; null where the bytes are none.
[[nodiscard]] std::shared_ptr<const Picture> readPicture(const QByteArray &bytes);

/// Points of the smallest text of a picture where it is largest: on a portrait or a landscape page.
[[nodiscard]] double textSizeOnPage(QSizeF size, int smallest);

struct Figure
{
    Piece piece;
    double textSize = 0; ///< points of its smallest text as placed; 0: unknown
};

/// A picture with its caption, not larger than on a screen. `smallest` is the size of its smallest text in
/// its own pixels, 0 where nobody knows: where that would be too small to read, the picture gets a landscape
/// page, if that makes it larger and it stands in no list or quote (`mayTurn`).
[[nodiscard]] Figure layOutPicture(const std::shared_ptr<const Picture> &picture, const QString &caption,
                                   double left, double width, int smallest, bool mayTurn);

} // namespace gp::documents::pdf
