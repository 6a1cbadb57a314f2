// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// A command line in this process, with buffers in place of the streams.
#pragma once

#include "app/cli/command.h"

#include <QBuffer>
#include <QJsonDocument>

namespace gp::test {

struct Ran
{
    int status = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonDocument json() const { return QJsonDocument::fromJson(out); }
};

inline Ran run(const QStringList &arguments, const QByteArray &input = {})
{
    QBuffer out;
    QBuffer err;
    QBuffer in;
    in.setData(input);
    out.open(QIODevice::WriteOnly);
    err.open(QIODevice::WriteOnly);
    in.open(QIODevice::ReadOnly);
    Ran ran;
    ran.status = cli::runCommandLine(arguments, out, err, &in);
    ran.out = out.data();
    ran.err = err.data();
    return ran;
}

} // namespace gp::test
