// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/scene.h"
#include "core/metamodel/metamodel.h"

namespace gp::diagram {

/// A view's properties, read once.
struct ViewRules
{
    QString title;
    QSet<QString> kinds;
    QSet<QString> domains;
    QSet<QString> include;
    QSet<QString> exclude;
    QSet<QString> relations;
    QString groupBy;
    layout::Direction direction = layout::Direction::LeftToRight;

    explicit ViewRules(const QJsonObject &properties);
};

/// What a view shows of the model at one plateau.
struct Selection
{
    QSet<ElementId> elements;
    QSet<RelationId> relations;
};

[[nodiscard]] Selection select(const PlateauModel &model, const ViewRules &rules);

/// Who owns an element; nullptr: nobody.
[[nodiscard]] const ElementState *ownerOf(const PlateauModel &model, ElementId id);
/// A list of texts, or one: what a view's properties are made of. Anything else: nothing.
[[nodiscard]] QSet<QString> textsOf(const QJsonValue &value);

/// The group an element stands in: a domain, a team, or all of its kind. An empty key: in none.
struct GroupName
{
    QString key;
    QString title;
    ElementId element;
};

[[nodiscard]] GroupName groupOf(const PlateauModel &model, const ElementState &element,
                                const ViewRules &rules, const metamodel::Metamodel &metamodel);

} // namespace gp::diagram
