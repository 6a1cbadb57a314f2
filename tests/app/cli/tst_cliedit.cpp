// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/words.h"
#include "runcli.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;
using gp::test::Ran;
using gp::test::run;

/// `groundplan-cli edit`: the model by words.
class tst_CliEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void words_data();
    void words();
    void openQuotes();
    void everyOperation();
    void atAPlateau();
    void valuesAreJsonOrText();
    void relationsHaveProperties();
    void oneOperationOnTheCommandLine();
    void nothingToChangeIsNoEdit();
    void badLines_data();
    void badLines();
    void windowsLinesAndComments();
    void veryLongLine();
    void stopsAtTheFirstBadLine();
    void keepsGoing();
    void jsonLines();
    void wrongUsage_data();
    void wrongUsage();
    void acknowledgedBeforeTheNextIsRead();
    void kindsOfTheProjectAreKnown();

private:
    [[nodiscard]] Ran edit(const QByteArray &script, const QStringList &more = {}) const
    {
        return run(QStringList{u"edit"_s, m_file, u"--script"_s, u"-"_s} + more, script);
    }
    /// The one value that a query gives.
    [[nodiscard]] QJsonValue ask(const QString &sql) const
    {
        const QJsonObject row = run({u"query"_s, m_file, sql, u"--json"_s}).json().array().first().toObject();
        return row.isEmpty() ? QJsonValue() : row.begin().value();
    }
    [[nodiscard]] QStringList labels() const
    {
        QStringList found;
        for (const QJsonValue &entry : run({u"history"_s, m_file, u"--json"_s}).json().array())
            found.prepend(entry.toObject().value(u"label"_s).toString());
        return found;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

void tst_CliEdit::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(u"shop.gplan"_s);
    QCOMPARE(run({u"new"_s, m_file}).status, 0);
    const Ran ran = edit("add service cart name=Cart tier=2\n"
                         "add service checkout\n"
                         "add team basket\n");
    QVERIFY2(ran.status == 0, ran.err.constData());
}

void tst_CliEdit::words_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("split");
    QTest::newRow("none") << u""_s << QStringList{};
    QTest::newRow("blanks") << u" \t "_s << QStringList{};
    QTest::newRow("plain") << u"  set\tcart  tier=2 "_s << QStringList{u"set"_s, u"cart"_s, u"tier=2"_s};
    QTest::newRow("single quotes") << uR"(a='{"b": "c\"}' d)"_s << QStringList{uR"(a={"b": "c\"})"_s, u"d"_s};
    QTest::newRow("double quotes") << uR"(a="x \"y\" \\ \n 'z'")"_s << QStringList{uR"(a=x "y" \ \n 'z')"_s};
    QTest::newRow("backslash") << uR"(a=x\ y\'z)"_s << QStringList{u"a=x y'z"_s};
    QTest::newRow("empty word") << u"a '' \"\""_s << QStringList{u"a"_s, u""_s, u""_s};
    QTest::newRow("glued") << u"a'b'\"c\"d"_s << QStringList{u"abcd"_s};
    QTest::newRow("comment") << u"undo # and more 'of it"_s << QStringList{u"undo"_s};
    QTest::newRow("no comment") << u"a=#fff '#'"_s << QStringList{u"a=#fff"_s, u"#"_s};
    QTest::newRow("letters") << u"a=日本 'ä ö'"_s << QStringList{u"a=日本"_s, u"ä ö"_s};
}

void tst_CliEdit::words()
{
    QFETCH(QString, line);
    QFETCH(QStringList, split);
    const auto found = cli::splitWords(line);
    QVERIFY(found);
    QCOMPARE(*found, split);
}

void tst_CliEdit::openQuotes()
{
    for (const QString &line : {u"a 'b"_s, u"a \"b\\\""_s, u"a b\\"_s})
        QCOMPARE(cli::splitWords(line).error().code, ErrorCode::Usage);
}

void tst_CliEdit::everyOperation()
{
    const Ran ran = edit("set cart tier=3 'description=What one buys'\n"
                         "unset cart tier\n"
                         "revert cart description\n"
                         "relate checkout dependsOn cart protocol=gRPC\n"
                         "relate cart ownedBy basket\n"
                         "unrelate checkout dependsOn cart\n"
                         "remove checkout\n"
                         "undo\n"
                         "redo\n"
                         "undo\n"
                         "snapshot 'before the board'\n");
    QVERIFY2(ran.status == 0, ran.err.constData());
    QCOMPARE(ran.err, ""_ba);
    QCOMPARE(ran.out, "1 5 Set description, tier of cart in current\n"
                      "2 6 Unset tier of cart in current\n"
                      "3 7 Revert description of cart in current\n"
                      "4 8 Relate checkout dependsOn cart in current\n"
                      "5 9 Relate cart ownedBy basket in current\n"
                      "6 10 Unrelate checkout dependsOn cart in current\n"
                      "7 11 Remove checkout in current\n"
                      "8 10 Undo: Remove checkout in current\n"
                      "9 11 Redo: Remove checkout in current\n"
                      "10 10 Undo: Remove checkout in current\n"
                      "11 10 Snapshot before the board\n"_ba);
    QCOMPARE(ask(u"select count(*) from services where plateau = 'current'"_s).toInt(), 2);
    QVERIFY(ask(u"select tier from services where key = 'cart'"_s).isNull());
    QCOMPARE(ask(u"select owner from services where key = 'cart'"_s).toString(), u"basket"_s);
    QCOMPARE(ask(u"select count(*) from relations where kind = 'dependsOn'"_s).toInt(), 0);
    QVERIFY(run({u"snapshot"_s, m_file}).out.contains("before the board"));
    QCOMPARE(run({u"verify"_s, m_file}).status, 0);
}

void tst_CliEdit::atAPlateau()
{
    const QStringList target{u"--plateau"_s, u"target"_s};
    QCOMPARE(edit("set cart tier=1\nremove checkout\nadd service till\n", target).status, 0);
    const QString tier = u"select tier from services where key = 'cart' and plateau = '%1'"_s;
    QCOMPARE(ask(tier.arg(u"current"_s)).toInt(), 2);
    QCOMPARE(ask(tier.arg(u"target"_s)).toInt(), 1);
    const QString count = u"select count(*) from services where key = '%1' and plateau = '%2'"_s;
    QCOMPARE(ask(count.arg(u"checkout"_s, u"current"_s)).toInt(), 1);
    QCOMPARE(ask(count.arg(u"checkout"_s, u"target"_s)).toInt(), 0);
    QCOMPARE(ask(count.arg(u"till"_s, u"current"_s)).toInt(), 0);
    QCOMPARE(ask(count.arg(u"till"_s, u"target"_s)).toInt(), 1);

    QCOMPARE(edit("revert cart tier\n", target).status, 0);
    QCOMPARE(ask(tier.arg(u"target"_s)).toInt(), 2);
    QCOMPARE(edit("unset cart tier\n", target).status, 0);
    QVERIFY(ask(tier.arg(u"target"_s)).isNull());
    QCOMPARE(ask(tier.arg(u"current"_s)).toInt(), 2);
}

void tst_CliEdit::valuesAreJsonOrText()
{
    const Ran ran =
        edit("set cart on_call=true replicas=3 monthly_cost=12.5 tags='[\"a\", \"b c\"]' language=C++\n"
             "set cart slos='[{\"name\": \"availability\", \"objective\": 99.9}]'\n"
             "set cart name=42 rollback=\"\" port=\"8080, 8443\" repository=https://git/cart=x\n"
             "set cart artifact='\"1.10\"' tier=null\n");
    QVERIFY2(ran.status == 0, ran.err.constData());
    const QJsonObject properties =
        QJsonDocument::fromJson(ask(u"select properties from elements where key = 'cart' and "
                                    "plateau = 'current'"_s)
                                    .toString()
                                    .toUtf8())
            .object();
    const QJsonObject expected{
        {u"on_call"_s, true},
        {u"replicas"_s, 3},
        {u"monthly_cost"_s, 12.5},
        {u"tags"_s, QJsonArray{u"a"_s, u"b c"_s}},
        {u"language"_s, u"C++"_s},
        {u"slos"_s, QJsonArray{QJsonObject{{u"name"_s, u"availability"_s}, {u"objective"_s, 99.9}}}},
        {u"name"_s, u"42"_s}, // a name is text, whatever it looks like
        {u"rollback"_s, u""_s},
        {u"port"_s, u"8080, 8443"_s},
        {u"repository"_s, u"https://git/cart=x"_s},
        {u"artifact"_s, u"1.10"_s}};
    QCOMPARE(properties, expected);
}

void tst_CliEdit::relationsHaveProperties()
{
    QCOMPARE(edit("relate checkout dependsOn cart protocol=HTTP\n").status, 0);
    QCOMPARE(edit("relate checkout dependsOn cart protocol=gRPC\n", {u"--plateau"_s, u"target"_s}).status, 0);
    const QString sql = u"select properties from relations where kind = 'dependsOn' and plateau = '%1'"_s;
    QCOMPARE(ask(sql.arg(u"current"_s)).toString(), uR"({"protocol":"HTTP"})"_s);
    QCOMPARE(ask(sql.arg(u"target"_s)).toString(), uR"({"protocol":"gRPC"})"_s);
    // Gone at target: it cannot come back there as if nothing had been.
    QCOMPARE(edit("unrelate checkout dependsOn cart\n", {u"--plateau"_s, u"target"_s}).status, 0);
    const Ran ran = edit("relate checkout dependsOn cart\n", {u"--plateau"_s, u"target"_s});
    QCOMPARE(ran.status, 3);
    QVERIFY2(ran.err.contains("not at 'target'"), ran.err.constData());
}

void tst_CliEdit::oneOperationOnTheCommandLine()
{
    const Ran ran = run({u"edit"_s, m_file, u"set"_s, u"cart"_s, u"name=The cart"_s, u"tags=[\"a\"]"_s,
                         u"--plateau"_s, u"target"_s});
    QVERIFY2(ran.status == 0, ran.err.constData());
    QCOMPARE(ran.out, "1 5 Set name, tags of cart in target\n"_ba);
    const Ran bad = run({u"edit"_s, m_file, u"set"_s, u"basket"_s, u"tier=x=y"_s, u"tags=no"_s});
    QCOMPARE(bad.status, 3);
    QCOMPARE(bad.err, "groundplan-cli: team 'basket': 'tags' is to be a list\n"_ba);
}

void tst_CliEdit::nothingToChangeIsNoEdit()
{
    const Ran ran = edit("set cart tier=2\nunset cart rollback\nrevert cart rollback\n");
    QCOMPARE(ran.status, 0);
    QCOMPARE(ran.out, "1 4 Nothing to change: Set tier of cart in current\n"
                      "2 4 Nothing to change: Unset rollback of cart in current\n"
                      "3 4 Nothing to change: Revert rollback of cart in current\n"_ba);
    QCOMPARE(labels().size(), 4);
}

void tst_CliEdit::badLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("unknown verb") << "explode cart"_ba << 3
                                  << "There is no operation 'explode'; known are: add,"_ba;
    QTest::newRow("unknown key") << "set nobody tier=1"_ba << 3 << "There is no element 'nobody'"_ba;
    QTest::newRow("unknown kind") << "add spaceship x"_ba << 3
                                  << "there is no kind 'spaceship'; known are:"_ba;
    QTest::newRow("unknown relation")
        << "relate cart likes checkout"_ba << 3 << "there is no relation 'likes'"_ba;
    QTest::newRow("illegal relation") << "relate cart deliveredBy basket"_ba << 3
                                      << "a service cannot be related so to a team; allowed: ownedBy"_ba;
    QTest::newRow("relation to nothing")
        << "relate cart dependsOn nobody"_ba << 3 << "There is no element 'nobody'"_ba;
    QTest::newRow("no such relation") << "unrelate cart dependsOn checkout"_ba << 3
                                      << "There is no 'dependsOn' from 'cart' to 'checkout' at 'current'"_ba;
    QTest::newRow("there already") << "add service cart"_ba << 3 << "There is a service 'cart' already"_ba;
    QTest::newRow("bad key") << "add service 'The Cart'"_ba << 3 << "'The Cart' is no key for an element"_ba;
    QTest::newRow("broken JSON") << "set cart tags=[a,b]"_ba << 3
                                 << "The value of 'tags' begins as JSON does but cannot be read"_ba;
    QTest::newRow("wrong type") << "set cart tier=high"_ba << 3 << "'tier' is to be a whole number"_ba;
    QTest::newRow("out of range") << "set cart tier=9"_ba << 3 << "'tier' is above 4"_ba;
    QTest::newRow("no assignment") << "set cart tier"_ba << 3 << "'tier' is no property=value"_ba;
    QTest::newRow("no name") << "set cart =1"_ba << 3 << "'' is no name for a property"_ba;
    QTest::newRow("odd name") << "set cart 'ti er=1'"_ba << 3 << "'ti er' is no name for a property"_ba;
    QTest::newRow("twice") << "set cart tier=1 tier=2"_ba << 3 << "'tier' is there twice"_ba;
    QTest::newRow("unset an assignment")
        << "unset cart tier=1"_ba << 3 << "'tier=1' is no name for a property"_ba;
    QTest::newRow("too few words") << "set cart"_ba << 3 << "Write it so: set KEY property=value"_ba;
    QTest::newRow("too many words") << "undo 2"_ba << 3 << "Write it so: undo"_ba;
    QTest::newRow("open quote") << "set cart 'name=Cart"_ba << 3 << "begins with ' is not closed"_ba;
    QTest::newRow("trailing backslash") << "set cart name=x\\"_ba << 3 << "ends with a backslash"_ba;
    QTest::newRow("no UTF-8") << "set cart name=\xff\xfe"_ba << 3 << "no text in UTF-8"_ba;
    QTest::newRow("zero byte") << QByteArray("set cart name=a\0b", 17) << 3 << "no text in UTF-8"_ba;
    QTest::newRow("nothing to redo") << "redo"_ba << 1 << "There is nothing to redo"_ba;
    QTest::newRow("snapshot twice") << "snapshot taken"_ba << 4 << "There is a snapshot 'taken' already"_ba;
}

void tst_CliEdit::badLines()
{
    QFETCH(QByteArray, line);
    QFETCH(int, status);
    QFETCH(QByteArray, says);
    QCOMPARE(edit("snapshot taken\n").status, 0);
    const QStringList before = labels();
    const Ran ran = edit("\n" + line + "\n");
    QVERIFY2(ran.err.startsWith("groundplan-cli: script:2: "), ran.err.constData());
    QVERIFY2(ran.err.contains(says), ran.err.constData());
    QCOMPARE(ran.status, status);
    QCOMPARE(ran.out, ""_ba);
    QCOMPARE(labels(), before);
}

void tst_CliEdit::windowsLinesAndComments()
{
    const Ran ran = edit("\xef\xbb\xbf# a script of somebody's editor\r\n"
                         "\r\n"
                         "   # indented\r\n"
                         "set cart name=Basket # a better word\r\n"
                         "set cart tier=1"); // no end of line
    QVERIFY2(ran.status == 0, ran.err.constData());
    QCOMPARE(ran.out, "4 5 Set name of cart in current\n5 6 Set tier of cart in current\n"_ba);
    QCOMPARE(ask(u"select name from services where key = 'cart'"_s).toString(), u"Basket"_s);
}

void tst_CliEdit::veryLongLine()
{
    const QByteArray fits = "set cart description=" + QByteArray(1024 * 1024 - 21, 'x');
    QCOMPARE(edit(fits + '\n').status, 0);
    QCOMPARE(edit(fits).status, 0);
    const Ran ran = edit(fits + "x\nset cart tier=4\n", {u"--keep-going"_s});
    QCOMPARE(ran.status, 3);
    QVERIFY2(ran.err.startsWith("groundplan-cli: script:1: The line is longer than 1048576 bytes"),
             ran.err.constData());
    QCOMPARE(ran.out,
             "2 6 Set tier of cart in current\n"_ba); // the rest of the long one is no line of its own
    QCOMPARE(edit(QByteArray(5 * 1024 * 1024, 'x')).status, 3);
}

void tst_CliEdit::stopsAtTheFirstBadLine()
{
    const QString script = m_folder->filePath(u"edits"_s);
    QFile file(script);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("set cart tier=1\nset cart tier=7\nset cart tier=3\n");
    file.close();
    const Ran ran = run({u"edit"_s, m_file, u"--script"_s, script});
    QCOMPARE(ran.status, 3);
    QCOMPARE(ran.out, "1 5 Set tier of cart in current\n"_ba);
    QCOMPARE(ran.err,
             QByteArray("groundplan-cli: " + script.toUtf8() + ":2: service 'cart': 'tier' is above 4\n"));
    QCOMPARE(ask(u"select tier from services where key = 'cart'"_s).toInt(), 1);
    QCOMPARE(labels().size(), 5);
}

void tst_CliEdit::keepsGoing()
{
    const Ran ran = edit("set cart tier=1\nset cart tier=7\nredo\nset cart tier=3\n", {u"--keep-going"_s});
    QCOMPARE(ran.status, 3);
    QCOMPARE(ran.out, "1 5 Set tier of cart in current\n4 6 Set tier of cart in current\n"_ba);
    QVERIFY(ran.err.contains("script:2: "));
    QVERIFY(ran.err.contains("script:3: "));
    QVERIFY(ran.err.endsWith("2 lines failed\n"));
}

void tst_CliEdit::jsonLines()
{
    const Ran ran = edit("# nothing\nset cart tier=1\nset cart tier=1\n", {u"--json"_s});
    QCOMPARE(ran.status, 0);
    QCOMPARE(ran.out, R"({"changed":true,"id":5,"label":"Set tier of cart in current","line":2})"
                      "\n"
                      R"({"changed":false,"id":5,"label":"Set tier of cart in current","line":3})"
                      "\n"_ba);
}

void tst_CliEdit::wrongUsage_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<int>("status");
    QTest::newRow("nothing to do") << QStringList{} << 2;
    QTest::newRow("operation and script") << QStringList{u"undo"_s, u"--script"_s, u"-"_s} << 2;
    QTest::newRow("unknown operation") << QStringList{u"explode"_s} << 2;
    QTest::newRow("unknown plateau") << QStringList{u"undo"_s, u"--plateau"_s, u"nowhere"_s} << 2;
    QTest::newRow("no script") << QStringList{u"--script"_s, u"/nowhere/at/all"_s} << 3;
    QTest::newRow("a folder") << QStringList{u"--script"_s, u"/"_s} << 3;
}

void tst_CliEdit::wrongUsage()
{
    QFETCH(QStringList, more);
    QFETCH(int, status);
    const Ran ran = run(QStringList{u"edit"_s, m_file} + more);
    QCOMPARE(ran.status, status);
    QVERIFY(ran.out.isEmpty() && !ran.err.isEmpty());
}

/// What makes it useful to programs: one line, one answer, and what is answered is in the file already.
void tst_CliEdit::acknowledgedBeforeTheNextIsRead()
{
    QProcess process;
    process.start(QStringLiteral(GROUNDPLAN_BIN_DIR "/groundplan-cli"),
                  {u"edit"_s, m_file, u"--script"_s, u"-"_s});
    for (int tier = 1; tier <= 4; ++tier) {
        process.write("set checkout tier=" + QByteArray::number(tier) + '\n');
        while (!process.canReadLine())
            QVERIFY2(process.waitForReadyRead(), process.readAllStandardError().constData());
        QCOMPARE(process.readLine(), QByteArray::number(tier) + ' ' + QByteArray::number(tier + 4) +
                                         " Set tier of checkout in current\n");
        QCOMPARE(ask(u"select tier from services where key = 'checkout'"_s).toInt(), tier);
    }
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"shop.gplan"_s});
}

void tst_CliEdit::kindsOfTheProjectAreKnown()
{
    const QString twin = m_folder->filePath(u"twin"_s);
    QCOMPARE(run({u"export"_s, m_file, u"--format"_s, u"yaml"_s, u"--out"_s, twin}).status, 0);
    const auto write = [&](const QString &name, const QByteArray &text) {
        const QString path = twin + u'/' + name;
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    write(u"own-kinds/data-product.yaml"_s, "title: data product\nplural: Data products\nlike: service\n");
    write(u"own-properties/release.yaml"_s, "title: Release\ntype: text\nkinds: [data-product]\n");
    write(u"own-properties/seats.yaml"_s, "title: Seats\ntype: integer\nmaximum: 9\n");
    const Ran applied = run({u"apply"_s, m_file, twin});
    QVERIFY2(applied.status == 0, applied.err.constData());
    // Words are read as the definitions say: 1.10 is a text.
    const Ran ran = edit("add data-product orders release=1.10 seats=3\nrelate orders dependsOn cart\n");
    QVERIFY2(ran.status == 0, ran.err.constData());
    QCOMPARE(ask(u"SELECT json_extract(properties, '$.release') FROM elements WHERE key = 'orders'"_s),
             QJsonValue(u"1.10"_s));
    const Ran wrong = edit("set orders seats=12\n");
    QVERIFY(wrong.status != 0);
    const QByteArray said = wrong.out + wrong.err;
    QVERIFY2(said.contains("above 9"), said.constData());
    QVERIFY(run({u"info"_s, m_file}).out.contains("1 data products"));
    // A definition that is in use cannot be left out of a twin.
    QCOMPARE(run({u"export"_s, m_file, u"--format"_s, u"yaml"_s, u"--out"_s, twin}).status, 0);
    QVERIFY(QFile::exists(twin + u"/elements/data-product/orders.yaml"_s));
    QVERIFY(QFile::remove(twin + u"/own-properties/seats.yaml"_s));
    const Ran refused = run({u"apply"_s, m_file, twin});
    QVERIFY(refused.status != 0);
    QVERIFY2(refused.err.contains("1 element uses it: orders"), refused.err.constData());
    QCOMPARE(run({u"verify"_s, m_file}).status, 0);
}

int main(int argc, char **argv)
{
    const QGuiApplication application(argc, argv);
    tst_CliEdit test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_cliedit.moc"
