// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "import_helper.h"

using namespace importing;

namespace {
const QString demo = u"kubernetes/microservices-demo/"_s;

const QStringList demoServices{u"adservice"_s,
                               u"cartservice"_s,
                               u"checkoutservice"_s,
                               u"currencyservice"_s,
                               u"emailservice"_s,
                               u"frontend"_s,
                               u"loadgenerator"_s,
                               u"paymentservice"_s,
                               u"productcatalogservice"_s,
                               u"recommendationservice"_s,
                               u"redis-cart"_s,
                               u"shippingservice"_s};

/// corpora/expected/microservices-demo.yaml
const QStringList demoDependencies{u"cartservice -> redis-cart"_s,
                                   u"checkoutservice -> cartservice"_s,
                                   u"checkoutservice -> currencyservice"_s,
                                   u"checkoutservice -> emailservice"_s,
                                   u"checkoutservice -> paymentservice"_s,
                                   u"checkoutservice -> productcatalogservice"_s,
                                   u"checkoutservice -> shippingservice"_s,
                                   u"frontend -> adservice"_s,
                                   u"frontend -> cartservice"_s,
                                   u"frontend -> checkoutservice"_s,
                                   u"frontend -> currencyservice"_s,
                                   u"frontend -> productcatalogservice"_s,
                                   u"frontend -> recommendationservice"_s,
                                   u"frontend -> shippingservice"_s,
                                   u"loadgenerator -> frontend"_s,
                                   u"recommendationservice -> productcatalogservice"_s};
const QStringList demoDangling{u"frontend dependsOn shoppingassistantservice:80"_s};
} // namespace

class TestKubernetes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void demoPlatform_data();
    void demoPlatform();
    void demoProperties();
    void helmTemplatesAreRefused();
    void networkPoliciesAreControls();
    void danglingReferenceResolvesLater();
    void wholeDemo();
};

void TestKubernetes::demoPlatform_data()
{
    QTest::addColumn<QStringList>("sources");
    QTest::newRow("raw") << QStringList{u"kubernetes-manifests"_s};
    QTest::newRow("kustomize") << QStringList{u"kustomize/base"_s};
    QTest::newRow("release") << QStringList{u"release/kubernetes-manifests.yaml"_s};
    QTest::newRow("four renditions") << QStringList{u"kubernetes-manifests"_s, u"kustomize/base"_s,
                                                    u"release"_s, u"helm-chart"_s};
    QTest::newRow("the other way round")
        << QStringList{u"helm-chart"_s, u"release"_s, u"kustomize/base"_s, u"kubernetes-manifests"_s};
}

void TestKubernetes::demoPlatform()
{
    NEEDS_CORPORA();
    QFETCH(QStringList, sources);
    for (QString &source : sources)
        source = corpora(demo + source);
    const Model model = imported(sources);
    QCOMPARE(elements(model, u"service"_s), demoServices);
    QCOMPARE(relations(model, u"dependsOn"_s), demoDependencies);
    QCOMPARE(unresolved(model), demoDangling);

    QVERIFY(import(sources, model).draft.change().isEmpty());
}

void TestKubernetes::demoProperties()
{
    NEEDS_CORPORA();
    const Model model = imported({corpora(demo + u"kubernetes-manifests"_s)});
    QCOMPARE(valueOf(model, u"frontend"_s, u"port"_s), u"80"_s);
    QCOMPARE(valueOf(model, u"frontend"_s, u"exposure"_s), u"internet"_s);
    QCOMPARE(valueOf(model, u"frontend"_s, u"workload"_s), u"web-service"_s);
    QCOMPARE(valueOf(model, u"emailservice"_s, u"port"_s), u"5000"_s);
    QCOMPARE(valueOf(model, u"emailservice"_s, u"exposure"_s), u"internal"_s);
    QCOMPARE(valueOf(model, u"emailservice"_s, u"workload"_s), u"api"_s);
    QCOMPARE(valueOf(model, u"redis-cart"_s, u"workload"_s), u"data-store"_s);
    QCOMPARE(valueOf(model, u"loadgenerator"_s, u"port"_s), u"unset"_s);
    QCOMPARE(valueOf(model, u"loadgenerator"_s, u"replicas"_s), u"1"_s);

    const Relation *toStore = model.relation(u"dependsOn"_s, model.element(u"cartservice"_s)->id,
                                             model.element(u"redis-cart"_s)->id);
    const QJsonObject properties = toStore->revisions.value(model.rootPlateau());
    QCOMPARE(properties.value(u"via").toString(), u"REDIS_ADDR"_s);
    QCOMPARE(properties.value(u"mode").toString(), u"data"_s);
    // Twice in the file (init container, container), one edge, one piece of evidence, the first line.
    QCOMPARE(evidence(model, u"dependsOn"_s, u"loadgenerator"_s, u"frontend"_s),
             QStringList{u"kubernetes-manifests/loadgenerator.yaml:env"_s});
}

void TestKubernetes::helmTemplatesAreRefused()
{
    NEEDS_CORPORA();
    const auto result = import({corpora(demo + u"helm-chart"_s)}, emptyProject());
    QVERIFY(result.draft.model().elements().isEmpty());
    int refused = 0;
    for (const Note &note : result.report.skipped) {
        if (note.file.contains(u"/templates/"_s) && note.file.endsWith(u".yaml"_s)) {
            QVERIFY2(note.line > 0 && note.message.contains(u"Helm"_s), qPrintable(note.file));
            ++refused;
        }
    }
    QCOMPARE(refused, 13);
}

void TestKubernetes::networkPoliciesAreControls()
{
    NEEDS_CORPORA();
    const QStringList sources{corpora(demo + u"kubernetes-manifests"_s),
                              corpora(demo + u"kustomize/components/network-policies"_s)};
    const Model model = imported(sources);
    QCOMPARE(elements(model, u"control"_s).size(), 13);
    QCOMPARE(relations(model, u"dependsOn"_s), demoDependencies);
    // The default deny holds for all twelve, the others for one each.
    QCOMPARE(relations(model, u"guards"_s).size(), 12 + 12);

    int agreed = 0;
    for (const QString &edge : demoDependencies) {
        const QStringList ends = edge.split(u" -> "_s);
        agreed += evidence(model, u"dependsOn"_s, ends.at(0), ends.at(1)).filter(u"NetworkPolicy?"_s).size();
    }
    QCOMPARE(agreed, 15); // all but loadgenerator -> frontend

    const Model other = imported({sources.at(0)}, imported({sources.at(1)}));
    QVERIFY(other == model);
    QVERIFY(imported({sources.at(1)}, imported({sources.at(0)})) == model);
}

void TestKubernetes::danglingReferenceResolvesLater()
{
    NEEDS_CORPORA();
    const QString raw = corpora(demo + u"kubernetes-manifests"_s);
    const QString component = corpora(demo + u"kustomize/components/shopping-assistant"_s);
    const Model later = imported({component}, imported({raw}));
    QCOMPARE(elements(later, u"service"_s).size(), 13);
    QVERIFY(relations(later, u"dependsOn"_s).contains(u"frontend -> shoppingassistantservice"_s));
    QCOMPARE(unresolved(later), QStringList());
    QVERIFY(imported({raw, component}) == later);
    QVERIFY(imported({raw}, imported({component})) == later);
}

/// The whole tree holds kustomize components, too: options that nothing in it turns on.
void TestKubernetes::wholeDemo()
{
    NEEDS_CORPORA();
    const QString all = corpora(demo);
    const Model model = imported({all});
    QCOMPARE(elements(model, u"service"_s), demoServices);
    QCOMPARE(relations(model, u"dependsOn"_s), demoDependencies);
    QCOMPARE(unresolved(model), demoDangling);
    QVERIFY(import({all}, model).draft.change().isEmpty());

    // Imported by itself, an option is what somebody wants.
    const Model more =
        import({corpora(demo + u"kustomize/components/shopping-assistant"_s)}, model).draft.model();
    QVERIFY(more.element(u"shoppingassistantservice"_s));
    QCOMPARE(unresolved(more), QStringList());
}

QTEST_GUILESS_MAIN(TestKubernetes)
#include "tst_kubernetes.moc"
