// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "runcli.h"

#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

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
        server.start(QStringLiteral(GROUNDPLAN_BIN_DIR "/groundplan-cli"), {u"serve-standin"_s, u"--json"_s});
        QVERIFY(server.waitForReadyRead(30000));
        const QString base =
            QJsonDocument::fromJson(server.readAllStandardOutput()).object().value(u"base"_s).toString();
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

    void wrongUsage()
    {
        QCOMPARE(run({u"publish"_s, m_project}).status, 2);
        const Ran plain = run({u"publish"_s, m_project, u"--to"_s, u"http://wiki.example.org"_s, u"--space"_s,
                               u"X"_s, u"--kind"_s, u"adr"_s});
        QCOMPARE(plain.status, 4);
        QVERIFY(plain.err.contains("https"));
    }

private:
    QTemporaryDir m_folder;
    QString m_project;
};

QTEST_MAIN(TestCliPublish)
#include "tst_clipublish.moc"
