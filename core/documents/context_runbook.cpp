// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/contexts.h"
#include "core/documents/rows.h"
#include "core/metamodel/impact.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

QString contactOf(const Facts &facts, ElementId id)
{
    QStringList contacts;
    for (const ElementState &team : facts.at().targets(id, u"ownedBy"_s)) {
        if (const QString contact = text(team.properties, u"contact"); !contact.isEmpty())
            contacts.append(contact);
    }
    return contacts.join(u", "_s);
}

QVariantHash neighbourHash(const Facts &facts, const RelationState &relation, ElementId other)
{
    const ElementState &element = *facts.at().element(other);
    QStringList way{facts.value(element, u"tier"_s).isEmpty() ? QString()
                                                              : u"tier "_s + facts.value(element, u"tier"_s),
                    text(relation.properties, u"protocol")};
    way.removeAll(QString());
    const QString mode = text(relation.properties, u"mode");
    const QVariant runbook = facts.linkTo(u"runbook"_s, element.key, element.name());
    return {{u"name"_s, runbook.isValid() ? runbook : facts.ref(element)},
            {u"kind"_s, labelOf(facts, element.kind)},
            {u"how"_s, way.join(u", "_s)},
            {u"mode"_s, mode == u"async"  ? u"later (asynchronous)"_s
                        : mode == u"sync" ? u"at once"_s
                        : mode.isEmpty()  ? u"not stated"_s
                                          : mode},
            {u"owner"_s, facts.owner(other)},
            {u"contact"_s, contactOf(facts, other)}};
}

void putDependencies(const Facts &facts, const ElementState &service, QVariantHash &context)
{
    QVariantList needs;
    for (const RelationState &relation : facts.at().outgoing(service.id, u"dependsOn"_s))
        needs.append(neighbourHash(facts, relation, relation.target));
    QVariantList needed;
    for (const RelationState &relation : facts.at().incoming(service.id, u"dependsOn"_s))
        needed.append(neighbourHash(facts, relation, relation.source));
    for (const ElementState &api : facts.at().targets(service.id, u"provides"_s)) {
        for (const RelationState &relation : facts.at().incoming(api.id, u"dependsOn"_s))
            needed.append(neighbourHash(facts, relation, relation.source));
    }
    context[u"needs"_s] = needs;
    context[u"needed"_s] = needed;
    context[u"technologies"_s] = facts.refs(facts.at().targets(service.id, u"uses"_s));
    const metamodel::Impact impact = metamodel::impactOf(facts.at(), service.id);
    QList<ElementState> failing;
    for (const metamodel::Hit &hit : impact.hits) {
        if (hit.effect == metamodel::Effect::Fails && hit.element.kind == u"service")
            failing.append(hit.element);
    }
    std::ranges::sort(failing, {}, &ElementState::key);
    context[u"failing_count"_s] = counted(failing.size(), u"service is hit"_s, u"services are hit"_s);
    context[u"failing"_s] = namesOf(failing);
    context[u"tell"_s] = namesOf(impact.owners);
}

void putDelivery(const Facts &facts, const ElementState &service, QVariantHash &context)
{
    QVariantList pipelines;
    QList<ElementState> environments = facts.at().targets(service.id, u"runsIn"_s);
    const bool saysWhere = !environments.isEmpty();
    for (const ElementState &pipeline : facts.at().targets(service.id, u"deliveredBy"_s)) {
        addUnique(environments, having(facts.at().targets(pipeline.id, u"deploysTo"_s),
                                       [&](const ElementState &environment) {
                                           // A pipeline of many services reaches more than this one runs in.
                                           return !saysWhere ||
                                                  text(environment.properties, u"type") != u"prod";
                                       }));
        pipelines.append(QVariantHash{{u"name"_s, facts.ref(pipeline)},
                                      {u"tool"_s, facts.value(pipeline, u"tool"_s)},
                                      {u"trigger"_s, facts.value(pipeline, u"trigger"_s)},
                                      {u"duration"_s, facts.value(pipeline, u"duration_p95_minutes"_s)},
                                      {u"owner"_s, facts.owner(pipeline.id)},
                                      {u"stages"_s, stageRows(facts, pipeline)}});
    }
    std::ranges::stable_sort(environments, {}, [&](const ElementState &environment) {
        return placeOf(facts, u"environment"_s, u"type"_s, text(environment.properties, u"type"));
    });
    context[u"pipelines"_s] = pipelines;
    context[u"environments"_s] = environmentRows(facts, environments);
}

QVariantList sloLines(const Facts &facts, const ElementState &service)
{
    QVariantList rows = sloRows(facts, {service});
    const QJsonArray slos = service.properties.value(u"slos"_s).toArray();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        QVariantHash row = rows.at(i).toHash();
        const QString budget = errorBudget(slos.at(i));
        row[u"budget"_s] = budget.isEmpty() ? u"unknown"_s : budget;
        rows[i] = row;
    }
    return rows;
}

/// Whom to call: for the service itself, what it needs, what delivers it and where it runs.
QVariantList contactRows(const Facts &facts, const ElementState &service)
{
    QMap<QString, std::pair<ElementState, QStringList>> byTeam;
    QStringList order;
    const auto add = [&](const QString &why, const QList<ElementState> &elements) {
        for (const ElementState &element : elements) {
            for (const ElementState &team : facts.at().targets(element.id, u"ownedBy"_s)) {
                if (!byTeam.contains(team.key)) {
                    order.append(team.key);
                    byTeam[team.key].first = team;
                }
                byTeam[team.key].second.append(why.isEmpty() ? element.name()
                                                             : QString(why + u' ' + element.name()));
            }
        }
    };
    add({}, {service});
    add(u"needs"_s, facts.at().targets(service.id, u"dependsOn"_s));
    const QList<ElementState> pipelines = facts.at().targets(service.id, u"deliveredBy"_s);
    add(u"delivered by"_s, pipelines);
    add(u"runs in"_s, facts.at().targets(service.id, u"runsIn"_s));
    QVariantList rows;
    for (const QString &key : std::as_const(order)) {
        const auto &[team, why] = byTeam[key];
        rows.append(QVariantHash{{u"team"_s, team.name()},
                                 {u"contact"_s, text(team.properties, u"contact")},
                                 {u"why"_s, why.join(u", "_s)}});
    }
    return rows;
}

QString missing(const QVariantHash &context)
{
    static const QList<std::pair<QString, QString>> asked{
        {u"owner"_s, u"who owns it"_s},
        {u"tier"_s, u"its tier"_s},
        {u"on_call"_s, u"whether somebody is on call"_s},
        {u"pipelines"_s, u"what delivers it"_s},
        {u"strategy"_s, u"how it is released"_s},
        {u"rollback"_s, u"how a release is taken back"_s},
        {u"slos"_s, u"objectives"_s},
        {u"secrets"_s, u"where its secrets come from"_s},
        {u"rto"_s, u"how soon it has to be back"_s},
        {u"rpo"_s, u"how much data may be lost"_s},
        {u"restore_test"_s, u"when a restore was last tested"_s},
        {u"signals"_s, u"what can be seen of it"_s},
        {u"runbook"_s, u"the team's own runbook"_s}};
    QStringList list;
    for (const auto &[name, words] : asked) {
        const QVariant value = context.value(name);
        if (value.typeId() == QMetaType::QVariantList ? value.toList().isEmpty() : value.toString().isEmpty())
            list.append(words);
    }
    return sentenceList(list);
}

} // namespace

QVariantHash runbookContext(const Facts &facts, const ElementState &service)
{
    QVariantHash context = facts.header(u"Runbook: "_s + service.name());
    context[u"name"_s] = service.name();
    context[u"description"_s] = facts.text(service.properties, u"description"_s, 2);
    context[u"owner"_s] = facts.owner(service.id);
    context[u"contact"_s] = contactOf(facts, service.id);
    for (const auto &[name, property] :
         {std::pair(u"tier"_s, u"tier"_s), std::pair(u"workload"_s, u"workload"_s),
          std::pair(u"data_class"_s, u"data_class"_s), std::pair(u"exposure"_s, u"exposure"_s),
          std::pair(u"language"_s, u"language"_s), std::pair(u"repository"_s, u"repository"_s),
          std::pair(u"artifact"_s, u"artifact"_s), std::pair(u"replicas"_s, u"replicas"_s),
          std::pair(u"schedule"_s, u"schedule"_s), std::pair(u"compliance"_s, u"compliance"_s),
          std::pair(u"strategy"_s, u"deployment_strategy"_s), std::pair(u"steps"_s, u"deployment_steps"_s),
          std::pair(u"rollback"_s, u"rollback"_s), std::pair(u"secrets"_s, u"secrets"_s),
          std::pair(u"rto"_s, u"rto_minutes"_s), std::pair(u"rpo"_s, u"rpo_minutes"_s),
          std::pair(u"restore_test"_s, u"last_restore_test"_s), std::pair(u"signals"_s, u"observability"_s),
          std::pair(u"runbook"_s, u"runbook"_s)})
        context[name] = facts.value(service, property);
    context[u"on_call"_s] = yesOrNo(service, u"on_call"_s);
    context[u"has_alerts"_s] = service.properties.value(u"observability"_s).toArray().contains(u"alerts"_s);
    const QJsonValue rotation = service.properties.value(u"secret_rotation_days"_s);
    context[u"rotation"_s] = rotation.isDouble() ? counted(rotation.toInt(), u"day"_s, u"days"_s) : QString();
    const QJsonValue replicas = service.properties.value(u"replicas"_s);
    context[u"replicas_word"_s] = wordFor(replicas.toInt(), u"replica"_s, u"replicas"_s);
    context[u"path"_s] = facts.refs(facts.at().targets(service.id, u"follows"_s));
    context[u"checklist"_s] = facts.linkTo(u"service"_s, service.key, u"NFR checklist"_s);
    putDependencies(facts, service, context);
    putDelivery(facts, service, context);
    context[u"slos"_s] = sloLines(facts, service);
    // Who is on call is not helped by what is only untidy.
    QVariantList findings;
    for (const QVariant &finding : facts.findingsOn([&](ElementId id) { return id == service.id; })) {
        if (finding.toHash().value(u"severity"_s).toString() != rules::toString(rules::Severity::Info))
            findings.append(finding);
    }
    context[u"findings"_s] = findings;
    context[u"waivers"_s] = facts.waiversOn([&](const QString &key) { return key == service.key; });
    context[u"contacts"_s] = contactRows(facts, service);
    context[u"missing"_s] = missing(context);
    return context;
}

} // namespace gp::documents
