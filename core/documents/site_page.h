// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/documents.h"

namespace gp::documents {

class TemplateEngine;

/// All documents in one HTML file that needs nothing beside it: navigation by kind, search, a deep link
/// "#path" for each. The templates are site.html, page.css, site.css and site.js; the one script is allowed
/// by its hash, and nothing else may run or be loaded. Unreadable with template and line where one is wrong.
[[nodiscard]] Result<QString> sitePage(const QList<Rendered> &documents, const QString &project,
                                       TemplateEngine &engine);

} // namespace gp::documents
