// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/facts.h"

#include "core/rules/factrows.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

using FactRows = QList<QVariantList>;

QVariant cell(const QJsonObject &properties, const QString &name)
{
    return cellOf(properties.value(name));
}

/// Everything that carries a service: itself, its pipelines, where it goes, its golden path.
QMap<ElementId, ElementState> carriersOf(const PlateauModel &at, const ElementState &service)
{
    QMap<ElementId, ElementState> carriers{{service.id, service}};
    for (const QString &kind : {u"deliveredBy"_s, u"runsIn"_s, u"follows"_s}) {
        for (const ElementState &target : at.targets(service.id, kind))
            carriers.insert(target.id, target);
    }
    for (const ElementState &pipeline : at.targets(service.id, u"deliveredBy"_s)) {
        for (const ElementState &place : at.targets(pipeline.id, u"deploysTo"_s))
            carriers.insert(place.id, place);
    }
    return carriers;
}

void addDelivery(const ElementState &service, const ElementState &pipeline, FactRows &deliveries,
                 FactRows &stages)
{
    const QJsonObject &p = pipeline.properties;
    deliveries.append({service.id.value(), pipeline.id.value(), pipeline.key, pipeline.name(),
                       cell(p, u"tool"_s), cell(p, u"template"_s), cell(p, u"template_version"_s),
                       compactJson(p)});
    qint64 position = 0;
    for (const QJsonValue &value : p.value(u"stages"_s).toArray()) {
        const QJsonObject stage = value.toObject();
        stages.append({service.id.value(), pipeline.id.value(), ++position, cell(stage, u"name"_s),
                       cell(stage, u"type"_s), cell(stage, u"environment"_s), cell(stage, u"gate"_s)});
    }
}

} // namespace

Result<void> setFacts(store::Query &query, const PlateauModel &at)
{
    FactRows slos;
    FactRows deliveries;
    FactRows stages;
    FactRows places;
    FactRows guards;
    FactRows links;
    for (const ElementState &service : at.ofKind(u"service"_s)) {
        for (const QJsonValue &value : service.properties.value(u"slos"_s).toArray()) {
            const QJsonObject slo = value.toObject();
            slos.append({service.id.value(), cell(slo, u"name"_s), cell(slo, u"sli"_s),
                         cell(slo, u"objective"_s), cell(slo, u"window"_s)});
        }
        for (const ElementState &pipeline : at.targets(service.id, u"deliveredBy"_s))
            addDelivery(service, pipeline, deliveries, stages);
        for (const ElementState &carrier : carriersOf(at, service)) {
            const QJsonObject &p = carrier.properties;
            if (carrier.kind == u"environment")
                places.append({service.id.value(), carrier.id.value(), carrier.key, carrier.name(),
                               cell(p, u"type"_s), cell(p, u"lifecycle"_s), cell(p, u"ttl_hours"_s),
                               cell(p, u"data_policy"_s), compactJson(p)});
            for (const ElementState &control : at.sources(carrier.id, u"guards"_s))
                guards.append({service.id.value(), control.id.value(), control.key, control.name(),
                               cell(control.properties, u"enforcement_point"_s),
                               cell(control.properties, u"mode"_s)});
        }
    }
    for (const RelationState &relation : at.relations())
        links.append({relation.source.value(), relation.kind, relation.target.value(),
                      at.element(relation.source)->key, at.element(relation.target)->key});

    struct Table
    {
        QString name;
        QStringList columns;
        FactRows rows;
    };
    const QList<Table> tables{
        {u"slo"_s, {u"service_id"_s, u"name"_s, u"sli"_s, u"objective"_s, u"window"_s}, slos},
        {u"delivery"_s,
         {u"service_id"_s, u"pipeline_id"_s, u"pipeline_key"_s, u"pipeline"_s, u"tool"_s, u"template"_s,
          u"template_version"_s, u"properties"_s},
         deliveries},
        {u"stage"_s,
         {u"service_id"_s, u"pipeline_id"_s, u"position"_s, u"name"_s, u"type"_s, u"environment_key"_s,
          u"gate"_s},
         stages},
        {u"place"_s,
         {u"service_id"_s, u"environment_id"_s, u"environment_key"_s, u"environment"_s, u"type"_s,
          u"lifecycle"_s, u"ttl_hours"_s, u"data_policy"_s, u"properties"_s},
         places},
        {u"guard"_s,
         {u"service_id"_s, u"control_id"_s, u"control_key"_s, u"control"_s, u"enforcement_point"_s,
          u"mode"_s},
         guards},
        {u"link"_s, {u"source"_s, u"kind"_s, u"target"_s, u"source_key"_s, u"target_key"_s}, links},
    };
    for (const Table &table : tables) {
        if (auto set = query.setTable(table.name, table.columns, table.rows); !set)
            return set;
    }
    return {};
}

} // namespace gp::rules
