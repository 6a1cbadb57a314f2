// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/viewtemplates.h"
#include "core/model/draft.h"

/// Edits of saved views, as drafts. None of them touches an element.
namespace gp::views {

/// What can be reached from an element in so many steps, itself included: over the template's `through` both
/// ways, over its `into` against the arrow.
[[nodiscard]] QSet<ElementId> surroundings(const PlateauModel &model, ElementId element, int steps,
                                           const metamodel::ViewTemplate &over);

/// What the user chose for a new view.
struct NewView
{
    QString title;
    metamodel::ViewTemplate from;
    QString domain;    ///< key, where the template asks for one
    ElementId element; ///< where it asks for one
    int steps = 1;
};

/// The properties that the view will have. Looks at the whole plateau where the template asks for an element.
[[nodiscard]] QJsonObject propertiesOf(const NewView &wanted, const PlateauModel &model);
/// Adds a view, after all others, under a free key that is made from its title.
[[nodiscard]] Result<std::pair<Draft, ViewId>> withNewView(const Model &model, View view);
/// Adds a copy that stands right behind the original, with the same positions.
[[nodiscard]] Result<std::pair<Draft, ViewId>> withCopyOf(const Model &model, ViewId id,
                                                          const QString &title);
/// Sets some properties of a view; null and empty lists unset.
[[nodiscard]] Result<Draft> withViewProperties(const Model &model, ViewId id, const QJsonObject &changes);

[[nodiscard]] QString titleOf(const View &view);

} // namespace gp::views
