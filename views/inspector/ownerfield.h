// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/metamodel.h"
#include "core/model/draft.h"

namespace gp::views {

/// Who owns an element is a relation to a team or a person; in the inspector it reads and is edited like a
/// property. This is the name of that field.
inline constexpr QLatin1StringView ownerField("ownedBy");

/// The field for elements of a kind; nothing where the metamodel allows them no owner.
[[nodiscard]] std::optional<metamodel::Property> ownerProperty(const metamodel::Metamodel &metamodel,
                                                               const QString &kind);
/// The key of the owner, a list of keys where there are several, else undefined.
[[nodiscard]] QJsonValue ownerOf(const PlateauModel &at, ElementId id);
/// From the plateau on `owner` (a key) owns the element and nobody else does; null: nobody.
[[nodiscard]] Result<void> setOwner(Draft &draft, ElementId id, PlateauId plateau, const QJsonValue &owner);

} // namespace gp::views
