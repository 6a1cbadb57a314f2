// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// From a changeset to the model and its Change: the one way that every edit, undo, redo and restore takes.
// Private to the room.
#pragma once

#include "core/store/content.h"

#include <vector>

namespace gp::store {

/// An element or relation with what is known about where it came from.
template<typename Thing>
struct Sourced
{
    Thing thing;
    Provenance provenance;

    friend bool operator==(const Sourced &, const Sourced &) = default;
};

template<typename IdType, typename Thing>
struct Row
{
    IdType id;
    std::optional<Thing> now; ///< empty: it is gone
};

/// Touched things as they are in the file now.
struct TouchedThings
{
    std::vector<Row<PlateauId, Plateau>> plateaus;
    std::vector<Row<ElementId, Sourced<Element>>> elements;
    std::vector<Row<RelationId, Sourced<Relation>>> relations;
    std::vector<Row<RecordId, Record>> records;
    std::vector<Row<ViewId, View>> views;
};

[[nodiscard]] TouchedThings readTouched(Reader &reader, const TouchedIds &touched);

/// What is different in `things` from `before`.
[[nodiscard]] Change changeFrom(const Model &before, const TouchedThings &things);

void putInto(Model &model, const TouchedThings &things);

} // namespace gp::store
