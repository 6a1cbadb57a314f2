// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/bench/bench.h"

#include "core/diagram/scene.h"
#include "core/exchange/project_template.h"
#include "core/store/store.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace gp::bench {

namespace {

/// The sample with every view laid out, as `new` leaves it.
void makeSample(const QString &path)
{
    const auto &metamodel = metamodel::Metamodel::builtin();
    auto draft = exchange::fromTemplate(u"microservices-50"_s, {}, metamodel);
    if (!draft)
        giveUp(draft.error().text());
    const auto views = draft->model().views();
    for (const View &view : views) {
        const auto placed = diagram::laidOut(draft->model(), metamodel, view);
        if (!placed || !draft->update(*placed))
            giveUp(u"the sample cannot be laid out"_s);
    }
    auto project = store::Store::create(path);
    if (!project || !(*project)->commit(*draft, u"Sample"_s))
        giveUp(u"the sample cannot be stored"_s);
}

} // namespace

void benchStart(Report &report)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"shop.gplan"_s);
    makeSample(path);
    const QString program = QCoreApplication::applicationDirPath() + u"/groundplan"_s;
    QList<double> times;
    QList<double> memory;
    for (int run = 0; run < 7; ++run) {
        QProcess window;
        window.start(program, {u"--bench-start"_s, path});
        if (!window.waitForFinished(60'000) || window.exitCode() != 0)
            giveUp(u"the window does not start: "_s + QString::fromUtf8(window.readAllStandardError()));
        const QJsonObject told = QJsonDocument::fromJson(window.readAllStandardOutput()).object();
        times.append(told.value(u"first_paint_ms"_s).toDouble());
        memory.append(told.value(u"peak_mib"_s).toDouble());
    }
    report.add({u"start: exec to first painted canvas, median of 7"_s, median(times), u"ms"_s,
                u"(asked: under 500)"_s, 0});
    report.add({u"start: peak memory by then"_s, median(memory), u"MiB"_s, u"(asked: under 150)"_s, 0});
}

} // namespace gp::bench
