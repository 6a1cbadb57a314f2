// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/nfr.h"

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
        QVERIFY2(catalogue.items().size() >= 64, qPrintable(QString::number(catalogue.items().size())));
        QCOMPARE(catalogue.characteristics().first(), u"Reliability"_s);
        for (const rules::NfrItem &item : catalogue.items()) {
            QVERIFY2(!item.frameworks.isEmpty(), qPrintable(item.id));
            for (const rules::FrameworkRef &reference : item.frameworks)
                QVERIFY2(rules::Frameworks::builtin().contains(reference),
                         qPrintable(item.id + u' ' + reference.framework + u' ' + reference.requirement));
        }
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
            const bool hasNoFact = row.nfr == u"NFR-CMP-001";   // it provides no API in the model
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
