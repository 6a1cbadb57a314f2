// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

/// The window's program as a shell starts it.
class TestProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutADisplayItSaysSo();
    void itTellsItsVersion();

private:
    static void start(QProcess &program, const QStringList &arguments,
                      const QProcessEnvironment &environment);
};

void TestProgram::start(QProcess &program, const QStringList &arguments,
                        const QProcessEnvironment &environment)
{
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(GROUNDPLAN_BIN_DIR "/groundplan"), arguments);
    QVERIFY(program.waitForFinished());
}

void TestProgram::withoutADisplayItSaysSo()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        environment.remove(name);
    QProcess program;
    start(program, {}, environment);
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 4);
    QVERIFY(program.readAllStandardError().contains("there is no display"));
}

void TestProgram::itTellsItsVersion()
{
    QProcess program;
    start(program, {u"--version"_s}, QProcessEnvironment::systemEnvironment());
    QCOMPARE(program.exitCode(), 0);
    QVERIFY(program.readAllStandardOutput().contains(GROUNDPLAN_VERSION));
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
