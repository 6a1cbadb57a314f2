// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/scene.h"

#include <QByteArray>
#include <QImage>

namespace gp::diagram {

struct ExportOptions
{
    int margin = 32;        ///< around the scene, in scene pixels
    bool titleBlock = true; ///< title and subtitle above the picture
    bool legend = true;     ///< in a compare: the signs, with counts
    QString description;    ///< for <desc>; empty: made from the scene
};

/// A picture file in the light colours, whatever the window shows. Same scene, same bytes. Text is drawn as
/// outlines, so that it looks the same without the font; <title> and <desc> say what it shows. Needs a
/// QGuiApplication.
[[nodiscard]] Result<QByteArray> renderSvg(const Scene &scene, const ExportOptions &options = {});

/// The same as pixels; `scale` 2 for print and high-DPI. Refuses more than 400 megapixels.
[[nodiscard]] Result<QImage> renderImage(const Scene &scene, double scale = 1.0,
                                         const ExportOptions &options = {});
[[nodiscard]] Result<QByteArray> renderPng(const Scene &scene, double scale = 1.0,
                                           const ExportOptions &options = {});

/// What the picture shows, in words: "12 services, 3 pipelines; 4 added, 1 removed". For <desc> and alt text.
[[nodiscard]] QString describe(const Scene &scene);

} // namespace gp::diagram
