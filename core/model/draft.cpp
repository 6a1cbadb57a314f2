// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/model/draft.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp {

namespace {

std::unexpected<Error> refuse(const QString &message)
{
    return fail(ErrorCode::Invalid, message);
}

/// The first free id for a seed. Looks at both models, so that a thing erased in this edit does not lend its
/// id to another.
template<typename IdType, typename Taken>
IdType freeId(const QString &seed, Taken taken)
{
    for (int attempt = 0;; ++attempt) {
        const IdType id(deriveIdValue(seed, attempt));
        if (!taken(id))
            return id;
    }
}

/// Sorts touched ids into added, updated and removed by comparing both states.
template<typename IdType, typename Before, typename After>
Touched<IdType> classify(const std::set<IdType> &ids, Before before, After after)
{
    Touched<IdType> touched;
    for (const IdType id : ids) {
        const auto *was = before(id);
        const auto *is = after(id);
        if (!was && is)
            touched.added.insert(id);
        else if (was && !is)
            touched.removed.insert(id);
        else if (was && is && *was != *is)
            touched.updated.insert(id);
    }
    return touched;
}

template<typename Thing>
void setIn(Thing &thing, PlateauId plateau, const QString &property, const QJsonValue &value)
{
    QJsonObject &revision = thing.revisions[plateau];
    revision.insert(property, value.isUndefined() ? QJsonValue(QJsonValue::Null) : value);
}

/// Drops what lies at or below `plateau` from a lifetime and its revisions, when it ends there.
void endAt(const Model &model, Lifetime &lifetime, Revisions &revisions, PlateauId plateau)
{
    const auto covered = [&](PlateauId id) { return model.pathTo(id).contains(plateau); };
    lifetime.until.removeIf(covered);
    lifetime.until.insert(std::ranges::lower_bound(lifetime.until, plateau), plateau);
    for (auto it = revisions.begin(); it != revisions.end();)
        it = covered(it.key()) ? revisions.erase(it) : std::next(it);
}

/// Takes a key out of one of a view's lists; how often it was there.
int forgetKey(QJsonObject &properties, const QString &list, const QString &key)
{
    QJsonArray keys = properties.value(list).toArray();
    int found = 0;
    for (qsizetype i = keys.size() - 1; i >= 0; --i) {
        if (keys.at(i).toString() != key)
            continue;
        keys.removeAt(i);
        ++found;
    }
    if (found > 0)
        properties.insert(list, keys);
    return found;
}

} // namespace

Change Draft::change() const
{
    Change change;
    change.plateaus = classify(
        m_plateaus, [&](PlateauId id) { return m_base.plateau(id); },
        [&](PlateauId id) { return m_model.plateau(id); });
    change.elements = classify(
        m_elements, [&](ElementId id) { return m_base.element(id); },
        [&](ElementId id) { return m_model.element(id); });
    change.relations = classify(
        m_relations, [&](RelationId id) { return m_base.relation(id); },
        [&](RelationId id) { return m_model.relation(id); });
    change.records = classify(
        m_records, [&](RecordId id) { return m_base.record(id); },
        [&](RecordId id) { return m_model.record(id); });
    change.views = classify(
        m_views, [&](ViewId id) { return m_base.view(id); }, [&](ViewId id) { return m_model.view(id); });
    // Provenance alone is an update of its owner.
    for (const ElementId id : m_elements) {
        if (m_base.element(id) && m_model.element(id) && m_base.provenance(id) != m_model.provenance(id))
            change.elements.updated.insert(id);
    }
    for (const RelationId id : m_relations) {
        if (m_base.relation(id) && m_model.relation(id) && m_base.provenance(id) != m_model.provenance(id))
            change.relations.updated.insert(id);
    }
    return change;
}

Result<PlateauId> Draft::addPlateau(Plateau plateau)
{
    if (!isValidKey(plateau.key))
        return refuse(
            u"'%1' is no key for a plateau: use lower-case letters, digits and . _ @ + -"_s.arg(plateau.key));
    if (m_model.plateau(plateau.key))
        return refuse(u"There is a plateau '%1' already"_s.arg(plateau.key));
    if (plateau.parent.isValid() ? !m_model.plateau(plateau.parent) : m_model.rootPlateau().isValid())
        return refuse(
            u"Plateau '%1' needs a parent that exists: only the current plateau has none"_s.arg(plateau.key));
    if (!plateau.id.isValid())
        plateau.id = freeId<PlateauId>(u"plateau/"_s + plateau.key, [&](PlateauId id) {
            return m_model.plateau(id) || m_base.plateau(id);
        });
    if (plateau.name.isEmpty())
        plateau.name = plateau.key;
    m_model.put(plateau);
    m_plateaus.insert(plateau.id);
    return plateau.id;
}

Result<void> Draft::update(const Plateau &plateau)
{
    if (!m_model.plateau(plateau.id))
        return refuse(u"Plateau '%1' is not there any more"_s.arg(plateau.key));
    if (m_model.pathTo(plateau.parent).contains(plateau.id))
        return refuse(u"Plateau '%1' cannot come after itself"_s.arg(plateau.key));
    m_model.put(plateau);
    m_plateaus.insert(plateau.id);
    return {};
}

Result<void> Draft::removePlateau(PlateauId id)
{
    const Plateau *plateau = m_model.plateau(id);
    if (!plateau)
        return refuse(u"This plateau is not there any more"_s);
    for (const Plateau &other : m_model.plateaus()) {
        if (other.parent == id)
            return refuse(u"Plateau '%1' goes on to '%2': remove that first"_s.arg(plateau->key, other.key));
    }
    const auto usedBy = [id](const auto &thing) {
        return thing.lifetime.since == id || thing.lifetime.until.contains(id) ||
               thing.revisions.contains(id);
    };
    const bool used =
        std::ranges::any_of(m_model.elements(), usedBy) || std::ranges::any_of(m_model.relations(), usedBy);
    if (used || !plateau->parent.isValid())
        return refuse(u"Plateau '%1' holds changes: take them back or merge them first"_s.arg(plateau->key));
    m_model.remove(id);
    m_plateaus.insert(id);
    return {};
}

Result<ElementId> Draft::addElement(const QString &kind, const QString &key, PlateauId since,
                                    const QJsonObject &properties)
{
    Element element;
    element.kind = kind;
    element.key = key.isEmpty() ? toKey(properties.value(u"name").toString()) : key;
    element.lifetime.since = since;
    if (!properties.isEmpty())
        element.revisions.insert(since, properties);
    return addElement(std::move(element));
}

Result<ElementId> Draft::addElement(Element element)
{
    if (!isValidKey(element.key))
        return refuse(u"'%1' is no key for an element: use lower-case letters, digits and . _ @ + -"_s.arg(
            element.key));
    if (const Element *other = m_model.element(element.key))
        return refuse(u"There is a %1 '%2' already"_s.arg(other->kind, element.key));
    if (!m_model.plateau(element.lifetime.since))
        return refuse(u"'%1' is to begin at a plateau that is not there"_s.arg(element.key));
    if (!element.id.isValid())
        element.id = freeId<ElementId>(element.kind + u'/' + element.key, [&](ElementId id) {
            return m_model.element(id) || m_base.element(id);
        });
    else if (m_model.element(element.id))
        return refuse(u"The id of '%1' is taken by another element"_s.arg(element.key));
    m_model.put(element);
    m_elements.insert(element.id);
    return element.id;
}

Result<void> Draft::setProperty(ElementId id, PlateauId plateau, const QString &property,
                                const QJsonValue &value)
{
    const Element *found = m_model.element(id);
    if (!found || !m_model.pathTo(plateau).lives(found->lifetime))
        return refuse(u"This element does not exist at that plateau"_s);
    Element element = *found;
    setIn(element, plateau, property, value);
    m_model.put(element);
    m_elements.insert(id);
    return {};
}

Result<void> Draft::setProperty(RelationId id, PlateauId plateau, const QString &property,
                                const QJsonValue &value)
{
    const Relation *found = m_model.relation(id);
    if (!found || !m_model.pathTo(plateau).lives(found->lifetime))
        return refuse(u"This relation does not exist at that plateau"_s);
    Relation relation = *found;
    setIn(relation, plateau, property, value);
    m_model.put(relation);
    m_relations.insert(id);
    return {};
}

Result<void> Draft::revertProperty(ElementId id, PlateauId plateau, const QString &property)
{
    const Element *found = m_model.element(id);
    if (!found)
        return refuse(u"This element is not there any more"_s);
    Element element = *found;
    const auto revision = element.revisions.find(plateau);
    if (revision == element.revisions.end() || !revision->contains(property))
        return {};
    revision->remove(property);
    if (revision->isEmpty())
        element.revisions.erase(revision);
    m_model.put(element);
    m_elements.insert(id);
    return {};
}

Result<void> Draft::update(const Element &element)
{
    const Element *old = m_model.element(element.id);
    if (!old)
        return refuse(u"%1 '%2' is not there any more"_s.arg(element.kind, element.key));
    if (const Element *other = m_model.element(element.key); other && other->id != element.id)
        return refuse(u"There is a %1 '%2' already"_s.arg(other->kind, element.key));
    m_model.put(element);
    m_elements.insert(element.id);
    return {};
}

Result<void> Draft::update(const Relation &relation)
{
    if (!m_model.relation(relation.id) || !m_model.element(relation.source) ||
        !m_model.element(relation.target))
        return refuse(u"This relation or one of its ends is not there any more"_s);
    m_model.put(relation);
    m_relations.insert(relation.id);
    return {};
}

Result<void> Draft::removeElementAt(ElementId id, PlateauId plateau)
{
    const Element *found = m_model.element(id);
    if (!found || !m_model.pathTo(plateau).lives(found->lifetime))
        return refuse(u"This element does not exist at that plateau"_s);
    if (found->lifetime.since == plateau)
        return eraseElement(id);
    Element element = *found;
    endAt(m_model, element.lifetime, element.revisions, plateau);
    m_model.put(element);
    m_elements.insert(id);
    return {};
}

Result<void> Draft::eraseElement(ElementId id)
{
    if (!m_model.element(id))
        return refuse(u"This element is not there any more"_s);
    const QList<RelationId> ends = m_model.outgoing(id) + m_model.incoming(id);
    for (const RelationId relation : std::set<RelationId>(ends.begin(), ends.end())) {
        if (const auto erased = eraseRelation(relation); !erased)
            return erased;
    }
    const QString key = m_model.element(id)->key;
    const auto views = m_model.views();
    for (View view : views) {
        const bool wasPlaced = view.positions.remove(id) > 0;
        const bool wasNamed =
            forgetKey(view.properties, u"include"_s, key) + forgetKey(view.properties, u"exclude"_s, key) > 0;
        if (wasPlaced || wasNamed) {
            m_model.put(view);
            m_views.insert(view.id);
        }
    }
    m_model.remove(id);
    m_elements.insert(id);
    return {};
}

Result<RelationId> Draft::addRelation(const QString &kind, ElementId source, ElementId target,
                                      PlateauId since, const QJsonObject &properties)
{
    Relation relation{{}, kind, source, target, {since, {}}, {}};
    if (!properties.isEmpty())
        relation.revisions.insert(since, properties);
    return addRelation(std::move(relation));
}

Result<RelationId> Draft::addRelation(Relation relation)
{
    const Element *source = m_model.element(relation.source);
    const Element *target = m_model.element(relation.target);
    if (!source || !target)
        return refuse(u"A relation '%1' needs two elements that are there"_s.arg(relation.kind));
    if (!m_model.plateau(relation.lifetime.since))
        return refuse(u"A relation '%1' is to begin at a plateau that is not there"_s.arg(relation.kind));
    if (const Relation *same = m_model.relation(relation.kind, relation.source, relation.target))
        return same->id;
    if (!relation.id.isValid()) {
        // From the ends' ids, which outlive their keys.
        const QString seed =
            u"%1/%2/%3"_s.arg(relation.kind).arg(relation.source.value()).arg(relation.target.value());
        relation.id = freeId<RelationId>(seed, [&](RelationId id) { return m_model.relation(id); });
    } else if (m_model.relation(relation.id)) {
        return refuse(u"The id of a relation '%1' is taken by another"_s.arg(relation.kind));
    }
    m_model.put(relation);
    m_relations.insert(relation.id);
    return relation.id;
}

Result<void> Draft::removeRelationAt(RelationId id, PlateauId plateau)
{
    const Relation *found = m_model.relation(id);
    if (!found || !m_model.pathTo(plateau).lives(found->lifetime))
        return refuse(u"This relation does not exist at that plateau"_s);
    if (found->lifetime.since == plateau)
        return eraseRelation(id);
    Relation relation = *found;
    endAt(m_model, relation.lifetime, relation.revisions, plateau);
    m_model.put(relation);
    m_relations.insert(id);
    return {};
}

Result<void> Draft::eraseRelation(RelationId id)
{
    if (!m_model.relation(id))
        return refuse(u"This relation is not there any more"_s);
    const auto views = m_model.views();
    for (View view : views) {
        if (view.routes.remove(id)) {
            m_model.put(view);
            m_views.insert(view.id);
        }
    }
    m_model.remove(id);
    m_relations.insert(id);
    return {};
}

Result<RecordId> Draft::addRecord(const QString &kind, const QString &key, const QJsonObject &properties)
{
    return addRecord(Record{{}, kind, key, properties});
}

Result<RecordId> Draft::addRecord(Record record)
{
    if (!isValidKey(record.key))
        return refuse(u"'%1' is no key for a %2: use lower-case letters, digits and . _ @ + -"_s.arg(
            record.key, record.kind));
    if (m_model.record(record.kind, record.key))
        return refuse(u"There is a %1 '%2' already"_s.arg(record.kind, record.key));
    if (!record.id.isValid())
        record.id = freeId<RecordId>(record.kind + u'/' + record.key,
                                     [&](RecordId id) { return m_model.record(id) || m_base.record(id); });
    m_model.put(record);
    m_records.insert(record.id);
    return record.id;
}

Result<void> Draft::update(const Record &record)
{
    if (!m_model.record(record.id))
        return refuse(u"%1 '%2' is not there any more"_s.arg(record.kind, record.key));
    if (const Record *other = m_model.record(record.kind, record.key); other && other->id != record.id)
        return refuse(u"There is a %1 '%2' already"_s.arg(record.kind, record.key));
    m_model.put(record);
    m_records.insert(record.id);
    return {};
}

Result<void> Draft::eraseRecord(RecordId id)
{
    if (!m_model.record(id))
        return refuse(u"This record is not there any more"_s);
    m_model.remove(id);
    m_records.insert(id);
    return {};
}

Result<ViewId> Draft::addView(View view)
{
    if (!isValidKey(view.key))
        return refuse(
            u"'%1' is no key for a view: use lower-case letters, digits and . _ @ + -"_s.arg(view.key));
    if (m_model.view(view.key))
        return refuse(u"There is a view '%1' already"_s.arg(view.key));
    if (!view.id.isValid())
        view.id = freeId<ViewId>(u"view/"_s + view.key,
                                 [&](ViewId id) { return m_model.view(id) || m_base.view(id); });
    m_model.put(view);
    m_views.insert(view.id);
    return view.id;
}

Result<void> Draft::update(const View &view)
{
    if (!m_model.view(view.id))
        return refuse(u"View '%1' is not there any more"_s.arg(view.key));
    if (const View *other = m_model.view(view.key); other && other->id != view.id)
        return refuse(u"There is a view '%1' already"_s.arg(view.key));
    m_model.put(view);
    m_views.insert(view.id);
    return {};
}

Result<void> Draft::eraseView(ViewId id)
{
    if (!m_model.view(id))
        return refuse(u"This view is not there any more"_s);
    m_model.remove(id);
    m_views.insert(id);
    return {};
}

void Draft::setProvenance(ElementId id, const Provenance &provenance)
{
    m_model.put(id, provenance);
    m_elements.insert(id);
}

void Draft::setProvenance(RelationId id, const Provenance &provenance)
{
    m_model.put(id, provenance);
    m_relations.insert(id);
}

} // namespace gp
