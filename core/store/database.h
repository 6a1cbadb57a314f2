// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Opening, making and copying project files. Private to the room; failures are thrown.
#pragma once

#include "core/store/sql.h"

#include <QStringList>

#include <memory>

namespace gp::store {

using Database = std::unique_ptr<SQLite::Database>;

enum class Access { ReadWrite, ReadOnly };

/// How closely a file is looked at before it is used: its schema, or every page too.
enum class Look { Schema, Pages };

/// "GPLN", in the header of every project.
inline constexpr quint32 applicationId = 0x47504C4E;

/// An open project and what its user should know about it.
struct Opened
{
    Database db;
    bool isReadOnly = false;
    QStringList notes;
};

/// A new file with the whole chain of schema steps. It gets its name when it is complete; a file that has the
/// name already stays.
void createDatabase(const QString &path);
/// Opens a file that may come from anybody, in the steps of docs/design/project-file.md: nothing is written
/// before everything has been looked at. ReadWrite gives a read-only connection for a newer schema. ReadOnly
/// gives one in memory where the file cannot be read where it lies without writing beside it, or is of an
/// older schema.
[[nodiscard]] Opened openDatabase(const QString &path, Access access, int waitMs, Look look = Look::Pages);
/// An empty project in memory.
[[nodiscard]] Database memoryDatabase();
/// The bytes of a project file (a snapshot), in memory and checked as openDatabase does.
[[nodiscard]] Database memoryDatabase(const QByteArray &image, const QString &name);
/// A copy of everything in `source`, in memory.
[[nodiscard]] Database copyToMemory(SQLite::Database &source);

enum class Target { New, Replaced };

/// Copies the whole database into a file that gets its name in one step when it is complete and on disk.
/// New: Refused where there is one already.
void copyToFile(SQLite::Database &source, const QString &path, Target target);
/// Writes the bytes of the database.
[[nodiscard]] QByteArray serialize(SQLite::Database &db);

/// Leaves one file that can be read from anywhere, unless somebody else has it open as well.
void settle(SQLite::Database &db);
/// Nothing in the file may run by itself: no trigger, no function with side effects in a view or index; and
/// it is left as it is on closing until settle() or an edit says otherwise.
void harden(SQLite::Database &db);

/// `path` as a name for SQLite, which takes "file:…" for more than a name; `parameters`: "?mode=ro".
[[nodiscard]] std::string uriOf(const QString &path, const char *parameters);

} // namespace gp::store
