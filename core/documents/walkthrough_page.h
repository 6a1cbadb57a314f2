// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/deck.h"
#include "core/documents/documents.h"
#include "core/documents/pdf_documents.h"
#include "core/documents/template_engine.h"

namespace gp::documents {

/// The deck as one HTML file that plays its steps in a browser: keys for the steps, C for the other state. It
/// loads nothing, its one script and its style are named by hash, and without the script all steps stand one
/// below the other. A picture that cannot be read as a whole is shown in parts, one after the other. Without
/// the speaker's notes: it is handed to others. `document` has the pictures, `source` says what stands where
/// in them.
[[nodiscard]] Result<QString> walkthroughPage(const Deck &deck, const Rendered &document,
                                              const PdfSource &source, const QString &project,
                                              TemplateEngine &engine);

} // namespace gp::documents
