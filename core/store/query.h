// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/error.h"

#include <QStringList>
#include <QVariantList>

#include <memory>

namespace gp::store {

struct QueryLimits
{
    int timeoutMs = 10'000;                ///< 0: none
    qsizetype maxRows = 1'000'000;         ///< negative: all
    qint64 maxBytes = 512LL * 1024 * 1024; ///< of memory, for the answer and for the work on it
};

/// Rows of one SELECT. Cells are qint64, double, QString, QByteArray or invalid for NULL.
struct QueryResult
{
    QStringList columns;
    QList<QVariantList> rows;
    bool truncated = false; ///< there were more than maxRows
};

/// Reads the public SQL views of a project (docs/cli.md) on a connection of its own, which can do nothing but
/// read: no writing, attaching, loading, and a runaway query is stopped. Sees what is committed at the time
/// of each run. One thread at a time; cancel() from any.
class Query
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Query>> open(const QString &path);
    ~Query();

    /// Runs exactly one SELECT (or WITH … SELECT, VALUES, EXPLAIN). Usage where the SQL is wrong or not
    /// reading, Refused where it took too long, too much memory, or was cancelled.
    [[nodiscard]] Result<QueryResult> run(const QString &sql, const QueryLimits &limits = {});

    /// Stops the query that is running, if one is.
    void cancel();

    /// Adds or replaces a table that is derived by another room (`nfrs`, `findings`), seen by this connection
    /// only.
    Result<void> setTable(const QString &name, const QStringList &columns, const QList<QVariantList> &rows);

    /// Copies every public view as it is now into an indexed table of the same name that shadows it on this
    /// connection, for many queries over one state. Calling again takes the state of then.
    Result<void> materialize();

    /// Names of the public views, sorted.
    [[nodiscard]] static QStringList publicViews();

private:
    struct Private;
    explicit Query(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace gp::store
