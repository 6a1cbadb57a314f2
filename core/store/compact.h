// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/store.h"

#include <atomic>

namespace gp::store {

struct Compacted
{
    int folded = 0;        ///< entries that became part of the first one
    int discarded = 0;     ///< undone entries that hung on those
    qint64 bytesFreed = 0; ///< of changesets; the file uses them again before it grows
};

/// Folds the oldest edits of a project into one entry until the history is within its bound
/// (Store::setHistoryBound). The present state, everything within the bound and the way back to the first
/// state stay. Undone branches that begin at a folded edit go. Works on a connection of its own in short
/// transactions, so that writers hardly wait: call it from any thread, also while the project is open in a
/// Store. Stops after the step at hand when `cancelled`.
[[nodiscard]] Result<Compacted> compactHistory(const QString &path,
                                               const std::atomic_bool *cancelled = nullptr);

/// Gives the space of what was folded or thrown away back to the disk: rewrites the file. Refused where
/// somebody else works on it.
[[nodiscard]] Result<void> shrinkFile(const QString &path);

} // namespace gp::store
