// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/deck.h"
#include "core/documents/pdf_documents.h"

namespace gp::documents {

/// The deck as slides, PDF 16:9: a title, then a slide a step with its pictures beside each other, no text of
/// ours below 14 pt. Where the text of a picture would be below 8 pt, the two states get a slide each; what
/// is too small even then is added to `warnings`. `document` has the pictures. Same input, same bytes. Needs
/// a QGuiApplication.
[[nodiscard]] QByteArray writeSlides(const Deck &deck, const Rendered &document, const PdfSource &source,
                                     QList<Error> &warnings);

} // namespace gp::documents
