// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/rules.h"
#include "core/rules/waivers.h"

#include "small_project.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;

namespace {

/// "cart, pay": what a rule found, by key, in order.
QString found(SmallProject &project, const rules::RuleSet &set, const QString &plateau = u"current"_s)
{
    const auto result = rules::evaluateRules(project.query(), set, project.model(), project.plateau(plateau));
    for (const Error &error : result.errors)
        qWarning("%s", qPrintable(error.text()));
    QStringList keys;
    for (const rules::Finding &finding : result.rows) {
        const Element *element = project.model().element(finding.element);
        keys.append((element ? element->key : u"-"_s) +
                    (finding.waivedBy.isEmpty() ? QString() : u" waived by "_s + finding.waivedBy));
    }
    keys.sort();
    return keys.join(u", "_s);
}

rules::RuleSet only(const QString &id)
{
    return rules::RuleSet({*rules::RuleSet::builtin().rule(id)});
}

yaml::Value examples()
{
    const auto read = yaml::readStrict(QStringLiteral(GROUNDPLAN_TEST_DATA) + u"/rules/examples.yaml"_s);
    if (!read)
        qFatal("%s", qPrintable(read.error().text()));
    return *read;
}

} // namespace

class TestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shippedRule_data()
    {
        QTest::addColumn<QString>("id");
        for (const rules::Rule &rule : rules::RuleSet::builtin().rules())
            QTest::newRow(qPrintable(rule.id)) << rule.id;
    }

    void shippedRule()
    {
        QFETCH(QString, id);
        const yaml::Value example = examples()[id];
        QVERIFY2(example[u"broken"].isMap() && example[u"sound"].isMap(), "a rule needs both examples");
        QStringList expected;
        for (const yaml::Value &key : example[u"broken"][u"finds"].items())
            expected.append(key.text());
        expected.sort();
        SmallProject broken(example[u"broken"]);
        QCOMPARE(found(broken, only(id)), expected.join(u", "_s));
        SmallProject sound(example[u"sound"]);
        QCOMPARE(found(sound, only(id)), QString());
    }

    void allRunOnAnEmptyProject()
    {
        SmallProject project("{}");
        for (const QString &plateau : {u"current"_s, u"target"_s}) {
            const auto result = rules::evaluateRules(project.query(), rules::RuleSet::builtin(),
                                                     project.model(), project.plateau(plateau));
            QVERIFY2(result.errors.isEmpty(),
                     result.errors.isEmpty() ? "" : qPrintable(result.errors.first().text()));
            QCOMPARE(result.rows.size(), 0);
        }
    }

    void messagesNameTheThing()
    {
        SmallProject project("elements: {pipeline/web: {name: \"Web's way\"}, environment/prod: {type: prod, "
                             "name: Production}}\n"
                             "relations: [web deploysTo prod]");
        const auto result = rules::evaluateRules(project.query(), only(u"CTL-012"_s), project.model(),
                                                 project.plateau(u"current"_s));
        QCOMPARE(result.rows.size(), 1);
        QCOMPARE(result.rows.first().message, u"Web's way deploys to Production without signed artifacts"_s);
        QCOMPARE(rules::toCells(result.rows).first().size(), rules::findingColumns().size());
    }

    void waiver_data()
    {
        QTest::addColumn<QByteArray>("end");
        QTest::addColumn<QString>("plateau");
        QTest::addColumn<QString>("expected");
        QTest::newRow("in force") << QByteArray("expires: \"2027-01-31\"") << u"current"_s
                                  << u"cart waived by w1"_s;
        QTest::newRow("last day") << QByteArray("expires: \"2026-11-23\"") << u"current"_s
                                  << u"cart waived by w1"_s;
        QTest::newRow("expired") << QByteArray("expires: \"2026-11-22\"") << u"current"_s << u"cart"_s;
        QTest::newRow("over before the plateau")
            << QByteArray("expires: \"2027-01-31\"") << u"target"_s << u"cart"_s;
        QTest::newRow("plateau ahead")
            << QByteArray("expires_at_plateau: wave") << u"current"_s << u"cart waived by w1"_s;
        QTest::newRow("plateau reached")
            << QByteArray("expires_at_plateau: wave") << u"target"_s << u"cart"_s;
        QTest::newRow("other rule") << QByteArray("rule: OWN-002") << u"current"_s << u"cart"_s;
    }

    void waiver()
    {
        QFETCH(QByteArray, end);
        QFETCH(QString, plateau);
        QFETCH(QString, expected);
        const QByteArray rule = end.startsWith("rule") ? QByteArray() : QByteArray("rule: SLO-001, ");
        SmallProject project("elements: {service/cart: {tier: 1}}\nrecords: {waiver/w1: {" + rule + end +
                             ", element: cart, reason: r, compensating_control: c, approver: a}}");
        QCOMPARE(found(project, only(u"SLO-001"_s), plateau), expected);
    }

    void brokenRuleIsNamedAndTheOthersRun()
    {
        SmallProject project("elements: {service/cart: {}}");
        const rules::RuleSet set(
            {{u"A-1"_s, {}, rules::Severity::Error, {}, {}, u"select nonsense from services"_s},
             {u"A-2"_s, {}, rules::Severity::Error, {}, {}, u"select 1 as element_id"_s},
             {u"A-3"_s, {}, rules::Severity::Error, {}, {}, u"delete from services"_s},
             *rules::RuleSet::builtin().rule(u"OWN-001"_s)});
        const auto result =
            rules::evaluateRules(project.query(), set, project.model(), project.plateau(u"current"_s));
        QCOMPARE(result.rows.size(), 1);
        QCOMPARE(result.errors.size(), 3);
        for (qsizetype i = 0; i < 3; ++i)
            QVERIFY2(result.errors.at(i).message.contains(u"A-%1"_s.arg(i + 1)),
                     qPrintable(result.errors.at(i).message));
    }

    void placeholdersInLiteralsStay()
    {
        SmallProject project("elements: {service/cart: {}}");
        const rules::RuleSet set(
            {{u"A-1"_s,
              {},
              rules::Severity::Info,
              {},
              {},
              u"select id as element_id, ':plateau ' || :plateau || :date as message from services "
              "where plateau = :plateau"_s}});
        const auto result =
            rules::evaluateRules(project.query(), set, project.model(), project.plateau(u"wave"_s));
        QCOMPARE(result.rows.size(), 1);
        QCOMPARE(result.rows.first().message, u":plateau wave2026-11-23"_s);
    }

    void loadingSaysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<int>("line");
        QTest::newRow("severity") << QByteArray("rules:\n  - {id: a, severity: bad}\n") << 2;
        QTest::newRow("missing query") << QByteArray("rules:\n  - id: a\n    title: t\n    severity: info\n  "
                                                     "  rationale: r\n    remediation: r\n")
                                       << 2;
        QTest::newRow("twice")
            << QByteArray("rules:\n"
                          "  - {id: a, title: t, severity: info, rationale: r, remediation: r, query: q}\n"
                          "  - {id: a, title: t, severity: info, rationale: r, remediation: r, query: q}\n")
            << 3;
    }

    void loadingSaysWhatIsWrong()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(int, line);
        QTemporaryDir dir;
        QFile file(dir.filePath(u"own.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(yaml);
        file.close();
        const auto loaded = rules::RuleSet::load(dir.path());
        QVERIFY(!loaded);
        QVERIFY(loaded.error().file.endsWith(u"own.yaml"));
        QCOMPARE(loaded.error().line, line);
    }
};

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
