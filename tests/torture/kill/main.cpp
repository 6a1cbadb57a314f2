// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
//
// Kills groundplan-cli with SIGKILL at random moments, over and over, and looks whether the project keeps
// what was promised: it opens, it is sound, everything acknowledged is there, nothing is there by half.
#include "round.h"

#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QGuiApplication>

#include <cstdio>
#include <map>

#include <csignal>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace gp::torture;

namespace {

struct Row
{
    int rounds = 0;
    std::array<int, 4> fell{};
    int acknowledged = 0;
    int recoveryKills = 0;
    double seconds = 0;

    void add(const Row &other)
    {
        rounds += other.rounds;
        for (std::size_t i = 0; i < fell.size(); ++i)
            fell[i] += other.fell[i];
        acknowledged += other.acknowledged;
        recoveryKills += other.recoveryKills;
        seconds += other.seconds;
    }
};

void print(const char *name, const Row &row)
{
    std::printf("%-12s %7d %7d %7d %7d %7d %9d %9d %9.1f\n", name, row.rounds, row.fell[0], row.fell[1],
                row.fell[2], row.fell[3], row.recoveryKills, row.acknowledged, row.seconds);
}

void report(const std::map<QString, Row> &rows)
{
    std::printf("%-12s %7s %7s %7s %7s %7s %9s %9s %9s\n", "task", "rounds", "before", "between", "closing",
                "late", "again", "edits", "seconds");
    Row all;
    for (const auto &[name, row] : rows) {
        print(qUtf8Printable(name), row);
        all.add(row);
    }
    print("all", all);
    std::printf(
        "before: nothing was stored yet; between: some was; closing: all was, the program still ran;\n"
        "late: it had ended. again: kills during recovery. edits: acknowledged, all of them found.\n");
}

} // namespace

int main(int argc, char **argv)
{
    const QGuiApplication application(argc, argv);
    std::signal(SIGPIPE, SIG_IGN);
    qputenv("GROUNDPLAN_AUTHOR", "torture");
    qputenv("GROUNDPLAN_LAYOUT_WORKER", GROUNDPLAN_BIN_DIR "/groundplan-layout");

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Kills groundplan-cli at random moments and checks the project after each."_s);
    parser.addHelpOption();
    parser.addOptions({{u"rounds"_s, u"How many."_s, u"N"_s, u"500"_s},
                       {u"seed"_s, u"Of everything random; another one each time unless told."_s, u"S"_s},
                       {u"round"_s, u"Only this one."_s, u"R"_s},
                       {u"folder"_s, u"Where to work; a broken project is kept there."_s, u"PATH"_s}});
    parser.process(application);
    const quint32 seed = parser.isSet(u"seed"_s) ? parser.value(u"seed"_s).toUInt()
                                                 : QRandomGenerator::global()->bounded(1'000'000);
    const bool single = parser.isSet(u"round"_s);
    const int first = single ? parser.value(u"round"_s).toInt() : 1;
    const int last = single ? first : parser.value(u"rounds"_s).toInt();
    const bool isOwnFolder = !parser.isSet(u"folder"_s);
    const QString folder = isOwnFolder ? u"%1/groundplan-torture-%2"_s.arg(QDir::tempPath()).arg(getpid())
                                       : parser.value(u"folder"_s);
    std::printf("seed %u, %d rounds, in %s\n", seed, last - first + 1, qUtf8Printable(folder));
    std::fflush(stdout);

    Rounds rounds(seed, folder);
    std::map<QString, Row> rows;
    for (int number = first; number <= last; ++number) {
        QElapsedTimer timer;
        timer.start();
        const Outcome outcome = rounds.play(number);
        if (!outcome.wrong.isEmpty()) {
            std::printf("round %d, %s: %s\n", number, qUtf8Printable(outcome.task),
                        qUtf8Printable(outcome.wrong));
            std::printf("kept: %s (as-killed: before anything was opened again)\n",
                        qUtf8Printable(rounds.evidence(number)));
            std::printf("again: groundplan-torture-kill --seed %u --round %d\n", seed, number);
            return 1;
        }
        Row row{
            1, {}, outcome.acknowledged, outcome.recoveryKills, static_cast<double>(timer.elapsed()) / 1000};
        row.fell.at(static_cast<std::size_t>(outcome.fell)) = 1;
        rows[outcome.task].add(row);
        if (isatty(STDERR_FILENO))
            std::fprintf(stderr, "\r\033[K%d/%d%s", number, last, number == last ? "\n" : "");
    }
    report(rows);
    if (isOwnFolder)
        QDir(folder).removeRecursively();
    return 0;
}
