// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Where SQLite's and SQLiteCpp's way of saying things ends: text, statements and failures. Private to the
// room.
#pragma once

#include "core/model/error.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include <QByteArray>

#include <exception>
#include <optional>

namespace gp::store {

/// Carries an Error out of the depths of this room; never leaves it (see guarded()).
class Failure : public std::exception
{
public:
    explicit Failure(Error error)
        : m_error(std::move(error))
    {
    }
    Failure(ErrorCode code, QString message, QString detail = {})
        : m_error{code, std::move(message), std::move(detail), {}, 0}
    {
    }

    [[nodiscard]] const Error &error() const { return m_error; }
    [[nodiscard]] const char *what() const noexcept override { return "gp::store::Failure"; }

private:
    Error m_error;
};

/// What a failure of SQLite means to somebody who works on the file `path`.
[[nodiscard]] Error toError(const SQLite::Exception &exception, const QString &path);

/// Runs `function`, which returns a Result, and turns everything thrown in it into an Error.
template<typename Function>
auto guarded(const QString &path, Function function) -> decltype(function())
{
    try {
        return function();
    } catch (const Failure &failure) {
        return std::unexpected(failure.error());
    } catch (const SQLite::Exception &exception) {
        return std::unexpected(toError(exception, path));
    }
}

/// Throws with the connection's message unless `code` is SQLITE_OK.
void check(SQLite::Database &db, int code);

void bind(SQLite::Statement &statement, int index, const QString &text);
void bindBlob(SQLite::Statement &statement, int index, const QByteArray &bytes);
[[nodiscard]] QString textAt(const SQLite::Statement &statement, int column);
[[nodiscard]] QByteArray blobAt(const SQLite::Statement &statement, int column);

/// How long statements wait while others have the file: they look again every millisecond or two. SQLite's
/// own way of waiting looks ever more rarely, and of two busy writers one would starve.
void waitInTurn(SQLite::Database &db, int waitMs);

/// First column of the first row of a statement without parameters; empty where there is no row.
[[nodiscard]] std::optional<qint64> number(SQLite::Database &db, const char *sql);

/// Lets go of what a statement holds (locks, texts), also when it failed.
class Released
{
public:
    explicit Released(SQLite::Statement &statement)
        : m_statement(statement)
    {
    }
    Released(const Released &) = delete;
    Released &operator=(const Released &) = delete;
    ~Released();

private:
    SQLite::Statement &m_statement;
};

/// A statement that is compiled when first needed and then kept.
class Prepared
{
public:
    Prepared(SQLite::Database &db, const char *sql)
        : m_db(db)
        , m_sql(sql)
    {
    }

    /// Ready for new values.
    SQLite::Statement &fresh();
    /// Binds the values in order and runs to the end.
    template<typename... Values>
    void run(const Values &...values)
    {
        SQLite::Statement &statement = fresh();
        const Released released(statement);
        putAll(statement, values...);
        statement.exec();
    }
    /// Calls `row` with the statement at each row.
    template<typename Row, typename... Values>
    void each(Row row, const Values &...values)
    {
        SQLite::Statement &statement = fresh();
        const Released released(statement);
        putAll(statement, values...);
        while (statement.executeStep())
            row(std::as_const(statement));
    }
    /// The first column of the first row; empty where there is no row or NULL in it.
    template<typename... Values>
    std::optional<qint64> number(const Values &...values)
    {
        SQLite::Statement &statement = fresh();
        const Released released(statement);
        putAll(statement, values...);
        if (!statement.executeStep() || statement.getColumn(0).isNull())
            return std::nullopt;
        return statement.getColumn(0).getInt64();
    }

private:
    template<typename... Values>
    static void putAll(SQLite::Statement &statement, const Values &...values)
    {
        int index = 0;
        (put(statement, ++index, values), ...);
    }
    static void put(SQLite::Statement &statement, int index, qint64 value);
    static void put(SQLite::Statement &statement, int index, int value) { statement.bind(index, value); }
    static void put(SQLite::Statement &statement, int index, bool value)
    {
        statement.bind(index, value ? 1 : 0);
    }
    static void put(SQLite::Statement &statement, int index, const QString &value)
    {
        bind(statement, index, value);
    }
    template<typename Value>
    static void put(SQLite::Statement &statement, int index, const std::optional<Value> &value)
    {
        if (value)
            put(statement, index, *value);
        else
            statement.bind(index);
    }
    static void put(SQLite::Statement &statement, int index, const QByteArray &value)
    {
        bindBlob(statement, index, value);
    }
    template<typename Value>
    static void put(SQLite::Statement &statement, int index, const Value &value)
        requires requires {
            value.value();
            value.isValid();
        }
    {
        put(statement, index, value.value());
    }

    SQLite::Database &m_db;
    const char *m_sql;
    std::optional<SQLite::Statement> m_statement;
};

} // namespace gp::store
