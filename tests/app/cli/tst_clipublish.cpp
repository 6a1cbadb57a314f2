// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "../../core/publish/sitethread.h"
#include "core/store/store.h"
#include "runcli.h"

#include <QDir>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using gp::test::Ran;
using gp::test::run;

/// publish as scripts see it: the sample's whole set of documents to a stand-in.
class TestCliPublish : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("GROUNDPLAN_LAYOUT_WORKER", GROUNDPLAN_BIN_DIR "/groundplan-layout");
        qputenv("GROUNDPLAN_CONFLUENCE_USER", "me@example.org");
        qputenv("GROUNDPLAN_CONFLUENCE_TOKEN", "token-of-mine");
        m_project = m_folder.filePath(u"shop.gplan"_s);
        QCOMPARE(run({u"new"_s, m_project, u"--template"_s, u"microservices-50"_s}).status, 0);
    }

    void wholeSampleTwice()
    {
        // A process of its own, as the site is elsewhere.
        QProcess server;
        const QString base = served(server, u"cloud"_s);
        QVERIFY(base.startsWith(u"http://127.0.0.1:"_s));
        const QStringList to{m_project, u"--to"_s,      base,       u"--space"_s,
                             u"SHOP"_s, u"--plateau"_s, u"target"_s};

        const Ran planned = run(QStringList{u"publish"_s} + to + QStringList{u"--plan"_s, u"--json"_s});
        QCOMPARE(planned.status, 0);
        const QJsonObject counts = planned.json().object().value(u"counts"_s).toObject();
        QVERIFY(counts.value(u"create"_s).toInt() > 150);
        QCOMPARE(counts.value(u"refused"_s).toInt(), 0);

        const Ran first = run(QStringList{u"publish"_s} + to + QStringList{u"--json"_s, u"--quiet"_s});
        QVERIFY2(first.status == 0, first.out.constData());
        QCOMPARE(first.json().object().value(u"failed"_s).toInt(), 0);
        const Ran second = run(QStringList{u"publish"_s} + to + QStringList{u"--plan"_s, u"--json"_s});
        QCOMPARE(second.status, 0);
        const QJsonObject again = second.json().object().value(u"counts"_s).toObject();
        QCOMPARE(again.value(u"skip"_s).toInt(), counts.value(u"create"_s).toInt());
        QCOMPARE(run({u"verify"_s, m_project}).status, 0);

        QFile file(m_project);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("token-of-mine"));
        QVERIFY(!first.err.contains("token-of-mine"));

        qputenv("GROUNDPLAN_CONFLUENCE_TOKEN", "wrong");
        const Ran wrong = run(QStringList{u"publish"_s} + to);
        qputenv("GROUNDPLAN_CONFLUENCE_TOKEN", "token-of-mine");
        QCOMPARE(wrong.status, 4);
        QVERIFY2(wrong.err.contains("token"), wrong.err.constData());
        server.kill();
        server.waitForFinished();
    }

    /// What somebody changes there, and asks there, comes into the project, and the page is in step again.
    void thereAndBack()
    {
        gp::standin::Options options;
        options.user = u"me@example.org"_s;
        options.token = u"token-of-mine"_s;
        gp::test::SiteThread site(options);
        const QStringList to{u"publish"_s, m_project, u"--to"_s,   site.site().base.toString(),
                             u"--space"_s, u"SHOP"_s, u"--kind"_s, u"adr"_s,
                             u"--json"_s};
        const Ran first = run(to);
        QVERIFY2(first.status == 0, first.err.constData());
        QString path;
        QString title;
        const QJsonArray outcomes = first.json().object().value(u"outcomes"_s).toArray();
        for (const QJsonValue &outcome : outcomes) {
            if (path.isEmpty() && outcome[u"document"_s].toString().startsWith(u"decisions/0"_s)) {
                path = outcome[u"document"_s].toString();
                title = outcome[u"title"_s].toString();
            }
        }
        const qint64 id = site.idOf(title);
        site.on([&] {
            auto &wiki = site->wiki();
            const auto now = wiki.page(id)->now();
            const qsizetype context = now.storage.indexOf(u"Problem Statement</h2>"_s);
            QVERIFY(context > 0);
            QString text = now.storage;
            text.insert(text.indexOf(u"</p>"_s, context), u" <strong>Added</strong> by hand."_s);
            QVERIFY(wiki.update(id, now.number + 1, now.title, 0, text, {}, u"jane"_s));
            wiki.comment(id, u"by hand."_s, u"By whose?"_s, u"Jane"_s);
        });

        QCOMPARE(run(to + QStringList{u"--take-back"_s, u"decisions/none"_s}).status, 2);
        const Ran shown = run(to + QStringList{u"--take-back"_s, path, u"--plan"_s});
        QCOMPARE(shown.status, 1); // still in conflict: nothing was done
        const QJsonArray parts = shown.json().object().value(u"taken_back"_s)[0][u"parts"_s].toArray();
        QCOMPARE(parts.size(), 1);
        QCOMPARE(parts.first()[u"property"_s].toString(), u"context"_s);
        QVERIFY(parts.first()[u"theirs"_s].toString().contains(u"**Added** by hand."_s));

        const Ran taken = run(to + QStringList{u"--take-back"_s, path, u"--bring-comments"_s});
        QVERIFY2(taken.status == 0, QByteArray(taken.err + taken.out).constData());
        QCOMPARE(taken.json().object().value(u"review_notes"_s).toInt(), 1);
        {
            const auto project = gp::store::Store::open(m_project);
            QVERIFY(project);
            const auto decisions = (*project)->model().recordsOfKind(u"decision"_s);
            int found = 0;
            for (const gp::Record &decision : decisions) {
                const QJsonArray notes = decision.properties.value(u"review_notes"_s).toArray();
                if (notes.isEmpty())
                    continue;
                ++found;
                QCOMPARE(notes.first()[u"text"_s].toString(), u"By whose?"_s);
                QVERIFY(decision.properties.value(u"context"_s).toString().contains(u"**Added** by hand."_s));
            }
            QCOMPARE(found, 1);
            QCOMPARE((*project)->history().size(), 3); // the template, what was taken, the notes
        }
        QCOMPARE(run({u"verify"_s, m_project}).status, 0);
        // Nothing is left to do, here or there; and what came is in the text twin, too.
        const Ran plan = run(to + QStringList{u"--plan"_s});
        QCOMPARE(plan.status, 0);
        const QJsonObject counts = plan.json().object().value(u"counts"_s).toObject();
        QCOMPARE(counts.value(u"update"_s).toInt() + counts.value(u"create"_s).toInt(), 0);
        const QString twin = m_folder.filePath(u"twin"_s);
        QCOMPARE(run({u"export"_s, m_project, u"--format"_s, u"yaml"_s, u"--out"_s, twin}).status, 0);
        const Ran applied = run({u"apply"_s, m_project, twin});
        QVERIFY2(applied.status == 0, applied.err.constData());
        const auto same = gp::store::Store::open(m_project);
        QVERIFY(same);
        QCOMPARE((*same)->history().size(), 3);
    }

    void pagesAsFiles()
    {
        const QString out = m_folder.filePath(u"pages"_s);
        QCOMPARE(run({u"publish"_s, m_project, u"--out"_s, out, u"--kind"_s, u"adr,adr-index"_s}).status, 0);
        QFile manifest(out + u"/manifest.json"_s);
        QVERIFY(manifest.open(QIODevice::ReadOnly));
        const QJsonArray pages =
            QJsonDocument::fromJson(manifest.readAll()).object().value(u"pages"_s).toArray();
        QVERIFY(pages.size() > 10);
        for (const QJsonValue &page : pages)
            QVERIFY(QFile::exists(out + u'/' + page[u"storage"_s].toString()));
    }

    /// What importers take: every page, every link with its target, and nothing that is loaded from
    /// elsewhere.
    void pagesAsOneFile()
    {
        const QString out = m_folder.filePath(u"deep/shop.html"_s);
        const QStringList at{u"--plateau"_s, u"target"_s};
        QCOMPARE(run(QStringList{u"publish"_s, m_project, u"--out"_s, out} + at).status, 0);
        QFile file(out);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(file.readAll());
        QSet<QString> ids;
        QStringList targets;
        QStringList titles;
        int pictures = 0;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            const auto attributes = xml.attributes();
            if (attributes.hasAttribute("id"_L1))
                ids.insert(attributes.value("id"_L1).toString());
            if (const auto href = attributes.value("href"_L1); href.startsWith(u'#'))
                targets.append(href.sliced(1).toString());
            else if (!href.isEmpty())
                QVERIFY2(xml.name() == "a"_L1, qPrintable(href.toString()));
            if (attributes.hasAttribute("src"_L1)) {
                QVERIFY(attributes.value("src"_L1).startsWith("data:"_L1));
                ++pictures;
            }
            QVERIFY(!QStringList({u"script"_s, u"link"_s, u"iframe"_s, u"object"_s}).contains(xml.name()));
            if (xml.name() == "h1"_L1)
                titles.append(xml.readElementText(QXmlStreamReader::IncludeChildElements));
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        for (const QString &target : std::as_const(targets))
            QVERIFY2(ids.contains(target), qPrintable(target));
        QVERIFY(pictures > 5);
        QCOMPARE(QSet<QString>(titles.begin(), titles.end()).size(), titles.size());

        const QString folder = m_folder.filePath(u"all"_s);
        QCOMPARE(run(QStringList{u"publish"_s, m_project, u"--out"_s, folder} + at).status, 0);
        QFile manifest(folder + u"/manifest.json"_s);
        QVERIFY(manifest.open(QIODevice::ReadOnly));
        const QJsonArray pages =
            QJsonDocument::fromJson(manifest.readAll()).object().value(u"pages"_s).toArray();
        QCOMPARE(pages.size(), titles.size());
        for (const QJsonValue &page : pages)
            QVERIFY2(titles.contains(page[u"title"_s].toString()), qPrintable(page[u"title"_s].toString()));
    }

    /// Decision records as teams have them: all become pages, and nothing is written a second time.
    void everyKindOfRecord_data()
    {
        QTest::addColumn<QString>("flavour");
        QTest::newRow("cloud") << u"cloud"_s;
        QTest::newRow("data center") << u"datacenter"_s;
    }
    void everyKindOfRecord()
    {
        QFETCH(const QString, flavour);
        const QString project = m_folder.filePath(u"adrs-%1.gplan"_s.arg(flavour));
        QCOMPARE(run({u"new"_s, project}).status, 0);
        for (const QString &folder : {u"madr"_s, u"nygard"_s, u"log4brains"_s, u"other"_s}) {
            const QString path = QStringLiteral(GROUNDPLAN_TEST_DATA) + u"/adr/"_s + folder;
            const Ran imported = run({u"adr"_s, project, u"import"_s, path});
            QVERIFY2(imported.status == 0, imported.err.constData());
        }
        const int records = int(run({u"adr"_s, project, u"list"_s, u"--json"_s}).json().array().size());
        QVERIFY2(records >= 9, qPrintable(QString::number(records)));

        QProcess server;
        const QString base = served(server, flavour);
        QVERIFY(base.startsWith(u"http://127.0.0.1:"_s));
        const QStringList to{project, u"--to"_s, base, u"--space"_s, u"SHOP"_s, u"--json"_s, u"--quiet"_s};
        const Ran first = run(QStringList{u"publish"_s} + to);
        QVERIFY2(first.status == 0, first.out.constData());
        int decisions = 0;
        const QJsonArray outcomes = first.json().object().value(u"outcomes"_s).toArray();
        for (const QJsonValue &outcome : outcomes) {
            const QString path = outcome[u"document"_s].toString();
            decisions += path.startsWith(u"decisions/"_s) && path != "decisions/index"_L1 ? 1 : 0;
        }
        QCOMPARE(decisions, records);
        QCOMPARE(first.json().object().value(u"notes"_s).toArray().size(), 0);
        QVERIFY(first.json().object().value(u"requests"_s).toInt() <= int(outcomes.size()) * 3 + 20);

        const Ran planned = run(QStringList{u"publish"_s} + to + QStringList{u"--plan"_s});
        QCOMPARE(planned.status, 0);
        QCOMPARE(planned.json().object().value(u"counts"_s).toObject().value(u"skip"_s).toInt(),
                 int(outcomes.size()));
        const Ran second = run(QStringList{u"publish"_s} + to);
        QCOMPARE(second.status, 0);
        QCOMPARE(second.json().object().value(u"outcomes"_s).toArray().size(), 0);
        server.kill();
        server.waitForFinished();
    }

    void deadLinksAreTold()
    {
        QTemporaryDir folder;
        const QString project = folder.filePath(u"p.gplan"_s);
        QCOMPARE(run({u"new"_s, project}).status, 0);
        QVERIFY(QDir(folder.path()).mkpath(u"templates/documents"_s));
        QFile own(folder.filePath(u"templates/documents/risk-register.md"_s));
        QVERIFY(own.open(QIODevice::WriteOnly));
        own.write("# R\n\n[a](nowhere.md) [b](index.md#no-such-place) [c](index.md)\n");
        own.close();
        const Ran made = run({u"publish"_s, project, u"--out"_s, folder.filePath(u"out"_s)});
        QCOMPARE(made.status, 0);
        QVERIFY2(made.err.contains("'nowhere.md'") && made.err.contains("'index.md#no-such-place'"),
                 made.err.constData());
        QVERIFY(!made.err.contains("'index.md'"));
    }

    void wrongUsage()
    {
        QCOMPARE(run({u"publish"_s, m_project}).status, 2);
        const Ran plain = run({u"publish"_s, m_project, u"--to"_s, u"http://wiki.example.org"_s, u"--space"_s,
                               u"X"_s, u"--kind"_s, u"adr"_s});
        QCOMPARE(plain.status, 4);
        QVERIFY(plain.err.contains("https"));
    }

private:
    /// Starts a stand-in; its address.
    static QString served(QProcess &server, const QString &flavour)
    {
        server.start(QStringLiteral(GROUNDPLAN_BIN_DIR "/groundplan-cli"),
                     {u"serve-standin"_s, u"--flavour"_s, flavour, u"--json"_s});
        if (!server.waitForReadyRead(30000))
            return {};
        return QJsonDocument::fromJson(server.readAllStandardOutput()).object().value(u"base"_s).toString();
    }

    QTemporaryDir m_folder;
    QString m_project;
};

QTEST_MAIN(TestCliPublish)
#include "tst_clipublish.moc"
