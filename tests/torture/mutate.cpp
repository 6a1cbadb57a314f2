// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// groundplan-torture-mutate: damaged and hostile files through the commands that read a project.
#include "app/cli/command.h"
#include "core/store/query.h"
#include "tests/torture/mutations.h"
#include "tests/torture/rounds.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QGuiApplication>
#include <QTemporaryDir>

#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace gp;
using namespace gp::torture;

namespace {

constexpr int watchdogSeconds = 60;     ///< of the processor's time: a busy machine is nobody's finding
constexpr unsigned int hangs = 15 * 60; ///< of the wall's clock
/// MiB under the address sanitizer, which takes five times the memory: `generate` for the 3,200 services of
/// the biggest of these projects has its peak at 463 MiB without it.
constexpr qint64 bigMemory = 3000;

/// Name, kind and content of all that lies in a folder.
QMap<QString, QByteArray> everythingIn(const QString &folder)
{
    QMap<QString, QByteArray> found;
    QDirIterator it(folder, QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System,
                    QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QFileInfo info = it.nextFileInfo();
        QByteArray what = "something else";
        if (info.isSymLink()) {
            what = "link " + info.symLinkTarget().toUtf8();
        } else if (info.isDir()) {
            what = "folder";
        } else if (info.isFile()) {
            QFile file(info.filePath());
            what = file.open(QIODevice::ReadOnly)
                       ? QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha1)
                       : QByteArray("unreadable");
        }
        found.insert(QDir(folder).relativeFilePath(info.filePath()), what);
    }
    return found;
}

QString difference(const QMap<QString, QByteArray> &before, const QMap<QString, QByteArray> &after)
{
    QStringList what;
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        if (!after.contains(it.key()))
            what.append(u"'%1' is gone"_s.arg(it.key()));
        else if (after.value(it.key()) != *it)
            what.append(u"'%1' is not what it was"_s.arg(it.key()));
    }
    for (auto it = after.cbegin(); it != after.cend(); ++it) {
        if (!before.contains(it.key()))
            what.append(u"'%1' is new"_s.arg(it.key()));
    }
    return what.join(u", "_s);
}

QString anyQuery(Patient &patient)
{
    const QString view = patient.any(store::Query::publicViews());
    switch (patient.number(8)) {
    case 0:
        return u"SELECT * FROM findings"_s;
    case 1:
        return u"SELECT plateau, nfr, answer FROM nfrs"_s;
    case 2:
        return u"SELECT count(*) FROM elements, relations"_s;
    case 3:
        return u"SELECT * FROM history"_s;
    case 4:
        return u"SELECT name, sql FROM sqlite_schema"_s;
    default:
        return u"SELECT * FROM %1"_s.arg(view);
    }
}

/// The commands that read a project, writing into `out`.
QList<QStringList> commands(Patient &patient, const QString &out)
{
    const QString file = patient.path;
    QList<QStringList> all{
        {u"verify"_s, file},
        {u"info"_s, file},
        {u"query"_s, file, anyQuery(patient), u"--timeout"_s, u"5"_s},
        {u"query"_s, file, anyQuery(patient), u"--format"_s, u"json"_s, u"--timeout"_s, u"5"_s}};
    all.append({u"generate"_s, file, u"--out"_s, out + u"/documents"_s});
    for (const QString &format : {u"yaml"_s, u"json"_s, u"dot"_s, u"svg"_s, u"png"_s})
        all.append({u"export"_s, file, u"--format"_s, format, u"--out"_s, out + u'/' + format});
    all.append({u"export"_s, file, u"--format"_s, u"svg"_s, u"--out"_s, out + u"/compare"_s,
                u"--compare-from"_s, u"current"_s, u"--plateau"_s, u"target"_s});
    all.append({u"diff"_s, file});
    all.append({u"history"_s, file});
    all.append({u"snapshot"_s, file});
    return all;
}

/// Ends this process when so much time has gone by; 0: no longer.
void watch(int processorSeconds, unsigned int wallSeconds)
{
    itimerval limit = {};
    limit.it_value.tv_sec = processorSeconds;
    setitimer(ITIMER_PROF, &limit, nullptr);
    alarm(wallSeconds);
}

void judge(Report &report, const Patient &patient, const QStringList &command, int status,
           const QByteArray &err)
{
    const QString folder = QFileInfo(patient.path).absolutePath();
    QString text = QString::fromUtf8(err);
    text.replace(folder, u"…"_s);
    if (status < 0 || status > 4)
        report.finding(u"exit status %1: %2"_s.arg(status).arg(text.left(500)));
    if (status != 3 && status != 4)
        return;
    const QStringList said = text.split(u'\n', Qt::SkipEmptyParts).filter(u"groundplan-cli: "_s);
    if (said.size() != 1)
        report.finding(u"%1 sentences where there should be one: %2"_s.arg(said.size()).arg(text.left(500)));
    if (!text.contains(QFileInfo(patient.path).fileName()) && !text.contains(command.last()))
        report.finding(u"an error that does not name the file: "_s + text.left(500));
    if (text.contains(u"sqlite"_s, Qt::CaseInsensitive))
        report.finding(u"an error in SQLite's words: "_s + text.left(500));
    if (text.size() > 1500)
        report.finding(u"an error of %1 letters: %2"_s.arg(text.size()).arg(text.left(300)));
    report.sentence(text.section(u'\n', 0, 0).left(200));
}

void oneRound(Report &report, const Rounds &rounds, const Sources &sources, int round)
{
    QTemporaryDir folder;
    // Out of the way of names like "../../../evil": deep enough that they stay in here.
    const QString place = folder.filePath(u"a/b/c/d/project"_s);
    const QString out = folder.filePath(u"a/b/c/d/out"_s);
    (void)QDir().mkpath(place);
    (void)QDir().mkpath(out);
    report.beginRound(round, u"being damaged"_s);
    Patient patient(sources, place + u"/patient.gplan"_s, rounds.seedOf(round));
    const QString what = mutate(patient);
    report.beginRound(round, what);
    bool opened = false;
    bool sound = false;
    const QMap<QString, QByteArray> before = everythingIn(place);
    for (const QStringList &command : commands(patient, out)) {
        // Opened or not is known after the first; the slow ones need not be tried on every file that opens.
        if (command.first() != "verify"_L1 && opened && patient.number(3) == 0)
            continue;
        QString said = command.join(u' ');
        report.now(said.replace(folder.path(), u"…"_s));
        QBuffer answer;
        QBuffer messages;
        (void)answer.open(QIODevice::WriteOnly);
        (void)messages.open(QIODevice::WriteOnly);
        watch(watchdogSeconds, hangs);
        const int status = cli::runCommandLine(command, answer, messages);
        watch(0, 0);
        report.trace(u"status %1: %2"_s.arg(status).arg(QString::fromUtf8(messages.data().left(400))));
        report.trace(QString::fromUtf8(answer.data().left(800)));
        judge(report, patient, command, status, messages.data());
        if (const QString changed = difference(before, everythingIn(place)); !changed.isEmpty()) {
            report.finding(u"beside what was read: "_s + changed);
            break;
        }
        if (command.first() == "verify"_L1) {
            opened = status == 0 || status == 1;
            sound = status == 0;
            report.count(sound    ? u"files that opened clean"_s
                         : opened ? u"files that opened, and verify says what is wrong"_s
                                  : u"files that were refused"_s);
        }
    }
    // Nothing outside of the folder that was named.
    QStringList strays;
    QDirIterator it(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        if (!path.startsWith(place + u'/') && !path.startsWith(out + u'/'))
            strays.append(QDir(folder.path()).relativeFilePath(path));
    }
    strays += QDir(u"/tmp"_s).entryList({u"evil-*"_s});
    if (!strays.isEmpty())
        report.finding(u"written outside of --out: "_s + strays.join(u", "_s));
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    if (usage.ru_maxrss / 1024 > bigMemory)
        report.finding(u"%1 MiB of memory"_s.arg(usage.ru_maxrss / 1024));
    folder.setAutoRemove(!(rounds.keep && report.roundFailed()));
    if (!folder.autoRemove())
        std::printf("    its files: %s\n", qPrintable(folder.path()));
    if (!patient.said.contains(u"(SQLite refused)"_s)) {
        for (const QString &done : patient.said.sliced(1))
            report.count(u"done: "_s + done.section(u": "_s, 0, 0));
    }
}

/// Runs the rounds in processes of their own, so that one that crashes or hangs is told and the others go on.
void inChildren(Report &report, const Rounds &rounds, const Sources &sources)
{
    constexpr int perChild = 25; // memory is measured per process
    for (int round = 0; round < rounds.count && !report.shouldStop();) {
        int ends[2] = {};
        if (pipe(ends) != 0)
            qFatal("no pipe");
        const int last = std::min(round + perChild, rounds.count);
        const pid_t child = fork();
        if (child == 0) {
            close(ends[0]);
            report.tellTo(ends[1]);
            for (int one = round; one < last; ++one)
                oneRound(report, rounds, sources, one);
            _exit(0);
        }
        close(ends[1]);
        const int reached = report.listenTo(ends[0]);
        close(ends[0]);
        int status = 0;
        waitpid(child, &status, 0);
        round = last;
        if (status != 0) {
            report.finding(WIFSIGNALED(status) && (WTERMSIG(status) == SIGPROF || WTERMSIG(status) == SIGALRM)
                               ? u"took longer than %1 s"_s.arg(watchdogSeconds)
                               : u"crashed (status %1)"_s.arg(status));
            round = reached + 1;
        }
    }
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    if (qEnvironmentVariableIsEmpty("GROUNDPLAN_LAYOUT_WORKER"))
        qputenv("GROUNDPLAN_LAYOUT_WORKER", GROUNDPLAN_BIN_DIR "/groundplan-layout");
    qputenv("SOURCE_DATE_EPOCH", "1795435200");
    const QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationName(u"groundplan"_s);
    const Rounds rounds = Rounds::fromArguments(QCoreApplication::arguments(), 2000);
    Report report(u"groundplan-torture-mutate"_s, rounds);
    const QTemporaryDir common;
    const Sources sources = makeSources(common.path());
    if (rounds.only >= 0)
        oneRound(report, rounds, sources, rounds.only);
    else
        inChildren(report, rounds, sources);
    return report.finish();
}
