// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/bench/bench.h"

#include "core/diagram/scene.h"
#include "core/exchange/graph_export.h"
#include "core/exchange/project_template.h"

#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace gp::bench {

void benchLayout(Report &report)
{
    const auto &metamodel = metamodel::Metamodel::builtin();
    const auto sample = exchange::fromTemplate(u"microservices-50"_s, {}, metamodel);
    if (!sample)
        giveUp(sample.error().text());
    const Model &model = sample->model();
    const QString dot = QStandardPaths::findExecutable(u"dot"_s);
    QTemporaryDir folder;
    for (const View &view : model.views()) {
        const diagram::SceneBuilder builder(model, metamodel, view);
        const layout::Request request = builder.layoutRequest();
        QList<double> times;
        for (int run = 0; run < 3; ++run)
            times.append(timed([&] {
                if (const auto done = layout::layOut(request); !done)
                    giveUp(view.key + u": "_s + done.error().text());
            }));
        double byDot = 0;
        if (!dot.isEmpty()) {
            // The same nodes and edges, drawn by plain dot with its own settings.
            const QList<ElementId> ids = builder.elements();
            const PlateauModel at(model, model.plateausInOrder().last().id);
            QFile file(folder.filePath(view.key + u".dot"_s));
            if (!file.open(QIODevice::WriteOnly))
                giveUp(file.errorString());
            file.write(exchange::toDot(at, QSet<ElementId>(ids.begin(), ids.end())));
            file.close();
            byDot = timed([&] {
                QProcess::execute(dot,
                                  {u"-Tplain"_s, u"-o"_s, folder.filePath(u"out.plain"_s), file.fileName()});
            });
        }
        report.add({u"layout: %1 (%2 cards, %3 lines)"_s.arg(view.key)
                        .arg(request.nodes.size())
                        .arg(request.edges.size()),
                    median(times), u"ms"_s, u"dot"_s, byDot});
    }
}

} // namespace gp::bench
