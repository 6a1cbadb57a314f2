// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/verify.h"

#include "core/store/storeprivate.h"

#include <map>

using namespace Qt::StringLiterals;

namespace gp::store {

Error problem(const QString &message, const QString &detail)
{
    return {ErrorCode::Unreadable, message, detail, {}, 0};
}

QList<Error> damageIn(const QString &said)
{
    QList<Error> found;
    for (const QString &line : said.split(u'\n', Qt::SkipEmptyParts)) {
        // Pages come as one text under a heading.
        if (line != "ok"_L1 && !line.startsWith("***"_L1))
            found.append(problem(u"the database is damaged: %1"_s.arg(line)));
    }
    return found;
}

QList<Error> checkPages(SQLite::Database &db)
{
    QList<Error> found;
    SQLite::Statement integrity(db, "PRAGMA integrity_check(100)");
    while (integrity.executeStep())
        found += damageIn(textAt(integrity, 0));
    // One damaged table leaves many rows of others alone.
    std::map<std::pair<QString, QString>, int> alone;
    SQLite::Statement keys(db, "PRAGMA foreign_key_check");
    while (keys.executeStep())
        ++alone[{textAt(keys, 0), textAt(keys, 2)}];
    for (const auto &[tables, count] : alone)
        found.append(problem(count == 1 ? u"a row of '%1' refers to one of '%2' that is not there"_s.arg(
                                              tables.first, tables.second)
                                        : u"%3 rows of '%1' refer to ones of '%2' that are not there"_s.arg(
                                              tables.first, tables.second, QString::number(count))));
    return found;
}

QList<Error> checkHistory(SQLite::Database &db)
{
    QList<Error> found;
    SQLite::Statement orphans(db, "SELECT id, parent_id FROM history WHERE parent_id IS NOT NULL "
                                  "AND parent_id NOT IN (SELECT id FROM history)");
    while (orphans.executeStep())
        found.append(problem(
            u"history entry %1 follows entry %2, which is not there"_s.arg(orphans.getColumn(0).getInt64())
                .arg(orphans.getColumn(1).getInt64())));
    // What says so in the schema is not asked where a file is mended.
    SQLite::Statement younger(db, "SELECT id, parent_id FROM history WHERE parent_id >= id");
    while (younger.executeStep())
        found.append(problem(
            u"history entry %1 follows entry %2, which is not older"_s.arg(younger.getColumn(0).getInt64())
                .arg(younger.getColumn(1).getInt64())));
    const qint64 head = number(db, "SELECT value FROM meta WHERE key = 'head'").value_or(0);
    SQLite::Statement present(db, "SELECT 1 FROM history WHERE id = ?");
    present.bind(1, static_cast<int64_t>(head));
    if (head != 0 && !present.executeStep())
        found.append(problem(u"the project stands at history entry %1, which is not there"_s.arg(head)));
    return found;
}

namespace {

bool isEmpty(SQLite::Database &db)
{
    return std::ranges::all_of(contentTables, [&db](const ContentTable &table) {
        return number(db, (std::string("SELECT count(*) FROM ") + table.name).c_str()) == 0;
    });
}

} // namespace

QList<Error> replayHistory(SQLite::Database &project)
{
    const Database copy = copyToMemory(project);
    History history(*copy);
    const qint64 head = history.head();
    const QByteArray before = contentHash(*copy);
    qint64 at = 0;
    const auto go = [&](qint64 id) {
        at = id;
        TouchedIds touched;
        SQLite::Transaction transaction(*copy);
        history.move(id, touched);
        transaction.commit();
    };
    try {
        go(0);
        if (!isEmpty(*copy))
            return {problem(u"the history does not lead back to the empty project it began with"_s)};
        for (const qint64 leaf : history.leaves())
            go(leaf);
        go(head);
    } catch (const Failure &failure) {
        return {problem(u"the history cannot be followed to entry %1"_s.arg(at), failure.error().message)};
    } catch (const SQLite::Exception &exception) {
        return {problem(u"the history cannot be followed to entry %1"_s.arg(at),
                        QString::fromUtf8(exception.what()))};
    }
    if (contentHash(*copy) != before)
        return {problem(u"following the history does not lead to the present content"_s)};
    return {};
}

QList<Error> Store::verify() const
{
    QList<Error> found;
    const auto done = guarded(d->path, [&]() -> Result<void> {
        const Turn reading(d->open(), Turn::For::Reading);
        SQLite::Database &db = *d->open().db;
        found += checkPages(db);
        const Model stored = readModel(db);
        found += findProblems(stored);
        if (d->options.validator)
            found += d->options.validator(stored, difference(Model{}, stored));
        if (d->presentDataVersion() == d->dataVersion && stored != d->model)
            found.append(problem(u"what is in memory is not what is in the file"_s));
        const QList<Error> history = checkHistory(db);
        found += history.isEmpty() ? replayHistory(db) : history;
        return {};
    });
    if (!done)
        found.append(done.error());
    return found;
}

} // namespace gp::store
