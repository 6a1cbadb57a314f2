// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/scene.h"
#include "core/documents/contexts.h"

#include <QSize>

namespace gp::documents {

struct Drawing
{
    QByteArray svg;
    QByteArray png;       ///< for screens with twice as many pixels; empty where only SVG was asked for
    QSize size;           ///< of the SVG in pixels
    int smallestText = 0; ///< pixels; 0: there is no text
    QPoint origin;        ///< where the scene's origin stands in the SVG, in pixels
    diagram::Scene scene;
};

/// What was laid out last for a pair: its two pictures need it once.
struct LaidOut
{
    QStringList elements;
    QStringList relations;
    View view;
};

/// Draws one picture of a document with the layout worker. Refused where there is nothing to show at the
/// plateau. `withPixels`: as PNG, too, drawn by the same painter from the same scene, so that fonts, lines
/// and size are those of the SVG, whatever would read that.
[[nodiscard]] Result<Drawing> drawPicture(const compare::States &states,
                                          const metamodel::Metamodel &metamodel, PlateauId plateau,
                                          const PictureRequest &request, bool withPixels = false,
                                          LaidOut *last = nullptr);

} // namespace gp::documents
