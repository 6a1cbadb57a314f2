// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/history.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gp::store {

qint64 History::head() const
{
    return number(m_db, "SELECT value FROM meta WHERE key = 'head'").value_or(0);
}

void History::setHead(qint64 id)
{
    Prepared(m_db, "UPDATE meta SET value = ? WHERE key = 'head'").run(id);
}

qint64 History::append(const QString &label, const QString &author, const QDateTime &time,
                       const QByteArray &changeset)
{
    const qint64 parent = head();
    Prepared(m_db, "INSERT INTO history (parent_id, label, author, time, changeset) VALUES (?,?,?,?,?)")
        .run(parent == 0 ? std::optional<qint64>() : std::optional(parent), label, author,
             time.toUTC().toString(Qt::ISODate), changeset);
    const qint64 id = m_db.getLastInsertRowid();
    Prepared(
        m_db,
        "INSERT INTO redo VALUES (?,?) ON CONFLICT (parent_id) DO UPDATE SET child_id = excluded.child_id")
        .run(parent, id);
    setHead(id);
    return id;
}

qint64 History::lookUp(const char *sql, qint64 id) const
{
    SQLite::Statement statement(m_db, sql);
    statement.bind(1, static_cast<int64_t>(id));
    return statement.executeStep() ? statement.getColumn(0).getInt64() : 0;
}

bool History::contains(qint64 id) const
{
    return id == 0 || lookUp("SELECT id FROM history WHERE id = ?", id) == id;
}

qint64 History::parent(qint64 id) const
{
    return lookUp("SELECT parent_id FROM history WHERE id = ?", id);
}

qint64 History::next(qint64 id) const
{
    return lookUp("SELECT child_id FROM redo WHERE parent_id = ?", id);
}

QString History::label(qint64 id) const
{
    SQLite::Statement statement(m_db, "SELECT label FROM history WHERE id = ?");
    statement.bind(1, static_cast<int64_t>(id));
    return statement.executeStep() ? textAt(statement, 0) : QString();
}

QByteArray History::changeset(qint64 id) const
{
    SQLite::Statement statement(m_db, "SELECT changeset FROM history WHERE id = ?");
    statement.bind(1, static_cast<int64_t>(id));
    if (!statement.executeStep())
        throw Failure(ErrorCode::Usage, u"The history has no entry %1"_s.arg(id));
    return blobAt(statement, 0);
}

QList<qint64> History::pathToFirst(qint64 id) const
{
    // Ends on any input: a row's parent is older (a CHECK of the table).
    SQLite::Statement rows(
        m_db, "WITH RECURSIVE up (id, parent_id) AS ("
              "SELECT id, parent_id FROM history WHERE id = ? "
              "UNION ALL SELECT h.id, h.parent_id FROM history h JOIN up ON h.id = up.parent_id) "
              "SELECT id FROM up");
    rows.bind(1, static_cast<int64_t>(id));
    QList<qint64> path;
    while (rows.executeStep())
        path.append(rows.getColumn(0).getInt64());
    return path;
}

QList<Step> History::steps(qint64 from, qint64 to) const
{
    if (from == to)
        return {};
    // The two everyday cases do not walk a long history.
    if (parent(from) == to && from != 0)
        return {{from, Direction::Back}};
    if (parent(to) == from && to != 0)
        return {{to, Direction::Forward}};
    QList<qint64> up = pathToFirst(from);
    QList<qint64> down = pathToFirst(to);
    while (!up.isEmpty() && !down.isEmpty() && up.back() == down.back()) {
        up.pop_back();
        down.pop_back();
    }
    QList<Step> steps;
    steps.reserve(up.size() + down.size());
    for (const qint64 id : up)
        steps.append({id, Direction::Back});
    std::ranges::reverse(down);
    for (const qint64 id : down)
        steps.append({id, Direction::Forward});
    return steps;
}

QList<qint64> History::leaves() const
{
    SQLite::Statement rows(m_db, "SELECT id FROM history h WHERE NOT EXISTS ("
                                 "SELECT 1 FROM history child WHERE child.parent_id = h.id) ORDER BY id");
    QList<qint64> ids;
    while (rows.executeStep())
        ids.append(rows.getColumn(0).getInt64());
    return ids;
}

QList<HistoryEntry> History::entries(int limit) const
{
    const qint64 now = head();
    const QList<qint64> path = pathToFirst(now);
    const QSet<qint64> onPath(path.begin(), path.end());
    SQLite::Statement rows(m_db, "SELECT id, parent_id, label, author, time, length(changeset) FROM history "
                                 "ORDER BY id DESC LIMIT ?");
    rows.bind(1, limit);
    QList<HistoryEntry> entries;
    while (rows.executeStep()) {
        const qint64 id = rows.getColumn(0).getInt64();
        entries.append({id, rows.getColumn(1).getInt64(), textAt(rows, 2), textAt(rows, 3),
                        QDateTime::fromString(textAt(rows, 4), Qt::ISODate), onPath.contains(id), id == now,
                        rows.getColumn(5).getInt64()});
    }
    return entries;
}

void History::move(qint64 to, TouchedIds &touched)
{
    Prepared choose(
        m_db,
        "INSERT INTO redo VALUES (?,?) ON CONFLICT (parent_id) DO UPDATE SET child_id = excluded.child_id");
    for (const auto &[id, direction] : steps(head(), to)) {
        const QByteArray bytes = changeset(id);
        applyChangeset(m_db, bytes, direction);
        collectTouched(m_db, bytes, touched);
        if (direction == Direction::Forward)
            choose.run(parent(id), id);
    }
    setHead(to);
}

} // namespace gp::store
