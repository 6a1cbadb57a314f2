// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/readonlysql.h"

#include <QRegularExpression>
#include <QScopeGuard>

#include <string_view>

using namespace Qt::StringLiterals;

namespace gp::store {

namespace {

constexpr int stepsBetweenChecks = 10'000;     ///< of SQLite's virtual machine, well under a millisecond
constexpr int longestValue = 64 * 1024 * 1024; ///< bytes; a query must not eat the machine's memory

constexpr std::string_view forbiddenFunctions[] = {"load_extension", "edit", "readfile", "writefile",
                                                   "fts3_tokenizer"};
/// The file's pages as they are, and statements of the connection: nobody's business.
constexpr std::string_view forbiddenTables[] = {"sqlite_dbpage", "sqlite_stmt"};
constexpr std::string_view readingPragmas[] = {"table_info", "table_xinfo", "table_list"};

bool contains(std::span<const std::string_view> names, const char *name)
{
    return name && std::ranges::any_of(names, [name](std::string_view one) {
               return sqlite3_strnicmp(name, one.data(), static_cast<int>(one.size()) + 1) == 0;
           });
}

int isOver(void *data)
{
    auto *watch = static_cast<ReadOnlySql::Watch *>(data);
    watch->tookTooMuch = watch->tookTooMuch || sqlite3_memory_used() > watch->memoryEnd;
    if (watch->tookTooMuch)
        return 1;
    return watch->cancelled.load(std::memory_order_relaxed) || watch->deadline.hasExpired() ? 1 : 0;
}

QVariant cell(sqlite3_stmt *statement, int column)
{
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        return QVariant::fromValue<qint64>(sqlite3_column_int64(statement, column));
    case SQLITE_FLOAT:
        return sqlite3_column_double(statement, column);
    case SQLITE_TEXT: {
        const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
        return QString::fromUtf8(text, sqlite3_column_bytes(statement, column));
    }
    case SQLITE_BLOB: {
        const auto *bytes = static_cast<const char *>(sqlite3_column_blob(statement, column));
        return QByteArray(bytes, sqlite3_column_bytes(statement, column));
    }
    default:
        return {};
    }
}

/// Bytes that a cell takes in an answer. Of a number it must not be asked how long its text would be: that
/// would make it one.
qint64 sizeOf(sqlite3_stmt *statement, int column)
{
    const int type = sqlite3_column_type(statement, column);
    const bool hasLength = type == SQLITE_TEXT || type == SQLITE_BLOB;
    return static_cast<qint64>(sizeof(QVariant)) +
           (hasLength ? 2LL * sqlite3_column_bytes(statement, column) : 0);
}

} // namespace

std::string utf8(const QString &text)
{
    return text.toStdString();
}

QString quotedName(const QString &name)
{
    return u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
}

bool isPlainName(const QString &name)
{
    static const QRegularExpression plain(u"\\A[a-z][a-z0-9_]*\\z"_s);
    return plain.match(name).hasMatch() && !name.startsWith("sqlite_"_L1);
}

ReadOnlySql::ReadOnlySql(SQLite::Database &db, Statements statements)
    : m_db(db)
    , m_statements(statements)
{
    sqlite3_limit(m_db.getHandle(), SQLITE_LIMIT_LENGTH, longestValue);
    sqlite3_limit(m_db.getHandle(), SQLITE_LIMIT_ATTACHED, 0);
    // Once, and asked whether it is locked: setting it makes SQLite understand every statement anew.
    sqlite3_set_authorizer(m_db.getHandle(), authorize, this);
}

ReadOnlySql::~ReadOnlySql()
{
    m_kept.clear();
    sqlite3_set_authorizer(m_db.getHandle(), nullptr, nullptr);
}

/// Reading is allowed and nothing else.
int ReadOnlySql::authorize(void *data, int action, const char *first, const char *second, const char *,
                           const char *)
{
    const auto *self = static_cast<const ReadOnlySql *>(data);
    if (!self->m_isLocked)
        return SQLITE_OK;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_READ:
        if (self->m_noted)
            self->m_noted->insert({QString::fromUtf8(first), QString::fromUtf8(second)});
        return contains(forbiddenTables, first) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_FUNCTION:
        return contains(forbiddenFunctions, second) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA:
        return contains(readingPragmas, first) ? SQLITE_OK : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

/// Why a query failed, in the words of somebody who writes queries.
Error ReadOnlySql::explain(int code, const QString &sql, const char *start, const QueryLimits &limits)
{
    const QString reason = QString::fromUtf8(sqlite3_errmsg(m_db.getHandle()));
    if (m_watch.tookTooMuch)
        return {
            ErrorCode::Refused,
            u"The query was stopped because it took more than %1 MiB of memory: ask for less at a time"_s.arg(
                limits.maxBytes / 1024 / 1024),
            sql,
            {},
            0};
    if ((code & 0xff) == SQLITE_INTERRUPT)
        return {ErrorCode::Refused,
                m_watch.cancelled ? u"The query was cancelled"_s
                                  : u"The query was stopped because it took longer than %1 s"_s.arg(
                                        limits.timeoutMs / 1000.0),
                sql,
                {},
                0};
    if ((code & 0xff) == SQLITE_AUTH)
        return {ErrorCode::Usage,
                u"A query can only read: SELECT … FROM the public views (%1)"_s.arg(reason),
                sql,
                {},
                0};
    QString where;
    if (const int offset = sqlite3_error_offset(m_db.getHandle()); offset >= 0 && start) {
        const QString rest = QString::fromUtf8(start + offset);
        m_errorOffset = sql.size() - rest.size();
        const QStringView before = QStringView(sql).first(m_errorOffset);
        where = u" (line %1, column %2, near '%3')"_s.arg(before.count(u'\n') + 1)
                    .arg(m_errorOffset - (before.lastIndexOf(u'\n') + 1) + 1)
                    .arg(rest.left(20).simplified());
    }
    return {ErrorCode::Usage, u"The query is wrong: %1%2"_s.arg(reason, where), sql, {}, 0};
}

Result<RawStatement> ReadOnlySql::prepare(const QByteArray &sql, const QueryLimits &limits)
{
    RawStatement only;
    const char *rest = sql.constData();
    while (*rest != '\0') {
        const char *start = rest;
        sqlite3_stmt *raw = nullptr;
        const int code = sqlite3_prepare_v2(m_db.getHandle(), start, -1, &raw, &rest);
        RawStatement next(raw, sqlite3_finalize); // which takes null as well
        if (code != SQLITE_OK)
            return std::unexpected(explain(code, QString::fromUtf8(sql), start, limits));
        if (!next) // white space, a comment, a stray semicolon
            continue;
        if (only)
            return fail(ErrorCode::Usage, u"There are two statements: ask one question at a time"_s,
                        QString::fromUtf8(sql));
        only = std::move(next);
    }
    if (!only)
        return fail(ErrorCode::Usage, u"The query is empty"_s);
    // The authorizer says so already; this holds should a future SQLite know an action that it does not.
    if (!sqlite3_stmt_readonly(only.get()) || sqlite3_column_count(only.get()) == 0)
        return fail(ErrorCode::Usage, u"A query can only read: SELECT … FROM the public views"_s,
                    QString::fromUtf8(sql));
    return only;
}

Result<RawStatement> ReadOnlySql::prepared(const QString &sql, const QueryLimits &limits)
{
    constexpr qsizetype most = 2000;
    if (m_statements == Statements::Forgotten)
        return prepare(sql.toUtf8(), limits);
    if (const auto kept = m_kept.constFind(sql); kept != m_kept.constEnd())
        return *kept;
    auto fresh = prepare(sql.toUtf8(), limits);
    if (m_kept.size() >= most) // somebody asks ever new ones; those that matter come back
        m_kept.clear();
    if (fresh)
        m_kept.insert(sql, *fresh);
    return fresh;
}

Result<QueryResult> ReadOnlySql::fetch(sqlite3_stmt *statement, const QString &sql, const QueryLimits &limits,
                                       const QVariantList &values)
{
    // However this ends, the statement lets go of what it read.
    const CellRows given = CellRows::from(values.size(), {values});
    const auto reset = qScopeGuard([statement] {
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
    });
    bindCells(m_db, statement, given, 0);
    QueryResult result;
    const int columns = sqlite3_column_count(statement);
    int code = SQLITE_OK;
    qint64 bytes = 0;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        for (int column = 0; column < columns; ++column)
            bytes += sizeOf(statement, column);
        if (bytes > limits.maxBytes) {
            m_watch.tookTooMuch = true;
            return std::unexpected(explain(SQLITE_INTERRUPT, sql, nullptr, limits));
        }
        if (limits.maxRows >= 0 && result.rows.size() >= limits.maxRows) {
            result.truncated = true;
            break;
        }
        QVariantList row;
        row.reserve(columns);
        for (int column = 0; column < columns; ++column)
            row.append(cell(statement, column));
        result.rows.append(std::move(row));
    }
    if (code != SQLITE_DONE && code != SQLITE_ROW)
        return std::unexpected(explain(code, sql, nullptr, limits));
    // Asked for last: the first step makes them anew where the tables were changed since it was prepared.
    for (int column = 0; column < columns; ++column)
        result.columns.append(QString::fromUtf8(sqlite3_column_name(statement, column)));
    return result;
}

Result<QueryResult> ReadOnlySql::run(const QString &sql, const QueryLimits &limits,
                                     const QVariantList &values)
{
    m_errorOffset = -1;
    m_watch.cancelled = false;
    m_watch.tookTooMuch = false;
    m_watch.memoryEnd = sqlite3_memory_used() + limits.maxBytes;
    m_watch.deadline =
        limits.timeoutMs > 0 ? QDeadlineTimer(limits.timeoutMs) : QDeadlineTimer(QDeadlineTimer::Forever);
    sqlite3_progress_handler(m_db.getHandle(), stepsBetweenChecks, isOver, &m_watch);
    // Preparing runs under the watch as well; a statement ends before the next question is asked.
    auto result = prepared(sql, limits).and_then([&](const RawStatement &statement) {
        return fetch(statement.get(), sql, limits, values);
    });
    sqlite3_progress_handler(m_db.getHandle(), 0, nullptr, nullptr);
    return result;
}

Result<ReadOnlySql::Reads> ReadOnlySql::readsOf(const QString &sql)
{
    Reads reads;
    m_errorOffset = -1;
    m_noted = &reads;
    const auto statement = prepare(sql.toUtf8(), {});
    m_noted = nullptr;
    if (!statement)
        return std::unexpected(statement.error());
    if (m_statements == Statements::Kept)
        m_kept.insert(sql, *statement);
    return reads;
}

} // namespace gp::store
