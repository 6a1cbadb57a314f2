// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Running statements that anybody may have written. Private to the room.
#pragma once

#include "core/store/cells.h"
#include "core/store/query.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QSet>

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

    /// Statements that are asked again and again need not be understood anew each time.
    enum class Statements { Forgotten, Kept };

    explicit ReadOnlySql(SQLite::Database &db, Statements statements = Statements::Forgotten);
    ~ReadOnlySql();

    void lock() { m_isLocked = true; }
    void unlock() { m_isLocked = false; }
    /// `values` stand for ?1, ?2, …
    [[nodiscard]] Result<QueryResult> run(const QString &sql, const QueryLimits &limits,
                                          const QVariantList &values = {});
    /// What a statement would read, by real table and column.
    [[nodiscard]] Result<Reads> readsOf(const QString &sql);
    /// Where in its text the statement that failed last is wrong; negative where that is not known.
    [[nodiscard]] qsizetype errorOffset() const { return m_errorOffset; }
    void cancel() { m_watch.cancelled = true; }

private:
    static int authorize(void *data, int action, const char *first, const char *second, const char *,
                         const char *);
    [[nodiscard]] Error explain(int code, const QString &sql, const char *start, const QueryLimits &limits);
    [[nodiscard]] Result<RawStatement> prepare(const QByteArray &sql, const QueryLimits &limits);
    [[nodiscard]] Result<RawStatement> prepared(const QString &sql, const QueryLimits &limits);
    [[nodiscard]] Result<QueryResult> fetch(sqlite3_stmt *statement, const QString &sql,
                                            const QueryLimits &limits, const QVariantList &values);

    SQLite::Database &m_db;
    Statements m_statements;
    QHash<QString, RawStatement> m_kept;
    Watch m_watch;
    Reads *m_noted = nullptr; ///< where to note what is read
    bool m_isLocked = false;
    qsizetype m_errorOffset = -1;
};

[[nodiscard]] std::string utf8(const QString &text);
/// As a name within SQL.
[[nodiscard]] QString quotedName(const QString &name);
/// Small letters, digits and underscores, and none of SQLite's own.
[[nodiscard]] bool isPlainName(const QString &name);

} // namespace gp::store
