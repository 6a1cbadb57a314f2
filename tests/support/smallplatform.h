// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// A small platform that has something of everything the project file keeps.
#pragma once

#include "core/model/draft.h"

#include <QJsonArray>

namespace gp::test {

struct SmallPlatform
{
    PlateauId current, wave, target, option;
    ElementId checkout, cart, jenkins, actions, prod, signing, basket, golden;
    RelationId dependsOn, deliveredBy;
    RecordId decision;
    ViewId view;
};

inline QJsonObject named(const QString &name, QJsonObject more = {})
{
    more.insert(QStringLiteral("name"), name);
    return more;
}

/// Puts it into a draft. current -> wave -> target, and option from wave; Jenkins goes and Actions comes at
/// target.
inline SmallPlatform addSmallPlatform(Draft &draft)
{
    using namespace Qt::StringLiterals;
    SmallPlatform p;
    p.current = draft
                    .addPlateau({{},
                                 u"current"_s,
                                 u"Current"_s,
                                 u"as it is"_s,
                                 PlateauKind::Current,
                                 {},
                                 0,
                                 QDate(2026, 11, 1)})
                    .value();
    p.wave = draft.addPlateau({{}, u"wave"_s, {}, {}, PlateauKind::Transition, p.current, 1, {}}).value();
    p.target = draft.addPlateau({{}, u"target"_s, {}, {}, PlateauKind::Target, p.wave, 2, {}}).value();
    p.option = draft.addPlateau({{}, u"option"_s, {}, {}, PlateauKind::Option, p.wave, 3, {}}).value();

    const QJsonArray slos{QJsonObject{{u"name"_s, u"availability"_s},
                                      {u"sli"_s, u"good / all"_s},
                                      {u"objective"_s, 99.9},
                                      {u"window"_s, u"28d"_s}}};
    p.checkout = draft
                     .addElement(u"service"_s, u"checkout"_s, p.current,
                                 named(u"Checkout"_s, {{u"tier"_s, 1},
                                                       {u"monthly_cost"_s, 0.1 + 0.2},
                                                       {u"on_call"_s, true},
                                                       {u"rollback"_s, u"redeploy"_s},
                                                       {u"slos"_s, slos}}))
                     .value();
    p.cart = draft.addElement(u"service"_s, u"cart"_s, p.current, {}).value();
    const QJsonArray stages{QJsonObject{{u"name"_s, u"Build"_s}, {u"type"_s, u"build"_s}},
                            QJsonObject{{u"name"_s, u"Release"_s},
                                        {u"type"_s, u"deploy"_s},
                                        {u"environment"_s, u"prod"_s},
                                        {u"gate"_s, u"approval"_s},
                                        {u"controls"_s, QJsonArray{u"signing"_s}}}};
    p.jenkins =
        draft
            .addElement(u"pipeline"_s, u"jenkins"_s, p.current,
                        named(u"Jenkins"_s, {{u"tool"_s, u"Jenkins"_s}, {u"trigger"_s, u"nightly"_s}}))
            .value();
    p.actions = draft
                    .addElement(u"pipeline"_s, u"actions"_s, p.target,
                                named(u"Actions"_s, {{u"template"_s, u"web"_s},
                                                     {u"template_version"_s, u"1.10"_s},
                                                     {u"stages"_s, stages}}))
                    .value();
    p.prod = draft
                 .addElement(u"environment"_s, u"prod"_s, p.current,
                             named(u"Production"_s, {{u"type"_s, u"prod"_s}, {u"ttl_hours"_s, 0}}))
                 .value();
    const QJsonArray requirements{QJsonObject{{u"framework"_s, u"SLSA"_s}, {u"requirement"_s, u"L2"_s}},
                                  QJsonObject{{u"framework"_s, u"SSDF"_s}, {u"requirement"_s, u"PS.2"_s}}};
    p.signing =
        draft
            .addElement(u"control"_s, u"signing"_s, p.current,
                        named(u"Signing"_s, {{u"mode"_s, u"planned"_s}, {u"requirements"_s, requirements}}))
            .value();
    p.basket = draft.addElement(u"team"_s, u"team-basket"_s, p.current, named(u"Team Basket"_s)).value();
    p.golden = draft.addElement(u"goldenPath"_s, u"golden-web"_s, p.target, named(u"Web service"_s)).value();

    p.dependsOn =
        draft.addRelation(u"dependsOn"_s, p.checkout, p.cart, p.current, {{u"protocol"_s, u"HTTP"_s}})
            .value();
    p.deliveredBy = draft.addRelation(u"deliveredBy"_s, p.checkout, p.jenkins, p.current).value();
    (void)draft.addRelation(u"deliveredBy"_s, p.checkout, p.actions, p.target).value();
    (void)draft.addRelation(u"ownedBy"_s, p.checkout, p.basket, p.current).value();
    (void)draft.addRelation(u"follows"_s, p.checkout, p.golden, p.target).value();
    (void)draft.addRelation(u"replaces"_s, p.actions, p.jenkins, p.target).value();

    (void)draft.setProperty(p.checkout, p.wave, u"deployment_strategy"_s, u"canary"_s);
    (void)draft.setProperty(p.checkout, p.target, u"rollback"_s, QJsonValue::Null);
    (void)draft.setProperty(p.checkout, p.option, u"tier"_s, 2);
    (void)draft.setProperty(p.dependsOn, p.wave, u"protocol"_s, u"gRPC"_s);
    (void)draft.removeElementAt(p.jenkins, p.target);
    (void)draft.removeRelationAt(p.dependsOn, p.option);

    p.decision = draft
                     .addRecord(u"decision"_s, u"adopt-actions"_s,
                                {{u"number"_s, 7},
                                 {u"title"_s, u"Adopt Actions"_s},
                                 {u"status"_s, u"accepted"_s},
                                 {u"elements"_s, QJsonArray{u"actions"_s, u"gone"_s}},
                                 {u"links"_s, QJsonArray{QJsonObject{{u"kind"_s, u"supersedes"_s},
                                                                     {u"target"_s, u"keep-jenkins"_s}}}}})
                     .value();
    (void)draft.addRecord(u"decision"_s, u"keep-jenkins"_s,
                          {{u"number"_s, 2}, {u"title"_s, u"Keep Jenkins"_s}});
    (void)draft.addRecord(
        u"kpi"_s, u"lead-time"_s,
        {{u"name"_s, u"Lead time"_s},
         {u"measurements"_s, QJsonArray{QJsonObject{{u"date"_s, u"2026-10-01"_s}, {u"value"_s, 4.5}},
                                        QJsonObject{{u"date"_s, u"2026-11-01"_s}, {u"value"_s, 4}}}}});
    (void)draft.addRecord(u"waiver"_s, u"w1"_s,
                          {{u"rule"_s, u"signed-artifacts"_s},
                           {u"element"_s, u"checkout"_s},
                           {u"reason"_s, u"until the runners move"_s},
                           {u"expires_at_plateau"_s, u"target"_s}});
    (void)draft.addRecord(
        u"workPackage"_s, u"move"_s,
        {{u"from_plateau"_s, u"wave"_s}, {u"to_plateau"_s, u"target"_s}, {u"effort_days"_s, 12.5}});
    (void)draft.addRecord(u"risk"_s, u"r1"_s,
                          {{u"title"_s, u"Runners too small"_s}, {u"likelihood"_s, 3}, {u"impact"_s, 4}});
    (void)draft.addRecord(
        u"evidence"_s, u"e1"_s,
        {{u"control"_s, u"signing"_s}, {u"subject"_s, u"checkout"_s}, {u"result"_s, u"pass"_s}});
    (void)draft.addRecord(
        u"nfrAnswer"_s, u"a1"_s,
        {{u"nfr"_s, u"NFR-REL-001"_s}, {u"element"_s, u"checkout"_s}, {u"answer"_s, u"met"_s}});
    (void)draft.addRecord(u"review"_s, u"rev1"_s, {{u"title"_s, u"Board"_s}, {u"status"_s, u"held"_s}});
    (void)draft.addRecord(u"stakeholder"_s, u"s1"_s, {{u"name"_s, u"Head of platform"_s}});

    View view{{}, u"delivery"_s, {{u"title"_s, u"Delivery"_s}}, {}, {}};
    view.positions = {{p.checkout, {40, 120}}, {p.cart, {-5, 0}}};
    view.routes = {{p.dependsOn, {{0, 0}, {10, 0}, {20, 5}, {30, 5}}}};
    p.view = draft.addView(view).value();

    const Source source{u"backstage"_s, u"catalog/checkout.yaml"_s, 12, u"spec.owner"_s,
                        true,           {{u"owner"_s, u"basket"_s}}};
    draft.setProvenance(p.checkout, {{source, {u"kubernetes"_s, u"apps.yaml"_s, 0, u"env"_s, false, {}}},
                                     {{u"dependsOn"_s, u"payment:80"_s, source}}});
    draft.setProvenance(p.dependsOn, {{source}, {}});
    return p;
}

} // namespace gp::test
