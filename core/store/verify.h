// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Looking for what is wrong with a history. Private to the room; failures are thrown.
#pragma once

#include "core/store/sql.h"

#include <QList>

namespace gp::store {

/// One thing that is wrong with a project.
[[nodiscard]] Error problem(const QString &message, const QString &detail = {});
/// SQLite's words for what is damaged, a line each; empty for "ok".
[[nodiscard]] QList<Error> damageIn(const QString &said);
/// What SQLite finds wrong with pages, indexes, values and foreign keys; at most about a hundred lines.
[[nodiscard]] QList<Error> checkPages(SQLite::Database &db);
/// What foreign keys would say of the history if it had any.
[[nodiscard]] QList<Error> checkHistory(SQLite::Database &db);
/// Walks the whole tree on a copy: every branch from the first state and back to the present one.
[[nodiscard]] QList<Error> replayHistory(SQLite::Database &project);

} // namespace gp::store
