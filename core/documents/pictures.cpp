// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/pictures.h"

#include "core/diagram/export.h"
#include "core/diagram/texts.h"

#include <QJsonArray>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

int smallestText(const diagram::Scene &scene)
{
    int pixels = 0;
    const auto take = [&](int size) { pixels = pixels == 0 ? size : std::min(pixels, size); };
    for (const diagram::Card &card : scene.cards) {
        take(card.badges.isEmpty() ? diagram::namePixels : diagram::badgePixels);
        if (!card.subtitle.isEmpty())
            take(diagram::subtitlePixels);
    }
    for (const diagram::Group &group : scene.groups) {
        if (!group.title.isEmpty())
            take(diagram::titlePixels);
    }
    return pixels;
}

/// Of a compare what is there at one side.
diagram::Scene oneSide(diagram::Scene scene, const PicturePair &pair)
{
    const auto isElsewhere = [&](diagram::State state) {
        return pair.isBefore ? state == diagram::State::Added
                             : state == diagram::State::Removed || state == diagram::State::Replaced;
    };
    scene.cards.removeIf([&](const diagram::Card &card) { return isElsewhere(card.state); });
    scene.edges.removeIf([&](const diagram::Edge &edge) {
        return isElsewhere(edge.state) || !scene.cardFor(edge.source) || !scene.cardFor(edge.target);
    });
    return scene;
}

} // namespace

Result<Drawing> drawPicture(const compare::States &states, const metamodel::Metamodel &metamodel,
                            PlateauId plateau, const PictureRequest &request, bool withPixels, LaidOut *last)
{
    // Only what is there at the plateau: a document shows one state, so its pictures need not stand still
    // over all.
    const Model &model = states.model();
    QStringList present;
    for (const QString &key : request.elements) {
        const Element *element = model.element(key);
        const auto isAt = [&](PlateauId where) { return states.at(where).element(element->id) != nullptr; };
        if (element && (request.pair ? isAt(request.pair->from) || isAt(request.pair->to) : isAt(plateau)))
            present.append(key);
    }
    if (present.size() < (request.pair ? 1 : 2))
        return fail(ErrorCode::Refused, u"There is nothing to draw in '%1'."_s.arg(request.title));
    View view;
    view.key = request.name;
    view.properties = {{u"title"_s, request.title},
                       {u"include"_s, QJsonArray::fromStringList(present)},
                       {u"relations"_s, QJsonArray::fromStringList(request.relations)},
                       {u"group_by"_s, request.groupBy},
                       {u"direction"_s, request.direction}};
    if (last && request.pair && last->elements == present && last->relations == request.relations) {
        const QJsonObject properties = view.properties;
        view = last->view;
        view.properties = properties;
    } else {
        auto arranged = diagram::laidOut(states, metamodel, view);
        if (!arranged)
            return std::unexpected(arranged.error());
        view = std::move(*arranged);
        if (last && request.pair)
            *last = {present, request.relations, view};
    }
    const diagram::SceneBuilder placed(states, metamodel, view);
    diagram::ExportOptions options;
    options.titleBlock = false; // the document has its own captions
    options.margin = 24;
    Drawing drawing;
    drawing.scene = request.pair ? oneSide(placed.scene(request.pair->to, request.pair->from), *request.pair)
                                 : placed.scene(plateau);
    if (drawing.scene.cards.isEmpty())
        return fail(ErrorCode::Refused, u"There is nothing to draw in '%1'."_s.arg(request.title));
    auto svg = diagram::renderSvg(drawing.scene, options);
    if (!svg)
        return std::unexpected(svg.error());
    drawing.svg = std::move(*svg);
    // Where it is too big for pixels, the SVG has to do.
    if (const auto png = withPixels ? diagram::renderPng(drawing.scene, 2, options) : QByteArray(); png)
        drawing.png = *png;
    drawing.size = QSvgRenderer(drawing.svg).defaultSize();
    const QPointF corner = drawing.scene.bounds.topLeft() - QPointF(options.margin, options.margin);
    drawing.origin = (-corner).toPoint();
    drawing.smallestText = smallestText(drawing.scene);
    return drawing;
}

} // namespace gp::documents
