// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// The model in tables: reading it, writing what an edit makes different, and telling two models apart.
// Private to the room; failures are thrown.
#pragma once

#include "core/model/model.h"
#include "core/store/changeset.h"

#include <memory>
#include <vector>

namespace gp::store {

/// Reads things from their rows: all of a sort in the order of their ids, or one by its id. Keeps its
/// statements.
class Reader
{
public:
    using One = std::optional<qint64>; ///< empty: all

    explicit Reader(SQLite::Database &db);
    ~Reader();

    [[nodiscard]] std::vector<Plateau> plateaus(One id = {});
    [[nodiscard]] std::vector<Element> elements(One id = {});
    [[nodiscard]] std::vector<Relation> relations(One id = {});
    [[nodiscard]] std::vector<Record> records(One id = {});
    [[nodiscard]] std::vector<View> views(One id = {});
    [[nodiscard]] std::vector<std::pair<ElementId, Provenance>> elementProvenance(One id = {});
    [[nodiscard]] std::vector<std::pair<RelationId, Provenance>> relationProvenance(One id = {});

private:
    struct Statements;
    std::unique_ptr<Statements> m_all;
    std::unique_ptr<Statements> m_one;
};

[[nodiscard]] Model readModel(SQLite::Database &db);
[[nodiscard]] Model readModel(Reader &reader);

/// Writes the rows that differ between two states, each row once. Keeps its statements.
class Writer
{
public:
    explicit Writer(SQLite::Database &db);
    ~Writer();

    /// Order does not matter: keys are deferred.
    void write(const Model &before, const Model &after, const Change &change);
    /// Whether all that the last write() wrote is read again as it was: not so for half of a surrogate pair
    /// or a number that JSON has no word for.
    [[nodiscard]] bool isExact() const;

private:
    struct Statements;
    std::unique_ptr<Statements> m_statements;
};

/// Everything that is different between two models, provenance being part of its owner.
[[nodiscard]] Change difference(const Model &before, const Model &after);

/// Hash over every row of every content table, in the order of the primary keys.
[[nodiscard]] QByteArray contentHash(SQLite::Database &db);

} // namespace gp::store
