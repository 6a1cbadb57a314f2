// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Looking for what is wrong with a history. Private to the room; failures are thrown.
#pragma once

#include "core/store/sql.h"

#include <QList>

namespace gp::store {

/// What foreign keys would say of the history if it had any.
[[nodiscard]] QList<Error> checkHistory(SQLite::Database &db);
/// Walks the whole tree on a copy: every branch from the first state and back to the present one.
[[nodiscard]] QList<Error> replayHistory(SQLite::Database &project);

} // namespace gp::store
