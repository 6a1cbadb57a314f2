// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/pictures.h"

#include "core/diagram/export.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

Result<Drawing> drawPicture(const Model &model, const metamodel::Metamodel &metamodel, PlateauId plateau,
                            const PictureRequest &request, bool withPixels)
{
    // Only what is there at the plateau: a document shows one state, so its pictures need not stand still
    // over all.
    QStringList present;
    for (const QString &key : request.elements) {
        const Element *element = model.element(key);
        if (element && stateAt(model, plateau, element->id))
            present.append(key);
    }
    if (present.size() < 2)
        return fail(ErrorCode::Refused, u"There is nothing to draw in '%1'."_s.arg(request.title));
    View view;
    view.key = request.name;
    view.properties = {{u"title"_s, request.title},
                       {u"include"_s, QJsonArray::fromStringList(present)},
                       {u"relations"_s, QJsonArray::fromStringList(request.relations)},
                       {u"group_by"_s, request.groupBy},
                       {u"direction"_s, request.direction}};
    const auto arranged = diagram::laidOut(model, metamodel, view);
    if (!arranged)
        return std::unexpected(arranged.error());
    const diagram::SceneBuilder placed(model, metamodel, *arranged);
    diagram::ExportOptions options;
    options.titleBlock = false; // the document has its own captions
    options.margin = 24;
    const diagram::Scene scene = placed.scene(plateau);
    const auto svg = diagram::renderSvg(scene, options);
    if (!svg)
        return std::unexpected(svg.error());
    Drawing drawing{*svg, {}};
    // Where it is too big for pixels, the SVG has to do.
    if (const auto png = withPixels ? diagram::renderPng(scene, 2, options) : QByteArray(); png)
        drawing.png = *png;
    return drawing;
}

} // namespace gp::documents
