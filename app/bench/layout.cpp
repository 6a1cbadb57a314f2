// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/bench/bench.h"
#include "picture.h"
#include "platforms.h"

#include "core/diagram/scene.h"
#include "core/exchange/project_template.h"

#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace gp::bench {

namespace {

constexpr int patience = 20'000; // milliseconds that dot gets for one graph

QString words(const PictureFacts &facts, qsizetype edges)
{
    return u"%1:1, %2 of %3 lines, %4 crossings, %5 kpx long, %6 cards overlap, %7 lines through cards"_s
        .arg(facts.aspect, 0, 'f', 2)
        .arg(facts.routed)
        .arg(edges)
        .arg(facts.crossings)
        .arg(facts.length / 1000, 0, 'f', 1)
        .arg(facts.overlaps)
        .arg(facts.through);
}

struct ByDot
{
    double time = 0; ///< 0: no answer
    Picture picture;
};

/// The same cards, groups and lines with plain dot, as a process of its own.
ByDot layOutByDot(const layout::Request &request, const QTemporaryDir &folder, int runs)
{
    const QString dot = QStandardPaths::findExecutable(u"dot"_s);
    if (dot.isEmpty())
        return {};
    QFile file(folder.filePath(u"in.dot"_s));
    if (!file.open(QIODevice::WriteOnly))
        giveUp(file.errorString());
    file.write(toDot(request));
    file.close();
    QList<double> times;
    QByteArray plain;
    for (int run = 0; run < runs; ++run) {
        QProcess process;
        bool isDone = false;
        times.append(timed([&] {
            process.start(dot, {u"-Tplain"_s, file.fileName()});
            isDone = process.waitForFinished(patience);
        }));
        if (!isDone) {
            process.kill();
            process.waitForFinished();
            return {};
        }
        plain = process.readAllStandardOutput();
    }
    return {median(times), pictureFromPlain(plain, request)};
}

/// Returns how many times as long as dot it took; 0 where dot has no answer.
double compare(Report &report, const QString &name, const layout::Request &request, bool isSmall)
{
    const QTemporaryDir folder;
    const int runs = isSmall ? 5 : 1;
    QList<double> times;
    layout::Arrangement arrangement;
    for (int run = 0; run < runs; ++run)
        times.append(timed([&] {
            auto done = layout::layOut(request);
            if (!done)
                giveUp(name + u": "_s + done.error().text());
            arrangement = std::move(*done);
        }));
    const ByDot byDot = layOutByDot(request, folder, runs);
    report.add(
        {u"layout: %1 (%2 cards, %3 lines)"_s.arg(name).arg(request.nodes.size()).arg(request.edges.size()),
         median(times), u"ms"_s,
         byDot.time > 0 ? u"dot"_s : u"dot has no answer in %1 s"_s.arg(patience / 1000), byDot.time});
    report.add({u"   ours"_s,
                0,
                {},
                words(factsOf(pictureOf(request, arrangement), request), request.edges.size())});
    if (byDot.time > 0)
        report.add({u"   dot's"_s, 0, {}, words(factsOf(byDot.picture, request), request.edges.size())});
    return byDot.time > 0 ? median(times) / byDot.time : 0;
}

} // namespace

void benchSmallLayouts(Report &report)
{
    const auto &metamodel = metamodel::Metamodel::builtin();
    const auto sample = exchange::fromTemplate(u"microservices-50"_s, {}, metamodel);
    if (!sample)
        giveUp(sample.error().text());
    const Model &model = sample->model();
    QList<double> ratios;
    for (const View &view : model.views()) {
        const diagram::SceneBuilder builder(model, metamodel, view);
        ratios.append(compare(report, view.key, builder.layoutRequest(), true));
    }
    for (int services : {25, 50, 75, 100, 145})
        ratios.append(
            compare(report, u"%1 services"_s.arg(services), platforms::make({.services = services}), true));
    ratios.removeAll(0.0);
    report.add({u"layout: median of the above"_s, median(ratios), u"x dot"_s, {}, 0});
}

void benchLayout(Report &report)
{
    benchSmallLayouts(report);
    for (int services : {300, 1000, 5000}) {
        compare(report, u"%1 services"_s.arg(services), platforms::make({.services = services}), false);
    }
    compare(report, u"1000 services, teams, inner groups"_s,
            platforms::make({.services = 1000, .hasTeams = true, .hasInnerGroups = true}), false);
}

} // namespace gp::bench
