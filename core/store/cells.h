// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Cells into SQLite. Private to the room.
#pragma once

#include "core/store/cellrows.h"
#include "core/store/sql.h"

#include <sqlite3.h>

#include <memory>

namespace gp::store {

using RawStatement = std::shared_ptr<sqlite3_stmt>;

/// A statement of our own; throws when it is wrong.
[[nodiscard]] RawStatement makeStatement(SQLite::Database &db, const QString &sql);

/// For ?1, ?2, …; the rows must outlive the statement's run. Throws when it fails, as does the next.
void bindCells(SQLite::Database &db, sqlite3_stmt *statement, const CellRows &rows, qsizetype row);

/// Runs a statement that gives no rows, once for each row; its cells stand for ?1, ?2, …
void runForEach(SQLite::Database &db, sqlite3_stmt *statement, const CellRows &rows);

/// Adds rows to a table of so many columns.
[[nodiscard]] QString insertText(const QString &table, qsizetype columns);

} // namespace gp::store
