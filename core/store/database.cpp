// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/database.h"

#include "core/store/rawfile.h"
#include "core/store/schema.h"

#include <QFile>
#include <QFileInfo>
#include <QUrl>
#include <QUuid>

#include <sqlite3.h>

#include <filesystem>

using namespace Qt::StringLiterals;

namespace gp::store {

namespace {

void backup(SQLite::Database &target, SQLite::Database &source)
{
    SQLite::Backup copy(target, source);
    copy.executeStep(-1);
}

/// A name beside `path` that nobody has, and that says what it is should it be left behind.
QString temporaryBeside(const QString &path)
{
    return u"%1.%2.part"_s.arg(QFileInfo(path).absoluteFilePath(),
                               QUuid::createUuid().toString(QUuid::Id128).first(8));
}

/// Removes a temporary file, whatever happens.
class Temporary
{
public:
    explicit Temporary(QString path)
        : m_path(std::move(path))
    {
    }
    Temporary(const Temporary &) = delete;
    Temporary &operator=(const Temporary &) = delete;
    ~Temporary()
    {
        for (const QString &file : {m_path, sideFile(m_path, Side::Log), sideFile(m_path, Side::Index),
                                    sideFile(m_path, Side::Journal)})
            QFile::remove(file);
    }
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    QString m_path;
};

Database makeFile(const QString &path)
{
    // SQLite would take a name that begins with "file:" for more than a name; the whole path does not.
    return std::make_unique<SQLite::Database>(QFileInfo(path).absoluteFilePath().toStdString(),
                                              SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
}

void copyWhole(SQLite::Database &source, const QString &path)
{
    const Database copy = makeFile(path);
    copy->exec("PRAGMA synchronous = FULL");
    backup(*copy, source);
    settle(*copy);
}

} // namespace

std::string uriOf(const QString &path, const char *parameters)
{
    return "file:" + QUrl::toPercentEncoding(QFileInfo(path).absoluteFilePath(), "/").toStdString() +
           parameters;
}

void harden(SQLite::Database &db)
{
    sqlite3 *handle = db.getHandle();
    sqlite3_extended_result_codes(handle, 1);
    check(db, sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr));
    check(db, sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr));
    check(db, sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr));
    check(db, sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr));
    check(db, sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr));
    // Our own statements need a fraction of these; a schema that needs more is not ours.
    sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 200);
    sqlite3_limit(handle, SQLITE_LIMIT_COMPOUND_SELECT, 100);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 1'000'000);
    sqlite3_limit(handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1'000);
    sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
    db.exec("PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON");
}

void createDatabase(const QString &path)
{
    const auto taken = [&] {
        return Failure(ErrorCode::Refused, u"There is a file '%1' already: choose another name"_s.arg(path));
    };
    if (QFileInfo::exists(path))
        throw taken();
    const QFileInfo folder(QFileInfo(path).absolutePath());
    if (!folder.isDir())
        throw Failure(ErrorCode::Refused,
                      u"'%1' cannot be created: there is no folder '%2'"_s.arg(path, folder.filePath()));
    if (!folder.isWritable())
        throw Failure(ErrorCode::Refused,
                      u"'%1' cannot be created: the folder cannot be written to"_s.arg(path));
    {
        const Temporary made(temporaryBeside(path));
        {
            const Database db = makeFile(made.path());
            harden(*db);
            db->exec("PRAGMA synchronous = FULL; PRAGMA application_id = " + std::to_string(applicationId));
            migrate(*db, latestSchema());
        }
        if (!nameAnew(made.path(), path))
            throw taken();
    }
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
    constexpr qsizetype headerSize = 100;
    if (const Header header{image.first(std::min(headerSize, image.size()))};
        !header.isDatabase() || !header.isUtf8())
        throw Failure(ErrorCode::Unreadable, u"'%1' is damaged"_s.arg(name));
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

void copyToFile(SQLite::Database &source, const QString &path, Target target)
{
    const QFileInfo folder(QFileInfo(path).absolutePath());
    if (!folder.isDir())
        throw Failure(ErrorCode::Refused,
                      u"'%1' cannot be written: there is no folder '%2'"_s.arg(path, folder.filePath()));
    const Temporary made(temporaryBeside(path));
    try {
        copyWhole(source, made.path());
        if (target == Target::New) {
            if (!nameAnew(made.path(), path))
                throw Failure(ErrorCode::Refused, u"There is a file '%1' already"_s.arg(path));
            return;
        }
        std::filesystem::rename(std::filesystem::path(made.path().toStdU16String()),
                                std::filesystem::path(path.toStdU16String()));
        syncFolderOf(path);
    } catch (const std::filesystem::filesystem_error &error) {
        throw Failure(ErrorCode::Refused, u"'%1' cannot be written"_s.arg(path),
                      QString::fromUtf8(error.what()));
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
