// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/documents.h"
#include "core/publish/plan.h"

namespace gp::publish {

/// The pages that rendered documents (Format::Confluence) become: the index on top, below it a page for each
/// folder of documents, below that the documents in their order. A folder that has no index of its own gets a
/// page that lists what is below it. Labels are those of the template's header.
[[nodiscard]] QList<WantedPage> pagesOf(const QList<documents::Rendered> &documents);

/// Links in these documents that lead to nothing that is published, each as a sentence.
[[nodiscard]] QStringList deadLinksOf(const QList<documents::Rendered> &documents);

} // namespace gp::publish
