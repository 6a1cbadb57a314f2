// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/metamodel/yaml.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;

namespace {
yaml::Value one(const QByteArray &text)
{
    const auto documents = yaml::parse(text, u"x.yaml"_s);
    return documents && documents->size() == 1 ? documents->front().root : yaml::Value();
}
} // namespace

/// The oddities of docs/importing.md: real files hold all of these.
class TestYaml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scalarsFollowTheCoreSchema_data();
    void scalarsFollowTheCoreSchema();
    void mergeKeysAreResolved();
    void duplicateKeysAreToldAndTheLastWins();
    void aliasesAreShared();
    void hostileInputIsRefused_data();
    void hostileInputIsRefused();
    void documentsAndEmptyOnes();
    void linesAndTags();
    void strictRefusesTwoDocuments();
};

void TestYaml::scalarsFollowTheCoreSchema_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("true") << QByteArray("true") << QJsonValue(true);
    QTest::newRow("yes is text") << QByteArray("yes") << QJsonValue(u"yes"_s);
    QTest::newRow("on is text") << QByteArray("on") << QJsonValue(u"on"_s);
    QTest::newRow("integer") << QByteArray("42") << QJsonValue(42);
    QTest::newRow("big") << QByteArray("9007199254740991") << QJsonValue(Q_INT64_C(9007199254740991));
    QTest::newRow("decimal") << QByteArray("99.95") << QJsonValue(99.95);
    QTest::newRow("quoted number") << QByteArray("\"1.10\"") << QJsonValue(u"1.10"_s);
    QTest::newRow("time is text") << QByteArray("22:22") << QJsonValue(u"22:22"_s);
    QTest::newRow("version is text") << QByteArray("1.2.3") << QJsonValue(u"1.2.3"_s);
    QTest::newRow("infinity is text") << QByteArray(".inf") << QJsonValue(u".inf"_s);
    QTest::newRow("separator is text") << QByteArray("1_000") << QJsonValue(u"1_000"_s);
    QTest::newRow("list") << QByteArray("[1, null, a]")
                          << QJsonValue(QJsonArray{1, QJsonValue::Null, u"a"_s});
}

void TestYaml::scalarsFollowTheCoreSchema()
{
    QFETCH(QByteArray, text);
    QFETCH(QJsonValue, value);
    QCOMPARE(one(text).toJson(), value);
}

void TestYaml::mergeKeysAreResolved()
{
    const yaml::Value root =
        one("base: &b {a: 1, b: 2}\nmore: &m {c: 3}\nx:\n  <<: *b\n  b: 9\ny:\n  <<: [*b, *m]\n");
    QCOMPARE(root[u"x"].toJson(), QJsonValue(QJsonObject{{u"a"_s, 1}, {u"b"_s, 9}}));
    QCOMPARE(root[u"y"].toJson(), QJsonValue(QJsonObject{{u"a"_s, 1}, {u"b"_s, 2}, {u"c"_s, 3}}));
}

void TestYaml::duplicateKeysAreToldAndTheLastWins()
{
    const auto documents = yaml::parse("a: 1\nb: 2\na: 3\n", u"x.yaml"_s);
    QVERIFY(documents);
    QCOMPARE(documents->front().root[u"a"].text(), u"3"_s);
    QCOMPARE(documents->front().warnings.size(), 1);
    QCOMPARE(documents->front().warnings.front().line, 3);
    QVERIFY(!yaml::parseStrict("a: 1\na: 3\n", u"x.yaml"_s));
}

void TestYaml::aliasesAreShared()
{
    const yaml::Value root = one("a: &x [1, 2]\nb: *x\n");
    QCOMPARE(root[u"a"].toJson(), root[u"b"].toJson());
    QCOMPARE(root[u"b"].items().size(), 2U);
}

void TestYaml::hostileInputIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reason");
    QByteArray bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 12; ++i) {
        const QByteArray above = QByteArray::number(i - 1);
        bomb += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [" +
                QByteArray("*a" + above + ", ").repeated(9) + "*a" + above + "]\n";
    }
    QTest::newRow("alias bomb") << bomb << u"once its aliases are followed"_s;
    QTest::newRow("alias to itself") << QByteArray("a: &a {b: *a}\n") << u"contains it"_s;
    QTest::newRow("deep") << QByteArray("[").repeated(300) + QByteArray("]").repeated(300)
                          << u"nested more than"_s;
    QTest::newRow("very deep") << QByteArray("[").repeated(100'000) << u""_s;
    QTest::newRow("not UTF-8") << QByteArray("a: \xff\xfe\n") << u"not UTF-8"_s;
    QTest::newRow("Helm") << QByteArray("{{- if .Values.x }}\na: 1\n{{- end }}\n") << u"not valid YAML"_s;
    QTest::newRow("tab indentation") << QByteArray("a:\n\tb: 1\n") << u"not valid YAML"_s;
    QTest::newRow("unfinished") << QByteArray("a: [1, 2\n") << u"not valid YAML"_s;
    QTest::newRow("stray comma") << QByteArray(", b\n") << u"nothing can begin"_s;
    QTest::newRow("stray bracket") << QByteArray("a: 1\n---\n]\n") << u"not valid YAML"_s;
    QTest::newRow("unknown alias") << QByteArray("a: *nowhere\n") << u"not valid YAML"_s;
}

void TestYaml::hostileInputIsRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, reason);
    const auto documents = yaml::parse(text, u"x.yaml"_s);
    QVERIFY(!documents);
    QVERIFY2(documents.error().message.contains(reason), qUtf8Printable(documents.error().message));
    QCOMPARE(documents.error().file, u"x.yaml"_s);
}

void TestYaml::documentsAndEmptyOnes()
{
    const auto documents = yaml::parse("\xEF\xBB\xBF"
                                       "a: 1\r\n---\r\n# nothing\r\n---\r\nb: 2\r\n---\r\n",
                                       u"x.yaml"_s);
    QVERIFY2(documents, documents ? "" : qUtf8Printable(documents.error().text()));
    QCOMPARE(documents->size(), 2);
    QCOMPARE(documents->at(0).root[u"a"].text(), u"1"_s);
    QCOMPARE(documents->at(1).root[u"b"].text(), u"2"_s);
    QVERIFY(yaml::parse("# only a comment\n", u"x.yaml"_s)->isEmpty());
}

void TestYaml::linesAndTags()
{
    const yaml::Value root = one("a: 1\nb:\n  - !Ref name\n  - 'quoted'\n");
    QCOMPARE(root[u"b"].items().at(0).line(), 3);
    QCOMPARE(root[u"b"].items().at(0).tag(), u"!Ref"_s);
    QCOMPARE(root[u"b"].items().at(0).text(), u"name"_s);
    QVERIFY(root[u"b"].items().at(1).isQuoted());
    QVERIFY(!root[u"nowhere"][u"below"].exists());
}

void TestYaml::strictRefusesTwoDocuments()
{
    QVERIFY(!yaml::parseStrict("a: 1\n---\nb: 1\n", u"x.yaml"_s));
    QVERIFY(!yaml::parseStrict("", u"x.yaml"_s));
}

QTEST_GUILESS_MAIN(TestYaml)
#include "tst_yaml.moc"
