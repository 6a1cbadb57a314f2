// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/model/model.h"

namespace gp {

namespace {
void insertSorted(QList<RelationId> &ids, RelationId id)
{
    if (ids.isEmpty() || ids.constLast() < id) {
        ids.append(id);
        return;
    }
    const auto at = std::lower_bound(ids.begin(), ids.end(), id);
    if (at == ids.end() || *at != id)
        ids.insert(at, id);
}

/// A file is read in the order of ids: nobody has to search for what comes after the last one.
template<typename IdType, typename Thing>
bool isPast(const ChunkedMap<IdType, Thing> &things, IdType id)
{
    return things.isEmpty() || things.lastKey() < id;
}

using Index = ChunkedMap<ElementId, QList<RelationId>>;

void addTo(Index &index, ElementId element, RelationId relation)
{
    insertSorted(index[element], relation);
}

void removeFrom(Index &index, ElementId element, RelationId relation)
{
    if (!index.contains(element))
        return;
    QList<RelationId> &ids = index[element];
    ids.removeOne(relation);
    if (ids.isEmpty())
        index.remove(element);
}

template<typename IdType>
void putOrDrop(ChunkedMap<IdType, Provenance> &map, IdType id, const Provenance &provenance)
{
    if (provenance.isEmpty())
        map.remove(id);
    else
        map.insert(id, provenance);
}
} // namespace

const Plateau *Model::plateau(PlateauId id) const
{
    return m_plateaus.pointer(id);
}

const Plateau *Model::plateau(QStringView key) const
{
    const auto it = std::ranges::find_if(m_plateaus, [key](const Plateau &p) { return p.key == key; });
    return it == m_plateaus.end() ? nullptr : &*it;
}

const Element *Model::element(ElementId id) const
{
    return m_elements.pointer(id);
}

const Element *Model::element(const QString &key) const
{
    return element(m_elementByKey.value(key));
}

const Relation *Model::relation(RelationId id) const
{
    return m_relations.pointer(id);
}

const Relation *Model::relation(const QString &kind, ElementId source, ElementId target) const
{
    const QList<RelationId> *ids = m_outgoing.pointer(source);
    if (!ids)
        return nullptr;
    for (const RelationId id : *ids) {
        const Relation *candidate = relation(id);
        if (candidate->target == target && candidate->kind == kind)
            return candidate;
    }
    return nullptr;
}

const Record *Model::record(RecordId id) const
{
    return m_records.pointer(id);
}

const Record *Model::record(const QString &kind, const QString &key) const
{
    return record(m_recordByKey.value(kind + u'/' + key));
}

const View *Model::view(ViewId id) const
{
    return m_views.pointer(id);
}

const View *Model::view(const QString &key) const
{
    const auto it = std::ranges::find_if(m_views, [&](const View &v) { return v.key == key; });
    return it == m_views.end() ? nullptr : &*it;
}

QList<RelationId> Model::outgoing(ElementId id) const
{
    return m_outgoing.value(id);
}

QList<RelationId> Model::incoming(ElementId id) const
{
    return m_incoming.value(id);
}

QList<Record> Model::recordsOfKind(const QString &kind) const
{
    QList<Record> found;
    const QString first = kind + u'/';
    for (auto it = m_recordByKey.lowerBound(first); it != m_recordByKey.end() && it.key().startsWith(first);
         ++it)
        found.append(*record(*it));
    return found;
}

QList<Plateau> Model::plateausInOrder() const
{
    QList<Plateau> ordered = m_plateaus.values();
    std::ranges::sort(ordered, [](const Plateau &a, const Plateau &b) {
        return std::tie(a.position, a.key) < std::tie(b.position, b.key);
    });
    return ordered;
}

PlateauId Model::rootPlateau() const
{
    for (const Plateau &plateau : m_plateaus) {
        if (!plateau.parent.isValid())
            return plateau.id;
    }
    return {};
}

PlateauPath Model::pathTo(PlateauId id) const
{
    // In a tree no path is longer than there are plateaus. Looking each one up in the path so far would take
    // the square of its length, and a file from elsewhere can hold thousands, one below the other.
    QList<PlateauId> path;
    for (const Plateau *at = plateau(id); at && path.size() < m_plateaus.size(); at = plateau(at->parent))
        path.append(at->id);
    return PlateauPath(std::move(path));
}

void Model::put(const Plateau &plateau)
{
    m_plateaus.insert(plateau.id, plateau);
}

void Model::put(const Element &element)
{
    const Element *old = isPast(m_elements, element.id) ? nullptr : this->element(element.id);
    if (!old) {
        m_elementByKey.insert(element.key, element.id);
        m_elements.insert(element.id, element);
        return;
    }
    // The look-ups are touched only where they change: an edit copies what it touches.
    if (old->key != element.key && m_elementByKey.value(old->key) == element.id)
        m_elementByKey.remove(old->key);
    if (m_elementByKey.value(element.key) != element.id)
        m_elementByKey.insert(element.key, element.id);
    m_elements.insert(element.id, element);
}

void Model::put(const Relation &relation)
{
    const Relation *old = isPast(m_relations, relation.id) ? nullptr : this->relation(relation.id);
    const bool endsAreNew = !old || old->source != relation.source || old->target != relation.target;
    if (old && endsAreNew) {
        removeFrom(m_outgoing, old->source, old->id);
        removeFrom(m_incoming, old->target, old->id);
    }
    if (endsAreNew) {
        addTo(m_outgoing, relation.source, relation.id);
        addTo(m_incoming, relation.target, relation.id);
    }
    m_relations.insert(relation.id, relation);
}

void Model::put(const Record &record)
{
    const Record *old = this->record(record.id);
    if (old && (old->kind != record.kind || old->key != record.key))
        remove(record.id);
    const QString name = record.kind + u'/' + record.key;
    if (m_recordByKey.value(name) != record.id)
        m_recordByKey.insert(name, record.id);
    m_records.insert(record.id, record);
}

void Model::put(const View &view)
{
    m_views.insert(view.id, view);
}

void Model::put(ElementId id, const Provenance &provenance)
{
    putOrDrop(m_elementProvenance, id, provenance);
}

void Model::put(RelationId id, const Provenance &provenance)
{
    putOrDrop(m_relationProvenance, id, provenance);
}

void Model::remove(PlateauId id)
{
    m_plateaus.remove(id);
}

void Model::remove(ElementId id)
{
    const Element *old = element(id);
    if (!old)
        return;
    if (m_elementByKey.value(old->key) == id)
        m_elementByKey.remove(old->key);
    m_elements.remove(id);
    m_elementProvenance.remove(id);
}

void Model::remove(RelationId id)
{
    const Relation *old = relation(id);
    if (!old)
        return;
    removeFrom(m_outgoing, old->source, id);
    removeFrom(m_incoming, old->target, id);
    m_relations.remove(id);
    m_relationProvenance.remove(id);
}

void Model::remove(RecordId id)
{
    const Record *old = record(id);
    if (!old)
        return;
    const QString name = old->kind + u'/' + old->key;
    if (m_recordByKey.value(name) == id)
        m_recordByKey.remove(name);
    m_records.remove(id);
}

void Model::remove(ViewId id)
{
    m_views.remove(id);
}

bool operator==(const Model &a, const Model &b)
{
    return a.m_plateaus == b.m_plateaus && a.m_elements == b.m_elements && a.m_relations == b.m_relations &&
           a.m_records == b.m_records && a.m_views == b.m_views &&
           a.m_elementProvenance == b.m_elementProvenance && a.m_relationProvenance == b.m_relationProvenance;
}

} // namespace gp
