// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/contexts.h"
#include "core/documents/documents.h"
#include "core/documents/pdf_page.h"

namespace gp::documents {

/// What the PDF of a document needs to know besides its Markdown.
struct PdfSource
{
    struct Picture
    {
        PictureRequest request;
        int smallestText = 0;              ///< pixels
        QMap<ElementId, QRect> cards = {}; ///< where they stand in it, in pixels
    };
    pdf::Cover cover;
    QMap<QString, Picture> pictures; ///< by path, as in Rendered
};

/// What pictures are made from.
struct PictureBasis
{
    const Model &model;
    const metamodel::Metamodel &metamodel;
    PlateauId plateau;
};

/// `header` as of Facts::header(); `about` is what a document of this kind is about.
[[nodiscard]] pdf::Cover coverOf(const QVariantHash &header, const DocumentKind &kind, const QString &about,
                                 const QString &state);

/// The PDF of a document; `paths` are those of the documents that are made with it. What does not fit on
/// paper is added to `warnings`, with a way to divide it.
[[nodiscard]] QByteArray writePdf(const Rendered &document, const PdfSource &source,
                                  const QSet<QString> &paths, const PictureBasis &basis,
                                  QList<Error> &warnings);

} // namespace gp::documents
