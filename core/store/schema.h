// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// What a project file has to look like inside. Private to the room; failures are thrown.
#pragma once

#include "core/store/sql.h"

namespace gp::store {

/// The schema this program writes.
[[nodiscard]] int latestSchema();
[[nodiscard]] int schemaOf(SQLite::Database &db);

/// Runs the numbered steps that the file has not had yet, up to and with `version`; each is one transaction
/// that also writes its number, so a file is never between two versions.
void migrate(SQLite::Database &db, int version);

/// Throws where it is no project (application id, version).
void checkIdentity(quint32 application, int version, const QString &path);
void checkIdentity(SQLite::Database &db, const QString &path);

/// Compares every table, index and view with the one that the file's version makes, to the letter, and throws
/// for what is missing, different or foreign, by name. A newer version: its tables and views must have what
/// this program reads, and no trigger or virtual table may be there.
void checkSchema(SQLite::Database &db, const QString &path);

/// Puts our definition of a table in place of one that cannot be read any more, or that has the same length:
/// its rows are as they were. One that somebody altered stays. True where there was one; the file has to be
/// opened again then. Wants `writable_schema`, for private copies.
[[nodiscard]] bool mendTables(SQLite::Database &db);

} // namespace gp::store
