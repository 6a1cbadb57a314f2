// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/at.h"

namespace gp {

/// An edit in the making: a copy of the model that remembers what was touched. Nothing is stored until
/// Store::commit takes it; throwing it away costs nothing. Every function keeps the model's references sound
/// or returns an error and changes nothing. Thread: any one.
class Draft
{
public:
    explicit Draft(Model base)
        : m_base(base)
        , m_model(std::move(base))
    {
    }

    [[nodiscard]] const Model &base() const { return m_base; }
    /// The model as it will be.
    [[nodiscard]] const Model &model() const { return m_model; }
    /// What is different from the base; a thing put back as it was is not in it.
    [[nodiscard]] Change change() const;

    Result<PlateauId> addPlateau(Plateau plateau); ///< id is derived from the key when invalid
    Result<void> update(const Plateau &plateau);
    Result<void>
    removePlateau(PlateauId id); ///< refused while it has children or anything begins, ends or changes there

    /// Adds an element that appears at `since`. An empty key is derived from the name.
    Result<ElementId> addElement(const QString &kind, const QString &key, PlateauId since,
                                 const QJsonObject &properties);
    /// Adds with a given identity (text twin, merge); an invalid id is derived.
    Result<ElementId> addElement(Element element);
    /// Sets one property from a plateau on; JSON null unsets it there. Equal to the inherited value: kept as
    /// an own value.
    Result<void> setProperty(ElementId id, PlateauId plateau, const QString &property,
                             const QJsonValue &value);
    Result<void> setProperty(RelationId id, PlateauId plateau, const QString &property,
                             const QJsonValue &value);
    /// Forgets what a plateau says about a property, so that the inherited value shows again.
    Result<void> revertProperty(ElementId id, PlateauId plateau, const QString &property);
    Result<void> update(const Element &element);
    Result<void> update(const Relation &relation);
    /// Ends the lifetime at a plateau; where the element begins there, it is erased with its relations.
    Result<void> removeElementAt(ElementId id, PlateauId plateau);
    /// Erases an element from all plateaus, with its relations, positions and provenance.
    Result<void> eraseElement(ElementId id);

    /// Adds a relation; where the same one exists already, extends nothing and returns its id.
    Result<RelationId> addRelation(const QString &kind, ElementId source, ElementId target, PlateauId since,
                                   const QJsonObject &properties = {});
    Result<RelationId> addRelation(Relation relation);
    Result<void> removeRelationAt(RelationId id, PlateauId plateau);
    Result<void> eraseRelation(RelationId id);

    Result<RecordId> addRecord(const QString &kind, const QString &key, const QJsonObject &properties);
    Result<RecordId> addRecord(Record record);
    Result<void> update(const Record &record);
    Result<void> eraseRecord(RecordId id);

    Result<ViewId> addView(View view);
    Result<void> update(const View &view);
    Result<void> eraseView(ViewId id);

    void setProvenance(ElementId id, const Provenance &provenance);
    void setProvenance(RelationId id, const Provenance &provenance);

private:
    Model m_base;
    Model m_model;
    std::set<PlateauId> m_plateaus;
    std::set<ElementId> m_elements;
    std::set<RelationId> m_relations;
    std::set<RecordId> m_records;
    std::set<ViewId> m_views;
};

} // namespace gp
