// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// SQLite's session extension: recording what a transaction does to the content and doing it again or back.
// Private to the room; failures are thrown.
#pragma once

#include "core/store/sql.h"

#include <array>
#include <memory>
#include <set>

struct sqlite3_session;

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

/// Records what happens to the content while it lives.
class Recorder
{
public:
    explicit Recorder(SQLite::Database &db);
    /// What happened so far; empty where all is as it was.
    [[nodiscard]] QByteArray changeset();

private:
    SQLite::Database &m_db;
    std::unique_ptr<sqlite3_session, void (*)(sqlite3_session *)> m_session;
};

enum class Direction { Forward, Back };

/// Applies a changeset to the state it was recorded on (Back: to the one it led to), inside the caller's
/// transaction.
void applyChangeset(SQLite::Database &db, const QByteArray &changeset, Direction direction);

void collectTouched(SQLite::Database &db, const QByteArray &changeset, TouchedIds &touched);

} // namespace gp::store
