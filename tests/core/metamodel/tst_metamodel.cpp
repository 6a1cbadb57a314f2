// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/metamodel/metamodel.h"
#include "core/model/draft.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;
using metamodel::Metamodel;

class TestMetamodel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void knowsTheWordsOfTheDesign();
    void legalRelations();
    void valuesAreChecked_data();
    void valuesAreChecked();
    void wrongModelsAreFound();
    void whatIsReferredToCannotBeErased();
    void cardTemplates_data();
    void cardTemplates();
    void aUnitGoesWithItsNumber();
    void aRecordAndAnElementMayShareAKey();
    void aBrokenFileIsRefusedWithLine();

private:
    Model m_model;
    ElementId m_checkout;
    ElementId m_pipeline;
};

void TestMetamodel::initTestCase()
{
    Draft draft{Model()};
    const auto current =
        draft.addPlateau({{}, u"current"_s, u"Current"_s, {}, PlateauKind::Current, {}, 0, {}});
    QVERIFY(current);
    m_checkout = *draft.addElement(u"service"_s, u"checkout"_s, *current,
                                   {{u"name"_s, u"Checkout"_s}, {u"tier"_s, 1}});
    m_pipeline = *draft.addElement(u"pipeline"_s, u"golden-web"_s, *current, {});
    m_model = draft.model();
    QVERIFY(Metamodel::builtin().findProblems(m_model).isEmpty());
}

void TestMetamodel::knowsTheWordsOfTheDesign()
{
    for (const QString &kind : {u"service"_s, u"pipeline"_s, u"environment"_s, u"control"_s, u"technology"_s,
                                u"team"_s, u"group"_s, u"goldenPath"_s})
        QVERIFY2(Metamodel::builtin().kind(kind), qUtf8Printable(kind));
    for (const QString &relation :
         {u"dependsOn"_s, u"deliveredBy"_s, u"deploysTo"_s, u"promotesTo"_s, u"runsIn"_s, u"guards"_s,
          u"uses"_s, u"ownedBy"_s, u"partOf"_s, u"replaces"_s, u"follows"_s})
        QVERIFY2(Metamodel::builtin().relationKind(relation), qUtf8Printable(relation));
}

void TestMetamodel::legalRelations()
{
    const metamodel::RelationKind *replaces = Metamodel::builtin().relationKind(u"replaces"_s);
    QVERIFY(replaces->allows(u"pipeline"_s, u"pipeline"_s));
    QVERIFY(!replaces->allows(u"pipeline"_s, u"service"_s));
    QStringList names;
    for (const auto *relation : Metamodel::builtin().legalRelations(u"service"_s, u"pipeline"_s))
        names.append(relation->name);
    QCOMPARE(names, QStringList{u"deliveredBy"_s});
}

void TestMetamodel::valuesAreChecked_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("property");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<bool>("fine");
    QTest::newRow("tier") << u"service"_s << u"tier"_s << QJsonValue(2) << true;
    QTest::newRow("tier too high") << u"service"_s << u"tier"_s << QJsonValue(5) << false;
    QTest::newRow("tier as text") << u"service"_s << u"tier"_s << QJsonValue(u"1"_s) << false;
    QTest::newRow("tier broken") << u"service"_s << u"tier"_s << QJsonValue(1.5) << false;
    QTest::newRow("null unsets") << u"service"_s << u"tier"_s << QJsonValue(QJsonValue::Null) << true;
    QTest::newRow("enum") << u"service"_s << u"workload"_s << QJsonValue(u"api"_s) << true;
    QTest::newRow("enum wrong") << u"service"_s << u"workload"_s << QJsonValue(u"API"_s) << false;
    QTest::newRow("date") << u"service"_s << u"last_restore_test"_s << QJsonValue(u"2026-05-02"_s) << true;
    QTest::newRow("date wrong") << u"service"_s << u"last_restore_test"_s << QJsonValue(u"2026-02-30"_s)
                                << false;
    QTest::newRow("script address") << u"service"_s << u"runbook"_s << QJsonValue(u"javascript:alert(1)"_s)
                                    << false;
    QTest::newRow("list member") << u"service"_s << u"observability"_s
                                 << QJsonValue(QJsonArray{u"logs"_s, u"smoke"_s}) << false;
    QTest::newRow("table") << u"service"_s << u"slos"_s
                           << QJsonValue(QJsonArray{QJsonObject{{u"objective"_s, 99.9}}}) << true;
    QTest::newRow("table cell") << u"service"_s << u"slos"_s
                                << QJsonValue(QJsonArray{QJsonObject{{u"objective"_s, 999}}}) << false;
    QTest::newRow("reference") << u"goldenPath"_s << u"pipeline"_s << QJsonValue(u"golden-web"_s) << true;
    QTest::newRow("reference to nothing")
        << u"goldenPath"_s << u"pipeline"_s << QJsonValue(u"nothing"_s) << false;
    QTest::newRow("reference of another kind")
        << u"goldenPath"_s << u"pipeline"_s << QJsonValue(u"checkout"_s) << false;
}

void TestMetamodel::valuesAreChecked()
{
    QFETCH(QString, kind);
    QFETCH(QString, property);
    QFETCH(QJsonValue, value);
    QFETCH(bool, fine);
    const auto wrong =
        metamodel::checkValue(*Metamodel::builtin().kind(kind)->property(property), value, &m_model);
    QCOMPARE(!wrong.has_value(), fine);
}

void TestMetamodel::wrongModelsAreFound()
{
    Draft draft(m_model);
    const PlateauId current = m_model.rootPlateau();
    QVERIFY(draft.addElement(u"gizmo"_s, u"x"_s, current, {}));
    QVERIFY(draft.addRelation(u"deploysTo"_s, m_checkout, m_pipeline, current));
    QVERIFY(draft.setProperty(m_checkout, current, u"tier"_s, 7));
    QVERIFY(draft.addRecord(u"decision"_s, u"d"_s,
                            {{u"status"_s, u"draft"_s}, {u"elements"_s, QJsonArray{u"nobody"_s}}}));
    const auto problems = Metamodel::builtin().findProblems(draft.model(), draft.change());
    QStringList texts;
    for (const Error &problem : problems)
        texts.append(problem.message);
    const QString all = texts.join(u'\n');
    QVERIFY2(all.contains(u"no kind 'gizmo'"), qUtf8Printable(all));
    QVERIFY2(all.contains(u"deploysTo from 'checkout' to 'golden-web'") &&
                 all.contains(u"allowed: deliveredBy"),
             qUtf8Printable(all));
    QVERIFY2(all.contains(u"'tier' is above 4"), qUtf8Printable(all));
    QVERIFY2(all.contains(u"'title' is missing") && all.contains(u"'nobody', which is not there"),
             qUtf8Printable(all));
    QCOMPARE(problems.size(), 5);
}

void TestMetamodel::whatIsReferredToCannotBeErased()
{
    Draft first(m_model);
    const PlateauId current = m_model.rootPlateau();
    const ElementId stage = first.addElement(u"environment"_s, u"stage"_s, current, {}).value();
    const QJsonArray stages{
        QJsonObject{{u"name"_s, u"Release"_s}, {u"type"_s, u"deploy"_s}, {u"environment"_s, u"stage"_s}}};
    QVERIFY(first.setProperty(m_pipeline, current, u"stages"_s, stages));
    QVERIFY(Metamodel::builtin().findProblems(first.model(), first.change()).isEmpty());

    Draft second(first.model());
    QVERIFY(second.eraseElement(stage));
    const auto problems = Metamodel::builtin().findProblems(second.model(), second.change());
    QCOMPARE(problems.size(), 1);
    QVERIFY2(problems.front().message.contains(u"refers to environment 'stage', which is not there"),
             qUtf8Printable(problems.front().message));
}

void TestMetamodel::cardTemplates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QJsonObject>("properties");
    QTest::addColumn<QString>("filled"); // "-" = left out
    QTest::newRow("enum label") << u"{workload}"_s << QJsonObject{{u"workload"_s, u"web-service"_s}}
                                << u"web service"_s;
    QTest::newRow("around") << u"tier {tier}"_s << QJsonObject{{u"tier"_s, 1}} << u"tier 1"_s;
    QTest::newRow("unset") << u"tier {tier}"_s << QJsonObject{} << u"-"_s;
    QTest::newRow("row") << u"SLO {slos.0.objective}"_s
                         << QJsonObject{{u"slos"_s, QJsonArray{QJsonObject{{u"objective"_s, 99.95}}}}}
                         << u"SLO 99.95"_s;
    QTest::newRow("no row") << u"SLO {slos.0.objective}"_s << QJsonObject{{u"slos"_s, QJsonArray{}}}
                            << u"-"_s;
    QTest::newRow("count") << u"{slos.count} SLOs"_s << QJsonObject{{u"slos"_s, QJsonArray{1, 2}}}
                           << u"2 SLOs"_s;
    for (int count = 1; count <= 2; ++count) {
        QJsonArray slos;
        for (int i = 0; i < count; ++i)
            slos.append(i);
        QTest::addRow("count with its word, %d", count)
            << u"{slos.count|SLO|SLOs}"_s << QJsonObject{{u"slos"_s, slos}}
            << (count == 1 ? u"1 SLO"_s : u"2 SLOs"_s);
    }
    QTest::newRow("no count with its word")
        << u"{slos.count|SLO|SLOs}"_s << QJsonObject{{u"slos"_s, QJsonArray{}}} << u"-"_s;
}

void TestMetamodel::aUnitGoesWithItsNumber()
{
    metamodel::Property property;
    property.type = metamodel::PropertyType::Number;
    property.unit = u"days"_s;
    for (const auto &[value, text] : {std::pair(0.0, u"0 days"_s), std::pair(1.0, u"1 day"_s),
                                      std::pair(1.5, u"1.5 days"_s), std::pair(2.0, u"2 days"_s)})
        QCOMPARE(metamodel::displayText(property, value), text);
    // What is no plural, or no word that we know, stays.
    for (const QString &unit : {u"%"_s, u"min"_s, u"ms"_s, u"bus"_s}) {
        property.unit = unit;
        QCOMPARE(metamodel::displayText(property, 1), u"1 "_s + unit);
    }
}

void TestMetamodel::cardTemplates()
{
    QFETCH(QString, text);
    QFETCH(QJsonObject, properties);
    QFETCH(QString, filled);
    QCOMPARE(
        metamodel::fillTemplate(*Metamodel::builtin().kind(u"service"_s), text, properties).value_or(u"-"_s),
        filled);
}

void TestMetamodel::aRecordAndAnElementMayShareAKey()
{
    Draft draft(m_model);
    QVERIFY(draft.addRecord(u"decision"_s, u"checkout"_s, {{u"title"_s, u"X"_s}, {u"status"_s, u"draft"_s}}));
    QVERIFY(draft.addRecord(u"risk"_s, u"r"_s,
                            {{u"title"_s, u"R"_s}, {u"decisions"_s, QJsonArray{u"checkout"_s}}}));
    const auto problems = Metamodel::builtin().findProblems(draft.model(), draft.change());
    QVERIFY2(problems.isEmpty(), problems.isEmpty() ? "" : qUtf8Printable(problems.front().text()));
}

void TestMetamodel::aBrokenFileIsRefusedWithLine()
{
    QTemporaryDir folder;
    QFile kinds(folder.filePath(u"kinds.yaml"_s));
    QVERIFY(kinds.open(QIODevice::WriteOnly));
    kinds.write("kinds:\n  - name: a\n    label: a\n    plural: as\n    properties:\n      - {name: x, type: "
                "wish, label: X}\n");
    kinds.close();
    const auto loaded = Metamodel::load(folder.path());
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().line, 6);
    QVERIFY(loaded.error().message.contains(u"'wish'"));
    QVERIFY(!Metamodel::load(u"/nowhere"_s));
}

QTEST_GUILESS_MAIN(TestMetamodel)
#include "tst_metamodel.moc"
