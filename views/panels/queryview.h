// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/draft.h"
#include "core/store/query.h"

namespace gp::views {

/// The elements that a row of an answer names, by key or id, in columns of that name ("key", "element_id",
/// "source"…).
[[nodiscard]] QList<ElementId> elementsIn(const store::QueryResult &result, qsizetype row,
                                          const Model &model);
/// Those of all rows, in their order, each once.
[[nodiscard]] QList<ElementId> elementsIn(const store::QueryResult &result, const Model &model);

/// A new view of elements, which says by what query they were found.
[[nodiscard]] Result<std::pair<Draft, ViewId>>
withViewOf(const Model &model, const QList<ElementId> &elements, const QString &sql);

} // namespace gp::views
