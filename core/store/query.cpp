// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/query.h"

#include "core/store/database.h"
#include "core/store/readonlysql.h"

using namespace Qt::StringLiterals;

namespace gp::store {

namespace {

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
    std::optional<ReadOnlySql> reader;

    /// Runs what needs more than reading (temporary tables); the connection is locked again whatever happens.
    template<typename Work>
    Result<void> unlocked(Work work);

    void index(const QString &table, const QStringList &columns);
    void copyView(const ViewBody &view);
};

template<typename Work>
Result<void> Query::Private::unlocked(Work work)
{
    reader->unlock();
    auto result = guarded(path, [&]() -> Result<void> {
        SQLite::Transaction transaction(*db);
        work();
        transaction.commit();
        return {};
    });
    reader->lock();
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
        parts->reader.emplace(*parts->db);
        parts->reader->lock();
        return std::unique_ptr<Query>(new Query(std::move(parts)));
    });
}

Result<QueryResult> Query::run(const QString &sql, const QueryLimits &limits)
{
    return d->reader->run(sql, limits);
}

void Query::cancel()
{
    d->reader->cancel();
}

Result<void> Query::setTable(const QString &name, const QStringList &columns, const QList<QVariantList> &rows)
{
    if (!isPlainName(name) || columns.isEmpty() || !std::ranges::all_of(columns, isPlainName))
        return fail(ErrorCode::Usage, u"'%1' is no table that a query could read"_s.arg(name));
    return d->unlocked([&] {
        QStringList names;
        for (const QString &column : columns)
            names.append(quotedName(column));
        d->db->exec(utf8(u"DROP TABLE IF EXISTS temp.%1"_s.arg(quotedName(name))));
        d->db->exec(
            (u"CREATE TEMP TABLE %1 (%2)"_s.arg(quotedName(name), names.join(u", "_s))).toStdString());
        const RawStatement insert =
            makeStatement(*d->db, insertText(u"temp."_s + quotedName(name), columns.size()));
        runForEach(*d->db, insert.get(), CellRows::from(columns.size(), rows));
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
            db->exec(
                u"CREATE INDEX temp.%1 ON %2 (%3%4)"_s
                    .arg(quotedName(table + u'_' + column + u"_index"_s), quotedName(table), plateau, column)
                    .toStdString());
    }
}

void Query::Private::copyView(const ViewBody &view)
{
    db->exec(utf8(u"CREATE TEMP TABLE %1 AS "_s.arg(quotedName(view.name)) + view.sql));
    for (const auto &[name, columns] : workings) {
        if (view.name == QStringView(name)) {
            db->exec(u"CREATE INDEX temp.%1 ON %2 (%3)"_s
                         .arg(quotedName(view.name + u"_index"_s), quotedName(view.name),
                              QString::fromUtf16(columns))
                         .toStdString());
            return;
        }
    }
    QStringList columns;
    SQLite::Statement rows(
        *db, u"SELECT name FROM pragma_table_info(%1)"_s.arg(quotedName(view.name)).toStdString());
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
            d->db->exec(utf8(u"DROP TABLE IF EXISTS temp.%1"_s.arg(quotedName(view.name))));
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
