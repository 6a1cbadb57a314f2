// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// What the torture programs share: rounds that can be run again one by one, and what was found in them.
#pragma once

#include <QMap>
#include <QRandomGenerator>
#include <QStringList>

namespace gp::torture {

/// `--rounds N`, `--seed S`, `--round R` (only this one), `--keep` (leave the files of a failed round),
/// `--stop` (at the first failed round), `--trace` (tell every step).
struct Rounds
{
    quint32 seed = 0;
    int count = 0;
    int only = -1;
    bool keep = false;
    bool stop = false;
    bool trace = false;

    /// Takes the command line; a seed that nobody gave is the clock's.
    [[nodiscard]] static Rounds fromArguments(const QStringList &arguments, int usualCount);
    /// The random numbers of one round, the same whatever went before it.
    [[nodiscard]] quint32 seedOf(int round) const;
};

/// What went wrong, and what there was to count.
class Report
{
public:
    Report(QString program, Rounds rounds);

    /// What is going on now; told with a finding.
    void beginRound(int round, const QString &what);
    void now(const QString &what);
    void trace(const QString &what) const;
    [[nodiscard]] const QString &doing() const { return m_now; }
    void finding(const QString &what);
    void count(const QString &what);
    /// A sentence that users read, kept once for a person to look at.
    void sentence(const QString &what);
    [[nodiscard]] bool roundFailed() const { return m_inRound > 0; }
    [[nodiscard]] bool shouldStop() const { return m_rounds.stop && m_findings > 0; }
    /// In a child process: passes on what it counts. In the parent: takes it over until the child ends; the
    /// round it reached.
    void tellTo(int pipe) { m_pipe = pipe; }
    int listenTo(int pipe);
    /// Prints everything; the exit status.
    [[nodiscard]] int finish();

private:
    void tell(char what, const QString &text) const;

    QString m_program;
    int m_pipe = -1;
    Rounds m_rounds;
    int m_round = 0;
    QString m_what;
    QString m_now;
    int m_inRound = 0;
    QStringList m_saidInRound;
    int m_findings = 0;
    QMap<QString, int> m_counts;
    QMap<QString, int> m_sentences;
};

} // namespace gp::torture
