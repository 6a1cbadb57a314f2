// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "sample.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace gp;
using namespace Qt::StringLiterals;

namespace sample {

namespace {

struct Domain
{
    const char *key;
    const char *name;
    QList<const char *> services;
};

const QList<Domain> &domains()
{
    static const QList<Domain> list{
        {"domain-storefront",
         "Storefront",
         {"checkout", "cart", "catalogue", "search", "recommendations", "web-shop", "session"}},
        {"domain-payments",
         "Payments",
         {"payment", "payment-adapter-visa", "refunds", "invoice-run", "ledger", "fraud-check"}},
        {"domain-orders",
         "Orders",
         {"orders", "order-history", "order-events", "returns", "pricing", "promotions"}},
        {"domain-fulfilment",
         "Fulfilment",
         {"shipping", "tracking", "stock", "warehouse-gateway", "carrier-rates", "labels"}},
        {"domain-identity",
         "Identity",
         {"login", "accounts", "consent", "tokens", "mfa", "profile", "address-book"}},
        {"domain-marketing",
         "Marketing",
         {"newsletter", "campaigns", "segments", "loyalty", "vouchers", "tracking-pixel"}},
        {"domain-data",
         "Data and reporting",
         {"events-lake", "reports-nightly", "kpi-export", "feature-store", "data-quality-checks-for-finance",
          "dsr-export"}},
        {"domain-support",
         "Customer support",
         {"tickets", "chat", "knowledge-base", "call-routing", "agent-desktop", "surveys"}},
    };
    return list;
}

class Maker
{
public:
    explicit Maker(Model base)
        : draft(std::move(base))
    {
    }

    ElementId add(const char *kind, const char *key, PlateauId since, const QJsonObject &properties)
    {
        return draft.addElement(QLatin1StringView(kind), QLatin1StringView(key), since, properties).value();
    }
    void relate(const char *kind, ElementId from, ElementId to, PlateauId since)
    {
        (void)draft.addRelation(QLatin1StringView(kind), from, to, since).value();
    }
    void set(ElementId id, PlateauId plateau, const char *property, const QJsonValue &value)
    {
        draft.setProperty(id, plateau, QLatin1StringView(property), value).value();
    }

    Draft draft;
};

PlateauId addPlateau(Draft &draft, const QString &key, const QString &name, PlateauKind kind,
                     PlateauId parent, int position)
{
    return draft.addPlateau({{}, key, name, {}, kind, parent, position, {}}).value();
}

QJsonObject service(int number, const char *name)
{
    static const char *const workloads[] = {"web-service", "api", "batch", "event-driven"};
    QJsonObject properties{{u"name"_s, QLatin1StringView(name)},
                           {u"workload"_s, QLatin1StringView(workloads[number % 4])},
                           {u"tier"_s, 1 + number % 3}};
    if (number % 4 == 2)
        properties.insert(u"schedule"_s, u"nightly"_s);
    else
        properties.insert(u"deployment_strategy"_s, number % 2 ? u"blue-green"_s : u"rolling"_s);
    if (number % 3 == 0)
        properties.insert(u"slos"_s,
                          QJsonArray{QJsonObject{{u"name"_s, u"availability"_s}, {u"objective"_s, 99.9}}});
    return properties;
}

QJsonObject pipeline(const char *name, const char *tool, const char *version, int stages, const char *signing)
{
    QJsonArray list;
    for (int i = 0; i < stages; ++i)
        list.append(QJsonObject{{u"name"_s, u"stage %1"_s.arg(i + 1)}, {u"type"_s, u"build"_s}});
    return {{u"name"_s, QLatin1StringView(name)},
            {u"tool"_s, QLatin1StringView(tool)},
            {u"template_version"_s, QLatin1StringView(version)},
            {u"stages"_s, list},
            {u"signing"_s, QLatin1StringView(signing)}};
}

} // namespace

Platform platform(int services)
{
    Platform result;
    Maker make{Model()};
    result.current = addPlateau(make.draft, u"current"_s, u"Current"_s, PlateauKind::Current, {}, 0);
    result.wave =
        addPlateau(make.draft, u"wave-1"_s, u"Wave 1"_s, PlateauKind::Transition, result.current, 1);
    result.target = addPlateau(make.draft, u"target"_s, u"Target"_s, PlateauKind::Target, result.wave, 2);
    result.option = addPlateau(make.draft, u"option-b"_s, u"Option B"_s, PlateauKind::Option, result.wave, 3);
    const PlateauId now = result.current;

    const ElementId jenkins = make.add("pipeline", "jenkins-shared", now,
                                       pipeline("jenkins-shared", "Jenkins", "2.426", 4, "none"));
    const ElementId legacy =
        make.add("pipeline", "jenkins-batch", now, pipeline("jenkins-batch", "Jenkins", "2.426", 3, "none"));
    QList<ElementId> golden;
    for (const char *name : {"golden-web@3", "golden-api@2", "golden-batch@1", "golden-event@1"})
        golden.append(
            make.add("pipeline", name, result.wave, pipeline(name, "GitHub Actions", "v3.2", 9, "signed")));
    QList<ElementId> own;
    for (const char *name : {"release-train", "data-flow", "mobile-gateway", "identity-hardened",
                             "search-index", "support-desk"})
        own.append(make.add("pipeline", name, now, pipeline(name, "GitHub Actions", "v2.8", 6, "none")));

    const ElementId dev = make.add(
        "environment", "dev", now,
        {{u"platform"_s, u"VM"_s}, {u"region"_s, u"eu-central-1"_s}, {u"data_policy"_s, u"synthetic"_s}});
    const ElementId test = make.add(
        "environment", "test", now,
        {{u"platform"_s, u"EKS"_s}, {u"region"_s, u"eu-central-1"_s}, {u"data_policy"_s, u"masked"_s}});
    const ElementId stage = make.add(
        "environment", "stage", now,
        {{u"platform"_s, u"EKS"_s}, {u"region"_s, u"eu-central-1"_s}, {u"data_policy"_s, u"masked"_s}});
    const ElementId prod =
        make.add("environment", "prod", now, {{u"platform"_s, u"EKS"_s}, {u"region"_s, u"2 regions"_s}});
    make.set(dev, result.wave, "platform", u"EKS"_s);
    make.set(prod, result.target, "recovery", u"DR 4 h"_s);
    make.relate("promotesTo", dev, test, now);
    make.relate("promotesTo", test, stage, now);
    make.relate("promotesTo", stage, prod, now);
    for (ElementId from : {jenkins, legacy})
        for (ElementId to : {dev, prod})
            make.relate("deploysTo", from, to, now);
    for (ElementId from : own)
        make.relate("deploysTo", from, stage, now);
    for (ElementId from : golden)
        make.relate("deploysTo", from, dev, result.wave);

    struct ControlText
    {
        const char *key;
        const char *name;
        const char *point;
        const char *requirement;
    };
    QList<ElementId> controls;
    for (const ControlText &text : {ControlText{"sast", "SAST gate", "pull-request", "ASVS 14.2"},
                                    ControlText{"secret-scan", "Secret scanning", "commit", "CC6.1"},
                                    ControlText{"sbom", "SBOM", "build", "SSDF PS.3"},
                                    ControlText{"signing", "Artifact signing", "admission", "SLSA L3"},
                                    ControlText{"four-eyes", "Four eyes", "deploy", "SOX 404"},
                                    ControlText{"rotation", "Secret rotation", "periodic", "PCI 8.3.9"}}) {
        const bool isNew = controls.size() >= 2;
        controls.append(make.add("control", text.key, isNew ? result.wave : now,
                                 {{u"name"_s, QLatin1StringView(text.name)},
                                  {u"enforcement_point"_s, QLatin1StringView(text.point)},
                                  {u"mode"_s, u"enforced"_s},
                                  {u"short_requirement"_s, QLatin1StringView(text.requirement)}}));
        for (int i = 0; i < 2; ++i)
            make.relate("guards", controls.last(), golden[(controls.size() + i) % golden.size()],
                        result.wave);
    }

    int number = 0;
    QList<ElementId> all;
    for (const Domain &domain : domains()) {
        const ElementId group =
            make.add("group", domain.key, now,
                     {{u"name"_s, QLatin1StringView(domain.name)}, {u"type"_s, u"domain"_s}});
        const ElementId team =
            make.add("team", qPrintable(u"team-%1"_s.arg(QLatin1StringView(domain.key))), now, {});
        const qsizetype first = all.size();
        for (const char *key : domain.services) {
            if (number >= services)
                break;
            const ElementId id = make.add("service", key, now, service(number, key));
            make.relate("partOf", id, group, now);
            make.relate("ownedBy", id, team, now);
            const ElementId before = number % 5 == 4 ? own[number / 9] : number % 4 == 2 ? legacy : jenkins;
            make.relate("deliveredBy", id, before, now);
            if (before != own[number / 9]) {
                make.relate("deliveredBy", id, golden[number % 4], number % 3 ? result.target : result.wave);
                (void)make.draft.removeRelationAt(
                    make.draft.model().relation(u"deliveredBy"_s, id, before)->id, result.target);
            }
            if (all.size() > first)
                make.relate("dependsOn", all[first + (all.size() - first) / 2], id, now);
            if (number % 4 == 3)
                make.relate("dependsOn", id, all[(number * 7) % all.size()], now);
            all.append(id);
            ++number;
        }
    }
    make.set(all.first(), result.target, "deployment_strategy", u"canary"_s);
    const ElementId monolith =
        make.add("service", "orders-legacy", now, {{u"workload"_s, u"other"_s}, {u"tier"_s, 2}});
    make.relate("partOf", monolith, make.draft.model().element(u"domain-orders"_s)->id, now);
    make.draft.removeElementAt(monolith, result.target).value();
    make.draft.removeElementAt(jenkins, result.target).value();
    make.relate("replaces", golden[0], jenkins, result.wave);
    (void)make.add("service", "edge-cache", result.option, {{u"workload"_s, u"web-service"_s}});
    result.model = make.draft.model();
    return result;
}

View view(const char *kinds, const char *relations, const char *groupBy)
{
    const auto list = [](const char *words) {
        return QJsonArray::fromStringList(QString::fromLatin1(words).split(u' ', Qt::SkipEmptyParts));
    };
    View view;
    view.id = ViewId(1);
    view.key = u"overview"_s;
    view.properties = {{u"title"_s, u"Delivery overview"_s},
                       {u"kinds"_s, list(kinds)},
                       {u"relations"_s, list(relations)},
                       {u"group_by"_s, QLatin1StringView(groupBy)}};
    return view;
}

View laidOut(const Model &model, const View &view)
{
    const diagram::SceneBuilder builder(model, metamodel::Metamodel::builtin(), view);
    const auto arrangement = layout::layOut(builder.layoutRequest(), std::chrono::seconds(60),
                                            QStringLiteral(GROUNDPLAN_BIN_DIR "/groundplan-layout"));
    if (!arrangement)
        qFatal("%s", qPrintable(arrangement.error().message + arrangement.error().detail));
    return builder.withLayout(*arrangement);
}

} // namespace sample
