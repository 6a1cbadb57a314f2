// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/selection.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::diagram {

namespace {

/// The domain that an element is part of, over systems and other groups in between; null: none.
const ElementState *domainOf(const PlateauModel &model, ElementId id)
{
    const ElementState *found = nullptr;
    for (int level = 0; level < 6 && !found; ++level) {
        const QList<ElementState> parents = model.targets(id, u"partOf"_s);
        if (parents.isEmpty())
            return nullptr;
        for (const ElementState &parent : parents) {
            if (!found && parent.kind == u"group" &&
                parent.properties.value(u"type"_s).toString() == u"domain")
                found = model.element(parent.id);
        }
        id = parents.first().id;
    }
    return found;
}

bool isWanted(const ElementState &element, const ViewRules &rules)
{
    if (!rules.kinds.isEmpty())
        return rules.kinds.contains(element.kind);
    // A view that names nothing shows what is delivered; who owns it shows as grouping.
    return rules.include.isEmpty() && element.kind != u"team" && element.kind != u"group";
}

/// Keeps what is in the wanted domains, and what no domain claims but hangs on that: its pipelines, their
/// environments…
QSet<ElementId> inDomains(const PlateauModel &model, const QSet<ElementId> &wanted, const ViewRules &rules)
{
    QSet<ElementId> kept;
    QSet<ElementId> open;
    for (ElementId id : wanted) {
        const ElementState *domain = domainOf(model, id);
        if (!domain)
            open.insert(id);
        else if (rules.domains.contains(domain->key))
            kept.insert(id);
    }
    const auto isDrawn = [&](const RelationState &relation) {
        return rules.relations.isEmpty() ? relation.kind != u"ownedBy" && relation.kind != u"partOf"
                                         : rules.relations.contains(relation.kind);
    };
    QList<ElementId> front(kept.cbegin(), kept.cend());
    while (!front.isEmpty()) {
        const ElementId id = front.takeLast();
        const auto reach = [&](ElementId other) {
            if (open.remove(other)) {
                kept.insert(other);
                front.append(other);
            }
        };
        for (const RelationState &relation : model.outgoing(id))
            if (isDrawn(relation))
                reach(relation.target);
        // Against the arrow only from what guards: else every pipeline of a shared environment would come in.
        for (const RelationState &relation : model.incoming(id))
            if (isDrawn(relation) && relation.kind == u"guards")
                reach(relation.source);
    }
    return kept;
}

} // namespace

QSet<QString> textsOf(const QJsonValue &value)
{
    QSet<QString> result;
    if (value.isString() && !value.toString().isEmpty())
        result.insert(value.toString());
    for (const auto &item : value.toArray())
        result.insert(item.toString());
    result.remove(QString());
    return result;
}

const ElementState *ownerOf(const PlateauModel &model, ElementId id)
{
    const QList<ElementState> owners = model.targets(id, u"ownedBy"_s);
    return owners.isEmpty() ? nullptr : model.element(owners.first().id);
}

ViewRules::ViewRules(const QJsonObject &properties)
    : title(properties.value(u"title"_s).toString())
    , kinds(textsOf(properties.value(u"kinds"_s)))
    , domains(textsOf(properties.value(u"domains"_s)))
    , include(textsOf(properties.value(u"include"_s)))
    , exclude(textsOf(properties.value(u"exclude"_s)))
    , relations(textsOf(properties.value(u"relations"_s)))
    , groupBy(properties.value(u"group_by"_s).toString(u"none"_s))
{
    const QString wanted = properties.value(u"direction"_s).toString();
    if (wanted == u"down" || wanted == u"TB")
        direction = layout::Direction::TopToBottom;
}

Selection select(const PlateauModel &model, const ViewRules &rules)
{
    Selection selection;
    for (const ElementState &element : model.elements()) {
        if (isWanted(element, rules))
            selection.elements.insert(element.id);
    }
    if (!rules.domains.isEmpty())
        selection.elements = inDomains(model, selection.elements, rules);
    for (const ElementState &element : model.elements()) {
        if (rules.include.contains(element.key))
            selection.elements.insert(element.id);
        if (rules.exclude.contains(element.key))
            selection.elements.remove(element.id);
    }
    for (const RelationState &relation : model.relations()) {
        if ((rules.relations.isEmpty() || rules.relations.contains(relation.kind)) &&
            selection.elements.contains(relation.source) && selection.elements.contains(relation.target))
            selection.relations.insert(relation.id);
    }
    return selection;
}

GroupName groupOf(const PlateauModel &model, const ElementState &element, const ViewRules &rules,
                  const metamodel::Metamodel &metamodel)
{
    if (rules.groupBy == u"none")
        return {};
    const bool byDomain =
        rules.groupBy == u"domain" || (rules.groupBy == u"column" && element.kind == u"service");
    const ElementState *group = rules.groupBy == u"team" ? ownerOf(model, element.id)
                                : byDomain               ? domainOf(model, element.id)
                                                         : nullptr;
    if (group)
        return {group->key, group->name(), group->id};
    const metamodel::Kind *kind = metamodel.kind(element.kind);
    return {u"kind:"_s + element.kind, kind ? kind->plural : element.kind, {}};
}

} // namespace gp::diagram
