// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/factbase.h"

#include "core/store/readonlysql.h"

#include <QMap>

using namespace Qt::StringLiterals;

namespace gp::store {

struct FactBase::Private
{
    /// What changes one table.
    struct Writes
    {
        RawStatement insert;
        RawStatement remove; ///< by the first indexed column
    };

    SQLite::Database db{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    ReadOnlySql reader{db, ReadOnlySql::Statements::Kept};
    QMap<QString, Table> tables;
    QHash<QString, Writes> writes;

    /// Runs what changes the tables; the connection is locked again whatever happens.
    template<typename Work>
    auto unlocked(Work work) -> Result<decltype(work())>
    {
        reader.unlock();
        auto result = guarded({}, [&]() -> Result<decltype(work())> {
            SQLite::Transaction transaction(db);
            if constexpr (std::is_void_v<decltype(work())>) {
                work();
                transaction.commit();
                return {};
            } else {
                auto value = work();
                transaction.commit();
                return value;
            }
        });
        reader.lock();
        return result;
    }

    void make(const Table &table)
    {
        QStringList columns;
        for (const QString &column : table.columns)
            columns.append(quotedName(column));
        db.exec((u"CREATE TABLE %1 (%2)"_s.arg(quotedName(table.name), columns.join(u", "_s))).toStdString());
        tables.insert(table.name, table);
    }

    const Writes &writesOf(const Table &table)
    {
        Writes &known = writes[table.name];
        if (!known.insert) {
            known.insert = makeStatement(db, insertText(quotedName(table.name), table.columns.size()));
            known.remove = makeStatement(db, u"DELETE FROM %1 WHERE %2 = ?"_s.arg(
                                                 quotedName(table.name), quotedName(table.indexed.first())));
        }
        return known;
    }

    void index(const Table &table)
    {
        for (const QString &column : table.indexed)
            db.exec(
                (u"CREATE INDEX IF NOT EXISTS %1 ON %2 (%3)"_s.arg(
                     quotedName(table.name + u"_by_"_s + column), quotedName(table.name), quotedName(column)))
                    .toStdString());
    }
};

FactBase::FactBase(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{
}

FactBase::~FactBase() = default;

Result<std::unique_ptr<FactBase>> FactBase::create(const QList<Table> &tables)
{
    auto parts = std::make_unique<Private>();
    parts->reader.unlock();
    parts->db.exec("PRAGMA journal_mode = OFF"); // nothing of it is ever taken back
    const auto made = parts->unlocked([&] {
        for (const Table &table : tables)
            parts->make(table);
    });
    if (!made)
        return std::unexpected(made.error());
    return std::unique_ptr<FactBase>(new FactBase(std::move(parts)));
}

Result<void> FactBase::add(const QString &table, const CellRows &rows)
{
    return replace(table, {}, rows);
}

Result<void> FactBase::replace(const QString &table, const QSet<qint64> &values, const CellRows &rows)
{
    const Table &to = d->tables[table];
    CellRows gone(1);
    for (const qint64 value : values) {
        gone.startRow();
        gone.set(0, value);
    }
    return d->unlocked([&] {
        const Private::Writes &writes = d->writesOf(to);
        runForEach(d->db, writes.remove.get(), gone);
        runForEach(d->db, writes.insert.get(), rows);
    });
}

Result<void> FactBase::clear(const QString &table)
{
    return d->unlocked([&] { d->db.exec(utf8(u"DELETE FROM "_s + quotedName(table))); });
}

Result<void> FactBase::index(const QString &table)
{
    return d->unlocked([&] { d->index(d->tables[table]); });
}

Result<void> FactBase::analyze()
{
    return d->unlocked([&] { d->db.exec("PRAGMA analysis_limit = 300; ANALYZE"); });
}

Result<QueryResult> FactBase::run(const QString &sql, const QueryLimits &limits, const QVariantList &values)
{
    return d->reader.run(sql, limits, values);
}

Result<FactBase::Reads> FactBase::readsOf(const QString &sql)
{
    return d->reader.readsOf(sql);
}

qsizetype FactBase::errorOffset() const
{
    return d->reader.errorOffset();
}

void FactBase::cancel()
{
    d->reader.cancel();
}

} // namespace gp::store
