// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/metamodel.h"
#include "core/store/store.h"

#include <QJsonArray>

/// A project of about sixty elements to open in the window: three domains with their services, pipelines that
/// replace an old one, environments, controls, teams, decisions, a waiver and a work package; current, a
/// wave, target and an option.
namespace shop {

using namespace gp;
using namespace Qt::StringLiterals;

inline constexpr int servicesPerDomain = 12;

class Maker
{
public:
    explicit Maker(const Model &empty)
        : m_draft(empty)
    {
    }

    Draft make()
    {
        plateaus();
        domains();
        delivery();
        records();
        views();
        return m_draft;
    }

private:
    template<typename T>
    static T must(const Result<T> &result)
    {
        if (!result)
            qFatal("%s", qPrintable(result.error().text()));
        return *result;
    }
    static void must(const Result<void> &result)
    {
        if (!result)
            qFatal("%s", qPrintable(result.error().text()));
    }

    ElementId add(const QString &kind, const QString &key, PlateauId since, QJsonObject properties)
    {
        if (!properties.contains("name"_L1))
            properties.insert(u"name"_s, key);
        return must(m_draft.addElement(kind, key, since, properties));
    }

    PlateauId plateau(const QString &key, const QString &name, PlateauKind kind, PlateauId parent,
                      int position)
    {
        if (const auto *there = m_draft.model().plateau(QStringView(key))) {
            Plateau named = *there;
            named.name = name;
            named.position = position;
            must(m_draft.update(named));
            return there->id;
        }
        Plateau plateau;
        plateau.key = key;
        plateau.name = name;
        plateau.kind = kind;
        plateau.parent = parent;
        plateau.position = position;
        return must(m_draft.addPlateau(plateau));
    }

    void plateaus()
    {
        m_current = plateau(u"current"_s, u"Current"_s, PlateauKind::Current, {}, 0);
        m_wave = plateau(u"wave-1"_s, u"Wave 1"_s, PlateauKind::Transition, m_current, 1);
        m_target = plateau(u"target"_s, u"Target"_s, PlateauKind::Target, m_wave, 2);
        plateau(u"try-buildkite"_s, u"Try Buildkite"_s, PlateauKind::Option, m_wave, 3);
    }

    void domains()
    {
        const auto team = add(u"team"_s, u"team-basket"_s, m_current, {{u"name"_s, u"Team Basket"_s}});
        for (const auto &[key, name] :
             {std::pair(u"identity"_s, u"Identity"_s), std::pair(u"storefront"_s, u"Storefront"_s),
              std::pair(u"warehouse"_s, u"Warehouse"_s)}) {
            const auto domain =
                add(u"group"_s, key, m_current, {{u"name"_s, name}, {u"type"_s, u"domain"_s}});
            for (int number = 1; number <= servicesPerDomain; ++number) {
                const QString service = u"%1-service-%2"_s.arg(key).arg(number, 2, 10, QLatin1Char('0'));
                const auto id =
                    add(u"service"_s, service, m_current, {{u"tier"_s, 3}, {u"workload"_s, u"api"_s}});
                must(m_draft.addRelation(u"partOf"_s, id, domain, m_current));
                m_services.append(id);
            }
            if (key == "storefront"_L1) {
                m_checkout = add(u"service"_s, u"checkout"_s, m_current,
                                 {{u"name"_s, u"Checkout"_s},
                                  {u"workload"_s, u"web-service"_s},
                                  {u"tier"_s, 1},
                                  {u"deployment_strategy"_s, u"rolling"_s},
                                  {u"repository"_s, u"https://example.org/shop/checkout"_s}});
                m_payment = add(u"service"_s, u"payment"_s, m_current,
                                {{u"name"_s, u"Payment"_s}, {u"workload"_s, u"api"_s}, {u"tier"_s, 2}});
                for (const auto id : {m_checkout, m_payment}) {
                    must(m_draft.addRelation(u"partOf"_s, id, domain, m_current));
                    must(m_draft.addRelation(u"ownedBy"_s, id, team, m_current));
                }
            }
        }
        must(m_draft.addRelation(u"dependsOn"_s, m_checkout, m_payment, m_current));
        must(m_draft.setProperty(m_checkout, m_target, u"deployment_strategy"_s, u"canary"_s));
        for (qsizetype i = 0; i + 1 < m_services.size(); i += 3)
            must(m_draft.addRelation(u"dependsOn"_s, m_services[i], m_services[i + 1], m_current));
    }

    void delivery()
    {
        const auto jenkins =
            add(u"pipeline"_s, u"jenkins-shared"_s, m_current, {{u"tool"_s, u"Jenkins 2.426"_s}});
        QJsonArray stages;
        for (const auto &[name, type] : {std::pair(u"Build"_s, u"build"_s), std::pair(u"Sign"_s, u"sign"_s),
                                         std::pair(u"Deploy"_s, u"deploy"_s)})
            stages.append(QJsonObject{{u"name"_s, name}, {u"type"_s, type}});
        const auto golden =
            add(u"pipeline"_s, u"golden-web"_s, m_target,
                {{u"tool"_s, u"GitHub Actions"_s}, {u"signing"_s, u"signed"_s}, {u"stages"_s, stages}});
        must(m_draft.addRelation(u"replaces"_s, golden, jenkins, m_target));
        must(m_draft.removeElementAt(jenkins, m_target));
        ElementId before;
        for (const auto &[key, type] : {std::pair(u"dev"_s, u"dev"_s), std::pair(u"stage"_s, u"stage"_s),
                                        std::pair(u"prod"_s, u"prod"_s)}) {
            const auto id =
                add(u"environment"_s, key, m_current, {{u"type"_s, type}, {u"platform"_s, u"EKS"_s}});
            must(m_draft.addRelation(u"deploysTo"_s, golden, id, m_target));
            if (before.isValid())
                must(m_draft.addRelation(u"promotesTo"_s, before, id, m_current));
            before = id;
        }
        must(m_draft.addRelation(u"deploysTo"_s, jenkins, before, m_current));
        must(m_draft.addRelation(u"deliveredBy"_s, m_checkout, golden, m_target));
        must(m_draft.addRelation(u"deliveredBy"_s, m_payment, jenkins, m_current));
        for (int number = 1; number <= 6; ++number) {
            const auto id = add(u"control"_s, u"control-%1"_s.arg(number), number < 4 ? m_current : m_target,
                                {{u"enforcement_point"_s, u"build"_s}, {u"mode"_s, u"enforced"_s}});
            must(m_draft.addRelation(u"guards"_s, id, golden, m_target));
        }
    }

    void records()
    {
        must(m_draft.addRecord(
            u"project"_s, u"project"_s,
            {{u"name"_s, u"Test shop"_s}, {u"organisation"_s, u"Example"_s}, {u"date"_s, u"2026-11-01"_s}}));
        must(m_draft.addRecord(
            u"decision"_s, u"adopt-actions"_s,
            {{u"number"_s, 7},
             {u"title"_s, u"Adopt GitHub Actions"_s},
             {u"status"_s, u"accepted"_s},
             {u"date"_s, u"2026-09-08"_s},
             {u"context"_s, u"The shared **Jenkins** is slow.\n\n<script>alert(1)</script>"_s},
             {u"elements"_s, QJsonArray{u"golden-web"_s, u"jenkins-shared"_s}},
             {u"options"_s,
              QJsonArray{
                  QJsonObject{{u"title"_s, u"GitHub Actions"_s}, {u"pros"_s, QJsonArray{u"one place"_s}}},
                  QJsonObject{{u"title"_s, u"Keep Jenkins"_s}, {u"cons"_s, QJsonArray{u"slow"_s}}}}},
             {u"chosen"_s, u"GitHub Actions"_s}}));
        must(m_draft.addRecord(u"workPackage"_s, u"wp-1"_s,
                               {{u"name"_s, u"Move the pilot"_s},
                                {u"from_plateau"_s, u"current"_s},
                                {u"to_plateau"_s, u"target"_s},
                                {u"effort_days"_s, 15},
                                {u"elements"_s, QJsonArray{u"golden-web"_s}}}));
        must(m_draft.addRecord(u"waiver"_s, u"wai-1"_s,
                               {{u"rule"_s, u"DEL-003"_s},
                                {u"element"_s, u"payment"_s},
                                {u"reason"_s, u"It moves with wave 2."_s},
                                {u"compensating_control"_s, u"Weekly review."_s},
                                {u"approver"_s, u"CISO"_s},
                                {u"expires"_s, u"2027-01-31"_s}}));
    }

    void views()
    {
        const auto view = [this](const QString &key, const QString &title, int position,
                                 const QJsonObject &more) {
            View saved;
            saved.key = key;
            saved.properties = more;
            saved.properties.insert(u"title"_s, title);
            saved.properties.insert(u"position"_s, position);
            must(m_draft.addView(saved));
        };
        view(u"overview"_s, u"Delivery overview"_s, 1,
             {{u"kinds"_s, QJsonArray{u"pipeline"_s, u"environment"_s}},
              {u"include"_s, QJsonArray{u"checkout"_s, u"payment"_s, u"control-1"_s, u"control-4"_s}},
              {u"group_by"_s, u"kind"_s}});
        view(u"everything"_s, u"All services"_s, 2,
             {{u"kinds"_s, QJsonArray{u"service"_s}}, {u"group_by"_s, u"domain"_s}});
    }

    Draft m_draft;
    PlateauId m_current;
    PlateauId m_wave;
    PlateauId m_target;
    ElementId m_checkout;
    ElementId m_payment;
    QList<ElementId> m_services;
};

/// Writes the project file.
inline void write(const QString &path)
{
    store::Options options;
    options.author = u"test"_s;
    options.validator = [](const Model &after, const Change &change) {
        return metamodel::Metamodel::builtin().findProblems(after, change);
    };
    auto made = store::Store::create(path, options);
    if (!made)
        qFatal("%s", qPrintable(made.error().text()));
    const auto stored = (*made)->commit(Maker((*made)->model()).make(), u"Make the test shop"_s);
    if (!stored)
        qFatal("%s", qPrintable(stored.error().text()));
}

} // namespace shop
