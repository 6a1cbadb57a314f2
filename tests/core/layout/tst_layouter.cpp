// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/wire.h"
#include "graphs.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gp;
using namespace gp::layout;
using namespace Qt::StringLiterals;

/// The worker process: what it answers, and what its caller sees when it crashes, hangs, lies or is not
/// there.
class TestLayouter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finishesWithTheArrangement();
    void severalSideBySide();
    void cancelledOnesSayNothing();
    void badWorkers_data();
    void badWorkers();
    void hangingWorkerIsStopped();
    void faultyRequestIsRefused();
    void destructionStopsWorkers();
    void workerAnswersGarbage_data();
    void workerAnswersGarbage();

private:
    /// A stand-in for the worker: a shell script.
    QString script(const char *body)
    {
        const QString path = m_folder.filePath(u"worker-%1"_s.arg(++m_scripts));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no temporary file");
        file.write("#!/bin/sh\n");
        file.write(body);
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }

    QTemporaryDir m_folder;
    int m_scripts = 0;
};

void TestLayouter::finishesWithTheArrangement()
{
    Layouter layouter(graphs::worker());
    QSignalSpy finished(&layouter, &Layouter::finished);
    QSignalSpy failed(&layouter, &Layouter::failed);
    const Request request = graphs::platform();
    const int ticket = layouter.start(request);
    QVERIFY(ticket > 0);
    QCOMPARE(layouter.running(), 1);
    QVERIFY(finished.wait(60'000));
    QCOMPARE(finished.first().first().toInt(), ticket);
    const auto arrangement = finished.first().at(1).value<Arrangement>();
    QCOMPARE(graphs::findFlaw(request, arrangement), QString());
    QCOMPARE(layouter.running(), 0);
    QVERIFY(failed.isEmpty());
}

void TestLayouter::severalSideBySide()
{
    Layouter layouter(graphs::worker());
    QSignalSpy finished(&layouter, &Layouter::finished);
    QMap<int, Request> requests;
    for (int length = 2; length <= 6; ++length) {
        const Request request = graphs::chain(length);
        requests.insert(layouter.start(request), request);
    }
    QCOMPARE(requests.size(), 5);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 5, 60'000);
    for (const auto &arguments : std::as_const(finished)) {
        const Request request = requests.take(arguments.first().toInt());
        QCOMPARE(arguments.at(1).value<Arrangement>().positions.size(), request.nodes.size());
    }
    QVERIFY(requests.isEmpty());
}

void TestLayouter::cancelledOnesSayNothing()
{
    Layouter layouter(script("cat > /dev/null; exec sleep 600\n"));
    QSignalSpy finished(&layouter, &Layouter::finished);
    QSignalSpy failed(&layouter, &Layouter::failed);
    const int first = layouter.start(graphs::chain(2));
    const int second = layouter.start(graphs::chain(3));
    QCoreApplication::processEvents(); // both run now
    layouter.cancel(first);
    layouter.cancel(first);
    layouter.cancel(4711);
    QCOMPARE(layouter.running(), 1);
    layouter.cancel(second);
    QCOMPARE(layouter.running(), 0);
    QTest::qWait(50);
    QVERIFY(finished.isEmpty());
    QVERIFY(failed.isEmpty());
}

void TestLayouter::badWorkers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("says");
    QTest::newRow("crash") << QByteArray("cat > /dev/null; kill -SEGV $$\n") << u"crashed"_s;
    QTest::newRow("abort without reading") << QByteArray("kill -ABRT $$\n") << u"crashed"_s;
    QTest::newRow("silence") << QByteArray("cat > /dev/null\n") << u"no head"_s;
    QTest::newRow("chatter") << QByteArray("cat > /dev/null; echo hello\n") << u"no head"_s;
    QTest::newRow("cut off") << QByteArray("cat > /dev/null; printf 'groundplan-layout 1 500\\n{}'\n")
                             << u"500"_s;
    QTest::newRow("no JSON") << QByteArray("cat > /dev/null; printf 'groundplan-layout 1 2\\n}{'\n")
                             << u"understand"_s;
    QTest::newRow("no places")
        << QByteArray("cat > /dev/null; j='{\"positions\":[],\"routes\":[],\"groups\":[],\"size\":[]}';"
                      "printf 'groundplan-layout 1 %s\\n%s' ${#j} \"$j\"\n")
        << u"no place"_s;
    QTest::newRow("an error") << QByteArray("cat > /dev/null; j='{\"error\":\"too wide\"}';"
                                            "printf 'groundplan-layout 1 %s\\n%s' ${#j} \"$j\"; exit 5\n")
                              << u"too wide"_s;
}

void TestLayouter::badWorkers()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, says);
    const QString worker = script(body.constData());
    Layouter layouter(worker);
    QSignalSpy failed(&layouter, &Layouter::failed);
    layouter.start(graphs::chain(2));
    QVERIFY(failed.wait(30'000));
    const auto error = failed.first().at(1).value<Error>();
    QVERIFY2(error.message.contains(says), qPrintable(error.message));
    const auto blocking = layOut(graphs::chain(2), std::chrono::seconds(30), worker);
    QVERIFY(!blocking.has_value());
    QCOMPARE(blocking.error().message, error.message);
    // The next one is a new process.
    QCOMPARE(layouter.running(), 0);
}

void TestLayouter::hangingWorkerIsStopped()
{
    const QString worker = script("exec sleep 600\n");
    Layouter layouter(worker);
    QSignalSpy failed(&layouter, &Layouter::failed);
    layouter.start(graphs::chain(2), std::chrono::milliseconds(100));
    QVERIFY(failed.wait(30'000));
    QVERIFY(failed.first().at(1).value<Error>().message.contains(u"stopped"));
    QVERIFY(layOut(graphs::chain(2), std::chrono::milliseconds(100), worker)
                .error()
                .message.contains(u"stopped"));
    const QString missing = m_folder.filePath(u"nothing-here"_s);
    QVERIFY(layOut(graphs::chain(2), std::chrono::seconds(5), missing)
                .error()
                .message.contains(u"could not be started"));
    Layouter without(missing);
    QSignalSpy refused(&without, &Layouter::failed);
    without.start(graphs::chain(2));
    QVERIFY(refused.wait(30'000));
    QVERIFY(refused.first().at(1).value<Error>().message.contains(u"could not be started"));
}

void TestLayouter::faultyRequestIsRefused()
{
    Request request = graphs::chain(2);
    request.edges[0].to = 99;
    QCOMPARE(layOut(request).error().code, ErrorCode::Usage);
    Layouter layouter(graphs::worker());
    QSignalSpy failed(&layouter, &Layouter::failed);
    layouter.start(request);
    QVERIFY(failed.isEmpty()); // never before start() returned
    QVERIFY(failed.wait(30'000));
    QCOMPARE(failed.first().at(1).value<Error>().code, ErrorCode::Usage);
}

void TestLayouter::destructionStopsWorkers()
{
    const QString mark = m_folder.filePath(u"pid"_s);
    {
        const QByteArray path = mark.toUtf8();
        const QByteArray body =
            "echo $$ > '" + path + ".new'; mv '" + path + ".new' '" + path + "'; exec sleep 600\n";
        Layouter layouter(script(body.constData()));
        layouter.start(graphs::chain(2));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(mark), 30'000);
    }
    QFile file(mark);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString pid = QString::fromLatin1(file.readAll().trimmed());
    QVERIFY(!QFile::exists(u"/proc/%1/exe"_s.arg(pid)));
}

void TestLayouter::workerAnswersGarbage_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("noise") << QByteArray("\0\xff\xfe garbage \n\n\n", 16);
    QTest::newRow("wrong length") << QByteArray("groundplan-layout 1 900\n{}");
    QTest::newRow("dangling edge") << toFrame(R"({"nodes":[[1,10,10,0]],"edges":[[1,1,2,1,0]],"groups":[]})");
    QTest::newRow("deep JSON") << toFrame(QByteArray(100'000, '['));
}

void TestLayouter::workerAnswersGarbage()
{
    QFETCH(QByteArray, input);
    QProcess process;
    process.start(graphs::worker(), QStringList());
    process.write(input);
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 3);
    const auto answer = fromFrame(process.readAllStandardOutput());
    QVERIFY(answer.has_value());
    QVERIFY(!decodeArrangement(*answer, Request()).has_value());
}

QTEST_GUILESS_MAIN(TestLayouter)
#include "tst_layouter.moc"
