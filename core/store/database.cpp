// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/database.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <sqlite3.h>

#include <filesystem>
#include <map>

using namespace Qt::StringLiterals;

// Resources of a static library are linked only when named; the macro wants no namespace around it.
static void initSchemaResource()
{
    Q_INIT_RESOURCE(store);
}

namespace gp::store {

namespace {

constexpr int busyTimeoutMs = 3000;

const QList<QByteArray> &schemaSteps()
{
    static const QList<QByteArray> steps = [] {
        initSchemaResource();
        QList<QByteArray> found;
        for (int version = 1;; ++version) {
            QFile file(u":/groundplan/store/schema/%1.sql"_s.arg(version, 4, 10, QLatin1Char('0')));
            if (!file.open(QIODevice::ReadOnly))
                return found;
            found.append(file.readAll());
        }
    }();
    return steps;
}

/// Runs the steps that the file has not had yet, up to and with `version`, as one transaction.
void migrate(SQLite::Database &db, int version)
{
    const int present = schemaOf(db);
    if (present >= version)
        return;
    SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
    for (int step = present; step < version; ++step)
        db.exec(schemaSteps().at(step).toStdString());
    db.exec("PRAGMA user_version = " + std::to_string(version));
    transaction.commit();
}

/// Nothing in the file may run by itself: no trigger, no function with side effects in a view or index.
void harden(SQLite::Database &db)
{
    sqlite3 *handle = db.getHandle();
    sqlite3_extended_result_codes(handle, 1);
    check(db, sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr));
    check(db, sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr));
    check(db, sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr));
    db.exec("PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON");
}

using Schema = std::map<QString, QString>; ///< "type name" -> its SQL

Schema schemaObjects(SQLite::Database &db)
{
    Schema objects;
    SQLite::Statement rows(db, "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL");
    while (rows.executeStep())
        objects.emplace(textAt(rows, 0), textAt(rows, 1));
    return objects;
}

/// What a file of `version` has to hold.
const Schema &expectedSchema(int version)
{
    static std::map<int, Schema> known;
    const auto found = known.find(version);
    if (found != known.end())
        return found->second;
    SQLite::Database db(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(db, version);
    return known.emplace(version, schemaObjects(db)).first->second;
}

/// Our tables and views must be ours to the letter. Others that somebody added are left alone, triggers are
/// not.
void checkSchema(SQLite::Database &db, const QString &path)
{
    const Schema present = schemaObjects(db);
    for (const auto &[name, sql] : expectedSchema(schemaOf(db))) {
        const auto found = present.find(name);
        if (found == present.end() || found->second != sql)
            throw Failure(
                ErrorCode::Unreadable,
                u"'%1' is damaged or was altered by another program: its %2 is not what Groundplan made"_s
                    .arg(path, name));
    }
    for (const auto &[name, sql] : present) {
        if (name.startsWith("trigger "_L1))
            throw Failure(
                ErrorCode::Unreadable,
                u"'%1' was altered by another program: it holds a %2, which a project must not"_s.arg(path,
                                                                                                      name));
    }
}

void checkIdentity(quint32 application, int version, const QString &path)
{
    if (application != applicationId || version < 1)
        throw Failure(ErrorCode::Unreadable,
                      u"'%1' is not a Groundplan project but the database of another program"_s.arg(path));
    if (version > latestSchema())
        throw Failure(
            ErrorCode::Refused,
            u"'%1' was written by a newer Groundplan (schema %2, this one knows up to %3): install the newer version to open it. The file was not touched"_s
                .arg(path)
                .arg(version)
                .arg(latestSchema()));
}

void checkIdentity(SQLite::Database &db, const QString &path)
{
    checkIdentity(static_cast<quint32>(number(db, "PRAGMA application_id").value_or(0)), schemaOf(db), path);
}

/// Reads the first bytes without SQLite, which would create files beside a foreign database in WAL mode.
void checkHeader(const QString &path)
{
    constexpr qint64 headerSize = 100;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Failure(ErrorCode::Unreadable, u"'%1' cannot be read: %2"_s.arg(path, file.errorString()));
    const QByteArray header = file.read(headerSize);
    if (header.size() < headerSize || !header.startsWith(QByteArrayView("SQLite format 3\0", 16)))
        throw Failure(ErrorCode::Unreadable, u"'%1' is not a Groundplan project"_s.arg(path));
    checkIdentity(qFromBigEndian<quint32>(header.constData() + 68),
                  static_cast<int>(qFromBigEndian<quint32>(header.constData() + 60)), path);
}

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
    if (access == Access::ReadWrite && !info.isWritable())
        throw Failure(ErrorCode::Refused,
                      u"'%1' is write-protected: open it read-only or make it writable"_s.arg(path));
}

/// Durable on return, and readers never wait.
void prepareForWriting(SQLite::Database &db)
{
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
}

void backup(SQLite::Database &target, SQLite::Database &source)
{
    SQLite::Backup copy(target, source);
    copy.executeStep(-1);
}

} // namespace

int latestSchema()
{
    return static_cast<int>(schemaSteps().size());
}

int schemaOf(SQLite::Database &db)
{
    return static_cast<int>(number(db, "PRAGMA user_version").value_or(0));
}

Database createDatabase(const QString &path)
{
    QFile file(path);
    if (QFileInfo::exists(path))
        throw Failure(ErrorCode::Refused, u"There is a file '%1' already: choose another name"_s.arg(path));
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        throw Failure(ErrorCode::Refused, u"'%1' cannot be created: %2"_s.arg(path, file.errorString()));
    file.close();
    try {
        auto db =
            std::make_unique<SQLite::Database>(path.toStdString(), SQLite::OPEN_READWRITE, busyTimeoutMs);
        harden(*db);
        db->exec("PRAGMA application_id = " + std::to_string(applicationId));
        migrate(*db, latestSchema());
        prepareForWriting(*db);
        return db;
    } catch (...) {
        QFile::remove(path);
        throw;
    }
}

Database openDatabase(const QString &path, Access access)
{
    checkFile(path, access);
    checkHeader(path);
    const bool writing = access == Access::ReadWrite;
    auto db = std::make_unique<SQLite::Database>(
        path.toStdString(), writing ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY, busyTimeoutMs);
    harden(*db);
    // Again, now with what a crash may have left in the write-ahead log.
    checkIdentity(*db, path);
    checkSchema(*db, path);
    if (writing) {
        migrate(*db, latestSchema());
        prepareForWriting(*db);
    } else if (schemaOf(*db) < latestSchema()) {
        throw Failure(
            ErrorCode::Refused,
            u"'%1' was written by an older Groundplan: open it once for writing to bring it up to date"_s.arg(
                path));
    }
    return db;
}

Database memoryDatabase()
{
    auto db = std::make_unique<SQLite::Database>(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    harden(*db);
    db->exec("PRAGMA application_id = " + std::to_string(applicationId));
    migrate(*db, latestSchema());
    return db;
}

Database memoryDatabase(const QByteArray &image, const QString &name)
{
    auto db = std::make_unique<SQLite::Database>(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    const auto size = static_cast<sqlite3_int64>(image.size());
    auto *bytes = static_cast<unsigned char *>(sqlite3_malloc64(static_cast<sqlite3_uint64>(size)));
    if (!bytes)
        throw Failure(ErrorCode::Refused, u"There is not enough memory for '%1'"_s.arg(name));
    std::copy_n(image.constData(), size, bytes);
    check(*db, sqlite3_deserialize(db->getHandle(), "main", bytes, size, size,
                                   SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE));
    harden(*db);
    checkIdentity(*db, name);
    checkSchema(*db, name);
    migrate(*db, latestSchema());
    return db;
}

Database copyToMemory(SQLite::Database &source)
{
    auto db = std::make_unique<SQLite::Database>(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    backup(*db, source);
    harden(*db);
    return db;
}

void copyToFile(SQLite::Database &source, const QString &path)
{
    const std::filesystem::path target(path.toStdU16String());
    std::filesystem::path part = target;
    part += ".part";
    QFile::remove(path + u".part"_s);
    try {
        {
            SQLite::Database copy(part, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            backup(copy, source);
            settle(copy);
        }
        std::filesystem::rename(part, target);
    } catch (const std::filesystem::filesystem_error &error) {
        QFile::remove(path + u".part"_s);
        throw Failure(ErrorCode::Refused, u"'%1' cannot be written"_s.arg(path),
                      QString::fromUtf8(error.what()));
    } catch (...) {
        QFile::remove(path + u".part"_s);
        throw;
    }
}

QByteArray serialize(SQLite::Database &db)
{
    sqlite3_int64 size = 0;
    const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> bytes(
        sqlite3_serialize(db.getHandle(), "main", &size, 0), &sqlite3_free);
    if (!bytes)
        throw Failure(ErrorCode::Refused, u"There is not enough memory for a snapshot"_s);
    return {reinterpret_cast<const char *>(bytes.get()), static_cast<qsizetype>(size)};
}

void settle(SQLite::Database &db)
{
    db.setBusyTimeout(0);
    // With the plain journal the file alone can be read where nothing may be written beside it. Somebody else
    // having it open keeps it in WAL mode, and then the last one out does this.
    db.tryExec("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE");
}

} // namespace gp::store
