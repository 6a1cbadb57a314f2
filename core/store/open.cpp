// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Opening a file that may come from anybody: docs/design/project-file.md has the order and its reasons.
#include "core/store/database.h"
#include "core/store/place.h"
#include "core/store/rawfile.h"
#include "core/store/schema.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <sqlite3.h>

#include <sys/stat.h>

#include <thread>

using namespace Qt::StringLiterals;

namespace gp::store {

namespace {

constexpr qint64 biggestFile = 16LL * 1024 * 1024 * 1024;
constexpr int cacheKiB = 64 * 1024;

void checkFile(const QString &path, Access access)
{
    const QFileInfo info(path);
    if (!info.exists())
        throw Failure(ErrorCode::Unreadable, u"There is no file '%1'"_s.arg(path));
    if (info.isDir())
        throw Failure(ErrorCode::Unreadable, u"'%1' is a folder, not a project file"_s.arg(path));
    if (!info.isFile())
        throw Failure(ErrorCode::Unreadable, u"'%1' is not an ordinary file"_s.arg(path));
    if (!info.isReadable())
        throw Failure(ErrorCode::Refused, u"'%1' cannot be read: permission is missing"_s.arg(path));
    if (info.size() > biggestFile)
        throw Failure(ErrorCode::Unreadable, u"'%1' is bigger than any project can be (16 GiB)"_s.arg(path));
    if (access == Access::ReadOnly)
        return;
    if (!info.isWritable())
        throw Failure(ErrorCode::Refused,
                      u"'%1' is write-protected: open it read-only or make it writable"_s.arg(path));
    if (!QFileInfo(info.absolutePath()).isWritable())
        throw Failure(
            ErrorCode::Refused,
            u"The folder of '%1' is write-protected, and a project needs room beside it while it is edited: open it read-only or copy it elsewhere"_s
                .arg(path));
}

Failure damaged(const QString &path, const QString &detail)
{
    return {ErrorCode::Unreadable,
            u"'%1' is damaged: go back to a backup, or recover what can be read into a new file"_s.arg(path),
            detail};
}

void checkHeader(const QString &path)
{
    const Header header = readHeader(path);
    if (header.bytes.isEmpty())
        throw Failure(ErrorCode::Unreadable, u"'%1' is empty"_s.arg(path));
    if (!header.isDatabase())
        throw Failure(ErrorCode::Unreadable, u"'%1' is not a Groundplan project"_s.arg(path));
    checkIdentity(header.applicationId(), header.userVersion(), path);
    if (!header.isUtf8())
        throw damaged(path, u"the header says that its text is not UTF-8"_s);
}

/// What tells two states of a file apart without reading it.
struct Stamp
{
    ino_t inode = 0;
    off_t size = -1;
    timespec changed{};

    explicit Stamp(const QString &path)
    {
        struct stat info{};
        if (::stat(QFile::encodeName(path).constData(), &info) == 0) {
            inode = info.st_ino;
            size = info.st_size;
            changed = info.st_ctim;
        }
    }
    friend bool operator==(const Stamp &a, const Stamp &b)
    {
        return a.inode == b.inode && a.size == b.size && a.changed.tv_sec == b.changed.tv_sec &&
               a.changed.tv_nsec == b.changed.tv_nsec;
    }
};

/// A log beside a file that says it has none: left over from another file of that name, since SQLite removes
/// the log before it writes the header. The stamps around reading the header rule out a project that somebody
/// is just opening. Empty where there is none.
std::optional<Stamp> strayLog(const QString &path)
{
    const QString log = sideFile(path, Side::Log);
    const Stamp before(log);
    if (before.size <= 0 || readHeader(path).wantsLog())
        return std::nullopt;
    return before == Stamp(log) ? std::optional(before) : std::nullopt;
}

/// SQLite would play a stray log into the file. Empty where somebody else has dealt with it meanwhile.
QString moveStrayLogAside(const QString &path, const Stamp &stray)
{
    const QString log = sideFile(path, Side::Log);
    for (int i = 1;; ++i) {
        const QString aside = u"%1.stray-%2"_s.arg(log).arg(i);
        if (QFileInfo::exists(aside))
            continue;
        if (!(Stamp(log) == stray))
            return {};
        if (!QFile::rename(log, aside)) {
            if (!QFileInfo::exists(log))
                return {};
            throw Failure(
                ErrorCode::Refused,
                u"'%1' belongs to another file that had this name and would damage '%2': move it away"_s.arg(
                    log, path));
        }
        // In the blink between looking and moving it may have become the log of somebody who writes.
        if (const Stamp moved(aside); moved.inode != stray.inode || moved.size != stray.size) {
            if (!nameAnew(aside, log))
                throw Failure(
                    ErrorCode::Refused,
                    u"'%1' is just being opened by another program, whose log is now '%2': close it there, rename this back, and open it again"_s
                        .arg(path, aside));
            return {};
        }
        return u"A log of another file that had this name lay beside '%1'. It was moved to '%2'."_s.arg(
            path, QFileInfo(aside).fileName());
    }
}

/// The file says that it has a log, and there is none: it was copied while it was open, or somebody is just
/// opening or closing it. That takes a moment, so it is looked at twice.
bool isLogLost(const QString &path)
{
    const auto seems = [&] {
        return readHeader(path).wantsLog() && sideSize(path, Side::Log) == 0 &&
               !QFileInfo::exists(sideFile(path, Side::Index));
    };
    const Stamp before(path);
    if (!seems())
        return false;
    constexpr std::chrono::milliseconds moment(100);
    std::this_thread::sleep_for(moment);
    return seems() && before == Stamp(path);
}

/// A read-only connection that leaves no trace.
Database openToRead(const QString &path, const char *parameters, int waitMs)
{
    auto db =
        std::make_unique<SQLite::Database>(uriOf(path, parameters), SQLite::OPEN_READONLY | SQLite::OPEN_URI);
    harden(*db);
    waitInTurn(*db, waitMs);
    return db;
}

/// Brings an older project to today's schema. Rows that do not fit into it were never written by us.
void migrateProject(SQLite::Database &db, const QString &path)
{
    try {
        migrate(db, latestSchema());
    } catch (const SQLite::Exception &error) {
        if ((error.getErrorCode() & 0xff) != SQLITE_CONSTRAINT)
            throw;
        throw damaged(path, QString::fromUtf8(error.what()));
    }
}

/// Looks a project over: is it one, is its schema ours to the letter, are its pages sound. After a crash
/// every index is checked against its table as well.
void inspect(SQLite::Database &db, const QString &path, Look look, bool afterCrash)
{
    const SQLite::Transaction reading(db);
    try {
        checkIdentity(db, path);
        checkSchema(db, path);
    } catch (const SQLite::Exception &error) {
        if ((error.getErrorCode() & 0xff) != SQLITE_ERROR)
            throw;
        throw damaged(path, QString::fromUtf8(error.what())); // a header that no SQLite writes
    }
    if (look == Look::Schema)
        return;
    SQLite::Statement check(db, afterCrash ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)");
    if (check.executeStep() && textAt(check, 0) != "ok"_L1)
        throw damaged(path, textAt(check, 0));
}

/// A private copy of a file with what lies beside it. SQLite may do there whatever it has to.
class PrivateCopy
{
public:
    explicit PrivateCopy(const QString &path)
    {
        if (!m_folder.isValid())
            throw Failure(ErrorCode::Refused,
                          u"There is no room for a copy of '%1' in the temporary folder"_s.arg(path));
        copyRaw(path, file());
        for (const Side side : {Side::Log, Side::Journal}) {
            if (sideSize(path, side) > 0)
                copyRaw(sideFile(path, side), sideFile(file(), side));
        }
    }

    [[nodiscard]] Database open() const
    {
        auto db = std::make_unique<SQLite::Database>(file().toStdString(), SQLite::OPEN_READWRITE);
        harden(*db);
        return db;
    }

private:
    [[nodiscard]] QString file() const { return m_folder.filePath(u"copy.gplan"_s); }
    QTemporaryDir m_folder;
};

bool wantsWriting(const SQLite::Exception &error)
{
    // A journal to roll back, a log without the folder being writable for its index.
    const int code = error.getErrorCode() & 0xff;
    return code == SQLITE_READONLY || code == SQLITE_CANTOPEN;
}

/// The project as it can be read without writing anything in its folder, looked over.
Database inspected(const QString &path, Look look, bool isStray, int waitMs)
{
    const bool logCounts = !isStray && sideSize(path, Side::Log) > 0;
    if (!logCounts && sideSize(path, Side::Journal) == 0) {
        const Stamp before(path);
        try {
            Database db = openToRead(path, "?immutable=1", waitMs);
            inspect(*db, path, look, false);
            return db;
        } catch (...) {
            // Somebody may have begun to write meanwhile, and then what was read means nothing.
            if (before == Stamp(path) && (isStray || sideSize(path, Side::Log) == 0))
                throw;
        }
    }
    // Whoever has a log in use has an index beside it. Without one SQLite would make it, and a file that is
    // only looked at is left without a trace.
    if (!logCounts || QFileInfo::exists(sideFile(path, Side::Index))) {
        try {
            Database db = openToRead(path, "?mode=ro", waitMs);
            inspect(*db, path, look, logCounts);
            return db;
        } catch (const SQLite::Exception &error) {
            if (!wantsWriting(error))
                throw;
        }
    }
    const PrivateCopy copy(path);
    const Database db = copy.open();
    inspect(*db, path, look, true);
    return copyToMemory(*db);
}

/// Changing the kind of journal takes the file for a moment, and there SQLite itself does not wait.
void execWhenFree(SQLite::Database &db, int waitMs, const char *sql)
{
    const QDeadlineTimer deadline(waitMs);
    for (;;) {
        try {
            db.exec(sql);
            return;
        } catch (const SQLite::Exception &error) {
            if ((error.getErrorCode() & 0xff) != SQLITE_BUSY || deadline.hasExpired())
                throw;
        }
        constexpr std::chrono::milliseconds pause(5);
        std::this_thread::sleep_for(pause);
    }
}

QString newerNote(const QString &path, int version)
{
    return u"'%1' was written by a newer Groundplan (schema %2, this one knows up to %3) and is open read-only: install the newer version to edit it."_s
        .arg(path)
        .arg(version)
        .arg(latestSchema());
}

QString backupName(const QString &path, int version)
{
    const QFileInfo info(path);
    const QString stem = info.absolutePath() + u'/' + info.completeBaseName();
    QString name = u"%1.before-schema-%2.gplan"_s.arg(stem).arg(version);
    for (int i = 2; QFileInfo::exists(name); ++i)
        name = u"%1.before-schema-%2-%3.gplan"_s.arg(stem).arg(version).arg(i);
    return name;
}

/// Brings an older project to today's schema, after a backup beside it.
QString bringUpToDate(SQLite::Database &db, const QString &path)
{
    const int version = schemaOf(db);
    const QString backup = backupName(path, latestSchema());
    copyToFile(db, backup, Target::New);
    migrateProject(db, path);
    return u"'%1' was brought from schema %2 to %3. The file as it was is '%4'."_s.arg(path)
        .arg(version)
        .arg(latestSchema())
        .arg(QFileInfo(backup).fileName());
}

Opened openForReading(const QString &path, Look look, int waitMs)
{
    const bool isStray = strayLog(path).has_value();
    Opened opened{inspected(path, look, isStray, waitMs), true, {}};
    const int version = schemaOf(*opened.db);
    if (version > latestSchema())
        opened.notes.append(newerNote(path, version));
    if (version < latestSchema()) {
        opened.db = copyToMemory(*opened.db);
        migrateProject(*opened.db, path);
    } else if (isStray || readHeader(path).wantsLog()) {
        // Read where it lies only while its log is there: SQLite would make one, or wrongly take the stray
        // one.
        if (isStray || sideSize(path, Side::Log) == 0)
            opened.db = copyToMemory(*opened.db);
    } else if (const char *file = sqlite3_db_filename(opened.db->getHandle(), "main");
               file && *file != '\0') {
        opened.db = openToRead(path, "?mode=ro", waitMs); // not immutable any more: sees what others store
    }
    return opened;
}

} // namespace

Opened openDatabase(const QString &path, Access access, int waitMs, Look look)
{
    checkFile(path, access);
    checkHeader(path);
    if (access == Access::ReadOnly)
        return openForReading(path, look, waitMs);

    Opened opened;
    const std::optional<Stamp> stray = strayLog(path);
    const bool logIsLost = isLogLost(path);
    qint64 inspectedVersion = 0;
    {
        const Database looked = inspected(path, look, stray.has_value(), waitMs);
        inspectedVersion = schemaOf(*looked);
    }
    if (inspectedVersion > latestSchema())
        return openForReading(path, look, waitMs);
    if (stray) {
        if (const QString note = moveStrayLogAside(path, *stray); !note.isEmpty())
            opened.notes.append(note);
    }
    if (logIsLost)
        opened.notes.append(
            u"'%1' was copied while it was open, or its log ('-wal') was lost: the very last edits may be missing."_s
                .arg(path));

    opened.db = std::make_unique<SQLite::Database>(uriOf(path, "?mode=rw"),
                                                   SQLite::OPEN_READWRITE | SQLite::OPEN_URI);
    harden(*opened.db);
    waitInTurn(*opened.db, waitMs);
    checkIdentity(*opened.db, path);
    checkSchema(*opened.db, path);
    check(*opened.db,
          sqlite3_db_config(opened.db->getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr));
    const Place place = placeOf(path);
    const bool isOld = schemaOf(*opened.db) < latestSchema();
    if (isOld)
        opened.notes.append(bringUpToDate(*opened.db, path));
    // Durable on return of a commit: docs/design/project-file.md has the reasons.
    execWhenFree(*opened.db, waitMs,
                 place.kind == PlaceKind::Local ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"
                                                : "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA");
    opened.db->exec("PRAGMA cache_size = -" + std::to_string(cacheKiB));
    opened.notes += notesOn(place, path);
    return opened;
}

} // namespace gp::store
