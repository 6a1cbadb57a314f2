// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Opening, making and recognising project files. Private to the room; failures are thrown.
#pragma once

#include "core/store/sql.h"

#include <memory>

namespace gp::store {

using Database = std::unique_ptr<SQLite::Database>;

enum class Access { ReadWrite, ReadOnly };

/// "GPLN", in the header of every project.
inline constexpr quint32 applicationId = 0x47504C4E;

/// The schema this program writes.
[[nodiscard]] int latestSchema();
[[nodiscard]] int schemaOf(SQLite::Database &db);

/// A new file with the whole chain of schema steps; the file must not exist.
[[nodiscard]] Database createDatabase(const QString &path);
/// Opens a file that may come from anybody: it is looked at before SQLite is, then its schema is compared
/// with the one it ought to have, and only then it may be written to and brought to the latest schema.
[[nodiscard]] Database openDatabase(const QString &path, Access access);
/// An empty project in memory.
[[nodiscard]] Database memoryDatabase();
/// The bytes of a project file (a snapshot), in memory and checked as openDatabase does.
[[nodiscard]] Database memoryDatabase(const QByteArray &image, const QString &name);
/// A copy of everything in `source`, in memory.
[[nodiscard]] Database copyToMemory(SQLite::Database &source);

/// Copies the whole database into a new file beside `path` and moves it there in one step.
void copyToFile(SQLite::Database &source, const QString &path);
/// Writes the bytes of the database.
[[nodiscard]] QByteArray serialize(SQLite::Database &db);

/// Leaves one file that can be read from anywhere, unless somebody else has it open as well.
void settle(SQLite::Database &db);

} // namespace gp::store
