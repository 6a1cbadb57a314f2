// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/scene.h"
#include "core/documents/contexts.h"

#include <QSize>

namespace gp::documents {

struct Drawn
{
    QByteArray svg;
    QSize size;           ///< pixels
    int smallestText = 0; ///< pixels; 0: there is no text
    diagram::Scene scene;
};

/// Draws one picture of a document with the layout worker. Refused where there is nothing to show at the
/// plateau.
[[nodiscard]] Result<Drawn> drawPicture(const Model &model, const metamodel::Metamodel &metamodel,
                                        PlateauId plateau, const PictureRequest &request);

} // namespace gp::documents
