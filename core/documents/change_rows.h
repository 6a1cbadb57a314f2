// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/compare/gap.h"
#include "core/documents/facts.h"

/// What a gap says, as rows: for every document that tells how one state becomes another.
namespace gp::documents {

/// By kind, those with elements in either state: {kind, before, after, added, removed, replaced, changed}.
[[nodiscard]] QVariantList countRows(const Facts &facts, const compare::Gap &gap);
/// {kind, old, now} of what another element replaces; of one kind, or of all where it is empty.
[[nodiscard]] QVariantList replacedRows(const Facts &facts, const compare::Gap &gap,
                                        const QString &kind = {});
/// Names of what comes without replacing anything, and of what goes without replacement.
[[nodiscard]] QStringList addedNames(const compare::Gap &gap, const QString &kind);
[[nodiscard]] QStringList removedNames(const compare::Gap &gap, const QString &kind);
/// Changes of the elements of a kind, those that are alike together: {field, before, after, count, elements},
/// in the order of the kind's properties, relations last.
[[nodiscard]] QVariantList fieldRows(const Facts &facts, const compare::Gap &gap, const QString &kind);
/// Fields of which nearly every element has its own value, which fieldRows() leaves out: {field, rows}, the
/// rows {name, before, after} by name.
[[nodiscard]] QVariantList singleRows(const Facts &facts, const compare::Gap &gap, const QString &kind);
/// Steps from the root to the state described: {plateau, date, description, added, removed, changed,
/// packages, effort, cost, on_path}.
[[nodiscard]] QVariantList stepRows(const Facts &facts);
/// "120 days" of the work packages that end at these plateaus; empty where none says.
[[nodiscard]] QString effortText(const Facts &facts, const QSet<QString> &plateauKeys);

} // namespace gp::documents
