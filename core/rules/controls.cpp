// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/controls.h"

#include "core/metamodel/yaml.h"
#include "core/rules/resources.h"
#include "core/rules/waivers.h"

#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

QStringList texts(const yaml::Value &list)
{
    QStringList all;
    for (const yaml::Value &value : list.items())
        all.append(value.text());
    return all;
}

Result<CatalogueControl> controlFrom(const yaml::Value &value, const QString &file)
{
    CatalogueControl control;
    control.id = value[u"id"].text();
    control.key = value[u"key"].text();
    control.title = value[u"title"].text();
    control.objective = value[u"objective"].text().simplified();
    control.stops = value[u"stops"].text().simplified();
    control.enforcementPoint = value[u"enforcement_point"].text();
    control.mode = value[u"mode"].text();
    control.guards = texts(value[u"guards"]);
    control.stage = value[u"stage"].text();
    control.tools = texts(value[u"tools"]);
    control.evidence = value[u"evidence"].text().simplified();
    control.evidenceDays = static_cast<int>(value[u"evidence_days"].toJson().toInteger());
    control.verify = value[u"verify"].text().simplified();
    control.area = QFileInfo(file).completeBaseName();
    for (const yaml::Entry &framework : value[u"frameworks"].entries()) {
        for (const QString &requirement : texts(framework.value))
            control.frameworks.append({framework.key.text(), requirement});
    }
    for (const QString &text : {control.id, control.key, control.title, control.objective, control.stops,
                                control.enforcementPoint, control.evidence, control.verify}) {
        if (text.isEmpty())
            return std::unexpected(yaml::errorAt(value, file,
                                                 u"a control needs id, key, title, objective, stops, "
                                                 "enforcement_point, evidence and verify"_s));
    }
    return control;
}

Coverage coverageBy(const ElementState &control)
{
    const QString mode = control.properties.value(u"mode"_s).toString();
    return mode == "planned"_L1 ? Coverage::Planned
           : mode == "warn"_L1  ? Coverage::Warns
                                : Coverage::Enforced;
}

} // namespace

Result<ControlCatalogue> ControlCatalogue::load(const QString &folder)
{
    ControlCatalogue catalogue;
    const QDir dir(folder);
    for (const QString &name : dir.entryList({u"*.yaml"_s}, QDir::Files, QDir::Name)) {
        const QString file = dir.filePath(name);
        const auto root = yaml::readStrict(file);
        if (!root)
            return std::unexpected(root.error());
        for (const yaml::Value &value : (*root)[u"controls"].items()) {
            const auto control = controlFrom(value, file);
            if (!control)
                return std::unexpected(control.error());
            if (catalogue.m_byId.contains(control->id) || catalogue.m_byKey.contains(control->key))
                return std::unexpected(yaml::errorAt(value, file, u"'%1' is there twice"_s.arg(control->id)));
            catalogue.m_byId.insert(control->id, catalogue.m_controls.size());
            catalogue.m_byKey.insert(control->key, catalogue.m_controls.size());
            catalogue.m_controls.append(*control);
        }
    }
    return catalogue;
}

const ControlCatalogue &ControlCatalogue::builtin()
{
    static const ControlCatalogue instance = [] {
        initRulesResources();
        auto loaded = load(u":/groundplan/catalogue/controls"_s);
        Q_ASSERT_X(loaded, "ControlCatalogue", qPrintable(loaded ? QString() : loaded.error().text()));
        return loaded.value_or(ControlCatalogue());
    }();
    return instance;
}

const CatalogueControl *ControlCatalogue::control(const QString &id) const
{
    const auto it = m_byId.constFind(id);
    return it == m_byId.constEnd() ? nullptr : &m_controls.at(*it);
}

const CatalogueControl *ControlCatalogue::itemOf(const ElementState &control) const
{
    if (const auto *named = this->control(control.properties.value(u"catalogue"_s).toString()))
        return named;
    const auto it = m_byKey.constFind(control.key);
    return it == m_byKey.constEnd() ? nullptr : &m_controls.at(*it);
}

QJsonObject propertiesFrom(const CatalogueControl &item)
{
    QJsonArray requirements;
    for (const FrameworkRef &reference : item.frameworks)
        requirements.append(
            QJsonObject{{u"framework"_s, reference.framework}, {u"requirement"_s, reference.requirement}});
    QJsonObject properties{{u"name"_s, item.title},
                           {u"objective"_s, item.objective},
                           {u"description"_s, QString(u"Stops: "_s + item.stops)},
                           {u"enforcement_point"_s, item.enforcementPoint},
                           {u"mode"_s, u"planned"_s}, // it is a wish until somebody enforces it
                           {u"catalogue"_s, item.id},
                           {u"requirements"_s, requirements},
                           {u"evidence_kind"_s, item.evidence}};
    if (!item.tools.isEmpty())
        properties.insert(u"tool"_s, item.tools.first());
    if (!item.frameworks.isEmpty())
        properties.insert(u"short_requirement"_s,
                          QString(Frameworks::builtin().nameOf(item.frameworks.first().framework) + u' ' +
                                  item.frameworks.first().requirement));
    return properties;
}

QList<FrameworkRef> requirementsOf(const ElementState &control)
{
    QList<FrameworkRef> references;
    for (const QJsonValue &value : control.properties.value(u"requirements"_s).toArray()) {
        const QString framework = value.toObject().value(u"framework"_s).toString();
        const QString key = Frameworks::builtin().keyOf(framework);
        references.append(
            {key.isEmpty() ? framework : key, value.toObject().value(u"requirement"_s).toString()});
    }
    return references;
}

QStringList frameworksIn(const PlateauModel &at)
{
    QSet<QString> keys;
    for (const ElementState &control : at.ofKind(u"control"_s)) {
        for (const FrameworkRef &reference : requirementsOf(control))
            keys.insert(reference.framework);
    }
    QStringList sorted(keys.cbegin(), keys.cend());
    sorted.sort();
    return sorted;
}

QList<RequirementRow> coverageOf(const Model &model, const PlateauModel &at, const QString &framework)
{
    QHash<QString, int> evidence; // valid and passed, by control's key
    const QString date = projectDate(model);
    for (const Record &record : model.recordsOfKind(u"evidence"_s)) {
        const QString until = record.properties.value(u"valid_until"_s).toString();
        if (record.properties.value(u"result"_s).toString() == "pass"_L1 &&
            (until.isEmpty() || date.isEmpty() || until >= date))
            ++evidence[record.properties.value(u"control"_s).toString()];
    }

    const QString key = Frameworks::builtin().keyOf(framework);
    QStringList order = Frameworks::builtin().requirementsOf(key);
    QHash<QString, RequirementRow> rows;
    for (const ElementState &control : at.ofKind(u"control"_s)) {
        for (const FrameworkRef &reference : requirementsOf(control)) {
            if (reference.framework != (key.isEmpty() ? framework : key))
                continue;
            if (!order.contains(reference.requirement)) // what the project writes of a framework of its own
                order.append(reference.requirement);
            RequirementRow &row = rows[reference.requirement];
            if (row.controls.contains(control.id))
                continue;
            row.controls.append(control.id);
            row.coverage = std::max(row.coverage, coverageBy(control));
            row.validEvidence += evidence.value(control.key);
        }
    }
    QList<RequirementRow> ordered;
    for (const QString &requirement : std::as_const(order)) {
        RequirementRow row = rows.value(requirement);
        row.requirement = {key.isEmpty() ? framework : key, requirement};
        row.title = Frameworks::builtin().titleOf(row.requirement);
        ordered.append(row);
    }
    return ordered;
}

QList<ElementState> controlsOf(const PlateauModel &at, ElementId service)
{
    QSet<ElementId> carriers{service};
    for (const QString &kind : {u"deliveredBy"_s, u"runsIn"_s, u"follows"_s}) {
        for (const RelationState &relation : at.outgoing(service, kind))
            carriers.insert(relation.target);
    }
    QSet<QString> named;
    for (const RelationState &delivery : at.outgoing(service, u"deliveredBy"_s)) {
        for (const RelationState &place : at.outgoing(delivery.target, u"deploysTo"_s))
            carriers.insert(place.target);
        for (const QJsonValue &stage : at.element(delivery.target)->properties.value(u"stages"_s).toArray()) {
            for (const QJsonValue &control : stage.toObject().value(u"controls"_s).toArray())
                named.insert(control.toString());
        }
    }
    QMap<QString, ElementState> found;
    for (const ElementId carrier : std::as_const(carriers)) {
        for (const ElementState &control : at.sources(carrier, u"guards"_s))
            found.insert(control.key, control);
    }
    for (const ElementState &control : named.isEmpty() ? QList<ElementState>() : at.ofKind(u"control"_s)) {
        if (named.contains(control.key))
            found.insert(control.key, control);
    }
    return found.values();
}

QList<CoverageChange> coverageChanges(const Model &model, const PlateauModel &from, const PlateauModel &to,
                                      const QString &framework)
{
    const QList<RequirementRow> before = coverageOf(model, from, framework);
    QHash<QString, RequirementRow> after;
    QStringList order;
    for (const RequirementRow &row : before)
        order.append(row.requirement.requirement);
    for (const RequirementRow &row : coverageOf(model, to, framework)) {
        after.insert(row.requirement.requirement, row);
        if (!order.contains(row.requirement.requirement))
            order.append(row.requirement.requirement);
    }
    QList<CoverageChange> changes;
    for (const QString &requirement : std::as_const(order)) {
        const auto old = std::ranges::find_if(
            before, [&](const RequirementRow &row) { return row.requirement.requirement == requirement; });
        RequirementRow was = old == before.end() ? RequirementRow() : *old;
        RequirementRow is = after.value(requirement);
        if (was.coverage == is.coverage)
            continue;
        (was.requirement.requirement.isEmpty() ? was.requirement : is.requirement) =
            was.requirement.requirement.isEmpty() ? is.requirement : was.requirement;
        changes.append({was, is});
    }
    return changes;
}

QString toString(Coverage coverage)
{
    switch (coverage) {
    case Coverage::None:
        return u"no control"_s;
    case Coverage::Planned:
        return u"planned"_s;
    case Coverage::Warns:
        return u"warns"_s;
    case Coverage::Enforced:
        break;
    }
    return u"enforced"_s;
}

} // namespace gp::rules
