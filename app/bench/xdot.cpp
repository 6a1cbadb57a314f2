// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/bench/xdot.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace gp::bench {

namespace {

constexpr double pointsPerInch = 72;
constexpr int patience = 300'000; // milliseconds

void writeDot(QTextStream &out, const diagram::Scene &scene)
{
    out << "digraph scene {\nnode [shape=box fixedsize=true];\nsplines=line;\n";
    for (const auto &card : scene.cards) {
        const QPointF centre = card.rect.center();
        out << 'n' << card.id.value() << " [pos=\"" << centre.x() << ',' << -centre.y()
            << "\" width=" << card.rect.width() / pointsPerInch
            << " height=" << card.rect.height() / pointsPerInch << " label=\""
            << QString(card.name).remove(u'"').remove(u'\\') << "\"];\n";
    }
    for (const auto &edge : scene.edges)
        out << 'n' << edge.source.value() << " -> n" << edge.target.value() << ";\n";
    out << "}\n";
}

std::optional<QByteArray> run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::SeparateChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(patience) || process.exitCode() != 0 ||
        process.exitStatus() != QProcess::NormalExit)
        return {};
    return process.readAllStandardOutput();
}

} // namespace

std::optional<XdotTimes> timeXdot(const diagram::Scene &scene)
{
    const QString xdot = QStandardPaths::findExecutable(u"xdot"_s);
    const QString neato = QStandardPaths::findExecutable(u"neato"_s);
    const QString xvfb = QStandardPaths::findExecutable(u"xvfb-run"_s);
    const bool hasDisplay = qEnvironmentVariableIsSet("DISPLAY");
    const QTemporaryDir folder;
    QFile script(u":/bench/bench-xdot.py"_s);
    const QString copy = folder.filePath(u"bench-xdot.py"_s);
    if (xdot.isEmpty() || neato.isEmpty() || (xvfb.isEmpty() && !hasDisplay) || !script.copy(copy))
        return {};
    const QString dot = folder.filePath(u"scene.dot"_s);
    const QString positioned = folder.filePath(u"scene.xdot"_s);
    {
        QFile file(dot);
        if (!file.open(QIODevice::WriteOnly))
            return {};
        QTextStream out(&file);
        writeDot(out, scene);
    }
    if (!run(neato, {u"-n"_s, u"-Txdot"_s, dot, u"-o"_s, positioned}))
        return {};
    QStringList arguments{u"/usr/bin/python3"_s, copy, positioned};
    if (!hasDisplay)
        arguments = QStringList{xvfb, u"-a"_s} + arguments;
    const QString program = arguments.takeFirst();
    const auto answer = run(program, arguments);
    XdotTimes times;
    for (const QByteArray &line : answer.value_or(QByteArray()).split('\n')) {
        if (line.startsWith("first "))
            times.first = line.mid(6).toDouble();
        else if (line.startsWith("step "))
            times.step = line.mid(5).toDouble();
    }
    return times.step > 0 ? std::optional(times) : std::nullopt;
}

} // namespace gp::bench
