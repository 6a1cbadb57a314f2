// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

namespace gp::views {

/// What a changed field means for the model: one draft for all the elements it is about, and the label of its
/// history row.
struct FieldEdit
{
    Draft draft;
    Result<void> done; ///< why it cannot be; then the draft is of no use
    QString label;     ///< "Set Tier of 5 elements to 2 in Target"
};

/// Sets a property of elements from the plateau shown on; null leaves it unset from there on. The owner
/// (ownerfield.h) is set like a property. Elements that are not at that plateau are left alone.
[[nodiscard]] FieldEdit setField(const Session &session, const QList<ElementId> &elements,
                                 const metamodel::Property &property, const QJsonValue &value);
/// Forgets what the plateau shown says of a property, wherever it says something.
[[nodiscard]] FieldEdit revertField(const Session &session, const QList<ElementId> &elements,
                                    const metamodel::Property &property);

/// The plateau at `at` says itself what the property is, and that is a change: a revert forgets it.
[[nodiscard]] bool isChangedAt(const Element &element, PlateauId at, const QString &property);

} // namespace gp::views
