// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/torture/older.h"

#include <QFile>
#include <QStringList>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace gp::torture {

namespace {

QString stepFile(int step)
{
    return QString::fromUtf8(GROUNDPLAN_SOURCE_DIR) +
           u"/core/store/schema/%1.sql"_s.arg(step, 4, 10, QLatin1Char('0'));
}

QStringList column(sqlite3 *db, const QString &sql)
{
    QStringList cells;
    sqlite3_stmt *rows = nullptr;
    if (sqlite3_prepare_v2(db, sql.toUtf8().constData(), -1, &rows, nullptr) != SQLITE_OK)
        qFatal("%s: %s", qPrintable(sql), sqlite3_errmsg(db));
    while (sqlite3_step(rows) == SQLITE_ROW)
        cells.append(QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(rows, 0))));
    sqlite3_finalize(rows);
    return cells;
}

QByteArray copyStatements(sqlite3 *db)
{
    QByteArray sql;
    for (const QString &table : column(db, u"SELECT name FROM main.sqlite_schema WHERE type = 'table'"_s)) {
        const QString known = u"SELECT name FROM pragma_table_info('%1', '%2')"_s;
        QStringList columns = column(db, known.arg(table, u"main"_s));
        const QStringList there = column(db, known.arg(table, u"source"_s));
        columns.removeIf([&](const QString &one) { return !there.contains(one); });
        if (columns.isEmpty() || table == "meta"_L1 || table == "redo"_L1)
            continue;
        const QString list = columns.join(u',');
        sql += u"INSERT INTO main.%1 (%2) SELECT %2 FROM source.%1;\n"_s.arg(table, list).toUtf8();
    }
    // Where it stands, and the way that redo takes: told outright, as the first schema wants it.
    sql += "UPDATE main.meta SET value = coalesce((SELECT value FROM source.meta WHERE key = 'head'),"
           " (SELECT max(id) FROM source.history), 0) WHERE key = 'head';\n"
           "INSERT INTO main.redo SELECT coalesce(parent_id, 0), max(id) FROM main.history GROUP BY 1;\n";
    return sql;
}

} // namespace

bool tryRunSql(const QString &path, const QByteArray &sql)
{
    sqlite3 *db = nullptr;
    const bool done = sqlite3_open(QFile::encodeName(path).constData(), &db) == SQLITE_OK &&
                      sqlite3_exec(db, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(db);
    return done;
}

void runSql(const QString &path, const QByteArray &sql)
{
    if (!tryRunSql(path, sql))
        qFatal("%s: cannot run %s", qPrintable(path), sql.left(200).constData());
}

int schemaSteps()
{
    int steps = 0;
    while (QFile::exists(stepFile(steps + 1)))
        ++steps;
    return steps;
}

void makeOlder(const QString &from, const QString &to, int schema)
{
    QFile::remove(to);
    for (int step = 1; step <= schema; ++step) {
        QFile file(stepFile(step));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", qPrintable(file.fileName()));
        runSql(to, "BEGIN;" + file.readAll() + ";COMMIT");
    }
    sqlite3 *db = nullptr;
    if (sqlite3_open(QFile::encodeName(to).constData(), &db) != SQLITE_OK)
        qFatal("%s cannot be opened", qPrintable(to));
    const QByteArray attach = "ATTACH '" + QFile::encodeName(from).replace('\'', "''") + "' AS source";
    if (sqlite3_exec(db, attach.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("%s: %s", attach.constData(), sqlite3_errmsg(db));
    const QByteArray sql = "BEGIN;" + copyStatements(db) +
                           "COMMIT; PRAGMA main.application_id = " + QByteArray::number(0x47504C4E) +
                           "; PRAGMA main.user_version = " + QByteArray::number(schema);
    if (sqlite3_exec(db, sql.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("an older project cannot be made: %s", sqlite3_errmsg(db));
    sqlite3_close(db);
}

} // namespace gp::torture
