// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/history.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gp::store {

History::History(SQLite::Database &db)
    : m_db(db)
    , m_head(db,
             "SELECT coalesce((SELECT value FROM meta WHERE key = 'head'), (SELECT max(id) FROM history), 0)")
    , m_newest(db, "SELECT max(id) FROM history")
    , m_place(db, "SELECT 1 + max(coalesce((SELECT max(id) FROM history), 0), "
                  "coalesce((SELECT value FROM meta WHERE key = 'last_id'), 0)), "
                  "EXISTS (SELECT 1 FROM redo WHERE parent_id = ?), "
                  "EXISTS (SELECT 1 FROM meta WHERE key = 'head')")
    , m_insert(db, "INSERT INTO history (id, parent_id, label, author, time, changeset) VALUES (?,?,?,?,?,?)")
    , m_meta(db, "SELECT value FROM meta WHERE key = ?")
    , m_putMeta(db, "INSERT INTO meta VALUES (?,?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
    , m_removeMeta(db, "DELETE FROM meta WHERE key = ?")
    , m_contains(db, "SELECT 1 FROM history WHERE id = ?")
    , m_parent(db, "SELECT parent_id FROM history WHERE id = ?")
    , m_chosen(db, "SELECT child_id FROM redo WHERE parent_id = ?")
    , m_choose(
          db,
          "INSERT INTO redo VALUES (?,?) ON CONFLICT (parent_id) DO UPDATE SET child_id = excluded.child_id")
    , m_unchoose(db, "DELETE FROM redo WHERE parent_id = ?")
    // A child is newer than its parent, so this is empty at once for the newest entry, the everyday case.
    , m_newestChild(
          db, "SELECT id FROM history WHERE id > ?1 AND coalesce(parent_id, 0) = ?1 ORDER BY id DESC LIMIT 1")
    , m_label(db, "SELECT substr(label, 1, 1000) FROM history WHERE id = ?")
    , m_changeset(db, "SELECT changeset FROM history WHERE id = ?")
{
}

qint64 History::head()
{
    return m_head.number().value_or(0);
}

void History::setMeta(const char *key, std::optional<qint64> value)
{
    if (value)
        m_putMeta.run(QString::fromLatin1(key), *value);
    else
        m_removeMeta.run(QString::fromLatin1(key));
}

void History::setHead(qint64 id)
{
    const bool isNewest = id == m_newest.number().value_or(0);
    setMeta("head", isNewest ? std::nullopt : std::optional(id));
}

qint64 History::append(qint64 parent, const QString &label, const QString &author, const QDateTime &time,
                       const QByteArray &changeset)
{
    qint64 id = 1;
    bool wasChosen = false;
    bool isNamed = false;
    m_place.each(
        [&](const SQLite::Statement &row) {
            id = row.getColumn(0).getInt64();
            wasChosen = row.getColumn(1).getInt() != 0;
            isNamed = row.getColumn(2).getInt() != 0;
        },
        parent);
    // Writing a time takes longer than writing its row, and edits come many a second when they matter.
    if (const qint64 second = time.toSecsSinceEpoch(); second != m_second || m_time.isEmpty()) {
        m_second = second;
        m_time = time.toUTC().toString(Qt::ISODate);
    }
    m_insert.run(id, parent == 0 ? std::optional<qint64>() : std::optional(parent), label, author, m_time,
                 changeset);
    // Neither is there in everyday work, where no edit was undone just before.
    if (wasChosen)
        m_unchoose.run(parent);
    if (isNamed)
        setMeta("head", std::nullopt);
    return id;
}

bool History::contains(qint64 id)
{
    return id == 0 || m_contains.number(id).has_value();
}

qint64 History::parent(qint64 id)
{
    return m_parent.number(id).value_or(0);
}

qint64 History::next(qint64 id)
{
    if (const auto chosen = m_chosen.number(id))
        return *chosen;
    return m_newestChild.number(id).value_or(0);
}

QString History::label(qint64 id)
{
    QString label;
    m_label.each([&](const SQLite::Statement &row) { label = textAt(row, 0); }, id);
    return label;
}

QByteArray History::changeset(qint64 id)
{
    std::optional<QByteArray> found;
    m_changeset.each([&](const SQLite::Statement &row) { found = blobAt(row, 0); }, id);
    if (!found)
        throw Failure(ErrorCode::Usage, u"The history has no entry %1"_s.arg(id));
    return *found;
}

QList<qint64> History::pathToFirst(qint64 id)
{
    // Ends on any input: a row's parent is older. The table's CHECK says so, and damage may have passed it
    // by.
    SQLite::Statement rows(
        m_db,
        "WITH RECURSIVE up (id, parent_id) AS ("
        "SELECT id, parent_id FROM history WHERE id = ? "
        "UNION ALL SELECT h.id, h.parent_id FROM history h JOIN up ON h.id = up.parent_id AND h.id < up.id) "
        "SELECT id FROM up");
    rows.bind(1, static_cast<int64_t>(id));
    QList<qint64> path;
    while (rows.executeStep())
        path.append(rows.getColumn(0).getInt64());
    return path;
}

QList<Step> History::steps(qint64 from, qint64 to)
{
    if (from == to)
        return {};
    // The two everyday cases do not walk a long history.
    if (from != 0 && parent(from) == to)
        return {{from, Direction::Back}};
    if (to != 0 && parent(to) == from)
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

std::vector<std::pair<qint64, qint64>> History::tree()
{
    SQLite::Statement rows(m_db, "SELECT id, coalesce(parent_id, 0) FROM history ORDER BY id");
    std::vector<std::pair<qint64, qint64>> entries;
    while (rows.executeStep())
        entries.emplace_back(rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64());
    return entries;
}

QList<qint64> History::leaves()
{
    const auto entries = tree();
    QSet<qint64> parents;
    for (const auto &[id, parent] : entries)
        parents.insert(parent);
    QList<qint64> ids;
    for (const auto &[id, parent] : entries) {
        if (!parents.contains(id))
            ids.append(id);
    }
    return ids;
}

QList<qint64> History::branch(qint64 id)
{
    // Parents come before their children, so one walk finds all.
    QSet<qint64> inBranch;
    QList<qint64> ids;
    for (const auto &[entry, parent] : tree()) {
        if (entry == id || inBranch.contains(parent)) {
            inBranch.insert(entry);
            ids.append(entry);
        }
    }
    return ids;
}

QList<HistoryEntry> History::entries(int limit)
{
    const qint64 now = head();
    const QList<qint64> path = pathToFirst(now);
    const QSet<qint64> onPath(path.begin(), path.end());
    // Nobody reads a label of megabytes, which only another program writes; a thousand of them fill the
    // memory.
    SQLite::Statement rows(m_db, "SELECT id, parent_id, substr(label, 1, 1000), substr(author, 1, 200), "
                                 "substr(time, 1, 40), length(changeset), edits "
                                 "FROM history ORDER BY id DESC LIMIT ?");
    rows.bind(1, limit);
    QList<HistoryEntry> entries;
    while (rows.executeStep()) {
        const qint64 id = rows.getColumn(0).getInt64();
        entries.append({id, rows.getColumn(1).getInt64(), textAt(rows, 2), textAt(rows, 3),
                        QDateTime::fromString(textAt(rows, 4), Qt::ISODate), onPath.contains(id), id == now,
                        rows.getColumn(5).getInt64(), rows.getColumn(6).getInt()});
    }
    return entries;
}

void History::move(qint64 to, TouchedIds &touched)
{
    for (const auto &[id, direction] : steps(head(), to)) {
        const QByteArray bytes = changeset(id);
        applyChangeset(m_db, bytes, direction);
        collectTouched(m_db, bytes, touched);
        // Either way this is the branch that redo takes from now on.
        m_choose.run(parent(id), id);
    }
    setHead(to);
}

void History::remove(const QList<qint64> &ids)
{
    const qint64 newest = m_newest.number().value_or(0);
    const qint64 now = head();
    Prepared forget(m_db, "DELETE FROM redo WHERE parent_id = ?1 OR child_id = ?1");
    Prepared remove(m_db, "DELETE FROM history WHERE id = ?");
    for (auto it = ids.crbegin(); it != ids.crend(); ++it) { // children before their parents
        forget.run(*it);
        remove.run(*it);
    }
    if (ids.contains(newest))
        setMeta("last_id", std::max(newest, m_meta.number(u"last_id"_s).value_or(0)));
    setHead(now);
}

int History::fold(const QList<qint64> &oldest, const QByteArray &changeset)
{
    const QSet<qint64> folded(oldest.begin(), oldest.end() - 1);
    const qint64 kept = oldest.back();
    QList<qint64> gone;
    QSet<qint64> goneIds;
    for (const auto &[id, parent] : tree()) {
        const bool hangsOn = id != kept && (folded.contains(parent) || goneIds.contains(parent));
        if (folded.contains(id) || hangsOn) {
            gone.append(id);
            goneIds.insert(id);
        }
    }
    qint64 edits = 0;
    Prepared count(m_db, "SELECT edits FROM history WHERE id = ?");
    for (const qint64 id : oldest)
        edits += count.number(id).value_or(1);
    Prepared(m_db, "UPDATE history SET parent_id = NULL, changeset = ?, edits = ? WHERE id = ?")
        .run(changeset, edits, kept);
    remove(gone);
    return static_cast<int>(gone.size() - folded.size());
}

HistorySize History::size()
{
    HistorySize size;
    SQLite::Statement all(m_db, "SELECT count(*), coalesce(sum(length(changeset)), 0) FROM history");
    all.executeStep();
    size.entries = all.getColumn(0).getInt();
    size.bytes = all.getColumn(1).getInt64();
    SQLite::Statement first(m_db, "SELECT edits, length(changeset) FROM history ORDER BY id LIMIT 1");
    qint64 base = 0;
    if (first.executeStep()) {
        const int edits = first.getColumn(0).getInt();
        size.folded = edits > 1 ? edits : 0;
        base = first.getColumn(1).getInt64();
    }
    // The first entry holds the content itself, as it was then, and cannot become less.
    const HistoryBound most = bound();
    size.isOver =
        (most.edits > 0 && size.entries > most.edits) || (most.bytes > 0 && size.bytes - base > most.bytes);
    return size;
}

HistoryBound History::bound()
{
    const HistoryBound byDefault;
    return {static_cast<int>(m_meta.number(u"history_edits"_s).value_or(byDefault.edits)),
            m_meta.number(u"history_bytes"_s).value_or(byDefault.bytes)};
}

void History::setBound(const HistoryBound &bound)
{
    setMeta("history_edits", bound.edits);
    setMeta("history_bytes", bound.bytes);
}

} // namespace gp::store
