// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/model.h"

namespace gp {

/// An element as it is at one plateau: inherited and own properties put together.
struct ElementState
{
    ElementId id;
    QString key;
    QString kind;
    QJsonObject properties; ///< effective; never holds null

    /// `name`, or the key where no name is set.
    [[nodiscard]] QString name() const;
    friend bool operator==(const ElementState &, const ElementState &) = default;
};

/// A relation as it is at one plateau.
struct RelationState
{
    RelationId id;
    QString kind;
    ElementId source;
    ElementId target;
    QJsonObject properties;

    friend bool operator==(const RelationState &, const RelationState &) = default;
};

/// Effective properties along a path: of each property the nearest plateau that names it wins.
[[nodiscard]] QJsonObject effectiveProperties(const Revisions &revisions, const PlateauPath &path);

/// The plateau that a property's value at the path's end comes from; invalid where it is not set.
[[nodiscard]] PlateauId propertyOrigin(const Revisions &revisions, const PlateauPath &path,
                                       const QString &property);

[[nodiscard]] std::optional<ElementState> stateAt(const Model &model, PlateauId plateau, ElementId id);

/// The model at one plateau: a pure function of (model, plateau). A relation exists where its own lifetime
/// and both of its ends do. Value type.
class PlateauModel
{
public:
    PlateauModel() = default;
    PlateauModel(const Model &model, PlateauId plateau);

    [[nodiscard]] PlateauId plateau() const { return m_plateau; }
    [[nodiscard]] const QMap<ElementId, ElementState> &elements() const { return m_elements; }
    [[nodiscard]] const QMap<RelationId, RelationState> &relations() const { return m_relations; }
    [[nodiscard]] const ElementState *element(ElementId id) const;

    /// Elements of a kind, sorted by key.
    [[nodiscard]] QList<ElementState> ofKind(const QString &kind) const;
    /// Ends of the relations of `kind` that start (end) at `id`, sorted by key.
    [[nodiscard]] QList<ElementState> targets(ElementId id, const QString &kind) const;
    [[nodiscard]] QList<ElementState> sources(ElementId id, const QString &kind) const;
    /// All relations of one kind from and to an element; empty `kind` means any.
    [[nodiscard]] QList<RelationState> outgoing(ElementId id, const QString &kind = {}) const;
    [[nodiscard]] QList<RelationState> incoming(ElementId id, const QString &kind = {}) const;

    friend bool operator==(const PlateauModel &a, const PlateauModel &b)
    {
        return a.m_plateau == b.m_plateau && a.m_elements == b.m_elements && a.m_relations == b.m_relations;
    }

private:
    PlateauId m_plateau;
    QMap<ElementId, ElementState> m_elements;
    QMap<RelationId, RelationState> m_relations;
    QHash<ElementId, QList<RelationId>> m_outgoing;
    QHash<ElementId, QList<RelationId>> m_incoming;
};

} // namespace gp
