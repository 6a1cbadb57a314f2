// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/change.h"
#include "core/model/chunkedmap.h"
#include "core/model/element.h"
#include "core/model/error.h"
#include "core/model/record.h"
#include "core/model/source.h"

namespace gp {

/// The whole graph over all plateaus, with its records and views: an implicitly shared value. A background
/// task takes a copy for free. Only Draft and the store change one; everybody else holds it const. Reentrant.
class Model
{
public:
    [[nodiscard]] const ChunkedMap<PlateauId, Plateau> &plateaus() const { return m_plateaus; }
    [[nodiscard]] const ChunkedMap<ElementId, Element> &elements() const { return m_elements; }
    [[nodiscard]] const ChunkedMap<RelationId, Relation> &relations() const { return m_relations; }
    [[nodiscard]] const ChunkedMap<RecordId, Record> &records() const { return m_records; }
    [[nodiscard]] const ChunkedMap<ViewId, View> &views() const { return m_views; }
    [[nodiscard]] const ChunkedMap<ElementId, Provenance> &elementProvenance() const
    {
        return m_elementProvenance;
    }
    [[nodiscard]] const ChunkedMap<RelationId, Provenance> &relationProvenance() const
    {
        return m_relationProvenance;
    }

    /// Look-ups; nullptr where there is no such thing. Pointers hold until the model changes.
    [[nodiscard]] const Plateau *plateau(PlateauId id) const;
    [[nodiscard]] const Plateau *plateau(QStringView key) const;
    [[nodiscard]] const Element *element(ElementId id) const;
    [[nodiscard]] const Element *element(const QString &key) const;
    [[nodiscard]] const Relation *relation(RelationId id) const;
    [[nodiscard]] const Relation *relation(const QString &kind, ElementId source, ElementId target) const;
    [[nodiscard]] const Record *record(RecordId id) const;
    [[nodiscard]] const Record *record(const QString &kind, const QString &key) const;
    [[nodiscard]] const View *view(ViewId id) const;
    [[nodiscard]] const View *view(const QString &key) const;
    [[nodiscard]] Provenance provenance(ElementId id) const { return m_elementProvenance.value(id); }
    [[nodiscard]] Provenance provenance(RelationId id) const { return m_relationProvenance.value(id); }

    /// Relations that start (end) at an element, sorted by id, over all plateaus.
    [[nodiscard]] QList<RelationId> outgoing(ElementId id) const;
    [[nodiscard]] QList<RelationId> incoming(ElementId id) const;

    /// All records of a kind, sorted by key.
    [[nodiscard]] QList<Record> recordsOfKind(const QString &kind) const;
    /// Plateaus in their shown order (position, then key).
    [[nodiscard]] QList<Plateau> plateausInOrder() const;
    [[nodiscard]] PlateauId rootPlateau() const;
    /// Path from `id` up to the root. Ends early, rather than looping, on a broken tree.
    [[nodiscard]] PlateauPath pathTo(PlateauId id) const;

    /// Puts (adds or replaces) and removes; no checks beyond keeping the look-ups right. For Draft and the
    /// store.
    void put(const Plateau &plateau);
    void put(const Element &element);
    void put(const Relation &relation);
    void put(const Record &record);
    void put(const View &view);
    void put(ElementId id, const Provenance &provenance);
    void put(RelationId id, const Provenance &provenance);
    void remove(PlateauId id);
    void remove(ElementId id);
    void remove(RelationId id);
    void remove(RecordId id);
    void remove(ViewId id);

    /// Same contents, whatever the way that led there.
    friend bool operator==(const Model &a, const Model &b);

private:
    ChunkedMap<PlateauId, Plateau> m_plateaus;
    ChunkedMap<ElementId, Element> m_elements;
    ChunkedMap<RelationId, Relation> m_relations;
    ChunkedMap<RecordId, Record> m_records;
    ChunkedMap<ViewId, View> m_views;
    ChunkedMap<ElementId, Provenance> m_elementProvenance;
    ChunkedMap<RelationId, Provenance> m_relationProvenance;

    ChunkedMap<QString, ElementId> m_elementByKey;
    ChunkedMap<QString, RecordId> m_recordByKey; ///< "kind/key"
    ChunkedMap<ElementId, QList<RelationId>> m_outgoing;
    ChunkedMap<ElementId, QList<RelationId>> m_incoming;
};

/// What is structurally wrong: dangling references, two equal keys, a plateau tree with a loop or two roots,
/// a lifetime or revision at a plateau that is not there, an `until` not below its `since`. Empty for a sound
/// model. Kinds and legal relations are the metamodel's business. Messages name keys.
[[nodiscard]] QList<Error> findProblems(const Model &model);
/// The same, looking only at what `change` touched and at what refers to it.
[[nodiscard]] QList<Error> findProblems(const Model &model, const Change &change);

} // namespace gp
