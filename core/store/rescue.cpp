// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/rescue.h"

#include "core/store/connection.h"
#include "core/store/place.h"
#include "core/store/rawfile.h"
#include "core/store/salvage.h"
#include "core/store/schema.h"
#include "core/store/storeprivate.h"
#include "core/store/verify.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace gp::store {

namespace {

/// A private copy with everything beside it, its header put right, opened without asking for anything.
Database openLeniently(const QTemporaryDir &folder, const QString &damaged, QStringList &lost)
{
    const QString copy = folder.filePath(u"damaged.gplan"_s);
    if (const qint64 bytes = copyRaw(damaged, copy); bytes > 0)
        lost.append(u"%1 bytes could not be read from the disk"_s.arg(bytes));
    const Header before = readHeader(copy);
    const bool logBelongs = before.isDatabase() && before.wantsLog();
    if (sideSize(damaged, Side::Log) > 0 && logBelongs)
        copyRaw(sideFile(damaged, Side::Log), sideFile(copy, Side::Log));
    if (sideSize(damaged, Side::Journal) > 0)
        copyRaw(sideFile(damaged, Side::Journal), sideFile(copy, Side::Journal));
    mendHeader(copy);
    const auto open = [&copy] {
        auto db = std::make_unique<SQLite::Database>(copy.toStdString(), SQLite::OPEN_READWRITE);
        harden(*db);
        // Foreign objects in the schema, or ones that cannot be parsed, do not keep our tables from being
        // read.
        check(*db, sqlite3_db_config(db->getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr));
        db->exec("PRAGMA writable_schema = ON; PRAGMA cell_size_check = OFF");
        return db;
    };
    Database db = open();
    try {
        if (mendTables(*db)) {
            db.reset();
            db = open();
        }
    } catch (const SQLite::Exception &) {
        // The schema itself cannot be read or written; then what can be read is read as it is.
        db.reset();
        db = open();
    }
    return db;
}

/// The history as it was salvaged, if it leads from the first state to the content and through all branches.
bool historyIsSound(SQLite::Database &db)
{
    try {
        return checkHistory(db).isEmpty() && replayHistory(db).isEmpty();
    } catch (const Failure &) {
        return false;
    } catch (const SQLite::Exception &) {
        return false;
    }
}

/// Snapshots that open; the others are taken out.
qsizetype keepSoundSnapshots(SQLite::Database &db, QStringList &lost)
{
    QStringList bad;
    qsizetype sound = 0;
    SQLite::Statement rows(db, "SELECT name, data FROM snapshot");
    while (rows.executeStep()) {
        try {
            (void)readModel(
                *memoryDatabase(uncompressSnapshot(blobAt(rows, 1), textAt(rows, 0)), textAt(rows, 0)));
            ++sound;
        } catch (const std::exception &) {
            bad.append(textAt(rows, 0));
        }
    }
    Prepared remove(db, "DELETE FROM snapshot WHERE name = ?");
    for (const QString &name : std::as_const(bad)) {
        remove.run(name);
        lost.append(u"Snapshot '%1' is damaged and was left out"_s.arg(name));
    }
    return sound;
}

} // namespace

QList<Backup> backupsOf(const QString &path)
{
    const QFileInfo info(path);
    static const QRegularExpression before(u"\\.before-schema-(\\d+)(?:-\\d+)?\\.gplan\\z"_s);
    QList<Backup> found;
    for (const QFileInfo &file :
         info.dir().entryInfoList({info.completeBaseName() + u".before-schema-*.gplan"_s}, QDir::Files)) {
        const auto match = before.match(file.fileName());
        if (match.hasMatch())
            found.append(
                {file.filePath(), file.lastModified().toUTC(), u"before schema %1"_s.arg(match.captured(1))});
    }
    for (const QString &copy : conflictingCopies(path))
        found.append({copy, QFileInfo(copy).lastModified().toUTC(), u"conflicting copy"_s});
    std::ranges::stable_sort(found, std::greater<>(), &Backup::time);
    return found;
}

QList<Offer> offersFor(const QString &path)
{
    QList<Offer> offers;
    if (QFileInfo(path).isFile()) {
        if (Store::open(path, {{}, true, {}, {}})) {
            offers.append(Offer::OpenReadOnly);
        } else {
            const auto looksLikeOne = guarded(path, [&]() -> Result<bool> {
                const Header header = readHeader(path);
                constexpr qint64 smallest = 512;
                return QFileInfo(path).size() > smallest &&
                       ((header.isDatabase() && header.applicationId() == applicationId) ||
                        (header.bytes.size() >= 100 && header.applicationId() == applicationId) ||
                        (header.isDatabase() && path.endsWith(u".gplan")));
            });
            if (looksLikeOne.value_or(false))
                offers.append(Offer::Recover);
        }
    }
    if (!backupsOf(path).isEmpty())
        offers.append(Offer::ShowBackups);
    return offers;
}

QList<Error> damageOf(const QString &path, const Error &refused)
{
    QList<Error> found;
    // A pipe would be waited for without end.
    if (refused.code != ErrorCode::Unreadable || !QFileInfo(path).isFile())
        return found;
    const auto done = guarded(path, [&]() -> Result<void> {
        const Header header = readHeader(path);
        if (!header.isDatabase() || header.applicationId() != applicationId)
            return {};
        const qint64 bytes = QFileInfo(path).size();
        const qint64 whole = header.pages() * header.pageSize();
        if (bytes < whole && sideSize(path, Side::Log) == 0)
            found.append(problem(u"the file ends after %1 of %2 bytes"_s.arg(bytes).arg(whole)));
        // What keeps it from being opened is mended in the copy below.
        found += damageIn(refused.detail);
        QStringList unreadable;
        const QTemporaryDir folder;
        const Database db = openLeniently(folder, path, unreadable);
        for (const QString &line : std::as_const(unreadable))
            found.append(problem(line));
        for (const Error &one : checkPages(*db)) {
            if (!std::ranges::contains(found, one.message, &Error::message))
                found.append(one);
        }
        return {};
    });
    if (!done && found.isEmpty())
        found += damageIn(done.error().detail);
    return found;
}

Result<Recovered> recoverInto(const QString &damaged, const QString &target, const Options &options)
{
    return guarded(damaged, [&]() -> Result<Recovered> {
        if (QFileInfo::exists(target))
            return fail(ErrorCode::Refused,
                        u"There is a file '%1' already: choose another name"_s.arg(target));
        if (!QFileInfo(damaged).isFile())
            return fail(ErrorCode::Unreadable, u"There is no file '%1'"_s.arg(damaged));
        Recovered recovered;
        Database found = memoryDatabase();
        {
            const QTemporaryDir folder;
            const Database db = openLeniently(folder, damaged, recovered.lost);
            recovered.lost += salvageRows(*db, *found);
        }
        recovered.lost += dropUnreadable(*found);
        const Model read = readModel(*found);
        Model model = read;
        recovered.lost += mend(model);
        recovered.snapshots = keepSoundSnapshots(*found, recovered.lost);
        if (model.elements().isEmpty() && model.records().isEmpty() && recovered.snapshots == 0)
            return fail(ErrorCode::Unreadable, u"Nothing of a project could be found in '%1'"_s.arg(damaged));

        const bool keepsHistory = model == read && historyIsSound(*found);
        if (keepsHistory) {
            recovered.historyEntries = number(*found, "SELECT count(*) FROM history").value_or(0);
        } else {
            // What is there becomes the first edit of a new history.
            if (number(*found, "SELECT count(*) FROM history").value_or(0) > 0)
                recovered.lost.append(u"The history does not fit what could be read and begins anew"_s);
            found = projectOf(model,
                              {u"Recover from %1"_s.arg(QFileInfo(damaged).fileName()), options.author,
                               options.now.value_or(QDateTime::currentDateTimeUtc())},
                              std::move(found));
        }
        recovered.plateaus = model.plateaus().size();
        recovered.elements = model.elements().size();
        recovered.relations = model.relations().size();
        recovered.records = model.records().size();
        recovered.views = model.views().size();
        copyToFile(*found, target, Target::New);
        return recovered;
    });
}

} // namespace gp::store
