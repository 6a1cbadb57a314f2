// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/nfr.h"

#include "core/exchange/project_template.h"
#include "core/metamodel/metamodel.h"
#include "core/rules/controls.h"
#include "small_project.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;

namespace {

rules::Evaluation<rules::NfrRow> checklist(SmallProject &project, const QString &plateau = u"current"_s)
{
    return rules::nfrChecklist(project.query(), rules::NfrCatalogue::builtin(), project.model(),
                               project.plateau(plateau));
}

/// "met: no SLO": answer and evidence of one item, empty where it does not apply.
QString answerTo(const rules::Evaluation<rules::NfrRow> &checklist, const QString &nfr)
{
    for (const rules::NfrRow &row : checklist.rows) {
        if (row.nfr == nfr)
            return row.answer + (row.evidence.isEmpty() ? QString() : u": "_s + row.evidence);
    }
    return {};
}

} // namespace

class TestNfr : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void catalogueIsSound()
    {
        const rules::NfrCatalogue &catalogue = rules::NfrCatalogue::builtin();
        QVERIFY2(catalogue.items().size() >= 160, qPrintable(QString::number(catalogue.items().size())));
        QCOMPARE(catalogue.characteristics().first(), u"Reliability"_s);
        QSet<QString> ids;
        QSet<QString> titles;
        qsizetype answerable = 0;
        qsizetype controlled = 0;
        for (const rules::NfrItem &item : catalogue.items()) {
            QVERIFY2(!ids.contains(item.id) && !titles.contains(item.title), qPrintable(item.id));
            ids.insert(item.id);
            titles.insert(item.title);
            answerable += !item.met.isEmpty();
            controlled += !item.controls.isEmpty();
            QVERIFY2(item.met.isEmpty() == item.evidence.isEmpty(), qPrintable(item.id));
            QVERIFY2(item.targets.contains(u"else"_s), qPrintable(item.id));
            for (const QString &target : item.targets)
                QVERIFY2(std::ranges::any_of(target, [](QChar c) { return c.isDigit(); }),
                         qPrintable(item.id + u' ' + target));
            for (const QString &control : item.controls)
                QVERIFY2(rules::ControlCatalogue::builtin().control(control), qPrintable(control));
            QCOMPARE(QSet<QString>(item.controls.begin(), item.controls.end()).size(), item.controls.size());
            QVERIFY2(!item.frameworks.isEmpty(), qPrintable(item.id));
            for (const rules::FrameworkRef &reference : item.frameworks)
                QVERIFY2(rules::Frameworks::builtin().contains(reference),
                         qPrintable(item.id + u' ' + reference.framework + u' ' + reference.requirement));
        }
        QVERIFY2(answerable >= 40, qPrintable(QString::number(answerable)));
        QVERIFY2(controlled >= 120, qPrintable(QString::number(controlled)));
    }

    /// The nine of ISO/IEC 25010:2023, and what a delivery platform asks besides.
    void everyCharacteristicHasItems_data()
    {
        QTest::addColumn<QString>("characteristic");
        for (const char *name :
             {"Functional suitability", "Performance efficiency", "Compatibility", "Interaction capability",
              "Reliability", "Security", "Maintainability", "Flexibility", "Safety", "Delivery", "Operations",
              "Observability", "Cost", "Data handling", "Supply chain"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void everyCharacteristicHasItems()
    {
        QFETCH(QString, characteristic);
        const qsizetype items = std::ranges::count(rules::NfrCatalogue::builtin().items(), characteristic,
                                                   &rules::NfrItem::characteristic);
        QVERIFY2(items >= 5, qPrintable(QString::number(items)));
    }

    void unknownControlIsRefusedWithItsPlace()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath(u"own.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "area: OWN\ncharacteristic: Own\nitems:\n"
            "  - id: NFR-OWN-001\n    title: t\n    requirement: r\n    target: 1\n    applies: id > 0\n"
            "    because: b\n    verify: v\n    controls: [CTRL-ART-001, CTRL-ART-999]\n");
        file.close();
        const auto catalogue = rules::NfrCatalogue::load(dir.path());
        QVERIFY(!catalogue);
        QVERIFY2(catalogue.error().message.contains(u"CTRL-ART-999"), qPrintable(catalogue.error().text()));
        QCOMPARE(catalogue.error().file, file.fileName());
        QCOMPARE(catalogue.error().line, 11);
    }

    void frameworksAreFoundByNameAndAlias()
    {
        const rules::Frameworks &frameworks = rules::Frameworks::builtin();
        QCOMPARE(frameworks.keyOf(u"PCI DSS"_s), u"pci_dss_4_0_1"_s);
        QCOMPARE(frameworks.keyOf(u"PCI DSS 4.0.1"_s), u"pci_dss_4_0_1"_s);
        QCOMPARE(frameworks.nameOf(u"pci_dss_4_0_1"_s), u"PCI DSS 4.0.1"_s);
        QCOMPARE(frameworks.nameOf(u"House rules"_s), u"House rules"_s);
        QVERIFY(!frameworks.titleOf({u"PCI DSS"_s, u"6.3.2"_s}).isEmpty());
        QVERIFY(!frameworks.contains({u"pci_dss_4_0_1"_s, u"99.9"_s}));
    }

    /// Every condition and expression of the catalogue runs, for a service that has everything and one that
    /// has nothing.
    void everyItemRuns()
    {
        const auto facts =
            yaml::readStrict(QStringLiteral(GROUNDPLAN_TEST_DATA) + u"/rules/nfr_facts.yaml"_s);
        QVERIFY(facts);
        SmallProject project(*facts);
        const auto result = checklist(project);
        for (const Error &error : result.errors)
            qWarning("%s", qPrintable(error.text()));
        QVERIFY(result.errors.isEmpty());
        const auto gap = std::ranges::find_if(result.rows, [&](const rules::NfrRow &row) {
            return row.element == project.element(u"events"_s) && row.nfr == u"NFR-REL-001";
        });
        QVERIFY(gap != result.rows.end());
        QCOMPARE(gap->answer, u"not-met"_s);
        QCOMPARE(gap->evidence, u"no SLO in the model"_s);
        QSet<QString> answered;
        for (const rules::NfrRow &row : result.rows) {
            answered.insert(row.nfr);
            QVERIFY2(!row.appliesBecause.contains(u'{') && !row.target.isEmpty(), qPrintable(row.nfr));
            if (row.element != project.element(u"full"_s))
                continue;
            const rules::NfrItem *item = rules::NfrCatalogue::builtin().item(row.nfr);
            const bool isKnownGap = row.nfr == u"NFR-PERF-001"; // it has no latency objective
            // It provides no API in the model; and a model can only tell that somebody has to ask for a
            // place.
            const bool hasNoFact = row.nfr == u"NFR-CMP-001" || row.nfr == u"NFR-FIT-006";
            if (!item->met.isEmpty())
                QVERIFY2(row.answer == (isKnownGap  ? u"not-met"
                                        : hasNoFact ? u"open"
                                                    : u"met"),
                         qPrintable(row.nfr + u' ' + row.answer + u' ' + row.evidence));
            else
                QCOMPARE(row.answer, u"open"_s);
        }
        for (const rules::NfrItem &item : rules::NfrCatalogue::builtin().items())
            QVERIFY2(answered.contains(item.id), qPrintable(item.id + u" applies to none of them"_s));
        QCOMPARE(rules::toCells(result.rows).first().size(), rules::nfrColumns().size());
    }

    /// With a large model too: no error at any plateau, and each item is asked of some service.
    void everyItemRunsOnTheSample()
    {
        QTemporaryDir dir;
        auto store = store::Store::create(dir.filePath(u"sample.gplan"_s));
        QVERIFY(store);
        const auto draft =
            exchange::fromTemplate(u"microservices-50"_s, (*store)->model(), metamodel::Metamodel::builtin());
        QVERIFY(draft);
        QVERIFY((*store)->commit(*draft, u"made"_s));
        auto query = store::Query::open((*store)->path());
        QVERIFY(query);
        for (const Plateau &plateau : (*store)->model().plateaus()) {
            const auto result =
                rules::nfrChecklist(**query, rules::NfrCatalogue::builtin(), (*store)->model(), plateau.id);
            for (const Error &error : result.errors)
                qWarning("%s", qPrintable(error.text()));
            QVERIFY(result.errors.isEmpty());
            QSet<QString> asked;
            for (const rules::NfrRow &row : result.rows) {
                asked.insert(row.nfr);
                QVERIFY2(!row.appliesBecause.contains(u'{') && !row.target.isEmpty(), qPrintable(row.nfr));
            }
            QVERIFY2(asked.size() >= 130, qPrintable(QString::number(asked.size())));
        }
    }

    void modelAnswers_data()
    {
        QTest::addColumn<QByteArray>("facts");
        QTest::addColumn<QString>("nfr");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QByteArray &elements, const QByteArray &relations,
                            const QString &nfr, const QString &expected) {
            QTest::newRow(name) << QByteArray(
                                       "elements: {service/cart: {workload: api, tier: 1, rto_minutes: "
                                       "30}, " +
                                       elements + "}\nrelations: [" + relations + "]")
                                << nfr << expected;
        };
        const QByteArray stock = "service/stock: {workload: api, tier: 3, rto_minutes: 240}";
        row("weaker", stock, "cart dependsOn stock", u"NFR-REL-014"_s, u"partly: needs stock (tier 3)"_s);
        row("as strong", "service/stock: {workload: api, tier: 1}", "cart dependsOn stock", u"NFR-REL-014"_s,
            u"met: nothing that it needs is of a lower tier"_s);
        row("tier unknown", "service/stock: {workload: api}", "cart dependsOn stock", u"NFR-REL-014"_s,
            u"open"_s);
        row("recovers later", stock, "cart dependsOn stock", u"NFR-REL-015"_s,
            u"not-met: RTO 30 min, but stock 240 min"_s);
        row("recovers in time", "service/stock: {rto_minutes: 20}", "cart dependsOn stock", u"NFR-REL-015"_s,
            u"met: RTO 30 min, and what it needs is back by then"_s);
        row("recovery unknown", "service/stock: {rto_minutes: 20}, service/price: {}",
            "cart dependsOn stock, cart dependsOn price", u"NFR-REL-015"_s, u"open"_s);
        row("circle of two", stock, "cart dependsOn stock, stock dependsOn cart", u"NFR-MNT-007"_s,
            u"not-met: in a circle with stock"_s);
        row("circle of three", stock + ", service/price: {}",
            "cart dependsOn stock, stock dependsOn price, price dependsOn cart", u"NFR-MNT-007"_s,
            u"not-met: in a circle over stock"_s);
        row("no circle", stock, "cart dependsOn stock", u"NFR-MNT-007"_s,
            u"met: no circle of 2 or 3 services in the model"_s);
        row("callers left", stock + ", service/shop: {}", "cart replaces stock, shop dependsOn stock",
            u"NFR-FLX-003"_s, u"partly: still call the old one: shop"_s);
        row("made by ticket", "environment/dev: {type: dev, provisioned_by: tickets and kubectl}",
            "cart runsIn dev", u"NFR-FIT-006"_s, u"not-met: dev: tickets and kubectl"_s);
        row("one region", "environment/prod: {type: prod, region: north}", "cart runsIn prod",
            u"NFR-FLX-005"_s, u"open"_s);
        row("deprecated pipeline",
            "pipeline/old: {template: golden-api, template_version: \"1\", deprecated: true}",
            "cart deliveredBy old", u"NFR-DEL-015"_s, u"not-met: old: golden-api 1, deprecated"_s);
        row("no template", "pipeline/own: {template: none}", "cart deliveredBy own", u"NFR-DEL-015"_s,
            u"not-met: own: no template"_s);
        row("template unknown", "pipeline/own: {tool: make}", "cart deliveredBy own", u"NFR-DEL-015"_s,
            u"open"_s);
        row("not verified", "pipeline/own: {signing: signed, provenance: slsa-l2}", "cart deliveredBy own",
            u"NFR-SUP-003"_s, u"partly: own: provenance, not verified"_s);
        row("runner kept", "pipeline/own: {runner: one VM}", "cart deliveredBy own", u"NFR-SUP-008"_s,
            u"open"_s);
        row("replaced and still called", stock + ", service/shop: {}",
            "stock replaces cart, shop dependsOn cart", u"NFR-FLX-002"_s, u"open"_s);
        QTest::newRow("events in time")
            << QByteArray(
                   "elements: {service/cart: {workload: event-driven, tier: 2, slos: [{name: freshness, "
                   "sli: share handled within 30 s, objective: 99}]}}")
            << u"NFR-PERF-010"_s << u"met: freshness: share handled within 30 s"_s;
        row("not in the catalog", "team/basket: {}", "cart ownedBy basket", u"NFR-INT-006"_s,
            u"partly: missing: description, repository, runbook"_s);
    }

    void modelAnswers()
    {
        QFETCH(QByteArray, facts);
        QFETCH(QString, nfr);
        QFETCH(QString, expected);
        SmallProject project(facts);
        QString answer;
        for (const rules::NfrRow &row : checklist(project).rows) {
            if (row.element == project.element(u"cart"_s) && row.nfr == nfr)
                answer = row.answer + (row.evidence.isEmpty() ? QString() : u": "_s + row.evidence);
        }
        QCOMPARE(answer, expected);
    }

    void precedence_data()
    {
        QTest::addColumn<QByteArray>("records");
        QTest::addColumn<QString>("plateau");
        QTest::addColumn<QString>("expected");
        const QByteArray shared =
            "nfrAnswer/all: {nfr: NFR-OBS-003, answer: met, evidence: one page for all}";
        const QByteArray own =
            "nfrAnswer/own: {nfr: NFR-OBS-003, element: cart, answer: partly, evidence: 7 of 9}";
        const QByteArray later = "nfrAnswer/later: {nfr: NFR-OBS-003, element: cart, plateau: wave, answer: "
                                 "met, evidence: 9 of 9}";
        const QByteArray waiver =
            "waiver/w1: {rule: NFR-OBS-003, element: cart, reason: r, compensating_control: page by mail, "
            "approver: a, expires: \"2026-12-31\"}";
        QTest::newRow("model") << QByteArray() << u"current"_s << u"not-met: no runbook in the model"_s;
        QTest::newRow("shared beats model") << shared << u"current"_s << u"met: one page for all"_s;
        QTest::newRow("own beats shared") << shared + ", " + own << u"current"_s << u"partly: 7 of 9"_s;
        QTest::newRow("not yet") << own + ", " + later << u"current"_s << u"partly: 7 of 9"_s;
        QTest::newRow("from its plateau on") << own + ", " + later << u"target"_s << u"met: 9 of 9"_s;
        QTest::newRow("waiver covers what is not met")
            << waiver << u"current"_s << u"waived: waiver w1 until 2026-12-31: page by mail"_s;
        QTest::newRow("waiver is not needed")
            << shared + ", " + waiver << u"current"_s << u"met: one page for all"_s;
        QTest::newRow("waiver has ended") << waiver << u"target"_s << u"not-met: no runbook in the model"_s;
    }

    void precedence()
    {
        QFETCH(QByteArray, records);
        QFETCH(QString, plateau);
        QFETCH(QString, expected);
        SmallProject project("elements: {service/cart: {tier: 1, workload: api}}\nrecords: {" + records +
                             "}");
        QCOMPARE(answerTo(checklist(project, plateau), u"NFR-OBS-003"_s), expected);
    }

    void appliesByWhatTheServiceIs()
    {
        SmallProject project("elements: {service/run: {workload: batch, tier: 3}}");
        const auto result = checklist(project);
        QVERIFY(!answerTo(result, u"NFR-REL-010"_s).isEmpty());
        QVERIFY(answerTo(result, u"NFR-REL-001"_s).isEmpty());
        QVERIFY(answerTo(result, u"NFR-SEC-011"_s).isEmpty());
    }

    /// A list that asks everything of everybody is answered by nobody.
    void typicalServicesAreAskedWhatFitsThem_data()
    {
        QTest::addColumn<QByteArray>("service");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        QTest::newRow("front end of tier 1")
            << QByteArray("workload: web-service, tier: 1, exposure: internet, data_class: confidential, "
                          "deployment_strategy: canary, secrets: vault-dynamic, monthly_cost: 1700, "
                          "compliance: [GDPR, PCI DSS]")
            << 70 << 110;
        QTest::newRow("internal run of tier 3")
            << QByteArray("workload: batch, tier: 3, exposure: internal, data_class: internal, "
                          "secrets: workload-identity")
            << 30 << 50;
        QTest::newRow("nothing known") << QByteArray() << 15 << 45;
    }

    void typicalServicesAreAskedWhatFitsThem()
    {
        QFETCH(QByteArray, service);
        QFETCH(int, least);
        QFETCH(int, most);
        SmallProject project("elements: {service/it: {" + service +
                             "}, service/other: {tier: 2}, technology/postgres: {}, goldenPath/path: {}, "
                             "pipeline/golden: {template: golden, "
                             "runner: ephemeral, success_rate: 99, stages: [{name: scan, type: scan}, {name: "
                             "test, type: test}]}, "
                             "environment/prod: {type: prod}, environment/stage: {type: stage}, "
                             "control/sbom: {mode: enforced}}\n"
                             "relations: [it deliveredBy golden, it follows path, golden deploysTo prod, "
                             "golden deploysTo stage, "
                             "it dependsOn other, it uses postgres, sbom guards golden]");
        int asked = 0;
        const auto result = checklist(project);
        QVERIFY(result.errors.isEmpty());
        for (const rules::NfrRow &row : result.rows)
            asked += row.element == project.element(u"it"_s);
        QVERIFY2(asked >= least && asked <= most, qPrintable(QString::number(asked)));
    }

    void targetsFollowTheTier()
    {
        const rules::NfrItem *item = rules::NfrCatalogue::builtin().item(u"NFR-REL-001"_s);
        QCOMPARE(item->target(1), u"≥ 99.95 % / 30 d"_s);
        QCOMPARE(item->target(3), u"≥ 99.5 % / 30 d"_s);
        QCOMPARE(item->target({}), u"≥ 99.5 % / 30 d"_s);
    }

    void brokenItemIsNamedAndTheOthersAreAnswered()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath(u"own.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("area: OWN\ncharacteristic: Own\nitems:\n"
                   "  - {id: NFR-OWN-001, title: t, requirement: r, target: x, applies: nonsense = 1, "
                   "because: b, verify: v}\n"
                   "  - {id: NFR-OWN-002, title: t, requirement: r, target: x, applies: tier = 1, because: "
                   "b, verify: v}\n");
        file.close();
        const auto catalogue = rules::NfrCatalogue::load(dir.path());
        QVERIFY(catalogue);
        SmallProject project("elements: {service/cart: {tier: 1}}");
        const auto result =
            rules::nfrChecklist(project.query(), *catalogue, project.model(), project.plateau(u"current"_s));
        QCOMPARE(result.errors.size(), 1);
        QVERIFY(result.errors.first().message.contains(u"NFR-OWN-001"));
        QCOMPARE(answerTo(result, u"NFR-OWN-002"_s), u"open"_s);
    }
};

QTEST_GUILESS_MAIN(TestNfr)
#include "tst_nfr.moc"
