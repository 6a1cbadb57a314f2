// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/pdf_layout.h"
#include "core/documents/pdf_page.h"

/// What stands before and around the text: title page, table of contents, running head and foot.
namespace gp::documents::pdf {

/// The title page with the contents on it, where they fit, or on pages of their own. As many pages for the
/// same entries, whatever pages they name.
[[nodiscard]] QList<Page> frontPages(const Cover &cover, const QList<Entry> &entries);

/// Head and foot of page `number` of `count`.
[[nodiscard]] QList<Item> furniture(const Cover &cover, bool isLandscape, int number, int count);

} // namespace gp::documents::pdf
