// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/contexts.h"

namespace gp::documents {

struct Drawing
{
    QByteArray svg;
    QByteArray png; ///< for screens with twice as many pixels; empty where only SVG was asked for
};

/// Draws one picture of a document with the layout worker. Refused where there is nothing to show at the
/// plateau. `withPixels`: as PNG, too, drawn by the same painter from the same scene, so that fonts, lines
/// and size are those of the SVG, whatever would read that.
[[nodiscard]] Result<Drawing> drawPicture(const Model &model, const metamodel::Metamodel &metamodel,
                                          PlateauId plateau, const PictureRequest &request,
                                          bool withPixels = false);

} // namespace gp::documents
