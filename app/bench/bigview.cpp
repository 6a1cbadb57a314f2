// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/bench/bigview.h"

#include "app/bench/bench.h"

#include <QJsonArray>
#include <QPoint>
#include <QSize>

#include <cmath>

using namespace Qt::StringLiterals;

namespace gp::bench {

namespace {

constexpr QSize cardSize(180, 64);

} // namespace

Draft bigView(const Model &empty, int count, int goneEvery)
{
    const auto must = [](const auto &result) {
        if (!result)
            giveUp(result.error().text());
    };
    Draft draft(empty);
    const auto root = draft.addPlateau({{}, u"current"_s, u"Current"_s, {}, PlateauKind::Current, {}, 0, {}});
    must(root);
    const PlateauId current = *root;
    const auto target =
        draft.addPlateau({{}, u"target"_s, u"Target"_s, {}, PlateauKind::Target, current, 1, {}});
    must(target);
    View view;
    view.key = u"all"_s;
    view.properties = {{u"title"_s, u"All"_s}, {u"kinds"_s, QJsonArray{u"service"_s}}};
    const int columns = std::max(1, int(std::sqrt(count * 0.6)));
    QList<ElementId> ids;
    for (int i = 0; i < count; ++i) {
        const auto id = draft.addElement(u"service"_s, u"service-%1"_s.arg(i), current,
                                         {{u"name"_s, u"Service %1"_s.arg(i)}, {u"tier"_s, 1 + i % 4}});
        must(id);
        ids.append(*id);
        view.positions.insert(*id, QPoint(i % columns * 280, i / columns * 130));
    }
    for (int i = 0; i < count; ++i) {
        for (const int step : {1, columns, columns + 1}) {
            const int other = (i + step) % count;
            if (other == i)
                continue;
            const auto id = draft.addRelation(u"dependsOn"_s, ids[i], ids[other], current);
            must(id);
            const QPoint from = view.positions[ids[i]] + QPoint(cardSize.width(), cardSize.height() / 2);
            const QPoint to = view.positions[ids[other]] + QPoint(0, cardSize.height() / 2);
            const QPoint bend((to.x() - from.x()) / 2, 0);
            view.routes.insert(*id, {from, from + bend, to - bend, to});
        }
    }
    for (int i = 0; i < count; i += goneEvery)
        must(draft.removeElementAt(ids[i], *target));
    must(draft.addView(view));
    return draft;
}

} // namespace gp::bench
