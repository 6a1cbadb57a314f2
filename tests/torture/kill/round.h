// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bases.h"
#include "check.h"
#include "child.h"
#include "tasks.h"

#include <QHash>

namespace gp::torture {

/// Where in the life of a program the kill fell.
enum class Fell {
    Before,  ///< nothing was stored yet
    Between, ///< some was and some was not
    Closing, ///< all was stored, the program was about to end
    Late,    ///< it had ended
};

struct Outcome
{
    QString task;
    Fell fell = Fell::Late;
    int acknowledged = 0;  ///< edits
    int recoveryKills = 0; ///< programs that were killed while they opened what the first kill had left
    Verdict wrong;
};

/// Plays rounds. What is random in one is decided by seed and number alone; when a kill falls is decided by
/// the clock too, in shares of what the same task took without a kill.
class Rounds
{
public:
    /// `folder` is kept only as far as something was wrong.
    Rounds(quint32 seed, QString folder);

    [[nodiscard]] Outcome play(int number);
    /// The folder of a round: the project as the kill left it, and what was run.
    [[nodiscard]] QString evidence(int number) const;

private:
    [[nodiscard]] Outcome playOne(QRandomGenerator &random, const QString &folder);
    [[nodiscard]] Outcome playTwo(QRandomGenerator &random, const QString &folder);
    [[nodiscard]] KillPlan plan(QRandomGenerator &random, const Task &task, const QString &folder);
    [[nodiscard]] int killRecovery(QRandomGenerator &random, const QString &file, const QString &folder);
    [[nodiscard]] Microseconds measured(const QString &name, const QStringList &arguments,
                                        const QByteArray &input);
    void keep(const QString &file, const QString &folder, const Task &task, const Ended &ended) const;

    quint32 m_seed;
    QString m_folder;
    Bases m_bases;
    QHash<QString, Microseconds> m_durations;
};

} // namespace gp::torture
