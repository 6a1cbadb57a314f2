// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/cellrows.h"
#include "core/store/query.h"

#include <QSet>

namespace gp::store {

/// Tables in memory, filled by another room, that queries can only read: the same bounds as `Query`, and it
/// tells what a query reads. One thread at a time; cancel() from any.
class FactBase
{
public:
    struct Table
    {
        QString name;
        QStringList columns;
        QStringList indexed; ///< columns that rows are looked up by; the first also takes rows away
    };
    /// Table and column; the column is empty where only rows are counted.
    using Reads = QSet<std::pair<QString, QString>>;

    [[nodiscard]] static Result<std::unique_ptr<FactBase>> create(const QList<Table> &tables);
    ~FactBase();

    /// Adds rows. Many go in faster before the table is indexed.
    Result<void> add(const QString &table, const CellRows &rows);
    /// Puts rows in the place of those whose first indexed column has one of the values.
    Result<void> replace(const QString &table, const QSet<qint64> &values, const CellRows &rows);
    Result<void> clear(const QString &table);
    /// Makes the indexes of a table, once.
    Result<void> index(const QString &table);
    /// Lets SQLite count what is there, so that it joins in a good order; after filling, not after each edit.
    Result<void> analyze();

    /// One SELECT; errors as Query::run, with line and column. `values` stand for ?1, ?2, … What is asked
    /// again and again with the same text is understood once.
    [[nodiscard]] Result<QueryResult> run(const QString &sql, const QueryLimits &limits = {},
                                          const QVariantList &values = {});
    /// What one SELECT would read, without running it.
    [[nodiscard]] Result<Reads> readsOf(const QString &sql);
    /// Where in its text the query that failed last is wrong; negative where that is not known.
    [[nodiscard]] qsizetype errorOffset() const;
    /// Stops the query that is running, if one is.
    void cancel();

private:
    struct Private;
    explicit FactBase(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace gp::store
