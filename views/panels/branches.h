// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/store.h"
#include "views/panels/lines.h"

namespace gp::views {

/// The history as a picture of branches: what the present state contains in the first lane, everything else
/// beside it. For entries newest first, of which the oldest may be missing; one item an entry.
[[nodiscard]] QList<Rails> railsOf(const QList<store::HistoryEntry> &entries);

/// For every entry that the present state does not contain: the edit of the present state that its branch
/// begins after; 0 for the first state. What branches from an entry that is missing is missing.
[[nodiscard]] QMap<qint64, qint64> forksOf(const QList<store::HistoryEntry> &entries);

/// How many edits an entry stands for with all that was built on it.
[[nodiscard]] int editsFrom(const QList<store::HistoryEntry> &entries, qint64 id);

} // namespace gp::views
