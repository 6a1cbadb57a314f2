// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "core/review/board.h"
#include "core/review/verdicts.h"
#include "views/review/reviewcommands.h"
#include "views/review/verdictpane.h"
#include "views/review/walkthrough.h"

#include <QPlainTextEdit>
#include <QProcess>

#include <cstdio>

namespace {

constexpr auto reviewKey = "2026-11"_L1;
constexpr int patience = 280'000;

/// A meeting that decides, one decision after the other, until somebody kills it.
class Meeting : public WindowTest
{
    Q_OBJECT

public:
    int hold(const QString &path)
    {
        prepare();
        MainWindow window(*m_appearance);
        window.resize(1440, 900);
        if (!window.createProject(path, u"microservices-50"_s))
            return 1;
        window.show();
        (void)QTest::qWaitForWindowExposed(&window);
        window.activateWindow();
        (void)QTest::qWaitFor([&] { return window.isIdle(); }, patience);
        QTest::keySequence(&window, QKeySequence(u"F5"_s));
        auto *walk = window.workspace()->reviewCommands().walkthrough();
        if (!walk || !QTest::qWaitFor([&] { return !walk->isBusy() && !walk->steps().isEmpty(); }, patience))
            return 2;
        for (;;) {
            decide(*walk, window.workspace()->session());
            QTest::keyClick(walk, Qt::Key_Right);
        }
    }

private:
    static void decide(Walkthrough &walk, Session &session)
    {
        const QString decision = walk.step()->decision;
        if (decision.isEmpty() || !walk.verdicts()->canDecide())
            return;
        QTest::keyClick(&walk, Qt::Key_D);
        const auto *review = session.model().record(u"review"_s, QString(reviewKey));
        if (!review::verdictOn(*review, {review::Subject::Kind::Decision, decision}))
            return;
        std::printf("%s\n", qPrintable(decision));
        std::fflush(stdout);
    }
};

} // namespace

/// The program dies in a review board's meeting; what the board decided is there.
class tst_MeetingKilled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasDecidedIsThere_data()
    {
        QTest::addColumn<int>("decided");
        QTest::newRow("after the first verdict") << 1;
        QTest::newRow("after the third verdict") << 3;
    }
    void whatWasDecidedIsThere()
    {
        QFETCH(int, decided);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"board.gplan"_s);
        QProcess meeting;
        meeting.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        meeting.start(QCoreApplication::applicationFilePath(), {u"--meeting"_s, path});
        QStringList told;
        while (told.size() < decided) {
            QVERIFY2(meeting.canReadLine() || meeting.waitForReadyRead(patience), "the meeting says nothing");
            while (meeting.canReadLine())
                told.append(QString::fromUtf8(meeting.readLine()).trimmed());
        }
        meeting.kill();
        QVERIFY(meeting.waitForFinished());
        QCOMPARE(meeting.exitStatus(), QProcess::CrashExit);

        const auto store = store::Store::open(path);
        QVERIFY2(store, qPrintable(store ? QString() : store.error().text()));
        QVERIFY((*store)->verify().isEmpty());
        const auto *review = (*store)->model().record(u"review"_s, QString(reviewKey));
        QVERIFY(review);
        for (const QString &decision : std::as_const(told)) {
            const auto verdict = review::verdictOn(*review, {review::Subject::Kind::Decision, decision});
            QVERIFY2(verdict && verdict->verdict == review::Verdict::Defer, qPrintable(decision));
        }
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--meeting"_L1)
        return Meeting().hold(arguments.value(2));
    tst_MeetingKilled test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_meetingkilled.moc"
