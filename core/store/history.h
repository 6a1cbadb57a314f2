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

/// Functions over the tables history, redo and meta. Keeps statements but nothing of the file: a rolled-back
/// transaction leaves nothing wrong. The caller has a transaction where it writes.
class History
{
public:
    explicit History(SQLite::Database &db);

    [[nodiscard]] qint64 head();
    void setHead(qint64 id);

    /// Adds an edit after `head`, which the caller knows to be the head (0: the first state), and makes it
    /// the head. Returns its id, which none had before.
    qint64 append(qint64 head, const QString &label, const QString &author, const QDateTime &time,
                  const QByteArray &changeset);

    [[nodiscard]] bool contains(qint64 id); ///< the first state counts as contained
    [[nodiscard]] qint64 parent(qint64 id);
    /// Where redo goes from a state; 0 where nothing follows.
    [[nodiscard]] qint64 next(qint64 id);
    [[nodiscard]] QString label(qint64 id);
    [[nodiscard]] QByteArray changeset(qint64 id);
    /// From an edit up to the first, that is without 0.
    [[nodiscard]] QList<qint64> pathToFirst(qint64 id);
    [[nodiscard]] QList<Step> steps(qint64 from, qint64 to);
    /// Ends of branches, oldest first.
    [[nodiscard]] QList<qint64> leaves();
    [[nodiscard]] QList<HistoryEntry> entries(int limit);
    /// An edit and all that was built on it, oldest first.
    [[nodiscard]] QList<qint64> branch(qint64 id);

    /// Applies the changesets between the head and `to` and moves the head; collects whose rows they touch.
    void move(qint64 to, TouchedIds &touched);

    /// Puts the entries `oldest` (from the first on, each the parent of the next) together: the last of them
    /// stands for all, with `changeset`. What hung on the others goes. Returns how many entries went besides.
    int fold(const QList<qint64> &oldest, const QByteArray &changeset);
    void remove(const QList<qint64> &ids);

    [[nodiscard]] HistorySize size();
    [[nodiscard]] HistoryBound bound();
    void setBound(const HistoryBound &bound);

private:
    void setMeta(const char *key, std::optional<qint64> value);
    /// id -> parent of every entry, in order.
    [[nodiscard]] std::vector<std::pair<qint64, qint64>> tree();

    SQLite::Database &m_db;
    Prepared m_head, m_newest, m_place, m_insert, m_meta, m_putMeta, m_removeMeta, m_contains, m_parent,
        m_chosen, m_choose, m_unchoose, m_newestChild, m_label, m_changeset;
    qint64 m_second = 0; ///< since 1970, that m_time says
    QString m_time;
};

} // namespace gp::store
