// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/connection.h"

#include <sqlite3.h>

namespace gp::store {

Connection::Connection(Database database)
    : db(std::move(database))
    , reader(*db)
    , writer(*db)
    , recorder(*db)
    , history(*db)
    , begin(*db, "BEGIN IMMEDIATE")
    , beginReading(*db, "BEGIN")
    , commit(*db, "COMMIT")
    , dataVersion(*db, "PRAGMA data_version")
    , schemaVersion(*db, "PRAGMA user_version")
{
}

Turn::Turn(Connection &connection, For purpose)
    : m_connection(connection)
{
    (purpose == For::Writing ? connection.begin : connection.beginReading).run();
}

Turn::~Turn()
{
    m_connection.recorder.stop();
    // A full disk or a failing one may have made SQLite roll back by itself.
    if (m_done || sqlite3_get_autocommit(m_connection.db->getHandle()) != 0)
        return;
    // The error that led here is on its way; should this fail too, the transaction ends with the connection.
    m_connection.db->tryExec("ROLLBACK");
}

void Turn::commit()
{
    m_connection.commit.run();
    m_done = true;
}

Database projectOf(const Model &model, const FirstEdit &edit, Database keep)
{
    Database db = keep ? std::move(keep) : memoryDatabase();
    db->exec("PRAGMA foreign_keys = OFF; DELETE FROM history; DELETE FROM redo; "
             "DELETE FROM meta WHERE key IN ('head', 'last_id')");
    for (const ContentTable &table : contentTables)
        db->exec(std::string("DELETE FROM ") + table.name);
    Connection connection(std::move(db));
    {
        Turn turn(connection, Turn::For::Writing);
        connection.recorder.start();
        connection.writer.write(Model{}, model, difference(Model{}, model));
        connection.history.append(0, edit.label, edit.author, edit.time, connection.recorder.take());
        turn.commit();
    }
    return std::move(connection.db);
}

} // namespace gp::store
