// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/contexts.h"
#include "core/documents/template_engine.h"
#include "core/rules/nfr.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

QString text(const QJsonValue &object, QStringView name)
{
    return object[name].toVariant().toString();
}

/// Everything that one golden path consists of, at the plateau.
struct Parts
{
    ElementState path;
    std::optional<ElementState> pipeline;
    QList<ElementState> environments;
    QList<ElementState> controls; ///< required by the path, named in stages, or guarding path and pipeline
    QStringList missingControls;  ///< required, and not there
    QList<ElementState> technologies;
    QList<ElementState> followers;
    QList<ElementState> others; ///< of the same workload, on no golden path or another one
    QSet<ElementId> ids;
};

void addUnique(QList<ElementState> &list, const QList<ElementState> &more)
{
    for (const ElementState &element : more) {
        if (!std::ranges::contains(list, element.id, &ElementState::id))
            list.append(element);
    }
}

Parts partsOf(const Facts &facts, const ElementState &path)
{
    Parts parts;
    parts.path = path;
    const QJsonObject &p = path.properties;
    if (const ElementState *pipeline = facts.byKey(text(p, u"pipeline")))
        parts.pipeline = *pipeline;
    addUnique(parts.environments, facts.byKeys(p.value(u"environments"_s).toArray()));
    addUnique(parts.technologies, facts.byKeys(p.value(u"technologies"_s).toArray()));
    addUnique(parts.technologies, facts.at().targets(path.id, u"uses"_s));
    addUnique(parts.controls, facts.byKeys(p.value(u"required_controls"_s).toArray()));
    addUnique(parts.controls, facts.at().sources(path.id, u"guards"_s));
    for (const QJsonValue &key : p.value(u"required_controls"_s).toArray()) {
        if (!facts.byKey(key.toString()))
            parts.missingControls.append(lastName(facts.model(), key.toString()));
    }
    if (parts.pipeline) {
        addUnique(parts.environments, facts.at().targets(parts.pipeline->id, u"deploysTo"_s));
        addUnique(parts.controls, facts.at().sources(parts.pipeline->id, u"guards"_s));
        for (const QJsonValue &stage : parts.pipeline->properties.value(u"stages"_s).toArray()) {
            addUnique(parts.controls, facts.byKeys(stage[u"controls"].toArray()));
            if (const ElementState *environment = facts.byKey(text(stage, u"environment")))
                addUnique(parts.environments, {*environment});
        }
    }
    parts.followers = facts.at().sources(path.id, u"follows"_s);
    const QString workload = text(p, u"workload");
    for (const ElementState &service : facts.at().ofKind(u"service"_s)) {
        if (!workload.isEmpty() && text(service.properties, u"workload") == workload &&
            !std::ranges::contains(parts.followers, service.id, &ElementState::id))
            parts.others.append(service);
    }
    parts.ids.insert(path.id);
    if (parts.pipeline)
        parts.ids.insert(parts.pipeline->id);
    for (const QList<ElementState> &list : {parts.environments, parts.controls, parts.followers}) {
        for (const ElementState &element : list)
            parts.ids.insert(element.id);
    }
    return parts;
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

QVariantList environmentRows(const Facts &facts, const Parts &parts)
{
    QVariantList rows;
    for (const ElementState &environment : parts.environments) {
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

QVariantList promotionRows(const Facts &facts, const Parts &parts)
{
    QVariantList rows;
    for (const ElementState &from : parts.environments) {
        for (const RelationState &relation : facts.at().outgoing(from.id, u"promotesTo"_s)) {
            if (!parts.ids.contains(relation.target))
                continue;
            rows.append(QVariantHash{{u"from"_s, from.name()},
                                     {u"to"_s, facts.at().element(relation.target)->name()},
                                     {u"gate"_s, facts.line(text(relation.properties, u"gate"))}});
        }
    }
    return rows;
}

/// How the followers are spread over the values of a property: "canary (12); rolling (2)".
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

QVariantList sloRows(const Facts &facts, const Parts &parts)
{
    QVariantList rows;
    for (const ElementState &service : parts.followers) {
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

QVariantList releaseRows(const Facts &facts, const Parts &parts)
{
    QMap<QString, QList<ElementState>> byTier;
    for (const ElementState &service : parts.followers)
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

/// What applies to the services on the path: by characteristic, and the items that somebody misses.
QVariantHash nfrs(const Facts &facts, const Parts &parts)
{
    using Counts = QMap<QString, int>;
    QMap<QString, Counts> byItem;
    QMap<QString, Counts> byCharacteristic;
    for (const rules::NfrRow &row : facts.evaluated().nfrs) {
        if (!std::ranges::contains(parts.followers, row.element, &ElementState::id))
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

QVariantList controlRows(const Facts &facts, const Parts &parts)
{
    const QJsonArray required = parts.path.properties.value(u"required_controls"_s).toArray();
    QList<ElementState> controls = parts.controls;
    const metamodel::Kind *kind = facts.metamodel().kind(u"control"_s);
    const metamodel::Property *point = kind ? kind->property(u"enforcement_point"_s) : nullptr;
    std::ranges::stable_sort(controls, {}, [&](const ElementState &control) {
        // The order of the enforcement points is the way of a change from commit to run time.
        const QString value = text(control.properties, u"enforcement_point");
        qsizetype place = point ? point->values.size() : 0;
        for (qsizetype i = 0; point && i < point->values.size(); ++i) {
            if (point->values.at(i).value == value)
                place = i;
        }
        return std::pair(place, control.key);
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

QVariantHash costs(const Facts &facts, const Parts &parts)
{
    const auto sum = [](const QList<ElementState> &elements) {
        double total = 0;
        for (const ElementState &element : elements)
            total += element.properties.value(u"monthly_cost"_s).toDouble();
        return total;
    };
    const double services = sum(parts.followers);
    const double pipeline =
        parts.pipeline ? parts.pipeline->properties.value(u"monthly_cost"_s).toDouble() : 0;
    const double environments = sum(parts.environments);
    if (services + pipeline + environments <= 0)
        return {};
    return {{u"services"_s, services > 0 ? facts.money(services) : QString()},
            {u"pipeline"_s, pipeline > 0 ? facts.money(pipeline) : QString()},
            {u"environments"_s, environments > 0 ? facts.money(environments) : QString()},
            {u"per_service"_s,
             services > 0 ? facts.money(services / double(parts.followers.size())) : QString()}};
}

QVariantList decisionRows(const Facts &facts, const Parts &parts)
{
    QSet<QString> keys;
    for (const ElementId id : parts.ids)
        keys.insert(facts.at().element(id)->key);
    for (const ElementState &service : parts.followers)
        keys.remove(service.key); // a decision on one service is not one on the path
    for (const ElementState &technology : parts.technologies)
        keys.insert(technology.key);
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
        rows.append(QVariantHash{{u"decision"_s, facts.decisionRef(decision)},
                                 {u"status"_s, text(decision.properties, u"status")},
                                 {u"chosen"_s, facts.line(text(decision.properties, u"chosen"))}});
    return rows;
}

QVariantHash adoption(const Facts &facts, const Parts &parts)
{
    const auto row = [&](const ElementState &service) {
        return QVariantHash{{u"service"_s, facts.ref(service)},
                            {u"tier"_s, facts.value(service, u"tier"_s)},
                            {u"owner"_s, facts.owner(service.id)},
                            {u"pipelines"_s, facts.refs(facts.at().targets(service.id, u"deliveredBy"_s))},
                            {u"path"_s, facts.refs(facts.at().targets(service.id, u"follows"_s))}};
    };
    QVariantList followers;
    QVariantList others;
    for (const ElementState &service : parts.followers)
        followers.append(row(service));
    for (const ElementState &service : parts.others)
        others.append(row(service));
    QVariantList steps;
    for (const Plateau &plateau : facts.model().plateausInOrder()) {
        if (plateau.kind == PlateauKind::Option)
            continue;
        const PlateauModel &at = facts.evaluatedAt(plateau.id).at;
        if (!at.element(parts.path.id))
            continue;
        steps.append(
            QVariantHash{{u"plateau"_s, facts.plateauName(plateau.id)},
                         {u"date"_s, plateau.date.isValid() ? plateau.date.toString(Qt::ISODate) : QString()},
                         {u"count"_s, QString::number(at.sources(parts.path.id, u"follows"_s).size())}});
    }
    return {{u"followers"_s, followers},
            {u"others"_s, others},
            {u"count"_s, QString::number(parts.followers.size())},
            {u"all"_s, counted(parts.followers.size() + parts.others.size(), u"service"_s, u"services"_s)},
            {u"steps"_s, steps}};
}

QVariantList workPackageRows(const Facts &facts, const Parts &parts)
{
    QVariantList rows;
    for (const Record &work : facts.model().recordsOfKind(u"workPackage"_s)) {
        bool touches = false;
        for (const QJsonValue &key : work.properties.value(u"elements"_s).toArray()) {
            const Element *element = facts.model().element(key.toString());
            const bool isPart =
                element &&
                (element->id == parts.path.id || (parts.pipeline && element->id == parts.pipeline->id) ||
                 std::ranges::contains(parts.followers, element->id, &ElementState::id));
            touches = touches || isPart;
        }
        if (!touches)
            continue;
        const Plateau *to = facts.model().plateau(text(work.properties, u"to_plateau"));
        rows.append(QVariantHash{{u"name"_s, text(work.properties, u"name")},
                                 {u"owner"_s, facts.teamName(text(work.properties, u"owner"))},
                                 {u"effort"_s, facts.value(work, u"effort_days"_s)},
                                 {u"start"_s, text(work.properties, u"start")},
                                 {u"finish"_s, text(work.properties, u"finish")},
                                 {u"to"_s, to ? facts.plateauName(to->id) : QString()},
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

/// Which chapters have nothing in the model: the document leaves them out and says so.
QString missingChapters(const QVariantHash &context)
{
    static const QList<std::pair<QString, QString>> chapters{
        {u"purpose"_s, u"its purpose"_s},
        {u"when_to_use"_s, u"when to use it"_s},
        {u"when_not_to_use"_s, u"when not to use it"_s},
        {u"stages"_s, u"the pipeline's stages"_s},
        {u"environments"_s, u"environments"_s},
        {u"identity_and_secrets"_s, u"identity and secrets"_s},
        {u"artifacts_and_provenance"_s, u"how artifacts are made and proven"_s},
        {u"observability"_s, u"observability"_s},
        {u"release_strategy"_s, u"the release strategy"_s},
        {u"rollback"_s, u"rollback"_s},
        {u"controls"_s, u"controls"_s},
        {u"cost"_s, u"cost"_s},
        {u"decisions"_s, u"decisions"_s},
        {u"migration_steps"_s, u"migration steps"_s},
        {u"exceptions"_s, u"the exceptions process"_s}};
    QStringList missing;
    for (const auto &[name, words] : chapters) {
        const QVariant value = context.value(name);
        const bool isEmpty = value.typeId() == QMetaType::QVariantList   ? value.toList().isEmpty()
                             : value.typeId() == QMetaType::QVariantHash ? value.toHash().isEmpty()
                                                                         : !value.isValid();
        if (isEmpty)
            missing.append(words);
    }
    return sentenceList(missing);
}

} // namespace

QVariantHash goldenPathContext(const Facts &facts, const ElementState &path, const DrawPicture &draw)
{
    const Parts parts = partsOf(facts, path);
    const QJsonObject &p = path.properties;
    QVariantHash context = facts.header(u"Reference architecture: "_s + path.name());
    context[u"name"_s] = path.name();
    context[u"version"_s] = text(p, u"version");
    context[u"workload"_s] = facts.value(path, u"workload"_s);
    context[u"owner"_s] = facts.owner(path.id);
    for (const QString &name :
         {u"purpose"_s, u"when_to_use"_s, u"when_not_to_use"_s, u"promotion"_s, u"identity_and_secrets"_s,
          u"artifacts_and_provenance"_s, u"observability"_s, u"slo_defaults"_s, u"release_strategy"_s,
          u"rollback"_s, u"migration_steps"_s, u"exceptions"_s})
        context[name] = facts.text(p, name, 3);

    if (parts.pipeline) {
        const ElementState &pipeline = *parts.pipeline;
        context[u"pipeline"_s] = QVariantHash{
            {u"name"_s, pipeline.name()},
            {u"description"_s, facts.text(pipeline.properties, u"description"_s, 3)},
            {u"tool"_s, facts.value(pipeline, u"tool"_s)},
            {u"template"_s, facts.value(pipeline, u"template"_s)},
            {u"version"_s, facts.value(pipeline, u"template_version"_s)},
            {u"trigger"_s, facts.value(pipeline, u"trigger"_s)},
            {u"runner"_s, facts.value(pipeline, u"runner"_s)},
            {u"credentials"_s, facts.value(pipeline, u"credentials"_s)},
            {u"signing"_s, facts.value(pipeline, u"signing"_s)},
            {u"signing_is_verified"_s, text(pipeline.properties, u"signing") == u"signed-verified"},
            {u"provenance"_s, facts.value(pipeline, u"provenance"_s)},
            {u"duration"_s, facts.value(pipeline, u"duration_p95_minutes"_s)},
            {u"lead_time"_s, facts.value(pipeline, u"lead_time_p50_hours"_s)},
            {u"success"_s, facts.value(pipeline, u"success_rate"_s)},
            {u"owner"_s, facts.owner(pipeline.id)}};
        context[u"stages"_s] = stageRows(facts, pipeline);
    }
    context[u"environments"_s] = environmentRows(facts, parts);
    context[u"promotions"_s] = promotionRows(facts, parts);
    context[u"technologies"_s] = facts.refs(parts.technologies);
    QStringList modules;
    for (const QJsonValue &module : p.value(u"iac_modules"_s).toArray())
        modules.append(module.toString());
    context[u"iac_modules"_s] = modules.join(u", "_s);
    context[u"secrets_spread"_s] = spread(facts, parts.followers, u"secrets"_s);
    context[u"slos"_s] = sloRows(facts, parts);
    context[u"releases"_s] = releaseRows(facts, parts);
    context[u"nfrs"_s] = nfrs(facts, parts);
    const QVariantList controls = controlRows(facts, parts);
    context[u"controls"_s] = controls;
    context[u"has_extra_controls"_s] = std::ranges::any_of(
        controls, [](const QVariant &control) { return !control.toHash().value(u"required"_s).toBool(); });
    context[u"missing_controls"_s] = parts.missingControls.join(u", "_s);
    const QVariantHash cost = costs(facts, parts);
    if (!cost.isEmpty())
        context[u"cost"_s] = cost;
    context[u"decisions"_s] = decisionRows(facts, parts);
    context[u"adoption"_s] = adoption(facts, parts);
    context[u"work_packages"_s] = workPackageRows(facts, parts);
    context[u"findings"_s] = facts.findingsOn([&](ElementId id) { return parts.ids.contains(id); });
    context[u"waivers"_s] = facts.waiversOn([&](const QString &key) {
        const Element *element = facts.model().element(key);
        return element && parts.ids.contains(element->id);
    });

    context[u"context_picture"_s] = draw({path.key + u"-context"_s,
                                          path.name() + u": who follows it"_s,
                                          QStringList{path.key} + keysOf(parts.followers),
                                          {u"follows"_s},
                                          u"domain"_s});
    QStringList delivery = keysOf(parts.environments);
    if (parts.pipeline)
        delivery.append(parts.pipeline->key);
    context[u"delivery_picture"_s] = draw({path.key + u"-delivery"_s,
                                           path.name() + u": delivery and promotion"_s,
                                           delivery,
                                           {u"deploysTo"_s, u"promotesTo"_s}});
    context[u"missing"_s] = missingChapters(context);
    return context;
}

} // namespace gp::documents
