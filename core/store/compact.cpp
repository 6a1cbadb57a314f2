// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/compact.h"

#include "core/store/connection.h"

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace gp::store {

namespace {

constexpr int waitMs = 10'000;
constexpr qsizetype mostAtOnce = 1000;   ///< entries that one step folds
constexpr qsizetype keptInAnyCase = 100; ///< however big they are: a bound in bytes must not take away undo

struct Entry
{
    qint64 id = 0;
    qint64 size = 0;
};

/// The path to the present state, oldest first.
std::vector<Entry> pathOf(Connection &connection)
{
    const QList<qint64> ids = connection.history.pathToFirst(connection.history.head());
    std::vector<Entry> path;
    Prepared size(*connection.db, "SELECT length(changeset) FROM history WHERE id = ?");
    for (auto it = ids.crbegin(); it != ids.crend(); ++it)
        path.push_back({*it, size.number(*it).value_or(0)});
    return path;
}

/// How many of the oldest entries have to become one; less than two: none.
qsizetype countToFold(const std::vector<Entry> &path, const HistorySize &size, const HistoryBound &bound)
{
    const auto all = static_cast<qsizetype>(path.size());
    qsizetype count = 0;
    // Undone branches count too, but the way back from the present state keeps half of the room at least.
    if (bound.edits > 0 && size.entries > bound.edits)
        count = std::min<qsizetype>(all - bound.edits / 2, size.entries - bound.edits + 1);
    if (bound.bytes > 0 && !path.empty()) {
        // The first holds the content and stays; the others give way, oldest first.
        qint64 over = size.bytes - path.front().size - bound.bytes;
        qsizetype needed = 1;
        while (over > 0 && needed < all - keptInAnyCase)
            over -= path[static_cast<std::size_t>(needed++)].size;
        if (needed > 1)
            count = std::max(count, needed);
    }
    return std::min(count, mostAtOnce);
}

/// One step; false where there is nothing (more) to do.
bool foldOnce(Connection &connection, Compacted &done)
{
    QList<qint64> oldest;
    QList<qint64> stamp;
    QByteArray changeset;
    HistorySize before;
    {
        // The long part, while others may write.
        const Turn reading(connection, Turn::For::Reading);
        before = connection.history.size();
        const std::vector<Entry> path = pathOf(connection);
        const qsizetype count = countToFold(path, before, connection.history.bound());
        if (count < 2)
            return false;
        QList<QByteArray> changesets;
        for (const Entry &entry : path | std::views::take(count)) {
            oldest.append(entry.id);
            changesets.append(connection.history.changeset(entry.id));
        }
        changeset = joined(*connection.db, changesets);
    }
    Turn turn(connection, Turn::For::Writing);
    // Somebody may have gone back, folded or thrown away meanwhile; then it is looked at anew.
    QList<qint64> path = connection.history.pathToFirst(connection.history.head());
    std::ranges::reverse(path);
    if (path.first(std::min(path.size(), oldest.size())) != oldest)
        return true;
    done.discarded += connection.history.fold(oldest, changeset);
    done.folded += static_cast<int>(oldest.size()) - 1;
    const HistorySize after = connection.history.size();
    done.bytesFreed += before.bytes - after.bytes;
    turn.commit();
    return after.isOver;
}

} // namespace

Result<Compacted> compactHistory(const QString &path, const std::atomic_bool *cancelled)
{
    return guarded(path, [&]() -> Result<Compacted> {
        Opened opened = openDatabase(path, Access::ReadWrite, waitMs, Look::Schema);
        if (opened.isReadOnly)
            return fail(ErrorCode::Refused,
                        u"'%1' can only be read, so its history stays as it is"_s.arg(path));
        Compacted done;
        {
            Connection connection(std::move(opened.db));
            while (!(cancelled && cancelled->load()) && foldOnce(connection, done)) {
            }
            opened.db = std::move(connection.db);
        }
        settle(*opened.db); // should the project have been closed meanwhile
        return done;
    });
}

Result<void> shrinkFile(const QString &path)
{
    return guarded(path, [&]() -> Result<void> {
        Opened opened = openDatabase(path, Access::ReadWrite, waitMs);
        if (opened.isReadOnly)
            return fail(ErrorCode::Refused, u"'%1' can only be read"_s.arg(path));
        opened.db->exec("VACUUM");
        settle(*opened.db);
        return {};
    });
}

} // namespace gp::store
