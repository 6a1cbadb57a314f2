// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Running statements that anybody may have written. Private to the room.
#pragma once

#include "core/store/query.h"
#include "core/store/sql.h"

#include <QDeadlineTimer>
#include <QSet>

#include <sqlite3.h>

#include <atomic>

namespace gp::store {

/// Runs such statements on a connection: they can do nothing but read, and are stopped when they take too
/// long or too much. Everything else on the connection is done between unlock() and lock().
class ReadOnlySql
{
public:
    struct Watch
    {
        std::atomic_bool cancelled = false;
        QDeadlineTimer deadline;
        qint64 memoryEnd = 0; ///< of sqlite3_memory_used(), which counts for the whole process
        bool tookTooMuch = false;
    };
    /// Table and column; the column is empty where only rows are counted.
    using Reads = QSet<std::pair<QString, QString>>;

    explicit ReadOnlySql(SQLite::Database &db);

    void lock();
    void unlock();
    [[nodiscard]] Result<QueryResult> run(const QString &sql, const QueryLimits &limits);
    /// What a statement would read, by real table and column.
    [[nodiscard]] Result<Reads> readsOf(const QString &sql);
    /// Where in its text the statement that failed last is wrong; negative where that is not known.
    [[nodiscard]] qsizetype errorOffset() const { return m_errorOffset; }
    void cancel() { m_watch.cancelled = true; }

private:
    using RawStatement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

    [[nodiscard]] Error explain(int code, const QString &sql, const char *start, const QueryLimits &limits);
    [[nodiscard]] Result<RawStatement> prepare(const QByteArray &sql, const QueryLimits &limits);
    [[nodiscard]] Result<QueryResult> fetch(sqlite3_stmt *statement, const QString &sql,
                                            const QueryLimits &limits);

    SQLite::Database &m_db;
    Watch m_watch;
    qsizetype m_errorOffset = -1;
};

void bindCell(SQLite::Statement &statement, int index, const QVariant &value);
[[nodiscard]] std::string utf8(const QString &text);
/// As a name within SQL.
[[nodiscard]] QString quotedName(const QString &name);
/// Small letters, digits and underscores, and none of SQLite's own.
[[nodiscard]] bool isPlainName(const QString &name);

} // namespace gp::store
