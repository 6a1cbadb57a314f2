// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// The model in tables: reading it, writing what an edit makes different, and telling two models apart.
// Private to the room; failures are thrown.
#pragma once

#include "core/model/model.h"
#include "core/store/changeset.h"

namespace gp::store {

/// Reads things from their rows: all of a sort, or one by its id.
class Reader
{
public:
    using One = std::optional<qint64>; ///< empty: all

    explicit Reader(SQLite::Database &db);
    ~Reader();

    [[nodiscard]] QList<Plateau> plateaus(One id = {});
    [[nodiscard]] QMap<ElementId, Element> elements(One id = {});
    [[nodiscard]] QMap<RelationId, Relation> relations(One id = {});
    [[nodiscard]] QList<Record> records(One id = {});
    [[nodiscard]] QMap<ViewId, View> views(One id = {});
    [[nodiscard]] QMap<ElementId, Provenance> elementProvenance(One id = {});
    [[nodiscard]] QMap<RelationId, Provenance> relationProvenance(One id = {});

private:
    struct Statements;
    std::unique_ptr<Statements> m_all;
    std::unique_ptr<Statements> m_one;
};

[[nodiscard]] Model readModel(SQLite::Database &db);

/// Writes the rows that differ between two states of what `change` names. Order does not matter: keys are
/// deferred.
void writeChange(SQLite::Database &db, const Model &before, const Model &after, const Change &change);

/// Everything that is different between two models, provenance being part of its owner.
[[nodiscard]] Change difference(const Model &before, const Model &after);

/// Hash over every row of every content table, in the order of the primary keys.
[[nodiscard]] QByteArray contentHash(SQLite::Database &db);

/// Compact JSON with sorted names: equal values are equal bytes.
[[nodiscard]] QString canonicalJson(const QJsonObject &object);

} // namespace gp::store
