// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// A project file as bytes. Private to the room; failures are thrown.
#pragma once

#include <QByteArray>
#include <QString>

namespace gp::store {

/// The first 100 bytes of a database file.
struct Header
{
    QByteArray bytes; ///< shorter where the file is

    [[nodiscard]] bool isDatabase() const;
    [[nodiscard]] quint32 applicationId() const;
    [[nodiscard]] int userVersion() const;
    /// In bytes; 0 where it makes no sense.
    [[nodiscard]] int pageSize() const;
    /// How many pages it says that there are.
    [[nodiscard]] qint64 pages() const;
    /// Whether its text is UTF-8, as that of all projects.
    [[nodiscard]] bool isUtf8() const;
    /// The file says that a write-ahead log belongs to it.
    [[nodiscard]] bool wantsLog() const;
};

/// Reads through SQLite's own file layer. Opening and closing a database by any other way drops all locks
/// that this process has on it (POSIX), and another process could then delete the log that is being written.
[[nodiscard]] Header readHeader(const QString &path);
/// Copies a file byte by byte in the same way; what cannot be read becomes zeros. Returns the bytes that
/// could not be read.
qint64 copyRaw(const QString &from, const QString &to);

enum class Side { Log, Index, Journal };

[[nodiscard]] QString sideFile(const QString &path, Side side);
/// Its size; 0 where there is none.
[[nodiscard]] qint64 sideSize(const QString &path, Side side);

/// Makes what was done to the names in a folder durable.
void syncFolderOf(const QString &path);
/// Gives a complete file its name; false where the name is taken.
[[nodiscard]] bool nameAnew(const QString &temporary, const QString &path);

} // namespace gp::store
