// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/decisions/proposal.h"

#include "core/compare/gap.h"
#include "core/decisions/life.h"
#include "core/metamodel/impact.h"
#include "core/model/counted.h"
#include "core/rules/controls.h"
#include "core/rules/workbench.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::decisions {

namespace {

using compare::State;

/// What a proposal is about, of a gap between two plateaus.
struct Scope
{
    PlateauId from;
    PlateauId to;
    compare::Gap gap;
    QList<compare::ElementGap> items;

    [[nodiscard]] bool contains(ElementId id) const
    {
        return std::ranges::contains(items, id, &compare::ElementGap::id);
    }
};

Scope scopeOf(const Model &model, PlateauId from, PlateauId to, const QSet<ElementId> &wanted)
{
    Scope scope{from, to, compare::gapBetween(model, from, to), {}};
    for (const compare::ElementGap &item : scope.gap.items()) {
        if (wanted.isEmpty() || wanted.contains(item.id))
            scope.items.append(item);
    }
    return scope;
}

bool goes(const compare::ElementGap &item)
{
    return item.state == State::Removed || item.state == State::Replaced;
}

QString namesOf(const compare::Gap &gap, const QList<ElementId> &ids)
{
    QStringList names;
    for (const ElementId id : ids)
        names.append(gap.elements.value(id).name);
    return names.join(u" and "_s);
}

/// "Replace Jenkins with GitHub Actions", "Introduce Argo CD", "Change 4 things on the way to Target".
QString titleOf(const Scope &scope, const QString &to)
{
    const auto first = [&](State state) -> const compare::ElementGap * {
        const auto it = std::ranges::find(scope.items, state, &compare::ElementGap::state);
        return it == scope.items.end() ? nullptr : &*it;
    };
    const auto only = [&](State state) {
        return std::ranges::count(scope.items, state, &compare::ElementGap::state) == 1 ? first(state)
                                                                                        : nullptr;
    };
    if (const compare::ElementGap *replaced = only(State::Replaced))
        return u"Replace %1 with %2"_s.arg(replaced->name, namesOf(scope.gap, replaced->replacedBy));
    if (scope.items.size() == 1) {
        const compare::ElementGap &item = scope.items.first();
        switch (item.state) {
        case State::Added:
            return u"Introduce %1"_s.arg(item.name);
        case State::Removed:
            return u"Retire %1"_s.arg(item.name);
        default:
            return u"Change %1"_s.arg(item.name);
        }
    }
    return u"Change %1 things on the way to %2"_s.arg(scope.items.size()).arg(to);
}

QString plateauName(const Model &model, PlateauId id)
{
    const Plateau *plateau = model.plateau(id);
    return plateau ? (plateau->name.isEmpty() ? plateau->key : plateau->name) : QString();
}

QString ownerOf(const PlateauModel &at, ElementId id)
{
    QStringList names;
    for (const RelationState &relation : at.outgoing(id)) {
        if (relation.kind == "ownedBy"_L1)
            names.append(at.element(relation.target)->name());
    }
    names.sort();
    return names.join(u" and "_s);
}

QString kindLabel(const metamodel::Metamodel &metamodel, const QString &kind)
{
    const metamodel::Kind *known = metamodel.kind(kind);
    return known ? known->label : kind;
}

void addFacts(const Scope &scope, const PlateauModel &from, const metamodel::Metamodel &metamodel,
              Basis &basis)
{
    for (const compare::ElementGap &item : scope.items) {
        const ElementState *state = from.element(item.id);
        if (!state)
            continue;
        QStringList parts{kindLabel(metamodel, state->kind)};
        if (const QJsonValue tier = state->properties.value(u"tier"_s); tier.isDouble())
            parts.append(u"tier %1"_s.arg(tier.toInt()));
        const QString owner = ownerOf(from, item.id);
        if (!owner.isEmpty())
            parts.append(u"owned by "_s + owner);
        const qsizetype dependents = metamodel::impactOf(from, item.id).direct.size();
        if (dependents > 0)
            parts.append(counted(dependents, u"other needs it"_s, u"others need it"_s));
        basis.facts.append({state->name(), parts.join(u", "_s)});
    }
}

void addChanges(const Scope &scope, const metamodel::Metamodel &metamodel, Basis &basis)
{
    for (const compare::ElementGap &item : scope.items) {
        const metamodel::Kind *kind = metamodel.kind(item.kind);
        const QString what = item.name + u" ("_s + kindLabel(metamodel, item.kind) + u')';
        switch (item.state) {
        case State::Added:
            basis.changes.append(item.replaces.isEmpty() ? QString(what + u" is new."_s)
                                                         : QString(what + u" takes the place of "_s +
                                                                   namesOf(scope.gap, item.replaces) + u'.'));
            break;
        case State::Removed:
            basis.changes.append(what + u" goes."_s);
            break;
        case State::Replaced:
            basis.changes.append(what + u" goes, replaced by "_s + namesOf(scope.gap, item.replacedBy) +
                                 u'.');
            break;
        default:
            for (const compare::FieldChange &field : item.fields) {
                if (field.property == "description"_L1)
                    continue;
                basis.changes.append(u"%1: %2 from %3 to %4."_s.arg(
                    what, compare::fieldLabel(field, metamodel, item.kind).toLower(),
                    compare::fieldText(field, field.before, kind),
                    compare::fieldText(field, field.after, kind)));
            }
        }
    }
}

QMap<QString, QString> findingsAbout(const QList<rules::Finding> &findings, const Scope &scope)
{
    QMap<QString, QString> messages;
    for (const rules::Finding &finding : findings) {
        if (finding.isOpen() && (scope.contains(finding.element) || scope.contains(finding.related)))
            messages.insert(finding.fingerprint, finding.message + u" ("_s + finding.rule + u')');
    }
    return messages;
}

void addFindings(const FindingsAt &findingsAt, const Scope &scope, Basis &basis)
{
    const QMap<QString, QString> before = findingsAbout(findingsAt(scope.from), scope);
    const QMap<QString, QString> after = findingsAbout(findingsAt(scope.to), scope);
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        if (!after.contains(it.key()))
            basis.closed.append(it.value());
    }
    for (auto it = after.cbegin(); it != after.cend(); ++it) {
        if (!before.contains(it.key()))
            basis.opened.append(it.value());
    }
    basis.closed.sort();
    basis.opened.sort();
}

void addControls(const Model &model, const PlateauModel &from, const PlateauModel &to, const Scope &scope,
                 Basis &basis)
{
    const auto isOurs = [&](ElementId id) { return scope.contains(id); };
    QStringList frameworks = rules::frameworksIn(from) + rules::frameworksIn(to);
    frameworks.removeDuplicates();
    frameworks.sort();
    for (const QString &framework : std::as_const(frameworks)) {
        for (const rules::CoverageChange &change : rules::coverageChanges(model, from, to, framework)) {
            if (!std::ranges::any_of(change.before.controls, isOurs) &&
                !std::ranges::any_of(change.after.controls, isOurs))
                continue;
            basis.controls.append(
                {rules::Frameworks::builtin().nameOf(framework), change.after.requirement.requirement,
                 rules::toString(change.before.coverage), rules::toString(change.after.coverage),
                 change.after.coverage < change.before.coverage});
        }
    }
}

std::optional<double> costOf(const PlateauModel &at, const Scope &scope)
{
    std::optional<double> sum;
    for (const compare::ElementGap &item : scope.items) {
        const ElementState *state = at.element(item.id);
        const QJsonValue cost = state ? state->properties.value(u"monthly_cost"_s) : QJsonValue();
        if (cost.isDouble())
            sum = sum.value_or(0) + cost.toDouble();
    }
    return sum;
}

void addImpact(const PlateauModel &from, const PlateauModel &to, const Scope &scope, Basis &basis)
{
    QSet<ElementId> gone;
    QSet<ElementId> concerned;
    for (const compare::ElementGap &item : scope.items) {
        if (goes(item))
            gone.insert(item.id);
        if (item.state != State::Added)
            concerned.insert(item.id);
    }
    const metamodel::Impact all = metamodel::impactOf(from, concerned);
    for (const ElementState &hit : all.transitive) {
        if (!scope.contains(hit.id))
            basis.hit.append(hit.name());
    }
    for (const ElementState &team : all.owners)
        basis.teams.append(team.name());
    for (const metamodel::Hit &hit : metamodel::impactOf(from, gone).hits) {
        if (hit.distance == 1 && to.element(hit.element.id))
            basis.migrate.append(hit.words);
    }
    basis.migrate.removeDuplicates();
}

void addQuestions(const Model &model, const PlateauModel &to, const Scope &scope, const Record &decision,
                  Basis &basis)
{
    QStringList covered;
    for (const Record &work : model.recordsOfKind(u"workPackage"_s)) {
        const QJsonArray elements = work.properties.value(u"elements"_s).toArray();
        for (const QJsonValue &key : elements)
            covered.append(key.toString());
    }
    QStringList uncovered;
    for (const compare::ElementGap &item : scope.items) {
        const ElementState *state = to.element(item.id);
        const bool isOwned = item.kind != "team"_L1 && item.kind != "group"_L1;
        if (state && isOwned && ownerOf(to, item.id).isEmpty())
            basis.questions.append(u"Who owns %1?"_s.arg(item.name));
        const bool costs = item.kind == "technology"_L1 || item.kind == "environment"_L1;
        if (item.state == State::Added && costs && !state->properties.value(u"monthly_cost"_s).isDouble())
            basis.questions.append(u"What does %1 cost a month?"_s.arg(item.name));
        if (goes(item) && item.kind == "service"_L1)
            basis.questions.append(u"What becomes of the data of %1?"_s.arg(item.name));
        if (!covered.contains(item.key))
            uncovered.append(item.name);
    }
    if (!uncovered.isEmpty())
        basis.questions.append(u"Which work package carries it out (%1)?"_s.arg(uncovered.join(u", "_s)));
    if (!basis.opened.isEmpty())
        basis.questions.append(u"Who accepts what is found then, or puts it right (%1)?"_s.arg(
            counted(basis.opened.size(), u"finding"_s, u"findings"_s)));
    if (decision.properties.value(u"confirmation"_s).toString().isEmpty() &&
        decision.properties.value(u"confirmed_by"_s).toArray().isEmpty())
        basis.questions.append(u"How is it confirmed that it was done?"_s);
}

} // namespace

Result<QString> propose(Draft &draft, PlateauId from, PlateauId to, const QList<ElementId> &elements,
                        const QDate &date)
{
    const Model &model = draft.model();
    if (!model.plateau(from) || !model.plateau(to) || from == to)
        return fail(ErrorCode::Usage, u"A proposal is about the way from one plateau to another: name two"_s);
    const Scope scope = scopeOf(model, from, to, {elements.cbegin(), elements.cend()});
    if (scope.items.isEmpty())
        return fail(ErrorCode::Usage,
                    u"Nothing of this differs between %1 and %2: there is nothing to decide"_s.arg(
                        plateauName(model, from), plateauName(model, to)));
    QJsonArray keys;
    for (const compare::ElementGap &item : scope.items)
        keys.append(item.key);
    const QString fromKey = model.plateau(from)->key;
    const QString toKey = model.plateau(to)->key;
    const QString title = titleOf(scope, plateauName(model, to));
    const QJsonArray options{QJsonObject{{u"title"_s, title}, {u"plateau"_s, toKey}},
                             QJsonObject{{u"title"_s, u"Leave it as it is"_s}, {u"plateau"_s, fromKey}}};
    QJsonObject properties{{u"title"_s, title},        {u"status"_s, toString(Status::Proposed)},
                           {u"options"_s, options},    {u"elements"_s, keys},
                           {u"basis_from"_s, fromKey}, {u"basis_to"_s, toKey},
                           {u"basis_items"_s, keys}};
    if (date.isValid())
        properties.insert(u"date"_s, date.toString(Qt::ISODate));
    const QString key = keyFor(model, title);
    const auto added = draft.addRecord(u"decision"_s, key, properties);
    return added ? Result<QString>(key) : Result<QString>(std::unexpected(added.error()));
}

bool hasBasis(const Record &decision)
{
    return decision.properties.contains(u"basis_from"_s) && decision.properties.contains(u"basis_to"_s);
}

FindingsAt runningRules(const Model &model)
{
    return [&model](PlateauId plateau) {
        rules::Workbench bench(rules::RuleSet::of(model), rules::forReports(model));
        bench.load(model, plateau);
        return bench.findings();
    };
}

Result<Basis> basisOf(const Model &model, const metamodel::Metamodel &metamodel, const Record &decision,
                      const FindingsAt &findingsAt)
{
    const auto plateau = [&](const QString &property) {
        return model.plateau(decision.properties.value(property).toString());
    };
    const Plateau *from = plateau(u"basis_from"_s);
    const Plateau *to = plateau(u"basis_to"_s);
    if (!from || !to)
        return fail(ErrorCode::Refused,
                    u"'%1' was drafted from a gap between plateaus of which one is gone"_s.arg(
                        gp::titleOf(decision)));
    QSet<ElementId> wanted;
    const QJsonArray items = decision.properties.value(u"basis_items"_s).toArray();
    for (const QJsonValue &key : items) {
        if (const Element *element = model.element(key.toString()))
            wanted.insert(element->id);
    }
    Scope scope{from->id, to->id, {}, {}};
    if (items.isEmpty() || !wanted.isEmpty())
        scope = scopeOf(model, from->id, to->id, wanted);
    const PlateauModel before(model, from->id);
    const PlateauModel after(model, to->id);
    Basis basis;
    basis.from = plateauName(model, from->id);
    basis.to = plateauName(model, to->id);
    addFacts(scope, before, metamodel, basis);
    addChanges(scope, metamodel, basis);
    addFindings(findingsAt ? findingsAt : runningRules(model), scope, basis);
    addControls(model, before, after, scope, basis);
    basis.costBefore = costOf(before, scope);
    basis.costAfter = costOf(after, scope);
    addImpact(before, after, scope, basis);
    addQuestions(model, after, scope, decision, basis);
    return basis;
}

} // namespace gp::decisions
