// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/model/at.h"

namespace gp {

namespace {
/// Most things have one revision, whose values are then the answer as they are.
bool hasNull(const QJsonObject &object)
{
    return std::ranges::any_of(object, [](const QJsonValue &value) { return value.isNull(); });
}
} // namespace

QString ElementState::name() const
{
    const QString name = properties.value(QStringLiteral("name")).toString();
    return name.isEmpty() ? key : name;
}

QJsonObject effectiveProperties(const Revisions &revisions, const PlateauPath &path)
{
    QJsonObject effective;
    bool first = true;
    bool mayHoldNull = false;
    for (const PlateauId plateau : path.nearestFirst()) {
        const auto revision = revisions.constFind(plateau);
        if (revision == revisions.constEnd())
            continue;
        mayHoldNull = mayHoldNull || hasNull(*revision);
        if (first) {
            effective = *revision;
            first = false;
            continue;
        }
        for (auto it = revision->constBegin(); it != revision->constEnd(); ++it) {
            if (!effective.contains(it.key()))
                effective.insert(it.key(), it.value());
        }
    }
    if (mayHoldNull) {
        for (auto it = effective.begin(); it != effective.end();)
            it = it.value().isNull() ? effective.erase(it) : std::next(it);
    }
    return effective;
}

PlateauId propertyOrigin(const Revisions &revisions, const PlateauPath &path, const QString &property)
{
    for (const PlateauId plateau : path.nearestFirst()) {
        const auto revision = revisions.constFind(plateau);
        if (revision != revisions.constEnd() && revision->contains(property))
            return revision->value(property).isNull() ? PlateauId{} : plateau;
    }
    return {};
}

std::optional<ElementState> stateAt(const Model &model, PlateauId plateau, ElementId id)
{
    const Element *element = model.element(id);
    const PlateauPath path = model.pathTo(plateau);
    if (!element || !path.lives(element->lifetime))
        return std::nullopt;
    return ElementState{element->id, element->key, element->kind,
                        effectiveProperties(element->revisions, path)};
}

PlateauModel::PlateauModel(const Model &model, PlateauId plateau)
    : m_plateau(plateau)
{
    const PlateauPath path = model.pathTo(plateau);
    for (const Element &element : model.elements()) {
        if (path.lives(element.lifetime))
            m_elements.insert(
                m_elements.cend(), element.id,
                {element.id, element.key, element.kind, effectiveProperties(element.revisions, path)});
    }
    for (const Relation &relation : model.relations()) {
        if (!path.lives(relation.lifetime) || !m_elements.contains(relation.source) ||
            !m_elements.contains(relation.target))
            continue;
        m_relations.insert(m_relations.cend(), relation.id,
                           {relation.id, relation.kind, relation.source, relation.target,
                            effectiveProperties(relation.revisions, path)});
        m_outgoing[relation.source].append(relation.id);
        m_incoming[relation.target].append(relation.id);
    }
}

const ElementState *PlateauModel::element(ElementId id) const
{
    const auto it = m_elements.constFind(id);
    return it == m_elements.constEnd() ? nullptr : &it.value();
}

QList<ElementState> PlateauModel::ofKind(const QString &kind) const
{
    QList<ElementState> found;
    for (const ElementState &state : m_elements) {
        if (state.kind == kind)
            found.append(state);
    }
    std::ranges::sort(found, {}, &ElementState::key);
    return found;
}

QList<ElementState> PlateauModel::targets(ElementId id, const QString &kind) const
{
    QList<ElementState> found;
    for (const RelationState &relation : outgoing(id, kind))
        found.append(m_elements.value(relation.target));
    std::ranges::sort(found, {}, &ElementState::key);
    return found;
}

QList<ElementState> PlateauModel::sources(ElementId id, const QString &kind) const
{
    QList<ElementState> found;
    for (const RelationState &relation : incoming(id, kind))
        found.append(m_elements.value(relation.source));
    std::ranges::sort(found, {}, &ElementState::key);
    return found;
}

QList<RelationState> PlateauModel::outgoing(ElementId id, const QString &kind) const
{
    QList<RelationState> found;
    for (const RelationId relation : m_outgoing.value(id)) {
        const RelationState &state = *m_relations.constFind(relation);
        if (kind.isEmpty() || state.kind == kind)
            found.append(state);
    }
    return found;
}

QList<RelationState> PlateauModel::incoming(ElementId id, const QString &kind) const
{
    QList<RelationState> found;
    for (const RelationId relation : m_incoming.value(id)) {
        const RelationState &state = *m_relations.constFind(relation);
        if (kind.isEmpty() || state.kind == kind)
            found.append(state);
    }
    return found;
}

} // namespace gp
