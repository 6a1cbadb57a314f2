// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/torture/rounds.h"

#include <QFile>

#include <cstdio>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace gp::torture {

Rounds Rounds::fromArguments(const QStringList &arguments, int usualCount)
{
    Rounds rounds;
    rounds.count = usualCount;
    bool seeded = false;
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString value = i + 1 < arguments.size() ? arguments.at(i + 1) : QString();
        bool known = true;
        bool isNumber = true;
        if (arguments.at(i) == "--keep"_L1) {
            rounds.keep = true;
            continue;
        }
        if (arguments.at(i) == "--trace"_L1) {
            rounds.trace = true;
            continue;
        }
        if (arguments.at(i) == "--stop"_L1) {
            rounds.stop = true;
            continue;
        }
        if (arguments.at(i) == "--rounds"_L1) {
            rounds.count = value.toInt(&isNumber);
        } else if (arguments.at(i) == "--round"_L1) {
            rounds.only = value.toInt(&isNumber);
        } else if (arguments.at(i) == "--seed"_L1) {
            rounds.seed = value.toUInt(&isNumber);
            seeded = true;
        } else {
            known = false;
        }
        if (!known || !isNumber) {
            std::fprintf(stderr,
                         "usage: %s [--rounds N] [--seed S [--round R]] [--keep] [--stop] [--trace]\n",
                         qPrintable(arguments.first()));
            std::exit(2);
        }
        ++i;
    }
    if (!seeded)
        rounds.seed = QRandomGenerator::system()->bounded(1'000'000U);
    return rounds;
}

quint32 Rounds::seedOf(int round) const
{
    // Neighbours must not look alike: the generator is seeded well apart.
    return (seed * 2654435761U) ^ ((static_cast<quint32>(round) + 1) * 2246822519U);
}

Report::Report(QString program, Rounds rounds)
    : m_program(std::move(program))
    , m_rounds(rounds)
{
    (void)std::setvbuf(stdout, nullptr, _IOLBF, 0); // so that a crash loses nothing
    std::printf("%s: seed %u\n", qPrintable(m_program), m_rounds.seed);
    std::fflush(stdout);
}

void Report::beginRound(int round, const QString &what)
{
    m_round = round;
    m_what = what;
    m_now.clear();
    m_inRound = 0;
    m_saidInRound.clear();
    tell('R', QString::number(round) + u' ' + what);
    trace(u"round %1: %2"_s.arg(round).arg(what));
}

void Report::tell(char what, const QString &text) const
{
    if (m_pipe < 0)
        return;
    const QByteArray line = what + text.simplified().toUtf8() + '\n';
    if (::write(m_pipe, line.constData(), static_cast<size_t>(line.size())) != line.size())
        qFatal("nobody listens");
}

int Report::listenTo(int pipe)
{
    QFile lines;
    if (!lines.open(pipe, QIODevice::ReadOnly))
        qFatal("no pipe to read from");
    for (QByteArray line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
        const QString text = QString::fromUtf8(line.sliced(1)).trimmed();
        switch (line.front()) {
        case 'R':
            m_round = text.section(u' ', 0, 0).toInt();
            m_what = text.section(u' ', 1);
            break;
        case 'N':
            m_now = text;
            break;
        case 'C':
            ++m_counts[text];
            break;
        case 'S':
            ++m_sentences[text];
            break;
        case 'F':
            ++m_findings;
            break;
        default:
            break;
        }
    }
    return m_round;
}

void Report::count(const QString &what)
{
    ++m_counts[what];
    tell('C', what);
}

void Report::sentence(const QString &what)
{
    ++m_sentences[what];
    tell('S', what);
}

void Report::now(const QString &what)
{
    m_now = what;
    tell('N', what);
    trace(what);
}

void Report::trace(const QString &what) const
{
    if (m_rounds.trace)
        std::printf("    %s\n", qPrintable(what));
}

void Report::finding(const QString &what)
{
    // Every command says the same of a file: once is enough.
    if (m_saidInRound.contains(what))
        return;
    m_saidInRound.append(what);
    ++m_inRound;
    ++m_findings;
    tell('F', {});
    std::printf("FINDING %s --seed %u --round %d (%s; %s)\n    %s\n", qPrintable(m_program), m_rounds.seed,
                m_round, qPrintable(m_what), qPrintable(m_now), qPrintable(what));
    std::fflush(stdout);
}

int Report::finish()
{
    for (auto it = m_counts.cbegin(); it != m_counts.cend(); ++it)
        std::printf("%7d %s\n", it.value(), qPrintable(it.key()));
    if (!m_sentences.isEmpty())
        std::printf("What a user reads:\n");
    for (auto it = m_sentences.cbegin(); it != m_sentences.cend(); ++it)
        std::printf("%7d %s\n", it.value(), qPrintable(it.key()));
    std::printf("%s: %s (seed %u)\n", qPrintable(m_program),
                m_findings == 0 ? "nothing found" : qPrintable(u"%1 findings"_s.arg(m_findings)),
                m_rounds.seed);
    std::fflush(stdout);
    return m_findings == 0 ? 0 : 1;
}

} // namespace gp::torture
