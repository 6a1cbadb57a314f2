// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/review/stagescenes.h"

#include "core/diagram/texts.h"
#include "views/compare/sides.h"

#include <QJsonArray>
#include <QMap>

#include <cmath>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

/// Around the cards of a part, in scene pixels: signs stand out of them.
constexpr double partMargin = 24;
/// Of more cards the parts are found by a grid: to look for the best ones would take too long.
constexpr qsizetype mostLookedThrough = 300;

/// Parts by the cells of a grid, so small that whatever has its middle in one fits with its neighbours.
QList<QRectF> partsByGrid(const QList<QRectF> &cards, QSizeF room)
{
    QSizeF largest;
    for (const QRectF &card : cards)
        largest = largest.expandedTo(card.size());
    const double across = std::max(room.width() - largest.width(), largest.width());
    const double down = std::max(room.height() - largest.height(), largest.height());
    QMap<std::pair<qint64, qint64>, QRectF> cells; // by row, then column: in reading order
    for (const QRectF &card : cards) {
        QRectF &cell = cells[{qint64(std::floor(card.center().y() / down)),
                              qint64(std::floor(card.center().x() / across))}];
        cell = cell.isNull() ? card : cell.united(card);
    }
    return cells.values();
}

} // namespace

StageScenes scenesOf(const compare::States &states, const metamodel::Metamodel &metamodel, const View &view,
                     PlateauId from, PlateauId to)
{
    diagram::SceneBuilder builder(states, metamodel, view);
    diagram::Scene both = builder.scene(to, from);
    if (both.needsLayout) {
        if (const auto placed = diagram::laidOut(states, metamodel, view)) {
            builder = diagram::SceneBuilder(states, metamodel, *placed);
            both = builder.scene(to, from);
        }
    }
    StageScenes scenes;
    scenes.earlier = std::make_shared<const diagram::Scene>(sideOf(builder.scene(from), both));
    scenes.later = std::make_shared<const diagram::Scene>(sideOf(builder.scene(to), both));
    scenes.both = std::make_shared<const diagram::Scene>(std::move(both));
    return scenes;
}

StageScenes scenesOf(const compare::States &states, const metamodel::Metamodel &metamodel,
                     const review::Stage &stage, PlateauId from, PlateauId to)
{
    QJsonArray keys;
    QSet<ElementId> ids = focusOf(stage);
    ids.unite(QSet<ElementId>(stage.around.cbegin(), stage.around.cend()));
    QList<ElementId> sorted = ids.values();
    std::ranges::sort(sorted);
    for (const ElementId id : std::as_const(sorted)) {
        if (const auto *element = states.model().element(id))
            keys.append(element->key);
    }
    View view;
    view.key = u"review"_s;
    view.properties = {{u"include"_s, keys}, {u"group_by"_s, u"domain"_s}};
    return scenesOf(states, metamodel, view, from, to);
}

QSet<ElementId> focusOf(const review::Stage &stage)
{
    QSet<ElementId> ids(stage.before.cbegin(), stage.before.cend());
    ids.unite(QSet<ElementId>(stage.after.cbegin(), stage.after.cend()));
    return ids;
}

double readableScale()
{
    constexpr int smallest = std::min({diagram::namePixels, diagram::subtitlePixels, diagram::badgePixels});
    return readablePixels / smallest;
}

QList<QRectF> readableParts(const diagram::Scene &scene, const QSet<ElementId> &focus, QSizeF viewport)
{
    QList<QRectF> left;
    for (const auto &card : scene.cards) {
        if (focus.contains(card.id))
            left.append(card.rect.adjusted(-partMargin, -partMargin, partMargin, partMargin));
    }
    const QSizeF room = viewport / readableScale();
    const auto fits = [&](const QRectF &area) {
        return area.width() <= room.width() && area.height() <= room.height();
    };
    if (left.size() > mostLookedThrough)
        return partsByGrid(left, room);
    QList<QRectF> parts;
    std::ranges::sort(left, {}, [](const QRectF &card) { return std::pair(card.left(), card.top()); });
    while (!left.isEmpty()) {
        // From the first that is left, always the one that makes the part grow least.
        QRectF part = left.takeFirst();
        for (;;) {
            qsizetype best = -1;
            double least = 0;
            for (qsizetype i = 0; i < left.size(); ++i) {
                const QRectF grown = part.united(left.at(i));
                const double size = grown.width() + grown.height();
                if (fits(grown) && (best < 0 || size < least)) {
                    best = i;
                    least = size;
                }
            }
            if (best < 0)
                break;
            part = part.united(left.takeAt(best));
        }
        parts.append(part);
    }
    return parts;
}

} // namespace gp::views
