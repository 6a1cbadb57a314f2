// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/plan.h"

namespace gp::publish {

/// All pages as one HTML file that importers take: those of Confluence, and others that read what word
/// processors write. Each page begins with a heading of the first level, parents before what is below them, a
/// table of contents in front; links between pages lead inside the file, pictures are in it, tables are
/// plain, and a status is its word in a colour. Well-formed XHTML that loads nothing. Unreadable where a page
/// is not well-formed.
[[nodiscard]] Result<QString> oneFile(const QList<WantedPage> &pages, const QString &title);

/// Writes it to `file`. Refused where that cannot be written to.
[[nodiscard]] Result<void> writeOneFile(const QList<WantedPage> &pages, const QString &title,
                                        const QString &file);

} // namespace gp::publish
