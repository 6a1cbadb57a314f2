// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Changesets in the format of SQLite's session extension: recording what a transaction does to the content,
// doing it again or back, putting several together. Private to the room; failures are thrown.
#pragma once

#include "core/store/sql.h"

#include <array>
#include <memory>
#include <set>

namespace gp::store {

enum class Owner { Plateau, Element, Relation, Record, View };

/// A table of content. The first column of each is the id of the thing that the row belongs to.
struct ContentTable
{
    const char *name;
    Owner owner;
};
inline constexpr std::array<ContentTable, 14> contentTables{{{"plateau", Owner::Plateau},
                                                             {"element", Owner::Element},
                                                             {"element_until", Owner::Element},
                                                             {"element_revision", Owner::Element},
                                                             {"element_source", Owner::Element},
                                                             {"element_unresolved", Owner::Element},
                                                             {"relation", Owner::Relation},
                                                             {"relation_until", Owner::Relation},
                                                             {"relation_revision", Owner::Relation},
                                                             {"relation_source", Owner::Relation},
                                                             {"record", Owner::Record},
                                                             {"view", Owner::View},
                                                             {"placement", Owner::View},
                                                             {"route", Owner::View}}};

/// Ids of things whose rows were touched, by what they are.
using TouchedIds = std::array<std::set<qint64>, 5>;

/// Records what happens to the content, row by row as it happens. The session extension itself reads every
/// changed row again from the table, which costs more than writing an ordinary edit does; in return it
/// puts several changes of one row together, so here nobody may touch a row twice between start() and take().
/// One a connection: it takes SQLite's pre-update hook.
class Recorder
{
public:
    explicit Recorder(SQLite::Database &db);
    ~Recorder();
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;

    void start();
    /// What happened since start(); empty where all is as it was. Recording ends.
    [[nodiscard]] QByteArray take();
    /// Ends recording and forgets.
    void stop();

private:
    struct Table
    {
        QByteArray head;       ///< of its part of a changeset
        QByteArray primaryKey; ///< for each column its number in the key, 0 outside of it
        QByteArray rows;
    };
    struct Hook;

    SQLite::Database &m_db;
    std::array<Table, contentTables.size()> m_tables;
    bool m_recording = false;
    int m_failure = 0; ///< SQLite's code of what could not be recorded
};

enum class Direction { Forward, Back };

/// Applies a changeset to the state it was recorded on (Back: to the one it led to), inside the caller's
/// transaction.
void applyChangeset(SQLite::Database &db, const QByteArray &changeset, Direction direction);

void collectTouched(SQLite::Database &db, const QByteArray &changeset, TouchedIds &touched);

/// One changeset that does what the given ones do one after the other; what later ones undo is not in it.
[[nodiscard]] QByteArray joined(SQLite::Database &db, const QList<QByteArray> &changesets);

} // namespace gp::store
