// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/touched.h"

namespace gp::store {

namespace {

template<typename Thing>
std::optional<Thing> only(const std::vector<Thing> &things)
{
    return things.empty() ? std::nullopt : std::optional(things.front());
}

template<typename IdType>
std::optional<Provenance> only(const std::vector<std::pair<IdType, Provenance>> &provenance)
{
    return provenance.empty() ? std::nullopt : std::optional(provenance.front().second);
}

template<typename Thing>
std::optional<Sourced<Thing>> sourced(const std::optional<Thing> &thing,
                                      const std::optional<Provenance> &provenance)
{
    if (!thing)
        return std::nullopt;
    return Sourced<Thing>{*thing, provenance.value_or(Provenance{})};
}

template<typename IdType, typename Thing, typename Read>
void readRows(std::vector<Row<IdType, Thing>> &rows, const TouchedIds &touched, Owner owner, Read read)
{
    const std::set<qint64> &ids = touched[static_cast<std::size_t>(owner)];
    rows.reserve(ids.size());
    for (const qint64 id : ids)
        rows.push_back({IdType(id), read(id)});
}

/// The model's own thing in the shape of a row.
std::optional<Plateau> find(const Model &model, PlateauId id)
{
    const Plateau *found = model.plateau(id);
    return found ? std::optional(*found) : std::nullopt;
}

std::optional<Sourced<Element>> find(const Model &model, ElementId id)
{
    const Element *found = model.element(id);
    return found ? std::optional(Sourced<Element>{*found, model.provenance(id)}) : std::nullopt;
}

std::optional<Sourced<Relation>> find(const Model &model, RelationId id)
{
    const Relation *found = model.relation(id);
    return found ? std::optional(Sourced<Relation>{*found, model.provenance(id)}) : std::nullopt;
}

std::optional<Record> find(const Model &model, RecordId id)
{
    const Record *found = model.record(id);
    return found ? std::optional(*found) : std::nullopt;
}

std::optional<View> find(const Model &model, ViewId id)
{
    const View *found = model.view(id);
    return found ? std::optional(*found) : std::nullopt;
}

template<typename IdType, typename Thing>
Touched<IdType> classify(const Model &model, const std::vector<Row<IdType, Thing>> &rows)
{
    Touched<IdType> touched;
    for (const auto &[id, now] : rows) {
        const std::optional<Thing> before = find(model, id);
        if (!before && now)
            touched.added.insert(id);
        else if (before && !now)
            touched.removed.insert(id);
        else if (before != now)
            touched.updated.insert(id);
    }
    return touched;
}

template<typename Thing>
void put(Model &model, const Thing &thing)
{
    model.put(thing);
}

template<typename Thing>
void put(Model &model, const Sourced<Thing> &sourced)
{
    model.put(sourced.thing);
    model.put(sourced.thing.id, sourced.provenance);
}

/// All that go leave before any is put, so that a key can pass from one to another.
template<typename Rows>
void putRows(Model &model, const Rows &rows)
{
    for (const auto &row : rows) {
        if (!row.now)
            model.remove(row.id);
    }
    for (const auto &row : rows) {
        if (row.now)
            put(model, *row.now);
    }
}

} // namespace

TouchedThings readTouched(Reader &reader, const TouchedIds &touched)
{
    TouchedThings things;
    readRows(things.plateaus, touched, Owner::Plateau, [&](qint64 id) { return only(reader.plateaus(id)); });
    readRows(things.elements, touched, Owner::Element, [&](qint64 id) {
        return sourced(only(reader.elements(id)), only(reader.elementProvenance(id)));
    });
    readRows(things.relations, touched, Owner::Relation, [&](qint64 id) {
        return sourced(only(reader.relations(id)), only(reader.relationProvenance(id)));
    });
    readRows(things.records, touched, Owner::Record, [&](qint64 id) { return only(reader.records(id)); });
    readRows(things.views, touched, Owner::View, [&](qint64 id) { return only(reader.views(id)); });
    return things;
}

Change changeFrom(const Model &before, const TouchedThings &things)
{
    return {classify(before, things.plateaus), classify(before, things.elements),
            classify(before, things.relations), classify(before, things.records),
            classify(before, things.views)};
}

void putInto(Model &model, const TouchedThings &things)
{
    putRows(model, things.plateaus);
    putRows(model, things.relations);
    putRows(model, things.elements);
    putRows(model, things.records);
    putRows(model, things.views);
}

} // namespace gp::store
