// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/rows.h"

#include "core/documents/contexts.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

QString text(const QJsonValue &object, QStringView name)
{
    return object[name].toVariant().toString();
}

QString percent(double value)
{
    return value < 0 ? u"–"_s : QString(QString::number(value, 'f', 0) + u" %"_s);
}

QString yesOrNo(const ElementState &element, const QString &property)
{
    const QJsonValue value = element.properties.value(property);
    return value.isBool() ? (value.toBool() ? u"yes"_s : u"no"_s) : QString();
}

void addUnique(QList<ElementState> &list, const QList<ElementState> &more)
{
    for (const ElementState &element : more) {
        if (!std::ranges::contains(list, element.id, &ElementState::id))
            list.append(element);
    }
}

QVariantList stageRows(const Facts &facts, const ElementState &pipeline)
{
    const metamodel::Kind *kind = facts.metamodel().kind(u"pipeline"_s);
    const metamodel::Property *stages = kind ? kind->property(u"stages"_s) : nullptr;
    const metamodel::Property *type = stages ? stages->column(u"type"_s) : nullptr;
    QVariantList rows;
    for (const QJsonValue &stage : pipeline.properties.value(u"stages"_s).toArray()) {
        const ElementState *environment = facts.byKey(text(stage, u"environment"));
        QVariantList controls;
        for (const ElementState &control : facts.byKeys(stage[u"controls"].toArray()))
            controls.append(
                QVariantHash{{u"name"_s, control.name()}, {u"mode"_s, facts.value(control, u"mode"_s)}});
        rows.append(
            QVariantHash{{u"position"_s, QString::number(rows.size() + 1)},
                         {u"name"_s, text(stage, u"name")},
                         {u"type"_s, type ? type->labelOf(text(stage, u"type")) : text(stage, u"type")},
                         {u"environment"_s, environment ? environment->name() : text(stage, u"environment")},
                         {u"gate"_s, facts.line(text(stage, u"gate"))},
                         {u"detail"_s, facts.line(text(stage, u"detail"))},
                         {u"controls"_s, controls}});
    }
    return rows;
}

QVariantList environmentRows(const Facts &facts, const QList<ElementState> &environments)
{
    QVariantList rows;
    for (const ElementState &environment : environments) {
        QStringList place{facts.value(environment, u"platform"_s), facts.value(environment, u"region"_s),
                          facts.value(environment, u"account"_s)};
        place.removeAll(QString());
        QString lifecycle = facts.value(environment, u"lifecycle"_s);
        if (const QString ttl = facts.value(environment, u"ttl_hours"_s); !ttl.isEmpty())
            lifecycle += u", "_s + ttl;
        const QJsonValue cost = environment.properties.value(u"monthly_cost"_s);
        rows.append(QVariantHash{{u"name"_s, environment.name()},
                                 {u"type"_s, facts.value(environment, u"type"_s)},
                                 {u"place"_s, place.join(u", "_s)},
                                 {u"lifecycle"_s, lifecycle},
                                 {u"data"_s, facts.value(environment, u"data_policy"_s)},
                                 {u"provisioned_by"_s, facts.value(environment, u"provisioned_by"_s)},
                                 {u"recovery"_s, facts.value(environment, u"recovery"_s)},
                                 {u"cost"_s, cost.isDouble() ? facts.money(cost.toDouble()) : QString()}});
    }
    return rows;
}

QVariantList promotionRows(const Facts &facts, const QList<ElementState> &environments)
{
    QVariantList rows;
    for (const ElementState &from : environments) {
        for (const RelationState &relation : facts.at().outgoing(from.id, u"promotesTo"_s)) {
            if (!std::ranges::contains(environments, relation.target, &ElementState::id))
                continue;
            rows.append(QVariantHash{{u"from"_s, from.name()},
                                     {u"to"_s, facts.at().element(relation.target)->name()},
                                     {u"gate"_s, facts.line(text(relation.properties, u"gate"))}});
        }
    }
    return rows;
}

QString spread(const Facts &facts, const QList<ElementState> &services, const QString &property)
{
    QMap<QString, int> counts;
    for (const ElementState &service : services) {
        if (const QString value = facts.value(service, property); !value.isEmpty())
            ++counts[value];
    }
    QList<std::pair<int, QString>> order;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        order.append({-it.value(), it.key()});
    std::ranges::sort(order);
    QStringList parts;
    for (const auto &[count, value] : order)
        parts.append(u"%1 (%2)"_s.arg(value).arg(-count));
    return parts.join(u"; "_s);
}

QVariantList sloRows(const Facts &facts, const QList<ElementState> &services)
{
    QVariantList rows;
    for (const ElementState &service : services) {
        for (const QJsonValue &slo : service.properties.value(u"slos"_s).toArray())
            rows.append(
                QVariantHash{{u"service"_s, facts.ref(service)},
                             {u"tier"_s, facts.value(service, u"tier"_s)},
                             {u"name"_s, text(slo, u"name")},
                             {u"sli"_s, text(slo, u"sli")},
                             {u"objective"_s, QString(number(slo[u"objective"].toDouble()) + u" %"_s)},
                             {u"window"_s, text(slo, u"window")}});
    }
    return rows;
}

QVariantList releaseRows(const Facts &facts, const QList<ElementState> &services)
{
    QMap<QString, QList<ElementState>> byTier;
    for (const ElementState &service : services)
        byTier[facts.value(service, u"tier"_s)].append(service);
    QVariantList rows;
    for (auto it = byTier.cbegin(); it != byTier.cend(); ++it) {
        const qsizetype withRollback = std::ranges::count_if(*it, [](const ElementState &service) {
            return !text(service.properties, u"rollback").isEmpty();
        });
        rows.append(QVariantHash{{u"tier"_s, it.key()},
                                 {u"services"_s, QString::number(it->size())},
                                 {u"strategies"_s, spread(facts, *it, u"deployment_strategy"_s)},
                                 {u"rollback"_s, u"%1 of %2"_s.arg(withRollback).arg(it->size())}});
    }
    return rows;
}

QVariantHash nfrRows(const Facts &facts, const QList<ElementState> &services)
{
    using Counts = QMap<QString, int>;
    QMap<QString, Counts> byItem;
    QMap<QString, Counts> byCharacteristic;
    for (const rules::NfrRow &row : facts.evaluated().nfrs) {
        if (!std::ranges::contains(services, row.element, &ElementState::id))
            continue;
        for (Counts *counts : {&byItem[row.nfr], &byCharacteristic[row.characteristic]}) {
            ++(*counts)[row.answer];
            ++(*counts)[u"all"_s];
        }
    }
    const auto hash = [](const Counts &counts) {
        QVariantHash figures;
        for (const QString &answer :
             {u"all"_s, u"met"_s, u"partly"_s, u"not-met"_s, u"waived"_s, u"not-applicable"_s, u"open"_s})
            figures.insert(QString(answer).replace(u'-', u'_'), QString::number(counts.value(answer)));
        return figures;
    };
    const rules::NfrCatalogue &catalogue = rules::NfrCatalogue::builtin();
    QVariantList characteristics;
    for (const QString &name : catalogue.characteristics()) {
        if (!byCharacteristic.contains(name))
            continue;
        QVariantHash row = hash(byCharacteristic.value(name));
        row[u"title"_s] = name;
        QStringList titles;
        for (const rules::NfrItem &item : catalogue.items()) {
            if (item.characteristic == name && byItem.contains(item.id))
                titles.append(u"%1 (%2)"_s.arg(item.title, item.id));
        }
        row[u"items"_s] = titles.join(u"; "_s);
        row[u"count"_s] = QString::number(titles.size());
        characteristics.append(row);
    }
    QVariantList missed;
    for (const rules::NfrItem &item : catalogue.items()) {
        const Counts counts = byItem.value(item.id);
        if (counts.value(u"not-met"_s) + counts.value(u"partly"_s) + counts.value(u"waived"_s) == 0)
            continue;
        QVariantHash row = hash(counts);
        row[u"id"_s] = item.id;
        row[u"title"_s] = item.title;
        missed.append(row);
    }
    return {{u"characteristics"_s, characteristics}, {u"missed"_s, missed}};
}

QVariantList controlRows(const Facts &facts, QList<ElementState> controls, const QJsonArray &required)
{
    std::ranges::stable_sort(controls, {}, [&](const ElementState &control) {
        // The order of the enforcement points is the way of a change from commit to run time.
        return std::pair(placeOf(facts, u"control"_s, u"enforcement_point"_s,
                                 text(control.properties, u"enforcement_point")),
                         control.key);
    });
    QVariantList rows;
    for (const ElementState &control : controls) {
        QList<rules::FrameworkRef> requirements;
        for (const QJsonValue &value : control.properties.value(u"requirements"_s).toArray())
            requirements.append({text(value, u"framework"), text(value, u"requirement")});
        rows.append(QVariantHash{{u"name"_s, control.name()},
                                 {u"objective"_s, facts.line(text(control.properties, u"objective"))},
                                 {u"point"_s, facts.value(control, u"enforcement_point"_s)},
                                 {u"mode"_s, facts.value(control, u"mode"_s)},
                                 {u"tool"_s, facts.value(control, u"tool"_s)},
                                 {u"required"_s, required.contains(control.key)},
                                 {u"requirements"_s, requirementTexts(requirements)}});
    }
    return rows;
}

QVariantList decisionRows(const Facts &facts, const QSet<QString> &keys)
{
    QList<Record> decisions;
    for (const Record &decision : decisionsInOrder(facts.model())) {
        for (const QJsonValue &key : decision.properties.value(u"elements"_s).toArray()) {
            if (keys.contains(key.toString())) {
                decisions.append(decision);
                break;
            }
        }
    }
    QVariantList rows;
    for (const Record &decision : decisions)
        rows.append(decisionRow(facts, decision));
    return rows;
}

QVariantHash decisionRow(const Facts &facts, const Record &decision)
{
    return {{u"decision"_s, facts.decisionRef(decision)},
            {u"status"_s, text(decision.properties, u"status")},
            {u"reach"_s, facts.value(decision, u"reach"_s)},
            {u"reversibility"_s, facts.value(decision, u"reversibility"_s)},
            {u"review_by"_s, text(decision.properties, u"review_by")},
            {u"chosen"_s, facts.line(text(decision.properties, u"chosen"))}};
}

QString recordNames(const Facts &facts, const Record &record, const QString &property, const QString &kind)
{
    QStringList names;
    for (const QJsonValue &key : record.properties.value(property).toArray()) {
        const Record *named = facts.model().record(kind, key.toString());
        names.append(named ? titleOf(*named) : key.toString());
    }
    return names.join(u"; "_s);
}

QVariantList workPackageRows(const Facts &facts, const std::function<bool(const Record &)> &wanted)
{
    QVariantList rows;
    for (const Record &work : facts.model().recordsOfKind(u"workPackage"_s)) {
        if (!wanted(work))
            continue;
        const Plateau *to = facts.model().plateau(text(work.properties, u"to_plateau"));
        rows.append(QVariantHash{{u"name"_s, text(work.properties, u"name")},
                                 {u"owner"_s, facts.teamName(text(work.properties, u"owner"))},
                                 {u"effort"_s, facts.value(work, u"effort_days"_s)},
                                 {u"start"_s, text(work.properties, u"start")},
                                 {u"finish"_s, text(work.properties, u"finish")},
                                 {u"to"_s, to ? facts.plateauName(to->id) : QString()},
                                 {u"after"_s, recordNames(facts, work, u"depends_on"_s, u"workPackage"_s)},
                                 {u"outcome"_s, facts.line(text(work.properties, u"outcome"))}});
    }
    std::ranges::stable_sort(rows, {},
                             [](const QVariant &row) { return row.toHash()[u"start"_s].toString(); });
    return rows;
}

QStringList keysOf(const QList<ElementState> &elements)
{
    QStringList keys;
    for (const ElementState &element : elements)
        keys.append(element.key);
    return keys;
}

QString namesOf(const QList<ElementState> &elements)
{
    return namesOf(elements, elements.size());
}

QString namesOf(const QList<ElementState> &elements, qsizetype most)
{
    QStringList names;
    for (const ElementState &element : elements.first(std::min(most, elements.size())))
        names.append(element.name());
    const qsizetype more = elements.size() - names.size();
    return names.join(u", "_s) + (more > 0 ? u" and %1 more"_s.arg(more) : QString());
}

QList<ElementState> having(const QList<ElementState> &elements,
                           const std::function<bool(const ElementState &)> &wanted)
{
    QList<ElementState> found;
    std::ranges::copy_if(elements, std::back_inserter(found), wanted);
    return found;
}

QString pluralOf(const Facts &facts, const QString &kind)
{
    const metamodel::Kind *known = facts.metamodel().kind(kind);
    return known ? known->plural : kind;
}

QString labelOf(const Facts &facts, const QString &kind)
{
    const metamodel::Kind *known = facts.metamodel().kind(kind);
    return known ? known->label : kind;
}

qsizetype placeOf(const Facts &facts, const QString &kind, const QString &property, const QString &value)
{
    const metamodel::Kind *known = facts.metamodel().kind(kind);
    const metamodel::Property *of = known ? known->property(property) : nullptr;
    if (!of)
        return 0;
    for (qsizetype i = 0; i < of->values.size(); ++i) {
        if (of->values.at(i).value == value)
            return i;
    }
    return of->values.size();
}

QList<Plateau> stepsTo(const Facts &facts, PlateauId plateau)
{
    QList<Plateau> steps;
    const PlateauPath path = facts.model().pathTo(plateau);
    for (const PlateauId id : path.nearestFirst()) {
        if (const Plateau *step = facts.model().plateau(id))
            steps.prepend(*step);
    }
    return steps;
}

QString dateText(const Plateau &plateau)
{
    return plateau.date.isValid() ? plateau.date.toString(Qt::ISODate) : QString();
}

bool isOnTheWay(const Facts &facts, const Record &work)
{
    const Plateau *to = facts.model().plateau(text(work.properties, u"to_plateau"));
    return to && facts.model().pathTo(facts.plateau()).contains(to->id);
}

double monthlyCost(const PlateauModel &at, const QString &kind)
{
    double total = 0;
    for (const ElementState &element : at.elements()) {
        if (kind.isEmpty() || element.kind == kind)
            total += element.properties.value(u"monthly_cost"_s).toDouble();
    }
    return total;
}

QString moneyChange(const Facts &facts, double amount)
{
    return (amount > 0 ? u"+"_s : amount < 0 ? QString() : u"±"_s) + facts.money(amount);
}

QVariantList costRows(const Facts &facts, PlateauId first)
{
    const PlateauModel &before = facts.evaluatedAt(first).at;
    QVariantList rows;
    const auto add = [&](const QString &what, const QString &kind) {
        const double was = monthlyCost(before, kind);
        const double is = monthlyCost(facts.at(), kind);
        if (was > 0 || is > 0)
            rows.append(QVariantHash{{u"what"_s, what},
                                     {u"before"_s, facts.money(was)},
                                     {u"after"_s, facts.money(is)},
                                     {u"change"_s, moneyChange(facts, is - was)},
                                     {u"is_sum"_s, kind.isEmpty()}});
    };
    for (const metamodel::Kind &kind : facts.metamodel().kinds())
        add(kind.plural, kind.name);
    if (rows.size() > 1)
        add(u"All"_s, {});
    return rows;
}

} // namespace gp::documents
