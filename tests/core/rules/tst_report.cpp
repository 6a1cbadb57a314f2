// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/model/draft.h"
#include "core/rules/conformance.h"
#include "core/rules/controls.h"
#include "core/rules/evidence.h"
#include "core/rules/report.h"

#include "small_model.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace gp;

namespace {

yaml::Value parsed(const QByteArray &text)
{
    const auto value = yaml::parseStrict(text, u"small.yaml"_s);
    if (!value)
        qFatal("%s", qPrintable(value.error().text()));
    return *value;
}

rules::Rule rule(const QString &id, rules::Severity severity, const QString &query)
{
    rules::Rule made;
    made.id = id;
    made.title = u"Title of "_s + id;
    made.severity = severity;
    made.rationale = u"Because <of> it & that"_s;
    made.remediation = u"Do it"_s;
    made.query = query;
    made.category = u"pipelines"_s;
    made.references = {{u"slsa_build"_s, u"hosted"_s}};
    return made;
}

struct Checked
{
    SmallModel small{parsed(
        "[{kind: service, key: cart, tier: 1, name: \"Cart | <b>\"}, {kind: service, key: stock, tier: 3}, "
        "{kind: team, key: basket}, "
        "{record: waiver, key: w-1, rule: T-2, element: stock, reason: a reason, "
        "compensating_control: c, approver: a, expires: 2027-01-31}]")};
    rules::Workbench bench{
        rules::RuleSet(
            {rule(
                 u"T-1"_s, rules::Severity::Error,
                 u"select id as element_id, name || ' is wrong' as message, tier, "
                 "(select id from services where key = 'stock') as related_id from services where tier = 1"_s),
             rule(u"T-2"_s, rules::Severity::Warning,
                  u"select id as element_id, name || ' is odd' as message from services order by key"_s),
             rule(u"T-3"_s, rules::Severity::Info, u"select null as element_id, 'all in all' as message"_s),
             rule(u"T-4"_s, rules::Severity::Info, u"select 1 as element_id, 'x' as message where 0"_s),
             rule(u"T-5"_s, rules::Severity::Info, u"select nonsense"_s)}),
        {}};
    rules::Report report;

    Checked()
    {
        bench.load(small.model, small.at);
        report = rules::makeReport(bench, small.model, small.at, u"shop plan.gplan"_s, u"1.2"_s);
    }
};

} // namespace

class TestReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sarifReadsBackAsItWas()
    {
        const Checked checked;
        QCOMPARE(checked.report.items.size(), 4);
        const auto back = rules::fromSarif(rules::toSarif(checked.report), u"r.sarif"_s);
        QVERIFY2(back, back ? "" : qPrintable(back.error().text()));
        QCOMPARE(rules::toJson(*back, rules::Severity::Info),
                 rules::toJson(checked.report, rules::Severity::Info));
        QCOMPARE(back->items.size(), checked.report.items.size());
        for (qsizetype i = 0; i < back->items.size(); ++i) {
            rules::Report::Item expected = checked.report.items.at(i);
            expected.finding.element = expected.finding.related = {}; // ids are the model's own
            expected.finding.facts = back->items.at(i).finding.facts;
            QVERIFY(back->items.at(i) == expected);
        }
    }

    void sarifHasWhatTheStandardAsks()
    {
        const Checked checked;
        const QJsonObject root = QJsonDocument::fromJson(rules::toSarif(checked.report)).object();
        QCOMPARE(root.value(u"version"_s).toString(), u"2.1.0"_s);
        const QJsonObject run = root.value(u"runs"_s).toArray().first().toObject();
        const QJsonArray known =
            run.value(u"tool"_s).toObject().value(u"driver"_s).toObject().value(u"rules"_s).toArray();
        int suppressed = 0;
        for (const QJsonValue &value : run.value(u"results"_s).toArray()) {
            const QJsonObject result = value.toObject();
            const int index = result.value(u"ruleIndex"_s).toInt(-1);
            QCOMPARE(known.at(index).toObject().value(u"id"_s), result.value(u"ruleId"_s));
            const QString level = result.value(u"level"_s).toString();
            QVERIFY(level == "error"_L1 || level == "warning"_L1 || level == "note"_L1);
            const QJsonObject place = result.value(u"locations"_s).toArray().first().toObject();
            QCOMPARE(place.value(u"physicalLocation"_s)
                         .toObject()
                         .value(u"artifactLocation"_s)
                         .toObject()
                         .value(u"uri"_s)
                         .toString(),
                     u"shop%20plan.gplan"_s);
            suppressed += result.contains(u"suppressions"_s) ? 1 : 0;
        }
        QCOMPARE(suppressed, 1);
    }

    void fingerprintsAreTheSameInACopyAndNamesMayChange()
    {
        const Checked one;
        Checked other;
        Draft draft(other.small.model);
        QVERIFY(
            draft.setProperty(draft.model().element(u"cart"_s)->id, other.small.at, u"name"_s, u"Basket"_s));
        other.bench.load(draft.model(), other.small.at);
        other.report = rules::makeReport(other.bench, draft.model(), other.small.at, u"b.gplan"_s, u"1"_s);
        QSet<QString> a;
        QSet<QString> b;
        for (const auto &item : one.report.items)
            a.insert(item.finding.fingerprint);
        for (const auto &item : other.report.items)
            b.insert(item.finding.fingerprint);
        QCOMPARE(a, b);
        QCOMPARE(a.size(), 4);
    }

    void baselineKeepsOnlyTheNew()
    {
        Checked checked;
        const QSet<QString> open = *rules::readBaseline(rules::writeBaseline(checked.report), u"b.json"_s);
        QCOMPARE(open.size(), 3); // not the waived one
        const QByteArray json = QJsonDocument(rules::toJson(checked.report, rules::Severity::Error)).toJson();
        QCOMPARE(rules::readBaseline(json, u"r.json"_s)->size(), 4);
        QCOMPARE(rules::readBaseline(rules::toSarif(checked.report), u"r.sarif"_s)->size(), 4);
        QCOMPARE(checked.report.failing(rules::Severity::Info), 3);
        rules::applyBaseline(checked.report, open);
        QCOMPARE(checked.report.failing(rules::Severity::Info), 0);
        for (const QByteArray &bad :
             {QByteArray(), QByteArray("{}"), QByteArray("[1]"), QByteArray("<xml/>")}) {
            const auto read = rules::readBaseline(bad, u"bad.json"_s);
            QVERIFY(!read);
            QCOMPARE(read.error().file, u"bad.json"_s);
        }
    }

    void levelsDecideWhatFails()
    {
        const Checked checked;
        QCOMPARE(checked.report.failing(rules::Severity::Error), 1);
        QCOMPARE(checked.report.failing(rules::Severity::Warning), 2);
        QCOMPARE(checked.report.failing(rules::Severity::Info), 3);
    }

    void junitCountsWhatItHolds()
    {
        const Checked checked;
        QXmlStreamReader xml(rules::toJUnit(checked.report, rules::Severity::Warning));
        int tests = 0;
        QMap<QString, int> inside;
        QXmlStreamAttributes suite;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement())
                continue;
            if (xml.name() == "testsuite"_L1)
                suite = xml.attributes();
            else if (xml.name() == "testcase"_L1)
                ++tests;
            else
                ++inside[xml.name().toString()];
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(suite.value(u"tests"_s).toInt(), tests);
        QCOMPARE(suite.value(u"failures"_s).toInt(), inside.value(u"failure"_s));
        QCOMPARE(suite.value(u"errors"_s).toInt(), inside.value(u"error"_s));
        QCOMPARE(suite.value(u"skipped"_s).toInt(), inside.value(u"skipped"_s));
        QCOMPARE(inside.value(u"failure"_s), 2);
        QCOMPARE(tests, 6); // four findings, one rule without, one that failed
        const auto read =
            rules::readEvidence(rules::toJUnit(checked.report, rules::Severity::Warning), u"j.xml"_s);
        QVERIFY(read);
        QCOMPARE(read->failed, 3);
    }

    void textsTellTheWaiver()
    {
        const Checked checked;
        const QString text = rules::toText(checked.report, rules::Severity::Error);
        QVERIFY2(text.contains(u"(waived by w-1, until 2027-01-31)"), qPrintable(text));
        QVERIFY(text.contains(u"1 error, 1 warning, 1 info, 1 waived"_s));
        QVERIFY(
            rules::toMarkdown(checked.report, rules::Severity::Error).contains(u"Cart \\| <b> is wrong"_s));
    }

    void evidenceOfScanners_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("result");
        QTest::addColumn<QString>("summary");
        const QByteArray head =
            "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"Trivy\",\"version\":\"0.50\","
            "\"rules\":[{\"id\":\"a\",\"defaultConfiguration\":{\"level\":\"error\"}},{\"id\":\"b\"}]}},"
            "\"invocations\":[{\"executionSuccessful\":true,\"endTimeUtc\":\"2026-05-01T10:00:00Z\"}],"
            "\"results\":[";
        const QByteArray tail = "]}]}";
        QTest::newRow("clean") << QByteArray(head + tail) << u"pass"_s << u"nothing found"_s;
        QTest::newRow("by rule's level")
            << QByteArray(head + R"({"ruleId":"a","message":{"text":"x"}})" + tail) << u"fail"_s
            << u"1 failed"_s;
        QTest::newRow("warning unless said")
            << QByteArray(head + R"({"ruleId":"b","message":{"text":"x"}})" + tail) << u"partial"_s
            << u"1 warnings"_s;
        QTest::newRow("suppressed") << QByteArray(head +
                                                  R"({"ruleId":"a","suppressions":[{"kind":"external"}]})" +
                                                  tail)
                                    << u"partial"_s << u"1 skipped"_s;
        QTest::newRow("junit")
            << QByteArray(
                   "<?xml version='1.0'?><testsuites><testsuite name='unit' timestamp='2026-05-01T10:00:00'>"
                   "<testcase name='a'/><testcase name='b'><skipped/></testcase></testsuite></testsuites>")
            << u"pass"_s << u"1 passed, 1 skipped"_s;
        QTest::newRow("junit broken")
            << QByteArray("<testsuite timestamp='2026-05-01'><testcase "
                          "name='a'><error/><system-out>x</system-out></testcase></testsuite>")
            << u"fail"_s << u"1 failed"_s;
    }

    void evidenceOfScanners()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, result);
        QFETCH(QString, summary);
        const auto report = rules::readEvidence(bytes, u"report"_s);
        QVERIFY2(report, report ? "" : qPrintable(report.error().text()));
        QCOMPARE(report->result(), result);
        QCOMPARE(report->summary(), summary);
        QCOMPARE(report->collected, QDate(2026, 5, 1));
        const QJsonObject properties =
            rules::evidenceProperties(*report, {u"sast"_s, u"cart"_s, u"r.sarif"_s, {}, 30});
        QCOMPARE(properties.value(u"valid_until"_s).toString(), u"2026-05-31"_s);
    }

    void corpusReadsAsItsOwnToolsCountIt_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("summary");
        const QString sarif = u"sarif/defectdojo/unittests/scans/sarif/"_s;
        QTest::newRow("dockle") << QString(sarif + u"dockle_0_3_15.sarif"_s) << u"1 failed, 3 warnings"_s;
        QTest::newRow("bash") << QString(sarif + u"bash-report.sarif"_s) << u"27 warnings"_s;
        QTest::newRow("suppressed") << QString(sarif + u"suppression_test.sarif"_s)
                                    << u"2 warnings, 3 skipped"_s;
        QTest::newRow("blackduck") << QString(sarif + u"blackduck_nested_fingerprints.sarif"_s)
                                   << u"3 failed, 2 warnings"_s;
        QTest::newRow("no runs") << QString(sarif + u"no_runs.sarif"_s) << u"nothing found"_s;
        const QString junit = u"junit/publish-unit-test-result-action/"_s;
        QTest::newRow("pytest") << QString(junit + u"pytest/junit.fail.xml"_s)
                                << u"1 failed, 3 passed, 1 skipped"_s;
        QTest::newRow("gloo") << QString(junit + u"pytest/junit.gloo.standalone.xml"_s)
                              << u"80 passed, 17 skipped"_s;
        QTest::newRow("xunit") << QString(junit + u"xunit/xunit.xml"_s)
                               << u"2 passed, the report itself says 173 tests"_s;
    }

    /// Public reports, where they lie beside the project.
    void corpusReadsAsItsOwnToolsCountIt()
    {
        QFETCH(QString, file);
        QFETCH(QString, summary);
        const QDir corpora(QStringLiteral(GROUNDPLAN_CORPORA));
        const QString path = QDirIterator(corpora.filePath(file.section(u'/', 0, 1)),
                                          {file.section(u'/', -1)}, QDir::Files, QDirIterator::Subdirectories)
                                 .next();
        QFile read(path);
        if (path.isEmpty() || !read.open(QIODevice::ReadOnly))
            QSKIP("the corpora are not here");
        const auto report = rules::readEvidence(read.readAll(), path);
        QVERIFY2(report, report ? "" : qPrintable(report.error().text()));
        QCOMPARE(report->summary(), summary);
    }

    void badEvidenceSaysWhatItIs_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("text") << QByteArray("hello");
        QTest::newRow("json") << QByteArray("{\"a\":1}");
        QTest::newRow("cut json") << QByteArray("{\"runs\":[{\n\"tool\":");
        QTest::newRow("xml") << QByteArray("<html><body/></html>");
        QTest::newRow("cut xml") << QByteArray("<testsuite>\n<testcase>");
        QTest::newRow("entities") << QByteArray(
            "<!DOCTYPE t [<!ENTITY a \"aaaa\">]><testsuite><testcase name=\"&a;\"/></testsuite>");
    }

    void badEvidenceSaysWhatItIs()
    {
        QFETCH(QByteArray, bytes);
        const auto report = rules::readEvidence(bytes, u"report.xml"_s);
        QVERIFY(!report);
        QCOMPARE(report.error().file, u"report.xml"_s);
        QVERIFY(report.error().code == ErrorCode::Unreadable);
    }

    void goldenPathsAreMeasured()
    {
        const SmallModel small(
            parsed("[{kind: control, key: signing, mode: enforced, guards: golden}, {kind: control, key: "
                   "scan, mode: planned, guards: golden},"
                   " {kind: environment, key: prod, type: prod},"
                   " {kind: pipeline, key: golden, template: t, deploysTo: prod}, {kind: pipeline, key: old},"
                   " {kind: goldenPath, key: path, workload: api, pipeline: golden, required_controls: "
                   "[signing, scan], environments: [prod]},"
                   " {kind: service, key: a, workload: api, deliveredBy: golden, follows: path},"
                   " {kind: service, key: b, workload: api, deliveredBy: old, follows: path},"
                   " {kind: service, key: c, workload: api}, {kind: service, key: d, workload: batch}]"));
        const rules::Conformance found = rules::conformanceOf(PlateauModel(small.model, small.at));
        QCOMPARE(found.figures.services, 3);
        QCOMPARE(found.figures.following, 2);
        QCOMPARE(found.figures.conforming, 0);
        QCOMPARE(qRound(found.figures.adoption), 67);
        QCOMPARE(found.figures.templateCoverage, 50.0);
        QCOMPARE(found.services.first().met(), 3); // pipeline, signing, prod; scan is only planned
        QCOMPARE(found.figures.conformance, 37.5);
    }

    void catalogueIsSound()
    {
        const auto &catalogue = rules::ControlCatalogue::builtin();
        QVERIFY(catalogue.controls().size() >= 100);
        static const QStringList points{u"commit"_s,    u"pull-request"_s, u"build"_s,   u"publish"_s,
                                        u"admission"_s, u"deploy"_s,       u"runtime"_s, u"periodic"_s};
        for (const rules::CatalogueControl &control : catalogue.controls()) {
            QVERIFY2(points.contains(control.enforcementPoint), qPrintable(control.id));
            QVERIFY2(!control.frameworks.isEmpty(), qPrintable(control.id));
            for (const rules::FrameworkRef &reference : control.frameworks)
                QVERIFY2(rules::Frameworks::builtin().contains(reference),
                         qPrintable(control.id + u' ' + reference.framework + u' ' + reference.requirement));
        }
        for (const rules::Profile &profile : rules::Profiles::builtin().all()) {
            QVERIFY(profile.maxWaiverDays > 0);
            for (const QString &id : profile.controls)
                QVERIFY2(catalogue.control(id), qPrintable(id));
            for (const QString &id : profile.severities.keys())
                QVERIFY2(rules::RuleSet::builtin().rule(id), qPrintable(id));
            for (const QString &name : profile.parameters.keys()) {
                const rules::Rule *of = rules::RuleSet::builtin().rule(name.section(u'.', 0, 0));
                QVERIFY2(of && of->parameters.contains(name.section(u'.', 1)), qPrintable(name));
            }
        }
        QCOMPARE(rules::Profiles::builtin().all().keys(),
                 (QStringList{u"enterprise"_s, u"mid-size"_s, u"regulated"_s, u"startup"_s}));
    }

    void profilesTogetherAreTheStricter()
    {
        const auto &profiles = rules::Profiles::builtin();
        const auto both = profiles.combined({u"startup"_s, u"regulated"_s});
        QVERIFY(both);
        const rules::Profile startup = profiles.all().value(u"startup"_s);
        const rules::Profile regulated = profiles.all().value(u"regulated"_s);
        QCOMPARE(both->maxWaiverDays, std::min(startup.maxWaiverDays, regulated.maxWaiverDays));
        for (const QString &control : startup.controls + regulated.controls)
            QVERIFY(both->controls.contains(control));
        for (const rules::Rule &one : rules::RuleSet::builtin().rules()) {
            if (regulated.severities.contains(one.id) && regulated.severityOf(one))
                QVERIFY2(both->severityOf(one) && *both->severityOf(one) <= *regulated.severityOf(one),
                         qPrintable(one.id));
        }
        QVERIFY(!profiles.combined({u"nobody"_s}));
    }

    void coverageByRequirement()
    {
        const SmallModel small(parsed(
            "[{kind: control, key: a, mode: planned, requirements: [{framework: SLSA, requirement: hosted}]},"
            " {kind: control, key: b, mode: enforced, requirements: [{framework: slsa_build, requirement: "
            "isolated}, {framework: Own, requirement: O-1}]},"
            " {record: evidence, key: e-1, control: b, result: pass, valid_until: 2026-12-31},"
            " {record: evidence, key: e-2, control: b, result: pass, valid_until: 2026-01-31}]"));
        const PlateauModel at(small.model, small.at);
        const auto rows = rules::coverageOf(small.model, at, u"slsa_build"_s);
        QVERIFY(rows.size() >= 8);
        QMap<QString, rules::RequirementRow> by;
        for (const auto &row : rows)
            by.insert(row.requirement.requirement, row);
        QVERIFY(by[u"hosted"_s].coverage == rules::Coverage::Planned);
        QVERIFY(by[u"isolated"_s].coverage == rules::Coverage::Enforced);
        QCOMPARE(by[u"isolated"_s].validEvidence, 1);
        QVERIFY(by[u"provenance-exists"_s].coverage == rules::Coverage::None);
        QCOMPARE(rules::coverageOf(small.model, at, u"Own"_s).size(), 1);
        QCOMPARE(rules::frameworksIn(at), (QStringList{u"Own"_s, u"slsa_build"_s}));
    }
};

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
