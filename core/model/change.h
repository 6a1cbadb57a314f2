// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/id.h"

#include <set>

namespace gp {

/// Which things of one sort an edit touched.
template<typename IdType>
struct Touched
{
    std::set<IdType> added;
    std::set<IdType> updated;
    std::set<IdType> removed;

    [[nodiscard]] bool isEmpty() const { return added.empty() && updated.empty() && removed.empty(); }
    [[nodiscard]] std::size_t size() const { return added.size() + updated.size() + removed.size(); }
    [[nodiscard]] bool touches(IdType id) const
    {
        return added.contains(id) || updated.contains(id) || removed.contains(id);
    }
    friend bool operator==(const Touched &, const Touched &) = default;
};

/// What one transaction (edit, import, undo, redo) did to the model. Views repaint what it names and no more.
struct Change
{
    Touched<PlateauId> plateaus;
    Touched<ElementId> elements;
    Touched<RelationId> relations;
    Touched<RecordId> records;
    Touched<ViewId> views;

    [[nodiscard]] bool isEmpty() const
    {
        return plateaus.isEmpty() && elements.isEmpty() && relations.isEmpty() && records.isEmpty() &&
               views.isEmpty();
    }
    friend bool operator==(const Change &, const Change &) = default;
};

} // namespace gp
