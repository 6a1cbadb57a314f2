// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/store.h"

#include <atomic>

namespace gp::store {

/// The edits of a project that touched an element or one of the relations given, on whatever branch, newest
/// first and `limit` at most. Reads every changeset of the file (a long history has many megabytes of them)
/// on a connection of its own: ask in another thread and only when somebody looks. Stops early, with what it
/// has, when `cancelled`.
[[nodiscard]] Result<QList<HistoryEntry>> historyOf(const QString &path, ElementId element,
                                                    const QList<RelationId> &relations, int limit,
                                                    const std::atomic_bool *cancelled = nullptr);

} // namespace gp::store
