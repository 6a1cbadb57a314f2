// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/compare/gap.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::compare {

QString stateName(State state)
{
    switch (state) {
    case State::Added:
        return u"added"_s;
    case State::Removed:
        return u"removed"_s;
    case State::Changed:
        return u"changed"_s;
    case State::Replaced:
        return u"replaced"_s;
    case State::Kept:
        return u"kept"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QString signOf(State state)
{
    switch (state) {
    case State::Added:
        return u"+"_s;
    case State::Removed:
        return u"−"_s;
    case State::Changed:
        return u"~"_s;
    case State::Replaced:
        return u"→"_s;
    case State::Kept:
        return {};
    }
    Q_UNREACHABLE_RETURN({});
}

bool Gap::isEmpty() const
{
    const auto kept = [](const auto &item) { return item.state == State::Kept; };
    return std::ranges::all_of(elements, kept) && std::ranges::all_of(relations, kept);
}

State Gap::stateOf(ElementId id) const
{
    const auto it = elements.constFind(id);
    return it == elements.constEnd() ? State::Kept : it->state;
}

State Gap::stateOf(RelationId id) const
{
    const auto it = relations.constFind(id);
    return it == relations.constEnd() ? State::Kept : it->state;
}

QList<ElementGap> Gap::items() const
{
    QList<ElementGap> found;
    for (const ElementGap &item : elements) {
        if (item.state != State::Kept)
            found.append(item);
    }
    std::ranges::sort(found, [](const ElementGap &a, const ElementGap &b) {
        return std::tie(a.state, a.kind, a.key) < std::tie(b.state, b.kind, b.key);
    });
    return found;
}

namespace {

void count(Counts &counts, State state)
{
    switch (state) {
    case State::Added:
        ++counts.added;
        return;
    case State::Removed:
        ++counts.removed;
        return;
    case State::Changed:
        ++counts.changed;
        return;
    case State::Replaced:
        ++counts.replaced;
        return;
    case State::Kept:
        ++counts.kept;
        return;
    }
}

QList<FieldChange> propertyChanges(const QJsonObject &before, const QJsonObject &after)
{
    QList<FieldChange> changes;
    for (auto it = before.begin(); it != before.end(); ++it) {
        const QJsonValue now = after.value(it.key());
        if (now != it.value())
            changes.append({it.key(), it.value(), now, false});
    }
    for (auto it = after.begin(); it != after.end(); ++it) {
        if (!before.contains(it.key()))
            changes.append({it.key(), QJsonValue(QJsonValue::Undefined), it.value(), false});
    }
    std::ranges::sort(changes, {}, &FieldChange::property);
    return changes;
}

/// Keys of what an element is related to, by relation kind. `replaces` is told by the state itself.
QMap<QString, QStringList> targetsByKind(const PlateauModel &at, ElementId id)
{
    QMap<QString, QStringList> targets;
    for (const RelationState &relation : at.outgoing(id)) {
        if (relation.kind != u"replaces")
            targets[relation.kind].append(at.element(relation.target)->key);
    }
    for (QStringList &keys : targets)
        keys.sort();
    return targets;
}

QJsonValue keysValue(const QStringList &keys)
{
    return keys.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(QJsonArray::fromStringList(keys));
}

QList<FieldChange> relationChanges(const QMap<QString, QStringList> &before,
                                   const QMap<QString, QStringList> &after)
{
    QList<FieldChange> changes;
    QStringList kinds = before.keys() + after.keys();
    kinds.removeDuplicates();
    kinds.sort();
    for (const QString &kind : kinds) {
        if (before.value(kind) != after.value(kind))
            changes.append({kind, keysValue(before.value(kind)), keysValue(after.value(kind)), true});
    }
    return changes;
}

QList<FieldChange> allChanges(const PlateauModel &from, const ElementState &was, const PlateauModel &to,
                              const ElementState &is)
{
    return propertyChanges(was.properties, is.properties) +
           relationChanges(targetsByKind(from, was.id), targetsByKind(to, is.id));
}

ElementGap compareElement(const PlateauModel &from, const PlateauModel &to, ElementId id)
{
    const ElementState *was = from.element(id);
    const ElementState *is = to.element(id);
    const ElementState &shown = is ? *is : *was;
    ElementGap gap{id, shown.key, shown.kind, shown.name(), State::Kept, {}, {}, {}};
    if (!was) {
        gap.state = State::Added;
    } else if (!is) {
        gap.state = State::Removed;
    } else {
        gap.fields = allChanges(from, *was, to, *is);
        gap.state = gap.fields.isEmpty() ? State::Kept : State::Changed;
    }
    return gap;
}

/// Pairs what is gone with what came for it. The `replaces` relation itself ends with the old element, so it
/// is read from the whole model and not from the state.
void pairReplacements(Gap &gap, const Model &model, const PlateauModel &from, const PlateauModel &to)
{
    for (const Relation &relation : model.relations()) {
        if (relation.kind != u"replaces")
            continue;
        const auto successor = gap.elements.find(relation.source);
        const auto old = gap.elements.find(relation.target);
        if (successor == gap.elements.end() || old == gap.elements.end() || !to.element(relation.source) ||
            (old->state != State::Removed && old->state != State::Replaced))
            continue;
        old->state = State::Replaced;
        old->replacedBy.append(relation.source);
        if (old->fields.isEmpty())
            old->fields = allChanges(from, *from.element(relation.target), to, *to.element(relation.source));
        if (successor->state == State::Added)
            successor->replaces.append(relation.target);
    }
}

RelationGap compareRelation(const PlateauModel &from, const PlateauModel &to, RelationId id)
{
    const auto was = from.relations().constFind(id);
    const auto is = to.relations().constFind(id);
    const bool existed = was != from.relations().constEnd();
    const bool exists = is != to.relations().constEnd();
    const RelationState &shown = exists ? *is : *was;
    RelationGap gap{id, shown.kind, shown.source, shown.target, State::Kept, {}};
    if (!existed) {
        gap.state = State::Added;
    } else if (!exists) {
        gap.state = State::Removed;
    } else {
        gap.fields = propertyChanges(was->properties, is->properties);
        gap.state = gap.fields.isEmpty() ? State::Kept : State::Changed;
    }
    return gap;
}

} // namespace

Gap gapBetween(const Model &model, PlateauId from, PlateauId to)
{
    return gapBetween(model, PlateauModel(model, from), PlateauModel(model, to));
}

Gap gapBetween(const Model &fromModel, PlateauId from, const Model &toModel, PlateauId to)
{
    return gapBetween(toModel, PlateauModel(fromModel, from), PlateauModel(toModel, to));
}

Gap gapBetween(const Model &model, const PlateauModel &before, const PlateauModel &after)
{
    Gap gap;
    for (const auto *side : {&before, &after}) {
        for (const ElementState &element : side->elements()) {
            if (!gap.elements.contains(element.id))
                gap.elements.insert(element.id, compareElement(before, after, element.id));
        }
        for (const RelationState &relation : side->relations()) {
            if (!gap.relations.contains(relation.id))
                gap.relations.insert(relation.id, compareRelation(before, after, relation.id));
        }
    }
    pairReplacements(gap, model, before, after);
    for (const ElementGap &element : std::as_const(gap.elements))
        count(gap.elementCounts, element.state);
    for (const RelationGap &relation : std::as_const(gap.relations))
        count(gap.relationCounts, relation.state);
    return gap;
}

} // namespace gp::compare
