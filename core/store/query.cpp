// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/query.h"

#include "core/store/database.h"

#include <QDeadlineTimer>
#include <QRegularExpression>

#include <sqlite3.h>

#include <atomic>
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

/// Reading is allowed and nothing else.
int authorize(void *, int action, const char *first, const char *second, const char *, const char *)
{
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_READ:
        return contains(forbiddenTables, first) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_FUNCTION:
        return contains(forbiddenFunctions, second) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA:
        return contains(readingPragmas, first) ? SQLITE_OK : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

struct Watch
{
    std::atomic_bool cancelled = false;
    QDeadlineTimer deadline;
    qint64 memoryEnd = 0; ///< of sqlite3_memory_used(), which counts for the whole process
    bool tookTooMuch = false;
};

int isOver(void *data)
{
    auto *watch = static_cast<Watch *>(data);
    watch->tookTooMuch = watch->tookTooMuch || sqlite3_memory_used() > watch->memoryEnd;
    if (watch->tookTooMuch)
        return 1;
    return watch->cancelled.load(std::memory_order_relaxed) || watch->deadline.hasExpired() ? 1 : 0;
}

using RawStatement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

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

void bindCell(SQLite::Statement &statement, int index, const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::UnknownType:
    case QMetaType::Nullptr:
        statement.bind(index);
        break;
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
        statement.bind(index, static_cast<int64_t>(value.toLongLong()));
        break;
    case QMetaType::Double:
    case QMetaType::Float:
        statement.bind(index, value.toDouble());
        break;
    case QMetaType::QByteArray:
        bindBlob(statement, index, value.toByteArray());
        break;
    default:
        bind(statement, index, value.toString());
    }
}

std::string utf8(const QString &text)
{
    return text.toStdString();
}

QString quoted(const QString &name)
{
    return u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
}

bool isPlainName(const QString &name)
{
    static const QRegularExpression plain(u"\\A[a-z][a-z0-9_]*\\z"_s);
    return plain.match(name).hasMatch() && !name.startsWith("sqlite_"_L1);
}

struct ViewBody
{
    QString name;
    QString sql;
};

/// Our views in the order in which they are made; each is built on those before it.
QList<ViewBody> viewBodies(SQLite::Database &db)
{
    SQLite::Statement rows(db, "SELECT name, sql FROM main.sqlite_schema WHERE type = 'view' ORDER BY rowid");
    QList<ViewBody> views;
    while (rows.executeStep()) {
        const QString sql = textAt(rows, 1);
        views.append({textAt(rows, 0), sql.mid(sql.indexOf(" AS\n"_L1) + 4)});
    }
    return views;
}

/// The workings under the public views, and what the copies of these are looked up by.
constexpr std::pair<const char16_t *, const char16_t *> workings[] = {
    {u"plateau_path", u"plateau_id, ancestor_id"},        {u"element_at", u"plateau_id, element_id"},
    {u"relation_at", u"plateau_id, relation_id"},         {u"element_properties", u"plateau_id, element_id"},
    {u"relation_properties", u"plateau_id, relation_id"}, {u"relation_first", u"kind, plateau_id, source"},
    {u"element_state", u"kind, plateau_id, id"}};

} // namespace

struct Query::Private
{
    QString path;
    Database db;
    Watch watch;

    void lock() { sqlite3_set_authorizer(db->getHandle(), authorize, nullptr); }
    void unlock() { sqlite3_set_authorizer(db->getHandle(), nullptr, nullptr); }
    /// Runs what needs more than reading (temporary tables); the connection is locked again whatever happens.
    template<typename Work>
    Result<void> unlocked(Work work);

    [[nodiscard]] Error explain(int code, const QString &sql, const char *start, const QueryLimits &limits);
    [[nodiscard]] Result<RawStatement> prepare(const QByteArray &sql, const QueryLimits &limits);
    [[nodiscard]] Result<QueryResult> fetch(sqlite3_stmt *statement, const QString &sql,
                                            const QueryLimits &limits);
    void index(const QString &table, const QStringList &columns);
    void copyView(const ViewBody &view);
};

template<typename Work>
Result<void> Query::Private::unlocked(Work work)
{
    unlock();
    auto result = guarded(path, [&]() -> Result<void> {
        SQLite::Transaction transaction(*db);
        work();
        transaction.commit();
        return {};
    });
    lock();
    return result;
}

/// Why a query failed, in the words of somebody who writes queries.
Error Query::Private::explain(int code, const QString &sql, const char *start, const QueryLimits &limits)
{
    const QString reason = QString::fromUtf8(sqlite3_errmsg(db->getHandle()));
    if (watch.tookTooMuch)
        return {
            ErrorCode::Refused,
            u"The query was stopped because it took more than %1 MiB of memory: ask for less at a time"_s.arg(
                limits.maxBytes / 1024 / 1024),
            sql,
            {},
            0};
    if ((code & 0xff) == SQLITE_INTERRUPT)
        return {ErrorCode::Refused,
                watch.cancelled ? u"The query was cancelled"_s
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
    if (const int offset = sqlite3_error_offset(db->getHandle()); offset >= 0 && start)
        where = u" (near '%1')"_s.arg(QString::fromUtf8(start + offset).left(20).simplified());
    return {ErrorCode::Usage, u"The query is wrong: %1%2"_s.arg(reason, where), sql, {}, 0};
}

Result<RawStatement> Query::Private::prepare(const QByteArray &sql, const QueryLimits &limits)
{
    RawStatement only(nullptr, sqlite3_finalize);
    const char *rest = sql.constData();
    while (*rest != '\0') {
        const char *start = rest;
        sqlite3_stmt *raw = nullptr;
        const int code = sqlite3_prepare_v2(db->getHandle(), start, -1, &raw, &rest);
        RawStatement next(raw, sqlite3_finalize);
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

Result<QueryResult> Query::Private::fetch(sqlite3_stmt *statement, const QString &sql,
                                          const QueryLimits &limits)
{
    QueryResult result;
    const int columns = sqlite3_column_count(statement);
    for (int column = 0; column < columns; ++column)
        result.columns.append(QString::fromUtf8(sqlite3_column_name(statement, column)));
    int code = SQLITE_OK;
    qint64 bytes = 0;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        for (int column = 0; column < columns; ++column)
            bytes += sizeOf(statement, column);
        if (bytes > limits.maxBytes) {
            watch.tookTooMuch = true;
            return std::unexpected(explain(SQLITE_INTERRUPT, sql, nullptr, limits));
        }
        if (limits.maxRows >= 0 && result.rows.size() >= limits.maxRows) {
            result.truncated = true;
            return result;
        }
        QVariantList row;
        row.reserve(columns);
        for (int column = 0; column < columns; ++column)
            row.append(cell(statement, column));
        result.rows.append(std::move(row));
    }
    if (code != SQLITE_DONE)
        return std::unexpected(explain(code, sql, nullptr, limits));
    return result;
}

Query::Query(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{
}

Query::~Query() = default;

Result<std::unique_ptr<Query>> Query::open(const QString &path)
{
    return guarded(path, [&]() -> Result<std::unique_ptr<Query>> {
        auto parts = std::make_unique<Private>();
        parts->path = path;
        // The pages were looked at when the project was opened; here a damaged one ends the query that meets
        // it.
        constexpr int waitMs = 3000;
        parts->db = openDatabase(path, Access::ReadOnly, waitMs, Look::Schema).db;
        sqlite3_limit(parts->db->getHandle(), SQLITE_LIMIT_LENGTH, longestValue);
        sqlite3_limit(parts->db->getHandle(), SQLITE_LIMIT_ATTACHED, 0);
        parts->lock();
        return std::unique_ptr<Query>(new Query(std::move(parts)));
    });
}

Result<QueryResult> Query::run(const QString &sql, const QueryLimits &limits)
{
    d->watch.cancelled = false;
    d->watch.tookTooMuch = false;
    d->watch.memoryEnd = sqlite3_memory_used() + limits.maxBytes;
    d->watch.deadline =
        limits.timeoutMs > 0 ? QDeadlineTimer(limits.timeoutMs) : QDeadlineTimer(QDeadlineTimer::Forever);
    sqlite3_progress_handler(d->db->getHandle(), stepsBetweenChecks, isOver, &d->watch);
    // Preparing runs under the watch as well; a statement ends before the next question is asked.
    auto result = d->prepare(sql.toUtf8(), limits).and_then([&](const RawStatement &statement) {
        return d->fetch(statement.get(), sql, limits);
    });
    sqlite3_progress_handler(d->db->getHandle(), 0, nullptr, nullptr);
    return result;
}

void Query::cancel()
{
    d->watch.cancelled = true;
}

Result<void> Query::setTable(const QString &name, const QStringList &columns, const QList<QVariantList> &rows)
{
    if (!isPlainName(name) || columns.isEmpty() || !std::ranges::all_of(columns, isPlainName))
        return fail(ErrorCode::Usage, u"'%1' is no table that a query could read"_s.arg(name));
    return d->unlocked([&] {
        QStringList names;
        for (const QString &column : columns)
            names.append(quoted(column));
        d->db->exec(utf8(u"DROP TABLE IF EXISTS temp.%1"_s.arg(quoted(name))));
        d->db->exec((u"CREATE TEMP TABLE %1 (%2)"_s.arg(quoted(name), names.join(u", "_s))).toStdString());
        SQLite::Statement insert(*d->db,
                                 u"INSERT INTO temp.%1 VALUES (%2)"_s
                                     .arg(quoted(name), QStringList(columns.size(), u"?"_s).join(u','))
                                     .toStdString());
        for (const QVariantList &row : rows) {
            insert.reset();
            insert.clearBindings();
            for (qsizetype i = 0; i < std::min(row.size(), columns.size()); ++i)
                bindCell(insert, static_cast<int>(i) + 1, row[i]);
            insert.exec();
        }
        d->index(name, columns);
    });
}

/// Indexes a copy by what queries look things up by.
void Query::Private::index(const QString &table, const QStringList &columns)
{
    static const QStringList lookedUp{u"id"_s,         u"key"_s,        u"source"_s,     u"target"_s,
                                      u"kind"_s,       u"element_id"_s, u"service_id"_s, u"pipeline_id"_s,
                                      u"control_id"_s, u"source_key"_s, u"target_key"_s};
    const QString plateau = columns.contains(u"plateau"_s) ? u"plateau, "_s : QString();
    for (const QString &column : lookedUp) {
        if (columns.contains(column))
            db->exec(u"CREATE INDEX temp.%1 ON %2 (%3%4)"_s
                         .arg(quoted(table + u'_' + column + u"_index"_s), quoted(table), plateau, column)
                         .toStdString());
    }
}

void Query::Private::copyView(const ViewBody &view)
{
    db->exec(utf8(u"CREATE TEMP TABLE %1 AS "_s.arg(quoted(view.name)) + view.sql));
    for (const auto &[name, columns] : workings) {
        if (view.name == QStringView(name)) {
            db->exec(u"CREATE INDEX temp.%1 ON %2 (%3)"_s
                         .arg(quoted(view.name + u"_index"_s), quoted(view.name), QString::fromUtf16(columns))
                         .toStdString());
            return;
        }
    }
    QStringList columns;
    SQLite::Statement rows(*db,
                           u"SELECT name FROM pragma_table_info(%1)"_s.arg(quoted(view.name)).toStdString());
    while (rows.executeStep())
        columns.append(textAt(rows, 0));
    index(view.name, columns);
}

Result<void> Query::materialize()
{
    return d->unlocked([&] {
        const QList<ViewBody> views = viewBodies(*d->db);
        // First away with those of the last time: a body must not read an old copy.
        for (const ViewBody &view : views)
            d->db->exec(utf8(u"DROP TABLE IF EXISTS temp.%1"_s.arg(quoted(view.name))));
        for (const ViewBody &view : views)
            d->copyView(view);
    });
}

QStringList Query::publicViews()
{
    static const QStringList names = [] {
        const Database db = memoryDatabase();
        QStringList found;
        for (const ViewBody &view : viewBodies(*db)) {
            if (std::ranges::none_of(workings,
                                     [&](const auto &one) { return view.name == QStringView(one.first); }))
                found.append(view.name);
        }
        found.sort();
        return found;
    }();
    return names;
}

} // namespace gp::store
