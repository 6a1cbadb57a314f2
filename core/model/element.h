// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/plateau.h"

#include <QJsonObject>
#include <QMap>
#include <QString>

namespace gp {

/// What is set at each plateau, and only that: a property that a plateau does not name is inherited from the
/// nearest plateau before it that does. JSON null means "unset from here on". `name` and `description` are
/// ordinary properties.
using Revisions = QMap<PlateauId, QJsonObject>;

/// A node of the model. Its properties hang on plateaus; "the element at P" is an ElementState (see at.h).
struct Element
{
    ElementId id;
    QString key;
    QString kind; ///< a kind of the metamodel: service, pipeline, environment, control, …
    Lifetime lifetime;
    Revisions revisions;

    friend bool operator==(const Element &, const Element &) = default;
};

/// A directed edge. There is at most one of a kind between two elements.
struct Relation
{
    RelationId id;
    QString kind; ///< dependsOn, deliveredBy, deploysTo, promotesTo, runsIn, guards, uses, ownedBy, partOf,
                  ///< replaces, follows
    ElementId source;
    ElementId target;
    Lifetime lifetime;
    Revisions revisions;

    friend bool operator==(const Relation &, const Relation &) = default;
};

} // namespace gp
