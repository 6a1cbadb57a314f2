// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/rules.h"
#include "core/rules/waivers.h"
#include "core/rules/workbench.h"

#include "small_model.h"
#include "small_project.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;

namespace {

/// "cart, pay": what a rule found, by key, in order.
QString found(SmallProject &project, const rules::RuleSet &set, const QString &plateau = u"current"_s)
{
    const auto result = rules::evaluateRules(project.model(), set, project.plateau(plateau));
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

/// What a rule finds in one of its examples, by key; errors end the test.
QStringList foundIn(const rules::Rule &rule, const SmallModel &example)
{
    rules::Profile profile;
    profile.controls = example.mandatory;
    rules::Workbench workbench(rules::RuleSet({rule}), {profile, example.baseline, 0});
    workbench.load(example.model, example.at);
    for (const Error &error : workbench.errors())
        qFatal("%s", qPrintable(error.text()));
    QStringList keys;
    const auto applies = workbench.appliesTo(rule, example.model);
    if (!applies)
        qFatal("%s", qPrintable(applies.error().text()));
    for (const rules::Finding &finding : workbench.findings()) {
        const Element *element = example.model.element(finding.element);
        keys.append(element ? element->key : QString());
        if (finding.element.isValid() && !element)
            qFatal("%s: an element that is not there", qPrintable(finding.message));
        if (!rule.applies.kind.isEmpty() && !applies->contains(finding.element))
            qFatal("%s: it does not apply to what it finds", qPrintable(finding.message));
        if (finding.message.isEmpty())
            qFatal("a finding without a message");
    }
    keys.sort();
    return keys;
}

rules::Rule simpleRule(const QString &id, const QString &query)
{
    rules::Rule rule;
    rule.id = id;
    rule.title = id;
    rule.query = query;
    return rule;
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
        const rules::Rule &rule = *rules::RuleSet::builtin().rule(id);
        QVERIFY2(rule.fails.isSequence() && rule.passes.isSequence(), "a rule needs both examples");
        const SmallModel fails(rule.fails);
        const SmallModel passes(rule.passes);
        QCOMPARE(fails.problems, QStringList());
        QCOMPARE(passes.problems, QStringList());
        QStringList expected = rule.finds;
        expected.sort();
        const QStringList found = foundIn(rule, fails);
        QVERIFY2(!found.isEmpty(), "it finds nothing where something is wrong");
        if (!expected.isEmpty())
            QCOMPARE(found, expected);
        QCOMPARE(foundIn(rule, passes), QStringList());
        for (const rules::FrameworkRef &reference : rule.references)
            QVERIFY2(rules::Frameworks::builtin().contains(reference),
                     qPrintable(reference.framework + u' ' + reference.requirement));
        QVERIFY(!rule.isPreflight || fails.baseline.isValid());
    }

    void thereAreManyRules() { QVERIFY(rules::RuleSet::builtin().rules().size() >= 90); }

    void allRunOnAnEmptyProject()
    {
        SmallProject project("{}");
        for (const QString &plateau : {u"current"_s, u"target"_s}) {
            const auto result =
                rules::evaluateRules(project.model(), rules::RuleSet::builtin(), project.plateau(plateau));
            QVERIFY2(result.errors.isEmpty(),
                     result.errors.isEmpty() ? "" : qPrintable(result.errors.first().text()));
            QCOMPARE(result.rows.size(), 0);
        }
    }

    /// As in a file that was damaged outside: nothing that follows plateaus by key may go round in circles.
    void allEndWherePlateausShareAKey()
    {
        SmallProject project("elements: {service/cart: {}}\n"
                             "records: {nfrAnswer/a1: {nfr: NFR-REL-001, element: cart, answer: not-met, "
                             "plateau: current}}");
        Model model = project.model();
        for (const QString &key : {u"current"_s, u"target"_s}) {
            Plateau plateau = *model.plateau(project.plateau(key));
            plateau.key = u"same"_s;
            model.put(plateau);
        }
        const auto result =
            rules::evaluateRules(model, rules::RuleSet::builtin(), project.plateau(u"target"_s));
        QVERIFY2(result.errors.isEmpty(),
                 result.errors.isEmpty() ? "" : qPrintable(result.errors.first().text()));
    }

    void messagesNameTheThing()
    {
        SmallProject project("elements: {pipeline/web: {name: \"Web's way\"}, environment/prod: {type: prod, "
                             "name: Production}}\n"
                             "relations: [web deploysTo prod]");
        const auto result =
            rules::evaluateRules(project.model(), only(u"CTL-012"_s), project.plateau(u"current"_s));
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
            {simpleRule(u"A-1"_s, u"select nonsense from services"_s),
             simpleRule(u"A-2"_s, u"select 1 as element_id"_s),
             simpleRule(u"A-3"_s, u"delete from services"_s),
             simpleRule(u"A-4"_s, u"selekt id from services"_s),
             simpleRule(u"A-5"_s, u"select id as element_id, :most as message from services"_s),
             *rules::RuleSet::builtin().rule(u"OWN-001"_s)});
        const auto result = rules::evaluateRules(project.model(), set, project.plateau(u"current"_s));
        QCOMPARE(result.rows.size(), 1);
        QCOMPARE(result.errors.size(), 5);
        for (qsizetype i = 0; i < 5; ++i)
            QVERIFY2(result.errors.at(i).message.contains(u"A-%1"_s.arg(i + 1)),
                     qPrintable(result.errors.at(i).message));
    }

    void placeOfAnErrorIsInTheRulesOwnText()
    {
        SmallProject project("elements: {service/cart: {tier: 1}}");
        rules::Rule rule =
            simpleRule(u"A-1"_s, u"select id as element_id,\n  nonsense as message from :applies"_s);
        rule.applies = {u"service"_s, u"tier <= :most"_s, {}};
        rule.parameters.insert(u"most"_s, 2);
        rules::Workbench workbench(rules::RuleSet({rule}), {});
        workbench.load(project.model(), project.plateau(u"current"_s));
        const rules::Outcome outcome = *workbench.outcome(u"A-1"_s);
        QVERIFY(outcome.error);
        QCOMPARE(outcome.errorOffset, rule.query.indexOf(u"nonsense"));
        QVERIFY2(outcome.error->message.contains(u"line 2, column 3"), qPrintable(outcome.error->message));
    }

    void endlessRecursionIsStopped()
    {
        SmallProject project("elements: {service/cart: {}}");
        const rules::RuleSet set(
            {simpleRule(u"A-1"_s,
                        u"with recursive n (i) as (select 1 union all select i + 1 from n) select i as "
                        "element_id, 'x' as message from n where i < 0"_s),
             *rules::RuleSet::builtin().rule(u"OWN-001"_s)});
        rules::Workbench workbench(set, {{}, {}, 100});
        workbench.load(project.model(), project.plateau(u"current"_s));
        QCOMPARE(workbench.errors().size(), 1);
        QVERIFY2(workbench.errors().first().message.contains(u"took longer"),
                 qPrintable(workbench.errors().first().message));
        QCOMPARE(workbench.findings().size(), 1);
    }

    void packReadsBack()
    {
        rules::Rule rule =
            simpleRule(u"OWN-900"_s, u"select id as element_id,\n\n  'a: \"b\"' as message\nfrom :applies"_s);
        rule.title = u"Quotes \" and: colons #"_s;
        rule.rationale = u"r"_s;
        rule.remediation = u"m"_s;
        rule.severity = rules::Severity::Info;
        rule.applies = {u"service"_s, u"tier <= :most"_s, u"{name} is tier {tier}"_s};
        rule.parameters.insert(u"most"_s, 2);
        rule.references = {{u"slsa_build"_s, u"hosted"_s}};
        rule.fix = {u"Set it"_s, u"select :element as element_id, 'tier' as property, 1 as value"_s};
        const auto read = rules::RuleSet::parse(rules::toYaml({rule}), u"own.yaml"_s);
        QVERIFY2(read, read ? "" : qPrintable(read.error().text()));
        const rules::Rule &back = read->rules().first();
        QCOMPARE(back.id, rule.id);
        QCOMPARE(back.title, rule.title);
        QVERIFY(back.severity == rule.severity);
        QCOMPARE(back.query, rule.query);
        QCOMPARE(back.applies, rule.applies);
        QCOMPARE(back.parameters.value(u"most"_s).toInt(), 2);
        QCOMPARE(back.references, rule.references);
        QCOMPARE(back.fix, rule.fix);
        const rules::Rule stored = rules::ruleFrom(rules::toRecord(back));
        QCOMPARE(stored.query, rule.query);
        QCOMPARE(stored.applies, rule.applies);
        QCOMPARE(stored.references, rule.references);
        QCOMPARE(stored.fix, rule.fix);
        QCOMPARE(stored.parameters.value(u"most"_s).toInt(), 2);
    }

    void placeholdersInLiteralsStay()
    {
        SmallProject project("elements: {service/cart: {}}");
        const rules::RuleSet set(
            {simpleRule(u"A-1"_s, u"select id as element_id, ':plateau ' || :plateau || :date as message "
                                  "from services where plateau = :plateau -- :nothing"_s)});
        const auto result = rules::evaluateRules(project.model(), set, project.plateau(u"wave"_s));
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
