// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/draft.h"

namespace gp::decisions {

/// Kinds of links that lead from a later decision to an earlier one, and must not come back.
[[nodiscard]] bool isOrdering(const QString &kind);

/// Links `from` to `to` (keys); nothing where the link is there. A cycle of "supersedes", "amends" or
/// "refines" is refused, and names the decisions that it would go through.
[[nodiscard]] Result<void> link(Draft &draft, const QString &from, const QString &kind, const QString &to);

/// Keys of the decisions that a decision links to by a kind.
[[nodiscard]] QStringList linksOf(const Record &decision, const QString &kind);
/// Decisions that link to one by a kind, by key.
[[nodiscard]] QList<Record> linkedTo(const Model &model, const QString &key, const QString &kind);
/// The way from `from` to `to` along links of a kind, both included; empty: there is none.
[[nodiscard]] QStringList wayAlong(const Model &model, const QString &from, const QString &to,
                                   const QString &kind);

} // namespace gp::decisions
