// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/contexts.h"
#include "core/documents/rows.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

/// The objective of a service of this name; 0 where it has none.
double objectiveOf(const ElementState &service, const QString &name)
{
    double highest = 0;
    for (const QJsonValue &slo : service.properties.value(u"slos"_s).toArray()) {
        if (text(slo, u"name").compare(name, Qt::CaseInsensitive) == 0)
            highest = std::max(highest, slo[u"objective"].toDouble());
    }
    return highest;
}

/// Services that wait for an answer of this one, directly or through an API that it provides.
QList<ElementState> callersOf(const PlateauModel &at, ElementId service)
{
    QList<ElementState> callers;
    const auto add = [&](ElementId called) {
        for (const RelationState &relation : at.incoming(called, u"dependsOn"_s)) {
            const ElementState *caller = at.element(relation.source);
            // An asynchronous caller keeps its promise while this one is away.
            if (caller && caller->kind == u"service" && text(relation.properties, u"mode") != u"async")
                addUnique(callers, {*caller});
        }
    };
    add(service);
    for (const ElementState &api : at.targets(service, u"provides"_s))
        add(api.id);
    std::ranges::sort(callers, {}, &ElementState::key);
    return callers;
}

QString promisesOf(const QList<ElementState> &callers, const QString &name, double above)
{
    QStringList parts;
    for (const ElementState &caller : callers) {
        if (const double objective = objectiveOf(caller, name); objective > above)
            parts.append(u"%1 (%2 %)"_s.arg(caller.name(), number(objective)));
    }
    return parts.join(u", "_s);
}

QVariantHash serviceHash(const Facts &facts, const ElementState &service)
{
    const QVariant runbook = facts.linkTo(u"runbook"_s, service.key, u"runbook"_s);
    const bool alerts = service.properties.value(u"observability"_s).toArray().contains(u"alerts"_s);
    const QString own = text(service.properties, u"runbook");
    return {{u"service"_s, facts.ref(service)},
            {u"tier"_s, facts.value(service, u"tier"_s)},
            {u"owner"_s, facts.owner(service.id)},
            {u"alerts"_s, alerts ? u"yes"_s : u"no"_s},
            {u"on_call"_s, yesOrNo(service, u"on_call"_s)},
            {u"own_runbook"_s, own},
            {u"runbook"_s, runbook}};
}

} // namespace

std::optional<double> minutesOf(const QString &window)
{
    static const QHash<QChar, double> units{
        {u'w', 7 * 24 * 60.0}, {u'd', 24 * 60.0}, {u'h', 60.0}, {u'm', 1.0}};
    static const QRegularExpression part(u"(\\d+(?:\\.\\d+)?)\\s*([wdhm])"_s);
    QString rest = window.toLower().trimmed();
    if (rest.startsWith(u'p'))
        rest.remove(u'p').remove(u't'); // ISO 8601
    double minutes = 0;
    for (auto it = part.globalMatch(rest); it.hasNext();) {
        const auto match = it.next();
        minutes += match.captured(1).toDouble() * units.value(match.captured(2).front());
    }
    return minutes > 0 ? std::optional(minutes) : std::nullopt;
}

QString errorBudget(const QJsonValue &slo)
{
    const std::optional<double> window = minutesOf(text(slo, u"window"));
    const double objective = slo[u"objective"].toDouble();
    if (!window || objective <= 0)
        return {};
    return number(std::round(*window * (100 - objective) / 10) / 10) + u" min"_s;
}

QVariantHash sloCatalogueContext(const Facts &facts)
{
    QVariantHash context = facts.header(u"SLO catalogue"_s);
    const QList<ElementState> services = facts.at().ofKind(u"service"_s);
    QVariantList objectives;
    QVariantList higher;
    QVariantList without;
    QVariantList handling;
    QStringList unreadable;
    QMap<QString, std::pair<int, int>> byTier;
    for (const ElementState &service : services) {
        const QList<ElementState> callers = callersOf(facts.at(), service.id);
        const QJsonArray slos = service.properties.value(u"slos"_s).toArray();
        QVariantHash base = serviceHash(facts, service);
        const QString tier = base.value(u"tier"_s).toString();
        std::pair<int, int> &counts = byTier[tier.isEmpty() ? u"not stated"_s : tier];
        ++counts.first;
        counts.second += slos.isEmpty() ? 0 : 1;
        if (slos.isEmpty()) {
            base[u"callers"_s] = facts.refs(having(callers, [](const ElementState &caller) {
                return !caller.properties.value(u"slos"_s).toArray().isEmpty();
            }));
            without.append(base);
            continue;
        }
        handling.append(base);
        bool isFirst = true;
        for (const QJsonValue &slo : slos) {
            QVariantHash row = base;
            const QString name = text(slo, u"name");
            const double objective = slo[u"objective"].toDouble();
            const QString budget = errorBudget(slo);
            if (!isFirst) {
                row[u"service"_s] = QString(); // told in the row above
                row[u"tier"_s] = QString();
            }
            isFirst = false;
            row[u"name"_s] = name;
            row[u"sli"_s] = facts.line(text(slo, u"sli"));
            row[u"objective"_s] = QString(number(objective) + u" %"_s);
            row[u"window"_s] = text(slo, u"window");
            row[u"budget"_s] = budget.isEmpty() ? u"unknown"_s : budget;
            if (budget.isEmpty())
                unreadable.append(u"%1 (%2)"_s.arg(service.name(), name));
            objectives.append(row);
            if (const QString promises = promisesOf(callers, name, objective); !promises.isEmpty()) {
                row[u"service"_s] = base.value(u"service"_s);
                row[u"callers"_s] = promises;
                higher.append(row);
            }
        }
    }
    QVariantList tiers;
    for (auto it = byTier.cbegin(); it != byTier.cend(); ++it)
        tiers.append(QVariantHash{{u"tier"_s, it.key()},
                                  {u"services"_s, QString::number(it->first)},
                                  {u"with"_s, QString::number(it->second)}});
    context[u"service_count"_s] = counted(services.size(), u"service"_s, u"services"_s);
    context[u"with_count"_s] = QString::number(handling.size());
    context[u"objective_count"_s] = counted(objectives.size(), u"objective"_s, u"objectives"_s);
    context[u"tiers"_s] = tiers;
    context[u"objectives"_s] = objectives;
    context[u"higher"_s] = higher;
    context[u"handling"_s] = handling;
    context[u"without"_s] = without;
    context[u"unreadable"_s] = unreadable.join(u", "_s);
    return context;
}

} // namespace gp::documents
