// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/sql.h"

#include <sqlite3.h>

#include <thread>

using namespace Qt::StringLiterals;

namespace gp::store {

namespace {
struct Meaning
{
    int code;
    ErrorCode means;
    const char16_t *message;
};
constexpr Meaning meanings[] = {
    {SQLITE_BUSY, ErrorCode::Refused, u"'%1' is being used by another program: try again when that is done"},
    {SQLITE_LOCKED, ErrorCode::Refused,
     u"'%1' is being used by another program: try again when that is done"},
    {SQLITE_READONLY, ErrorCode::Refused, u"'%1' cannot be written: the file or its folder is read-only"},
    {SQLITE_PERM, ErrorCode::Refused, u"'%1' cannot be opened: permission is missing"},
    {SQLITE_CANTOPEN, ErrorCode::Unreadable,
     u"'%1' cannot be opened: look at the permissions of the file and its folder"},
    {SQLITE_NOTADB, ErrorCode::Unreadable, u"'%1' is not a Groundplan project"},
    {SQLITE_CORRUPT, ErrorCode::Unreadable,
     u"'%1' is damaged: go back to a backup, or recover what can be read into a new file"},
    {SQLITE_FULL, ErrorCode::Refused, u"'%1' cannot be written: the disk is full. Nothing was changed"},
    {SQLITE_IOERR, ErrorCode::Refused,
     u"'%1' cannot be read or written: the disk reports an error. Nothing was changed"},
    {SQLITE_CONSTRAINT, ErrorCode::Invalid,
     u"The change does not fit the project '%1', so nothing was changed"},
    {SQLITE_TOOBIG, ErrorCode::Refused, u"A value is too big to be kept in '%1'"},
};
} // namespace

Error toError(const SQLite::Exception &exception, const QString &path)
{
    const QString detail = QString::fromUtf8(exception.what());
    for (const Meaning &meaning : meanings) {
        if (meaning.code == (exception.getErrorCode() & 0xff))
            return {meaning.means, QString::fromUtf16(meaning.message).arg(path), detail, {}, 0};
    }
    return {ErrorCode::Internal, u"Working on '%1' failed: %2"_s.arg(path, detail), detail, {}, 0};
}

void check(SQLite::Database &db, int code)
{
    if (code != SQLITE_OK)
        throw SQLite::Exception(db.getHandle(), code);
}

void bind(SQLite::Statement &statement, int index, const QString &text)
{
    statement.bind(index, text.toStdString());
}

void bindBlob(SQLite::Statement &statement, int index, const QByteArray &bytes)
{
    // Not null even when empty: SQLite takes a null pointer for NULL.
    statement.bind(index, bytes.isEmpty() ? "" : bytes.constData(), static_cast<int>(bytes.size()));
}

QString textAt(const SQLite::Statement &statement, int column)
{
    const SQLite::Column value = statement.getColumn(column);
    const char *text = value.getText();
    return QString::fromUtf8(text, value.getBytes());
}

QByteArray blobAt(const SQLite::Statement &statement, int column)
{
    const SQLite::Column value = statement.getColumn(column);
    const auto *bytes = static_cast<const char *>(value.getBlob());
    return {bytes, value.getBytes()};
}

void waitInTurn(SQLite::Database &db, int waitMs)
{
    const auto again = [](void *limit, int attempt) {
        // The wait is kept in the pointer itself: nothing has to outlive the connection.
        constexpr int pauseUs = 1000;
        const auto attempts = reinterpret_cast<std::intptr_t>(limit);
        if (attempt >= attempts)
            return 0;
        // Not in step with the other one who waits.
        std::this_thread::sleep_for(std::chrono::microseconds(pauseUs + attempt * 97 % pauseUs));
        return 1;
    };
    constexpr double meanPauseMs = 1.5;
    check(db,
          sqlite3_busy_handler(db.getHandle(), again,
                               reinterpret_cast<void *>(static_cast<std::intptr_t>(waitMs / meanPauseMs))));
}

std::optional<qint64> number(SQLite::Database &db, const char *sql)
{
    SQLite::Statement statement(db, sql);
    if (!statement.executeStep() || statement.getColumn(0).isNull())
        return std::nullopt;
    return statement.getColumn(0).getInt64();
}

Released::~Released()
{
    // Its error was told when it ran; sqlite3_reset() would tell it again.
    m_statement.tryReset();
    m_statement.clearBindings();
}

SQLite::Statement &Prepared::fresh()
{
    if (!m_statement)
        m_statement.emplace(m_db, m_sql);
    else
        m_statement->tryReset();
    return *m_statement;
}

void Prepared::put(SQLite::Statement &statement, int index, qint64 value)
{
    statement.bind(index, static_cast<int64_t>(value));
}

} // namespace gp::store
