// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/standardinput.h"

#include <QFile>
#include <QGuiApplication>

#include <cstdio>

int main(int argc, char **argv)
{
    // Pictures need fonts and painting but no display: one is never asked for.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("groundplan"));

    QFile out;
    QFile err;
    if (!out.open(stdout, QIODevice::WriteOnly) ||
        !err.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return gp::cli::Internal;
    gp::cli::StandardInput in;
    in.open(QIODevice::ReadOnly);
    return gp::cli::runCommandLine(QGuiApplication::arguments().mid(1), out, err, &in);
}
