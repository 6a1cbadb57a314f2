// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QRandomGenerator>
#include <QString>

namespace gp::torture {

/// A project to begin a round with.
struct Base
{
    QString name;
    QString file;
    int schema = 0; ///< of the file
};

/// The projects that rounds begin with, made once, and what they are fed with.
struct Bases
{
    QList<Base> present; ///< of today's schema: a fresh one and one with history, branches and snapshots
    QList<Base> older;   ///< as older programs left them
    QString twin;        ///< a text twin to apply: other than all of them
};

/// Makes them in a folder; the error is said where it cannot.
[[nodiscard]] Bases makeBases(const QString &folder);

/// Runs a command line in this process; gives up, saying why, where it fails.
void runOrGiveUp(const QStringList &arguments);

/// How many schema steps there are.
[[nodiscard]] int schemaSteps();

} // namespace gp::torture
