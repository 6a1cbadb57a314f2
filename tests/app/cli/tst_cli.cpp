// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "runcli.h"

#include "core/store/store.h"

#include <QDirIterator>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;
using gp::test::Ran;
using gp::test::run;

namespace {

QMap<QString, QByteArray> filesBelow(const QString &folder)
{
    QMap<QString, QByteArray> files;
    QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        if (file.open(QIODevice::ReadOnly))
            files.insert(QDir(folder).relativeFilePath(file.fileName()), file.readAll());
    }
    return files;
}

} // namespace

/// The command line as scripts see it: in this process with buffers, and once through the binary.
class TestCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theSampleHasFiftyServices();
    void viewsAndTwinHoldTheSameNumbers();
    void exportApplyExportIsIdentical();
    void undoAndRedoAcrossProcesses();
    void diffTellsTheGap();
    void newNeverOverwrites();
    void queryFormats();
    void findingsAndNfrsCanBeQueried();
    void nfrsOfEndlessPlateausAreGivenUp();
    void searchFindsBestFirst();
    void searchSaysWhereAndNo();
    void documentsAreGenerated();
    void importTwiceChangesNothing();
    void decisionsComeFromAFolderAndGoBack();
    void queryCannotWrite_data();
    void queryCannotWrite();
    void badTwinIsRefusedAndNothingApplied();
    void picturesAreWritten();
    void jsonIsOneDocument_data();
    void jsonIsOneDocument();
    void wrongUsage_data();
    void wrongUsage();
    void helpKnowsEveryCommand();
    void brokenFiles_data();
    void brokenFiles();
    void whatIsDamagedIsTold();
    void sameInputSameBytes();
    void withoutAnyPlateau_data();
    void withoutAnyPlateau();
    void throughTheBinary();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    QString m_sample;
};

void TestCli::initTestCase()
{
    qputenv("GROUNDPLAN_LAYOUT_WORKER", GROUNDPLAN_BIN_DIR "/groundplan-layout");
    m_sample = path(u"shop.gplan"_s);
    const Ran made = run({u"new"_s, m_sample, u"--template"_s, u"microservices-50"_s});
    QVERIFY2(made.status == 0, made.err.constData());
    QCOMPARE(run({u"verify"_s, m_sample}).status, 0);
}

void TestCli::theSampleHasFiftyServices()
{
    const Ran counted = run({u"query"_s, m_sample,
                             u"select count(*) as n from services where plateau = 'current'"_s, u"--json"_s});
    QCOMPARE(counted.json().array().first().toObject().value(u"n"_s).toInt(), 50);
}

void TestCli::viewsAndTwinHoldTheSameNumbers()
{
    const QString twin = path(u"numbers"_s);
    QCOMPARE(run({u"export"_s, m_sample, u"--format"_s, u"yaml"_s, u"--out"_s, twin}).status, 0);
    const auto number = [&](const QString &sql) {
        return run({u"query"_s, m_sample, sql, u"--json"_s})
            .json()
            .array()
            .first()
            .toObject()
            .value(u"n"_s)
            .toInteger(-1);
    };
    const auto filesIn = [&](const QString &folder) {
        return QDir(twin + u'/' + folder).entryList({u"*.yaml"_s}, QDir::Files).size();
    };
    QCOMPARE(number(u"select count(*) n from decisions"_s), filesIn(u"decisions"_s));
    QCOMPARE(number(u"select count(*) n from waivers"_s), filesIn(u"waivers"_s));
    QCOMPARE(number(u"select count(*) n from risks"_s), filesIn(u"risks"_s));
    QCOMPARE(number(u"select count(*) n from kpis"_s), filesIn(u"kpis"_s));
    QCOMPARE(number(u"select count(*) n from work_packages"_s), filesIn(u"work-packages"_s));
    QCOMPARE(number(u"select count(distinct id) n from services"_s), filesIn(u"elements/service"_s));
    QCOMPARE(number(u"select count(distinct id) n from controls"_s), filesIn(u"elements/control"_s));
    QCOMPARE(number(u"select count(distinct id) n from pipelines"_s), filesIn(u"elements/pipeline"_s));
    QCOMPARE(number(u"select count(distinct id) n from environments"_s), filesIn(u"elements/environment"_s));

    const QJsonArray plateaus =
        run({u"info"_s, m_sample, u"--json"_s}).json().object().value(u"plateaus"_s).toArray();
    QVERIFY(plateaus.size() >= 4);
    for (const QJsonValue &plateau : plateaus) {
        const QString key = plateau.toObject().value(u"key"_s).toString();
        const QJsonObject counts = plateau.toObject().value(u"elements"_s).toObject();
        for (const QString &kind : counts.keys())
            QCOMPARE(number(u"select count(*) n from elements where plateau = '%1' and kind = '%2'"_s.arg(
                         key, kind)),
                     counts.value(kind).toInteger());
        QCOMPARE(number(u"select count(*) n from relations where plateau = '%1'"_s.arg(key)),
                 plateau.toObject().value(u"relations"_s).toInteger());
    }
}

void TestCli::exportApplyExportIsIdentical()
{
    const QString first = path(u"first"_s);
    const QString second = path(u"second"_s);
    const QString empty = path(u"empty.gplan"_s);
    QCOMPARE(run({u"export"_s, m_sample, u"--format"_s, u"yaml"_s, u"--out"_s, first}).status, 0);
    QCOMPARE(run({u"new"_s, empty}).status, 0);
    const Ran applied = run({u"apply"_s, empty, first});
    QVERIFY2(applied.status == 0, applied.err.constData());
    QCOMPARE(run({u"export"_s, empty, u"--format"_s, u"yaml"_s, u"--out"_s, second}).status, 0);
    QVERIFY(filesBelow(first).size() > 150);
    QCOMPARE(filesBelow(second), filesBelow(first));
    QCOMPARE(run({u"diff"_s, m_sample, empty}).status, 0);

    const Ran again = run({u"apply"_s, empty, first});
    QVERIFY(again.err.contains("Nothing to change"));
    QCOMPARE(run({u"history"_s, empty, u"--json"_s}).json().array().size(), 2);
}

void TestCli::undoAndRedoAcrossProcesses()
{
    const QString file = path(u"undo.gplan"_s);
    const QString before = path(u"before"_s);
    const QString after = path(u"after"_s);
    QCOMPARE(run({u"new"_s, file}).status, 0);
    QCOMPARE(run({u"export"_s, file, u"--format"_s, u"yaml"_s, u"--out"_s, before}).status, 0);
    const QString twin = path(u"undo-twin"_s);
    QCOMPARE(run({u"export"_s, m_sample, u"--format"_s, u"yaml"_s, u"--out"_s, twin}).status, 0);
    QCOMPARE(run({u"apply"_s, file, twin}).status, 0);
    QCOMPARE(run({u"undo"_s, file}).status, 0);
    QCOMPARE(run({u"export"_s, file, u"--format"_s, u"yaml"_s, u"--out"_s, after}).status, 0);
    QCOMPARE(filesBelow(after), filesBelow(before));
    QCOMPARE(run({u"redo"_s, file}).status, 0);
    QCOMPARE(run({u"export"_s, file, u"--format"_s, u"yaml"_s, u"--out"_s, after}).status, 0);
    QCOMPARE(filesBelow(after), filesBelow(twin));
    QCOMPARE(run({u"redo"_s, file}).status, 1); // the answer is no: there is nothing more
}

void TestCli::diffTellsTheGap()
{
    const Ran text = run({u"diff"_s, m_sample, u"--from"_s, u"current"_s, u"--to"_s, u"target"_s});
    QCOMPARE(text.status, 1);
    QVERIFY(text.out.contains("jenkins-shared"));
    const Ran json = run({u"diff"_s, m_sample, u"--json"_s});
    QVERIFY(json.json().object().value(u"element_counts"_s).toObject().value(u"replaced"_s).toInt() > 0);
    QCOMPARE(run({u"diff"_s, m_sample, u"--from"_s, u"target"_s, u"--to"_s, u"target"_s}).status, 0);
}

void TestCli::newNeverOverwrites()
{
    const QString file = path(u"mine.gplan"_s);
    QFile mine(file);
    QVERIFY(mine.open(QIODevice::WriteOnly));
    mine.write("my notes");
    mine.close();
    QCOMPARE(run({u"new"_s, file}).status, 4);
    QVERIFY(mine.open(QIODevice::ReadOnly));
    QCOMPARE(mine.readAll(), QByteArray("my notes"));
    const Ran nowhere = run({u"new"_s, path(u"no/such/folder/x.gplan"_s)});
    QCOMPARE(nowhere.status, 4);
    QVERIFY2(nowhere.err.contains("there is no folder"), nowhere.err.constData());
}

void TestCli::queryFormats()
{
    const QString sql = u"select 'a,b' as x, 'q\"q' as y, 1 as z"_s;
    QCOMPARE(run({u"query"_s, m_sample, sql, u"--format"_s, u"csv"_s}).out,
             QByteArray("x,y,z\r\n\"a,b\",\"q\"\"q\",1\r\n"));
    QVERIFY(run({u"query"_s, m_sample, sql}).out.startsWith("x    y    z\n"));
    QCOMPARE(run({u"query"_s, m_sample, sql, u"--format"_s, u"json"_s})
                 .json()
                 .array()
                 .first()
                 .toObject()
                 .value(u"z"_s)
                 .toInt(),
             1);
}

void TestCli::findingsAndNfrsCanBeQueried()
{
    const QString sql = u"select plateau, count(*) n from %1 group by plateau order by plateau"_s;
    for (const QString &view : {u"findings"_s, u"nfrs"_s}) {
        const Ran ran = run({u"query"_s, m_sample, sql.arg(view), u"--json"_s});
        QVERIFY2(ran.status == 0, ran.err.constData());
        QVERIFY(ran.json().array().size() > 1);
        QCOMPARE(ran.json().array().first().toObject().value(u"plateau"_s).toString(), u"current"_s);
    }
}

void TestCli::nfrsOfEndlessPlateausAreGivenUp()
{
    const QString file = path(u"deep.gplan"_s);
    QCOMPARE(run({u"new"_s, file, u"--template"_s, u"microservices-50"_s}).status, 0);
    {
        const auto store = store::Store::open(file);
        QVERIFY(store.has_value());
        Draft draft((*store)->model());
        PlateauId parent = draft.model().plateau(u"target"_s)->id;
        for (int i = 0; i < 1000; ++i) {
            const QString key = u"deep-%1"_s.arg(i);
            parent = draft.addPlateau({{}, key, key, {}, PlateauKind::Option, parent, i, {}}).value();
        }
        QVERIFY((*store)->commit(draft, u"A thousand options"_s));
    }
    const Ran ran = run({u"query"_s, file, u"select nfr from nfrs"_s, u"--timeout"_s, u"1"_s});
    QCOMPARE(ran.status, 4);
    QVERIFY2(ran.err.contains("deep.gplan: ") && ran.err.contains("--timeout"), ran.err.constData());
    QCOMPARE(run({u"query"_s, file, u"select count(*) from plateaus"_s, u"--timeout"_s, u"0"_s}).status, 0);
}

void TestCli::searchFindsBestFirst()
{
    const Ran found = run({u"search"_s, m_sample, u"chekcout"_s, u"--json"_s});
    QVERIFY2(found.status == 0, found.err.constData());
    const QJsonArray hits = found.json().array();
    QVERIFY(!hits.isEmpty());
    const QJsonObject first = hits.first().toObject();
    QCOMPARE(first.keys(), QStringList({u"excerpt"_s, u"key"_s, u"kind"_s, u"marks"_s, u"score"_s,
                                        u"subject"_s, u"title"_s, u"where"_s}));
    QCOMPARE(first.value(u"key"_s).toString(), u"checkout"_s);
    QCOMPARE(first.value(u"subject"_s).toString(), u"element"_s);
    for (qsizetype i = 1; i < hits.size(); ++i)
        QVERIFY(hits.at(i).toObject().value(u"score"_s).toInt() <=
                hits.at(i - 1).toObject().value(u"score"_s).toInt());
    QCOMPARE(run({u"search"_s, m_sample, u"s"_s, u"--limit"_s, u"3"_s, u"--json"_s}).json().array().size(),
             3);
    QVERIFY(run({u"search"_s, m_sample, u"checkout"_s}).out.startsWith("service       checkout "));
}

void TestCli::searchSaysWhereAndNo()
{
    // Words apart are one text; a document is found by its title.
    const auto first = [&](const QStringList &words) {
        return run(QStringList{u"search"_s, m_sample} + words + QStringList{u"--json"_s})
            .json()
            .array()
            .first()
            .toObject();
    };
    const QJsonObject document = first({u"nfr"_s, u"checklist"_s, u"checkout"_s});
    QCOMPARE(document.value(u"subject"_s).toString(), u"document"_s);
    QCOMPARE(document.value(u"key"_s).toString(), u"nfr/checkout"_s);
    const QJsonObject text = first({u"jenkins 2.426"_s});
    QVERIFY(!text.value(u"where"_s).toString().isEmpty());
    QVERIFY(text.value(u"excerpt"_s).toString().contains(u"2.426"_s));
    const Ran nothing = run({u"search"_s, m_sample, u"zzxyqqv"_s, u"--json"_s});
    QCOMPARE(nothing.status, 1);
    QVERIFY(nothing.json().isArray() && nothing.json().array().isEmpty());
    QVERIFY(nothing.err.contains("zzxyqqv"));
    QCOMPARE(run({u"search"_s, m_sample}).status, 2);
    QCOMPARE(run({u"search"_s, m_sample, u"x"_s, u"--limit"_s, u"0"_s}).status, 2);
}

void TestCli::documentsAreGenerated()
{
    const QString folder = path(u"documents"_s);
    const QStringList generate{u"generate"_s,  m_sample,    u"--out"_s, folder,
                               u"--plateau"_s, u"target"_s, u"--json"_s};
    const Ran first = run(generate);
    QVERIFY2(first.status == 0, first.err.constData());
    QVERIFY(first.json().object().value(u"written"_s).toArray().size() > 100);
    QVERIFY(QFileInfo::exists(folder + u"/index.html"_s));
    const Ran second = run(generate);
    QCOMPARE(second.json().object().value(u"written"_s).toArray().size(), 0);
    QCOMPARE(run({u"generate"_s, m_sample, u"--out"_s, folder, u"--kind"_s, u"novel"_s}).status, 2);
    QVERIFY(run({u"generate"_s, u"--kind"_s, u"list"_s}).out.contains("nfr-checklist"));
    QVERIFY(QFileInfo::exists(folder + u"/site.html"_s));

    const QString pages = path(u"pages"_s);
    const QStringList confluence{u"generate"_s, m_sample, u"--out"_s,    pages,
                                 u"--kind"_s,   u"adr"_s, u"--format"_s, u"confluence"_s};
    QCOMPARE(run(confluence).status, 0);
    QVERIFY(QFileInfo::exists(pages + u"/index.storage.xml"_s));
    QVERIFY(!QFileInfo::exists(pages + u"/index.md"_s));
    const Ran unknown = run({u"generate"_s, m_sample, u"--out"_s, pages, u"--format"_s, u"docbook"_s});
    QCOMPARE(unknown.status, 2);
    QVERIFY2(unknown.err.contains("md, html, pdf, confluence"), unknown.err.constData());
}

void TestCli::decisionsComeFromAFolderAndGoBack()
{
    const QString file = m_folder.filePath(u"adr.gplan"_s);
    const QString source = QStringLiteral(GROUNDPLAN_TEST_DATA "/adr/nygard");
    QCOMPARE(run({u"new"_s, file}).status, 0);
    QCOMPARE(run({u"adr"_s, file, u"import"_s, source, u"--dry-run"_s}).status, 0);
    const Ran first = run({u"adr"_s, file, u"import"_s, source});
    QCOMPARE(first.status, 0);
    QVERIFY2(first.out.contains("3 added"), first.out.constData());
    const Ran again = run({u"adr"_s, file, u"import"_s, source, u"--format"_s, u"json"_s});
    QCOMPARE(again.status, 0);
    QCOMPARE(again.json()[u"files"_s].toArray().size(), 3);
    QCOMPARE(again.json()[u"files"_s][0][u"outcome"_s].toString(), u"unchanged"_s);

    const QString folder = m_folder.filePath(u"adr-out"_s);
    const Ran written = run({u"adr"_s, file, u"export"_s, folder, u"--only"_s, u"use-one-database"_s});
    QCOMPARE(written.status, 0);
    QVERIFY2(written.out.contains("1 written"), written.out.constData());
    const QString name = folder + u"/0002-use-one-database.md"_s;
    QFile there(name);
    QFile original(source + u"/0002-use-one-database.md"_s);
    QVERIFY(there.open(QIODevice::ReadOnly) && original.open(QIODevice::ReadOnly));
    QCOMPARE(there.readAll(), original.readAll());
    there.close();
    QVERIFY(there.open(QIODevice::Append) && there.write("another's words\n") > 0);
    there.close();
    QCOMPARE(run({u"adr"_s, file, u"export"_s, folder}).status, 4);

    QCOMPARE(run({u"adr"_s, file, u"fly"_s, folder}).status, 2);
    QCOMPARE(run({u"adr"_s, file, u"import"_s, source, u"--only"_s, u"x"_s}).status, 2);
    QCOMPARE(run({u"adr"_s, file, u"export"_s, folder, u"--only"_s, u"no-such"_s}).status, 2);
    QCOMPARE(run({u"adr"_s, file, u"import"_s, u"/nowhere/at/all"_s}).status, 3);
}

void TestCli::importTwiceChangesNothing()
{
    const QString file = path(u"bookshop.gplan"_s);
    const QString source = QStringLiteral(GROUNDPLAN_TEST_DATA "/import/bookshop");
    QCOMPARE(run({u"new"_s, file}).status, 0);
    const Ran dry = run({u"import"_s, file, source, u"--dry-run"_s});
    QVERIFY2(dry.status == 0, dry.err.constData());
    QCOMPARE(run({u"history"_s, file, u"--json"_s}).json().array().size(), 1);
    QCOMPARE(run({u"import"_s, file, source}).status, 0);
    QCOMPARE(run({u"import"_s, file, source}).status, 0);
    QCOMPARE(run({u"history"_s, file, u"--json"_s}).json().array().size(), 2);
    QCOMPARE(run({u"verify"_s, file}).status, 0);
    QCOMPARE(run({u"import"_s, file, u"/nowhere/at/all"_s}).status, 3);
}

void TestCli::queryCannotWrite_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("delete") << u"delete from element"_s;
    QTest::newRow("drop") << u"drop table element"_s;
    QTest::newRow("attach") << u"attach '/tmp/x.db' as x"_s;
    QTest::newRow("two") << u"select 1; delete from element"_s;
    QTest::newRow("pragma") << u"pragma writable_schema = on"_s;
    QTest::newRow("load") << u"select load_extension('x')"_s;
    QTest::newRow("syntax") << u"selec 1"_s;
    QTest::newRow("unknown column") << u"select nonsense from services"_s;
}

void TestCli::queryCannotWrite()
{
    QFETCH(QString, sql);
    const Ran ran = run({u"query"_s, m_sample, sql});
    QVERIFY(ran.status == 2 || ran.status == 4);
    QVERIFY(!ran.err.isEmpty());
    QVERIFY(ran.out.isEmpty());
}

void TestCli::badTwinIsRefusedAndNothingApplied()
{
    const QString twin = path(u"bad-twin"_s);
    QCOMPARE(run({u"export"_s, m_sample, u"--format"_s, u"yaml"_s, u"--out"_s, twin}).status, 0);
    QFile service(twin + u"/elements/service/checkout.yaml"_s);
    QVERIFY(service.open(QIODevice::WriteOnly));
    service.write("since: current\nproperties:\n  tier: 12\n");
    service.close();
    const qsizetype before = run({u"history"_s, m_sample, u"--json"_s}).json().array().size();
    const Ran refused = run({u"apply"_s, m_sample, twin});
    QCOMPARE(refused.status, 3);
    QVERIFY2(refused.err.contains("checkout.yaml:3: 'tier' is above 4"), refused.err.constData());
    QCOMPARE(run({u"history"_s, m_sample, u"--json"_s}).json().array().size(), before);
}

void TestCli::picturesAreWritten()
{
    const QString folder = path(u"pictures"_s);
    const Ran ran = run({u"export"_s, m_sample, u"--format"_s, u"svg"_s, u"--out"_s, folder, u"--plateau"_s,
                         u"target"_s, u"--compare-from"_s, u"current"_s});
    QVERIFY2(ran.status == 0, ran.err.constData());
    QVERIFY(QFileInfo(folder + u"/delivery-overview.svg"_s).size() > 10'000);
    const QString png = path(u"one.png"_s);
    QCOMPARE(run({u"export"_s, m_sample, u"--format"_s, u"png"_s, u"--view"_s, u"delivery-overview"_s,
                  u"--out"_s, png})
                 .status,
             0);
    QVERIFY(QFileInfo(png).size() > 10'000);
    const QString stages = path(u"stages.svg"_s);
    const QStringList pipeline{u"export"_s,       m_sample,   u"--format"_s, u"svg"_s,       u"--pipeline"_s,
                               u"golden-web-3"_s, u"--out"_s, stages,        u"--plateau"_s, u"target"_s};
    QCOMPARE(run(pipeline).status, 0);
    QFile svg(stages);
    QVERIFY(svg.open(QIODevice::ReadOnly));
    const QByteArray first = svg.readAll();
    QVERIFY(first.contains("<title>golden-web@3 (Target)</title>"));
    QCOMPARE(run(pipeline).status, 0);
    svg.seek(0);
    QCOMPARE(svg.readAll(), first);
    QCOMPARE(run(pipeline + QStringList{u"--compare-from"_s, u"current"_s}).status, 0);
    QFile compared(stages);
    QVERIFY(compared.open(QIODevice::ReadOnly) && compared.readAll().contains("against jenkins-shared"));
    const Ran unknown =
        run({u"export"_s, m_sample, u"--format"_s, u"svg"_s, u"--pipeline"_s, u"nope"_s, u"--out"_s, stages});
    QCOMPARE(unknown.status, 2);
    QVERIFY(unknown.err.contains("golden-web-3"));
    // It is not there at the first plateau.
    QCOMPARE(run({u"export"_s, m_sample, u"--format"_s, u"png"_s, u"--pipeline"_s, u"golden-web-3"_s,
                  u"--out"_s, stages})
                 .status,
             4);
    QCOMPARE(run({u"export"_s, m_sample, u"--format"_s, u"json"_s, u"--pipeline"_s, u"golden-web-3"_s,
                  u"--out"_s, stages})
                 .status,
             2);
    const QString dot = path(u"graph.dot"_s);
    QCOMPARE(run({u"export"_s, m_sample, u"--format"_s, u"dot"_s, u"--out"_s, dot}).status, 0);
    const QString json = path(u"all.json"_s);
    QCOMPARE(run({u"export"_s, m_sample, u"--format"_s, u"json"_s, u"--out"_s, json}).status, 0);
}

void TestCli::jsonIsOneDocument_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("info") << QStringList{u"info"_s};
    QTest::newRow("verify") << QStringList{u"verify"_s};
    QTest::newRow("history") << QStringList{u"history"_s};
    QTest::newRow("diff") << QStringList{u"diff"_s};
    QTest::newRow("snapshot") << QStringList{u"snapshot"_s};
}

void TestCli::jsonIsOneDocument()
{
    QFETCH(QStringList, arguments);
    const Ran ran = run(arguments + QStringList{m_sample, u"--json"_s});
    QVERIFY2(!ran.json().isNull(), ran.out.constData());
}

void TestCli::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("unknown command") << QStringList{u"fly"_s};
    QTest::newRow("missing file") << QStringList{u"info"_s};
    QTest::newRow("unknown option") << QStringList{u"info"_s, u"x"_s, u"--fast"_s};
    QTest::newRow("unknown format") << QStringList{u"export"_s, u"x"_s,     u"--format"_s,
                                                   u"vsdx"_s,   u"--out"_s, u"y"_s};
    QTest::newRow("bad date") << QStringList{u"info"_s, u"x"_s, u"--now"_s, u"yesterday"_s};
    QTest::newRow("unknown template")
        << QStringList{u"new"_s, u"/tmp/never.gplan"_s, u"--template"_s, u"nope"_s};
}

void TestCli::wrongUsage()
{
    QFETCH(QStringList, arguments);
    const Ran ran = run(arguments);
    QCOMPARE(ran.status, 2);
    QVERIFY(!ran.err.isEmpty() && ran.out.isEmpty());
}

void TestCli::helpKnowsEveryCommand()
{
    const QByteArray all = run({u"help"_s}).out;
    for (const auto &command : cli::allCommands()) {
        QVERIFY2(all.contains(command->name()), command->name());
        const Ran one = run({u"help"_s, QString::fromLatin1(command->name())});
        QVERIFY2(one.status == 0 && one.out.contains(command->summary()), one.out.constData());
    }
    QCOMPARE(run({u"help"_s, u"fly"_s}).status, 2);
}

void TestCli::brokenFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("half a header") << QByteArray("SQLite format 3\0half", 20);
}

void TestCli::brokenFiles()
{
    QFETCH(QByteArray, content);
    const QString file = path(u"broken.gplan"_s);
    QFile::remove(file);
    QFile broken(file);
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write(content);
    broken.close();
    for (const QStringList &arguments : {QStringList{u"info"_s, file},
                                         {u"verify"_s, file},
                                         {u"query"_s, file, u"select 1"_s},
                                         {u"undo"_s, file}}) {
        const Ran ran = run(arguments);
        QVERIFY2(ran.status == 3 || ran.status == 4, ran.err.constData());
        QVERIFY(ran.err.contains("broken.gplan"));
    }
    QVERIFY(broken.open(QIODevice::ReadOnly));
    QCOMPARE(broken.readAll(), content);
    const int missing = run({u"info"_s, path(u"nowhere.gplan"_s)}).status;
    QVERIFY(missing == 3 || missing == 4);
}

void TestCli::whatIsDamagedIsTold()
{
    QFile sample(m_sample);
    QVERIFY(sample.open(QIODevice::ReadOnly));
    const QString file = path(u"short.gplan"_s);
    QFile cut(file);
    QVERIFY(cut.open(QIODevice::WriteOnly));
    cut.write(sample.read(sample.size() / 2));
    cut.close();
    const Ran ran = run({u"verify"_s, file});
    QCOMPARE(ran.status, 3);
    QVERIFY2(ran.out.startsWith("the file ends after "), ran.out.constData());
    // First what is wrong, then what to do.
    const qsizetype wrong = ran.err.indexOf("is damaged");
    QVERIFY2(wrong >= 0 && wrong < ran.err.indexOf("groundplan-cli recover"), ran.err.constData());
    const QJsonObject json = run({u"verify"_s, file, u"--json"_s}).json().object();
    QCOMPARE(json.value(u"sound"_s), QJsonValue(false));
    QVERIFY(json.value(u"problems"_s).toArray().size() > 1);
}

void TestCli::sameInputSameBytes()
{
    const QString other = path(u"other.gplan"_s);
    const QStringList dated{u"--now"_s, u"2026-11-01T08:00:00Z"_s};
    QCOMPARE(run(QStringList{u"new"_s, other, u"--template"_s, u"microservices-50"_s} + dated).status, 0);
    const QString a = path(u"a.svg"_s);
    const QString b = path(u"b.svg"_s);
    for (const auto &[file, picture] : {std::pair(m_sample, a), {other, b}})
        QCOMPARE(run({u"export"_s, file, u"--format"_s, u"svg"_s, u"--view"_s, u"delivery-overview"_s,
                      u"--out"_s, picture})
                     .status,
                 0);
    QFile first(a);
    QFile second(b);
    QVERIFY(first.open(QIODevice::ReadOnly) && second.open(QIODevice::ReadOnly));
    QCOMPARE(first.readAll(), second.readAll());
    QVERIFY(run({u"history"_s, other}).out.contains("2026-11-01T08:00:00Z"));
}

void TestCli::withoutAnyPlateau_data()
{
    QTest::addColumn<QStringList>("command");
    for (const QString &format : {u"yaml"_s, u"json"_s, u"dot"_s, u"svg"_s, u"png"_s})
        QTest::newRow(qPrintable(format))
            << QStringList{u"export"_s, u"FILE"_s, u"--format"_s, format, u"--out"_s, u"OUT"_s};
    QTest::newRow("diff") << QStringList{u"diff"_s, u"FILE"_s, u"FILE"_s};
    QTest::newRow("check") << QStringList{u"check"_s, u"FILE"_s};
}

void TestCli::withoutAnyPlateau()
{
    QFETCH(QStringList, command);
    QTemporaryDir folder;
    const QString empty = folder.filePath(u"empty.gplan"_s);
    QVERIFY(store::Store::create(empty));
    command.replaceInStrings(u"FILE"_s, empty).replaceInStrings(u"OUT"_s, folder.filePath(u"out"_s));
    const Ran ran = run(command);
    QVERIFY2(ran.status == 0 || ran.status == 3, ran.err.constData());
    QVERIFY(ran.status == 0 || ran.err.contains("empty.gplan: The project has no plateau to show"));
}

void TestCli::throughTheBinary()
{
    QProcess process;
    process.start(QStringLiteral(GROUNDPLAN_BIN_DIR "/groundplan-cli"), {u"info"_s, m_sample});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().contains("50 services"));
}

int main(int argc, char **argv)
{
    const QGuiApplication application(argc, argv);
    TestCli test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_cli.moc"
