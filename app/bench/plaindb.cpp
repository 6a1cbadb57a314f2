// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/bench/plaindb.h"

#include "app/bench/bench.h"

#include <QJsonDocument>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace gp::bench {

namespace {

constexpr const char *tables[] = {"plateau",
                                  "element",
                                  "element_until",
                                  "element_revision",
                                  "relation",
                                  "relation_until",
                                  "relation_revision",
                                  "record",
                                  "view",
                                  "placement",
                                  "route",
                                  "element_source",
                                  "relation_source",
                                  "element_unresolved"};

void bind(sqlite3_stmt *statement, int index, const QByteArray &text)
{
    sqlite3_bind_text(statement, index, text.constData(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

void runOnce(sqlite3_stmt *statement)
{
    if (sqlite3_step(statement) != SQLITE_DONE)
        giveUp(u"plain SQLite: "_s + QString::fromUtf8(sqlite3_errmsg(sqlite3_db_handle(statement))));
    sqlite3_reset(statement);
}

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

PlainDatabase::PlainDatabase(const QString &path, const QString &schemaOf)
{
    if (sqlite3_open(path.toUtf8().constData(), &m_db) != SQLITE_OK)
        giveUp(u"plain SQLite cannot open "_s + path);
    run("pragma journal_mode=wal; pragma synchronous=full");
    if (!schemaOf.isEmpty()) {
        run(QByteArray("attach '" + schemaOf.toUtf8() + "' as project").constData());
        QByteArrayList statements;
        sqlite3_stmt *rows =
            prepare("select sql, tbl_name from project.sqlite_schema where sql is not null and "
                    "type in ('table', 'index') order by rowid");
        while (sqlite3_step(rows) == SQLITE_ROW) {
            const QByteArray table(reinterpret_cast<const char *>(sqlite3_column_text(rows, 1)));
            if (std::ranges::find(tables, table) != std::end(tables))
                statements.append(reinterpret_cast<const char *>(sqlite3_column_text(rows, 0)));
        }
        sqlite3_finalize(rows);
        run("detach project");
        for (const QByteArray &statement : std::as_const(statements))
            run(statement.constData());
    }
    m_begin = prepare("begin immediate");
    m_update =
        prepare("update element_revision set properties = ?1 where element_id = ?2 and plateau_id = ?3");
    m_commit = prepare("commit");
}

PlainDatabase::~PlainDatabase()
{
    for (sqlite3_stmt *statement : {m_begin, m_update, m_commit})
        sqlite3_finalize(statement);
    sqlite3_close(m_db);
}

sqlite3_stmt *PlainDatabase::prepare(const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(m_db, sql, -1, &statement, nullptr) != SQLITE_OK)
        giveUp(u"plain SQLite: "_s + QString::fromUtf8(sqlite3_errmsg(m_db)));
    return statement;
}

void PlainDatabase::run(const char *sql)
{
    char *message = nullptr;
    if (sqlite3_exec(m_db, sql, nullptr, nullptr, &message) != SQLITE_OK)
        giveUp(u"plain SQLite: "_s + QString::fromUtf8(message));
}

void PlainDatabase::insertAll(const Model &model)
{
    run("begin immediate");
    sqlite3_stmt *insert = prepare("insert into plateau values (?,?,?,?,?,?,?,?)");
    for (const Plateau &plateau : model.plateaus()) {
        sqlite3_bind_int64(insert, 1, plateau.id.value());
        bind(insert, 2, plateau.key.toUtf8());
        bind(insert, 3, plateau.name.toUtf8());
        bind(insert, 4, plateau.description.toUtf8());
        bind(insert, 5, toString(plateau.kind).toUtf8());
        if (plateau.parent.isValid())
            sqlite3_bind_int64(insert, 6, plateau.parent.value());
        else
            sqlite3_bind_null(insert, 6);
        sqlite3_bind_int(insert, 7, plateau.position);
        runOnce(insert);
    }
    sqlite3_finalize(insert);
    insert = prepare("insert into element values (?,?,?,?)");
    sqlite3_stmt *revision = prepare("insert into element_revision values (?,?,?)");
    for (const Element &element : model.elements()) {
        sqlite3_bind_int64(insert, 1, element.id.value());
        bind(insert, 2, element.key.toUtf8());
        bind(insert, 3, element.kind.toUtf8());
        sqlite3_bind_int64(insert, 4, element.lifetime.since.value());
        runOnce(insert);
        for (auto it = element.revisions.cbegin(); it != element.revisions.cend(); ++it) {
            sqlite3_bind_int64(revision, 1, element.id.value());
            sqlite3_bind_int64(revision, 2, it.key().value());
            bind(revision, 3, json(*it));
            runOnce(revision);
        }
    }
    sqlite3_finalize(revision);
    sqlite3_finalize(insert);
    insert = prepare("insert into relation values (?,?,?,?,?)");
    for (const Relation &relation : model.relations()) {
        sqlite3_bind_int64(insert, 1, relation.id.value());
        bind(insert, 2, relation.kind.toUtf8());
        sqlite3_bind_int64(insert, 3, relation.source.value());
        sqlite3_bind_int64(insert, 4, relation.target.value());
        sqlite3_bind_int64(insert, 5, relation.lifetime.since.value());
        runOnce(insert);
    }
    sqlite3_finalize(insert);
    insert = prepare("insert into record values (?,?,?,?)");
    for (const Record &record : model.records()) {
        sqlite3_bind_int64(insert, 1, record.id.value());
        bind(insert, 2, record.kind.toUtf8());
        bind(insert, 3, record.key.toUtf8());
        bind(insert, 4, json(record.properties));
        runOnce(insert);
    }
    sqlite3_finalize(insert);
    run("commit");
}

void PlainDatabase::update(ElementId element, PlateauId plateau, const QByteArray &properties)
{
    runOnce(m_begin);
    bind(m_update, 1, properties);
    sqlite3_bind_int64(m_update, 2, element.value());
    sqlite3_bind_int64(m_update, 3, plateau.value());
    runOnce(m_update);
    runOnce(m_commit);
}

qint64 PlainDatabase::readAll()
{
    qint64 bytes = 0;
    for (const char *table : tables) {
        sqlite3_stmt *select = prepare(QByteArray(QByteArray("select * from ") + table).constData());
        while (sqlite3_step(select) == SQLITE_ROW) {
            for (int column = 0; column < sqlite3_column_count(select); ++column) {
                if (sqlite3_column_text(select, column))
                    bytes += sqlite3_column_bytes(select, column);
            }
        }
        sqlite3_finalize(select);
    }
    return bytes;
}

} // namespace gp::bench
