// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/target_chapters.h"

#include "core/documents/rows.h"
#include "core/documents/template_engine.h"
#include "core/rules/controls.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

/// What the golden paths say about something, equal texts once: {paths, text}.
QVariantList pathTexts(const Facts &facts, const QString &property)
{
    const QList<ElementState> paths = facts.at().ofKind(u"goldenPath"_s);
    QStringList order;
    QHash<QString, QList<ElementState>> byText;
    for (const ElementState &path : paths) {
        const QString said = text(path.properties, property);
        if (said.isEmpty())
            continue;
        if (!byText.contains(said))
            order.append(said);
        byText[said].append(path);
    }
    QVariantList rows;
    for (const QString &said : std::as_const(order)) {
        const QList<ElementState> &who = byText[said];
        const bool isAll = who.size() == paths.size() && paths.size() > 1;
        rows.append(QVariantHash{{u"paths"_s, isAll ? QVariant(u"All golden paths"_s) : facts.refs(who)},
                                 {u"text"_s, facts.text(said, 3)}});
    }
    return rows;
}

/// How many elements of a kind have which value, at the root and now: {value, before, after}. One that has
/// none is "not stated".
QVariantList valueRows(const Facts &facts, const QString &kind, const QString &property)
{
    struct Count
    {
        int before = 0;
        int after = 0;
    };
    QMap<std::pair<qsizetype, QString>, Count> counts;
    const auto count = [&](const PlateauModel &at, int Count::*side) {
        for (const ElementState &element : at.ofKind(kind)) {
            const QString label = facts.value(element, property);
            const bool isSet = !label.isEmpty();
            const qsizetype place = placeOf(facts, kind, property, text(element.properties, property));
            ++(counts[{isSet ? place : 1000, isSet ? label : u"not stated"_s}].*side);
        }
    };
    count(facts.evaluatedAt(facts.model().rootPlateau()).at, &Count::before);
    count(facts.at(), &Count::after);
    QVariantList rows;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        rows.append(QVariantHash{{u"value"_s, it.key().second},
                                 {u"before"_s, QString::number(it->before)},
                                 {u"after"_s, QString::number(it->after)}});
    return rows;
}

/// "Image scan (publish), Artifact signing (publish, planned)": the controls of areas of the catalogue.
QString controlsOfAreas(const Facts &facts, const QStringList &areas)
{
    QStringList parts;
    for (const ElementState &control : facts.at().ofKind(u"control"_s)) {
        const rules::CatalogueControl *item = rules::ControlCatalogue::builtin().itemOf(control);
        if (!item || !areas.contains(item->area))
            continue;
        QStringList how{facts.value(control, u"enforcement_point"_s)};
        if (text(control.properties, u"mode") != u"enforced")
            how.append(facts.value(control, u"mode"_s));
        how.removeAll(QString());
        parts.append(how.isEmpty() ? control.name() : u"%1 (%2)"_s.arg(control.name(), how.join(u", "_s)));
    }
    return parts.join(u", "_s);
}

/// Technologies of categories that hold one of these words, that are not on their way out.
QVariant technologiesOf(const Facts &facts, const QStringList &words)
{
    return facts.refs(having(facts.at().ofKind(u"technology"_s), [&](const ElementState &technology) {
        const QString category = text(technology.properties, u"category");
        return text(technology.properties, u"ring") != u"hold" &&
               std::ranges::any_of(
                   words, [&](const QString &word) { return category.contains(word, Qt::CaseInsensitive); });
    }));
}

QList<ElementState> servicesOf(const Facts &facts, const ElementState &pipeline)
{
    return facts.at().sources(pipeline.id, u"deliveredBy"_s);
}

bool isImportant(const ElementState &service)
{
    const int tier = service.properties.value(u"tier"_s).toInt();
    return tier == 1 || tier == 2;
}

QString signingText(const Facts &facts, const ElementState &pipeline)
{
    const QString signing = text(pipeline.properties, u"signing");
    return signing == u"signed-verified" ? u"signed, verified before admission"_s
           : signing == u"signed"        ? u"signed, not verified"_s
                                         : facts.value(pipeline, u"signing"_s);
}

/// "15" or "15 to 240" of a whole number that services have.
QString range(const QList<ElementState> &services, const QString &property, const QString &unit)
{
    int least = std::numeric_limits<int>::max();
    int most = -1;
    for (const ElementState &service : services) {
        if (const QJsonValue value = service.properties.value(property); value.isDouble()) {
            least = std::min(least, value.toInt());
            most = std::max(most, value.toInt());
        }
    }
    if (most < 0)
        return {};
    return (least == most ? QString::number(most) : u"%1 to %2"_s.arg(least).arg(most)) + u' ' +
           unitFor(most, unit);
}

QMap<int, QList<ElementState>> servicesByTier(const Facts &facts)
{
    QMap<int, QList<ElementState>> byTier;
    for (const ElementState &service : facts.at().ofKind(u"service"_s)) {
        const int tier = service.properties.value(u"tier"_s).toInt();
        byTier[tier > 0 ? tier : 99].append(service);
    }
    return byTier;
}

QString tierText(int tier)
{
    return tier == 99 ? u"not stated"_s : QString::number(tier);
}

} // namespace

void putStages(const Facts &facts, QVariantHash &context)
{
    QVariantList pipelines;
    QVariantList stages;
    QList<QStringList> order;
    QHash<QStringList, QStringList> gates;
    for (const ElementState &pipeline : facts.at().ofKind(u"pipeline"_s)) {
        const QVariantList rows = stageRows(facts, pipeline);
        const QString version = facts.value(pipeline, u"template_version"_s);
        const QString made = facts.value(pipeline, u"template"_s);
        pipelines.append(
            QVariantHash{{u"pipeline"_s, facts.ref(pipeline)},
                         {u"is_deprecated"_s, pipeline.properties.value(u"deprecated"_s).toBool()},
                         {u"tool"_s, facts.value(pipeline, u"tool"_s)},
                         {u"template"_s, version.isEmpty() ? made : QString(made + u' ' + version)},
                         {u"services"_s, QString::number(servicesOf(facts, pipeline).size())},
                         {u"duration"_s, facts.value(pipeline, u"duration_p95_minutes"_s)},
                         {u"lead_time"_s, facts.value(pipeline, u"lead_time_p50_hours"_s)},
                         {u"success"_s, facts.value(pipeline, u"success_rate"_s)},
                         {u"manual_steps"_s, facts.value(pipeline, u"manual_steps"_s)}});
        QStringList names;
        for (const QVariant &row : rows) {
            const QVariantHash stage = row.toHash();
            names.append(stage.value(u"name"_s).toString());
            if (!stage.value(u"gate"_s).isValid())
                continue;
            // Pipelines made from the same idea have the same gates, which are told once.
            QStringList controls;
            const QVariantList guards = stage.value(u"controls"_s).toList();
            for (const QVariant &guard : guards)
                controls.append(guard.toHash().value(u"name"_s).toString());
            const QStringList alike{stage.value(u"name"_s).toString(),
                                    stage.value(u"environment"_s).toString(),
                                    markupOf(stage.value(u"gate"_s)), controls.join(u", "_s)};
            if (!gates.contains(alike))
                order.append(alike);
            gates[alike].append(pipeline.name());
        }
        if (!names.isEmpty())
            stages.append(
                QVariantHash{{u"pipeline"_s, facts.ref(pipeline)}, {u"names"_s, names.join(u" → "_s)}});
    }
    context[u"pipelines"_s] = pipelines;
    context[u"stage_lines"_s] = stages;
    QVariantList gateRows;
    for (const QStringList &gate : std::as_const(order))
        gateRows.append(QVariantHash{{u"before"_s, gate.at(0)},
                                     {u"environment"_s, gate.at(1)},
                                     {u"gate"_s, asMarkup(gate.at(2))},
                                     {u"controls"_s, gate.at(3)},
                                     {u"pipelines"_s, gates.value(gate).join(u", "_s)}});
    context[u"gates"_s] = gateRows;
    context[u"undelivered"_s] =
        namesOf(having(facts.at().ofKind(u"service"_s), [&](const ElementState &service) {
            return facts.at().outgoing(service.id, u"deliveredBy"_s).isEmpty();
        }));
}

void putEnvironments(const Facts &facts, const DrawPicture &draw, QVariantHash &context)
{
    QList<ElementState> environments = facts.at().ofKind(u"environment"_s);
    std::ranges::stable_sort(environments, {}, [&](const ElementState &environment) {
        return placeOf(facts, u"environment"_s, u"type"_s, text(environment.properties, u"type"));
    });
    context[u"environments"_s] = environmentRows(facts, environments);
    context[u"promotions"_s] = promotionRows(facts, environments);
    context[u"promotion_texts"_s] = pathTexts(facts, u"promotion"_s);
    QStringList keys = keysOf(environments);
    for (const ElementState &pipeline : facts.at().ofKind(u"pipeline"_s)) {
        if (!servicesOf(facts, pipeline).isEmpty())
            keys.append(pipeline.key);
    }
    context[u"delivery_picture"_s] = draw({u"target-architecture-delivery"_s,
                                           u"Which pipeline deploys where, and how releases are promoted"_s,
                                           keys,
                                           {u"deploysTo"_s, u"promotesTo"_s},
                                           u"kind"_s});
}

void putIdentity(const Facts &facts, QVariantHash &context)
{
    context[u"credentials"_s] = valueRows(facts, u"pipeline"_s, u"credentials"_s);
    context[u"secrets"_s] = valueRows(facts, u"service"_s, u"secrets"_s);
    context[u"static_secrets"_s] =
        namesOf(having(facts.at().ofKind(u"service"_s), [](const ElementState &service) {
            return text(service.properties, u"secrets").startsWith(u"static"_s);
        }));
    context[u"rotation"_s] = range(facts.at().ofKind(u"service"_s), u"secret_rotation_days"_s, u"days"_s);
    context[u"identity_technologies"_s] = technologiesOf(facts, {u"secret"_s, u"identity"_s});
    context[u"identity_controls"_s] = controlsOfAreas(facts, {u"secrets-and-identity"_s});
    context[u"identity_texts"_s] = pathTexts(facts, u"identity_and_secrets"_s);
}

void putArtifacts(const Facts &facts, QVariantHash &context)
{
    QVariantList rows;
    QSet<ElementId> weak;
    QSet<ElementId> delivered;
    for (const ElementState &pipeline : facts.at().ofKind(u"pipeline"_s)) {
        const QList<ElementState> services = servicesOf(facts, pipeline);
        const bool isVerified = text(pipeline.properties, u"signing") == u"signed-verified";
        for (const ElementState &service : services) {
            delivered.insert(service.id);
            if (!isVerified)
                weak.insert(service.id);
        }
        const QString signing = signingText(facts, pipeline);
        const QString provenance = facts.value(pipeline, u"provenance"_s);
        if (!signing.isEmpty() || !provenance.isEmpty())
            rows.append(QVariantHash{{u"pipeline"_s, facts.ref(pipeline)},
                                     {u"services"_s, QString::number(services.size())},
                                     {u"signing"_s, signing},
                                     {u"provenance"_s, provenance}});
    }
    context[u"signing"_s] = rows;
    context[u"delivered_count"_s] = static_cast<int>(delivered.size());
    context[u"verified_count"_s] = static_cast<int>(delivered.size() - weak.size());
    context[u"verified_come"_s] = wordFor(delivered.size() - weak.size(), u"comes"_s, u"come"_s);
    context[u"artifact_technologies"_s] = technologiesOf(facts, {u"artifact"_s});
    context[u"artifact_controls"_s] = controlsOfAreas(facts, {u"artifacts"_s, u"build"_s, u"dependencies"_s});
    context[u"artifact_texts"_s] = pathTexts(facts, u"artifacts_and_provenance"_s);
}

void putObservability(const Facts &facts, QVariantHash &context)
{
    const auto count = [](const QList<ElementState> &services, const QString &signal) {
        return std::ranges::count_if(services, [&](const ElementState &service) {
            return service.properties.value(u"observability"_s).toArray().contains(signal);
        });
    };
    const QList<ElementState> before = facts.evaluatedAt(facts.model().rootPlateau()).at.ofKind(u"service"_s);
    const QList<ElementState> services = facts.at().ofKind(u"service"_s);
    QVariantList signalRows;
    for (const QString &signal : {u"logs"_s, u"metrics"_s, u"traces"_s, u"dashboards"_s, u"alerts"_s}) {
        if (count(before, signal) + count(services, signal) > 0)
            signalRows.append(QVariantHash{{u"signal"_s, signal},
                                           {u"before"_s, QString::number(count(before, signal))},
                                           {u"after"_s, QString::number(count(services, signal))}});
    }
    QVariantList tiers;
    const QMap<int, QList<ElementState>> byTier = servicesByTier(facts);
    for (auto it = byTier.cbegin(); it != byTier.cend(); ++it) {
        int with = 0;
        double least = 101;
        double most = 0;
        for (const ElementState &service : *it) {
            const QJsonArray slos = service.properties.value(u"slos"_s).toArray();
            with += slos.isEmpty() ? 0 : 1;
            for (const QJsonValue &slo : slos) {
                least = std::min(least, slo[u"objective"].toDouble());
                most = std::max(most, slo[u"objective"].toDouble());
            }
        }
        const auto onCall = std::ranges::count_if(
            *it, [](const ElementState &service) { return service.properties.value(u"on_call"_s).toBool(); });
        const auto runbooks = std::ranges::count_if(
            *it, [](const ElementState &service) { return !text(service.properties, u"runbook").isEmpty(); });
        tiers.append(QVariantHash{{u"tier"_s, tierText(it.key())},
                                  {u"services"_s, QString::number(it->size())},
                                  {u"with_slo"_s, QString::number(with)},
                                  {u"objectives"_s, with == 0 ? QString()
                                                    : least == most
                                                        ? QString(number(most) + u" %"_s)
                                                        : u"%1 to %2 %"_s.arg(number(least), number(most))},
                                  {u"on_call"_s, QString::number(onCall)},
                                  {u"runbooks"_s, QString::number(runbooks)}});
    }
    context[u"signals"_s] = signalRows;
    context[u"slo_tiers"_s] = tiers;
    context[u"without_slo"_s] = namesOf(having(services, [](const ElementState &service) {
        return isImportant(service) && service.properties.value(u"slos"_s).toArray().isEmpty();
    }));
    context[u"observability_technologies"_s] =
        technologiesOf(facts, {u"observability"_s, u"logging"_s, u"tracing"_s, u"incident"_s});
    context[u"observability_controls"_s] = controlsOfAreas(facts, {u"observability"_s});
    context[u"observability_texts"_s] = pathTexts(facts, u"observability"_s);
    context[u"slo_texts"_s] = pathTexts(facts, u"slo_defaults"_s);
}

void putRelease(const Facts &facts, QVariantHash &context)
{
    const QList<ElementState> services = facts.at().ofKind(u"service"_s);
    QVariantList tiers;
    const QMap<int, QList<ElementState>> byTier = servicesByTier(facts);
    for (auto it = byTier.cbegin(); it != byTier.cend(); ++it) {
        const auto rollback = std::ranges::count_if(*it, [](const ElementState &service) {
            return !text(service.properties, u"rollback").isEmpty();
        });
        tiers.append(QVariantHash{{u"tier"_s, tierText(it.key())},
                                  {u"services"_s, QString::number(it->size())},
                                  {u"strategies"_s, spread(facts, *it, u"deployment_strategy"_s)},
                                  {u"rollback"_s, QString::number(rollback)},
                                  {u"rto"_s, range(*it, u"rto_minutes"_s, u"min"_s)},
                                  {u"rpo"_s, range(*it, u"rpo_minutes"_s, u"min"_s)}});
    }
    context[u"release_tiers"_s] = tiers;
    context[u"without_rollback"_s] = namesOf(having(services, [](const ElementState &service) {
        return isImportant(service) && text(service.properties, u"rollback").isEmpty();
    }));
    context[u"release_controls"_s] = controlsOfAreas(facts, {u"deploy"_s, u"resilience"_s});
    context[u"release_texts"_s] = pathTexts(facts, u"release_strategy"_s);
    context[u"rollback_texts"_s] = pathTexts(facts, u"rollback"_s);
}

void putGovernance(const Facts &facts, QVariantHash &context)
{
    const QList<ElementState> controls = facts.at().ofKind(u"control"_s);
    context[u"controls"_s] = controlRows(facts, controls, {});
    context[u"control_modes"_s] = spread(facts, controls, u"mode"_s);
    QVariantList waivers;
    for (const QVariant &row : facts.waiversOn([](const QString &) { return true; })) {
        if (row.toHash().value(u"in_force"_s).toBool())
            waivers.append(row);
    }
    context[u"waivers"_s] = waivers;
    context[u"exception_texts"_s] = pathTexts(facts, u"exceptions"_s);
    QVariantList rights;
    for (const Record &stakeholder : facts.model().recordsOfKind(u"stakeholder"_s)) {
        const QJsonObject &p = stakeholder.properties;
        const QVariant says = facts.line(text(p, u"decision_rights"));
        if (says.isValid())
            rights.append(QVariantHash{{u"name"_s, text(p, u"name")},
                                       {u"role"_s, text(p, u"role")},
                                       {u"rights"_s, says},
                                       {u"signs"_s, facts.value(stakeholder, u"signs"_s)}});
    }
    context[u"decision_rights"_s] = rights;
}

} // namespace gp::documents
