// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/metamodel/impact.h"
#include "core/model/draft.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;

namespace {

/// A delivery platform in a few lines.
struct Platform
{
    Draft draft{Model()};
    PlateauId current;

    Platform()
    {
        current = *draft.addPlateau({{}, u"current"_s, u"Current"_s, {}, PlateauKind::Current, {}, 0, {}});
    }
    void add(const QString &kind, const QString &keys, const QJsonObject &properties = {})
    {
        for (const QString &key : keys.split(u' '))
            QVERIFY(draft.addElement(kind, key, current, properties));
    }
    void relate(const QString &source, const QString &kind, const QString &target,
                const QJsonObject &properties = {})
    {
        QVERIFY2(draft.addRelation(kind, draft.model().element(source)->id, draft.model().element(target)->id,
                                   current, properties),
                 qPrintable(source + u' ' + target));
    }
    [[nodiscard]] metamodel::Impact impactOf(const QString &keys) const
    {
        QSet<ElementId> broken;
        for (const QString &key : keys.split(u' '))
            broken.insert(draft.model().element(key)->id);
        return metamodel::impactOf(PlateauModel(draft.model(), current), broken);
    }
    [[nodiscard]] ElementId id(const QString &key) const { return draft.model().element(key)->id; }
};

QString keys(const QList<ElementState> &states)
{
    QStringList all;
    for (const ElementState &state : states)
        all.append(state.key);
    return all.join(u' ');
}

} // namespace

class TestImpact : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// "The shared runner image broke": every affected team, pipeline and environment, and nothing else.
    void brokenRunnerImage()
    {
        Platform platform;
        platform.add(u"technology"_s, u"runner-image postgres"_s);
        platform.add(u"pipeline"_s, u"web-build api-build"_s);
        platform.add(u"pipeline"_s, u"edge-build"_s, {{u"runner"_s, u"Runner-Image"_s}});
        platform.add(u"pipeline"_s, u"own-build"_s, {{u"runner"_s, u"laptop"_s}});
        platform.add(u"environment"_s, u"dev prod edge lab"_s);
        platform.add(u"service"_s, u"web cart edge-agent lab-tool caller"_s);
        platform.add(u"team"_s, u"shop fulfil platform lab-team callers"_s);
        platform.add(u"goldenPath"_s, u"path"_s);
        for (const QString &pipeline : {u"web-build"_s, u"api-build"_s})
            platform.relate(pipeline, u"uses"_s, u"runner-image"_s);
        platform.relate(u"path"_s, u"uses"_s, u"runner-image"_s);
        platform.relate(u"web-build"_s, u"deploysTo"_s, u"dev"_s);
        platform.relate(u"api-build"_s, u"deploysTo"_s, u"prod"_s);
        platform.relate(u"edge-build"_s, u"deploysTo"_s, u"edge"_s);
        platform.relate(u"own-build"_s, u"deploysTo"_s, u"lab"_s);
        platform.relate(u"own-build"_s, u"deploysTo"_s, u"prod"_s);
        platform.relate(u"web"_s, u"deliveredBy"_s, u"web-build"_s);
        platform.relate(u"cart"_s, u"deliveredBy"_s, u"api-build"_s);
        platform.relate(u"edge-agent"_s, u"deliveredBy"_s, u"edge-build"_s);
        platform.relate(u"lab-tool"_s, u"deliveredBy"_s, u"own-build"_s);
        platform.relate(u"caller"_s, u"dependsOn"_s, u"cart"_s); // cart goes on running
        platform.relate(u"lab-tool"_s, u"runsIn"_s, u"prod"_s);  // and so does what runs beside it
        platform.relate(u"web"_s, u"ownedBy"_s, u"shop"_s);
        platform.relate(u"cart"_s, u"ownedBy"_s, u"shop"_s);
        platform.relate(u"edge-agent"_s, u"ownedBy"_s, u"fulfil"_s);
        platform.relate(u"api-build"_s, u"ownedBy"_s, u"platform"_s);
        platform.relate(u"lab-tool"_s, u"ownedBy"_s, u"lab-team"_s);
        platform.relate(u"caller"_s, u"ownedBy"_s, u"callers"_s);

        const metamodel::Impact impact = platform.impactOf(u"runner-image"_s);
        QCOMPARE(keys(impact.ofKind(u"pipeline"_s)), u"api-build edge-build web-build"_s);
        QCOMPARE(keys(impact.ofKind(u"environment"_s)), u"dev edge prod"_s);
        QCOMPARE(keys(impact.ofKind(u"service"_s)), u"cart edge-agent web"_s);
        QCOMPARE(keys(impact.owners), u"fulfil platform shop"_s);
        QCOMPARE(impact.transitive.size(), 9);
        for (const metamodel::Hit &hit : impact.hits)
            QVERIFY(hit.effect == metamodel::Effect::NotReleased);
        const QList<metamodel::Hit> path = impact.pathTo(platform.id(u"edge"_s));
        QCOMPARE(path.size(), 2);
        QCOMPARE(path.first().words, u"edge-build runs on runner-image"_s);
        QCOMPARE(path.last().words, u"edge receives releases from edge-build"_s);
    }

    void whatFailsPassesOnAndAsynchronousCallsDoNot()
    {
        Platform platform;
        platform.add(u"technology"_s, u"postgres"_s);
        platform.add(u"service"_s, u"stock cart checkout mailer reporter"_s);
        platform.add(u"api"_s, u"stock-api"_s);
        platform.relate(u"stock"_s, u"uses"_s, u"postgres"_s);
        platform.relate(u"stock"_s, u"provides"_s, u"stock-api"_s);
        platform.relate(u"cart"_s, u"dependsOn"_s, u"stock-api"_s);
        platform.relate(u"checkout"_s, u"dependsOn"_s, u"cart"_s);
        platform.relate(u"cart"_s, u"dependsOn"_s, u"checkout"_s); // a loop
        platform.relate(u"mailer"_s, u"dependsOn"_s, u"checkout"_s, {{u"mode"_s, u"async"_s}});
        platform.relate(u"reporter"_s, u"dependsOn"_s, u"mailer"_s);
        const metamodel::Impact impact = platform.impactOf(u"postgres"_s);
        QCOMPARE(keys(impact.transitive), u"cart checkout mailer stock stock-api"_s);
        QCOMPARE(keys(impact.direct), u"stock"_s);
        QCOMPARE(impact.pathTo(platform.id(u"checkout"_s)).size(), 4);
        QCOMPARE(keys(platform.impactOf(u"checkout"_s).needs), u"cart stock-api"_s);
    }

    void whatIsDeliveredToProductionFailsWithIt()
    {
        Platform platform;
        platform.add(u"environment"_s, u"prod"_s, {{u"type"_s, u"prod"_s}});
        platform.add(u"environment"_s, u"elsewhere"_s);
        platform.add(u"pipeline"_s, u"build"_s);
        platform.add(u"service"_s, u"cart shop caller"_s);
        platform.relate(u"build"_s, u"deploysTo"_s, u"prod"_s);
        platform.relate(u"cart"_s, u"deliveredBy"_s, u"build"_s);
        platform.relate(u"shop"_s, u"deliveredBy"_s, u"build"_s);
        platform.relate(u"shop"_s, u"runsIn"_s, u"elsewhere"_s);
        platform.relate(u"caller"_s, u"dependsOn"_s, u"cart"_s);
        const metamodel::Impact impact = platform.impactOf(u"prod"_s);
        QCOMPARE(keys(impact.transitive), u"build caller cart"_s);
        QVERIFY(impact.hit(platform.id(u"cart"_s))->effect == metamodel::Effect::Fails);
        QCOMPARE(impact.hit(platform.id(u"cart"_s))->words, u"cart is delivered to prod by build"_s);
    }

    void controlsLeaveUnprotectedAndPipelinesOfADeadEnvironmentDeliverElsewhere()
    {
        Platform platform;
        platform.add(u"control"_s, u"signing"_s);
        platform.add(u"pipeline"_s, u"build"_s);
        platform.add(u"environment"_s, u"stage prod"_s);
        platform.add(u"service"_s, u"cart shop"_s);
        platform.relate(u"signing"_s, u"guards"_s, u"build"_s);
        platform.relate(u"build"_s, u"deploysTo"_s, u"stage"_s);
        platform.relate(u"build"_s, u"deploysTo"_s, u"prod"_s);
        platform.relate(u"cart"_s, u"deliveredBy"_s, u"build"_s);
        platform.relate(u"shop"_s, u"runsIn"_s, u"stage"_s);
        const metamodel::Impact control = platform.impactOf(u"signing"_s);
        QCOMPARE(keys(control.transitive), u"build"_s);
        QVERIFY(control.hits.first().effect == metamodel::Effect::Unprotected);
        const metamodel::Impact environment = platform.impactOf(u"stage"_s);
        QCOMPARE(keys(environment.transitive), u"build cart shop"_s);
        QVERIFY(environment.hit(platform.id(u"cart"_s))->effect == metamodel::Effect::NotReleased);
        QVERIFY(environment.hit(platform.id(u"shop"_s))->effect == metamodel::Effect::Fails);
        // Of several that fail nobody is hit by itself or by another of them.
        QCOMPARE(keys(platform.impactOf(u"stage build"_s).transitive), u"cart prod shop"_s);
    }
};

QTEST_GUILESS_MAIN(TestImpact)
#include "tst_impact.moc"
