// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// An open project and the statements that work on it, made once. Private to the room; failures are thrown.
#pragma once

#include "core/store/content.h"
#include "core/store/database.h"
#include "core/store/history.h"

namespace gp::store {

struct Connection
{
    explicit Connection(Database database);
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    Database db; ///< first: the statements go before it
    Reader reader;
    Writer writer;
    Recorder recorder;
    History history;
    Prepared begin, beginReading, commit, dataVersion, schemaVersion;
};

/// One SQL transaction: rolled back unless committed.
class Turn
{
public:
    enum class For { Reading, Writing };

    /// For writing: waits for its turn, then nobody else can write until the end.
    Turn(Connection &connection, For purpose);
    ~Turn();
    Turn(const Turn &) = delete;
    Turn &operator=(const Turn &) = delete;

    /// Durable on return. Where it throws, the end of the scope rolls back.
    void commit();

private:
    Connection &m_connection;
    bool m_done = false;
};

struct FirstEdit
{
    QString label;
    QString author;
    QDateTime time;
};

/// A project in memory that holds a model and one edit, which made it of nothing. `keep` (may be empty): a
/// project whose snapshots and settings it has.
[[nodiscard]] Database projectOf(const Model &model, const FirstEdit &edit, Database keep = {});

} // namespace gp::store
