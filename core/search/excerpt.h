// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/search/entry.h"
#include "core/search/query.h"

namespace gp::search {

using Marks = QList<std::pair<qsizetype, qsizetype>>;

/// What of a name the terms light up: (start, length) in `name`, whose span this is; sorted, apart from each
/// other.
[[nodiscard]] Marks marksIn(QStringView name, const Names &names, const Names::Span &span,
                            const Query &query);

/// Fills in where and how an entry was found: where, excerpt and marks of `hit`. `span` is the name that
/// matched best.
void explain(const Entry &entry, std::size_t span, const Query &query, Hit &hit);

} // namespace gp::search
