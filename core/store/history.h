// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// The tree of edits as it lies in the file. Private to the room; failures are thrown.
#pragma once

#include "core/store/changeset.h"
#include "core/store/store.h"

namespace gp::store {

/// One changeset to apply on the way from one state to another.
struct Step
{
    qint64 id = 0;
    Direction direction = Direction::Forward;
};

/// Functions over the tables history, redo and meta; keeps nothing, so a rolled-back transaction leaves
/// nothing wrong.
class History
{
public:
    explicit History(SQLite::Database &db)
        : m_db(db)
    {
    }

    [[nodiscard]] qint64 head() const;
    void setHead(qint64 id);

    /// Adds an edit after the head and makes it the head. Returns its id.
    qint64 append(const QString &label, const QString &author, const QDateTime &time,
                  const QByteArray &changeset);

    [[nodiscard]] bool contains(qint64 id) const; ///< the first state counts as contained
    [[nodiscard]] qint64 parent(qint64 id) const;
    /// Where redo goes from a state; 0 where nothing follows.
    [[nodiscard]] qint64 next(qint64 id) const;
    [[nodiscard]] QString label(qint64 id) const;
    [[nodiscard]] QByteArray changeset(qint64 id) const;
    /// From an edit up to the first, that is without 0.
    [[nodiscard]] QList<qint64> pathToFirst(qint64 id) const;
    [[nodiscard]] QList<Step> steps(qint64 from, qint64 to) const;
    /// Ends of branches, oldest first.
    [[nodiscard]] QList<qint64> leaves() const;
    [[nodiscard]] QList<HistoryEntry> entries(int limit) const;

    /// Applies the changesets between the head and `to` and moves the head; collects whose rows they touch.
    /// The caller has a transaction.
    void move(qint64 to, TouchedIds &touched);

private:
    [[nodiscard]] qint64 lookUp(const char *sql, qint64 id) const;

    SQLite::Database &m_db;
};

} // namespace gp::store
