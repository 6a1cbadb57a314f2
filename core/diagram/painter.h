// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/scene.h"
#include "core/diagram/theme.h"

#include <QSet>

class QPainter;

namespace gp::diagram {

struct PaintOptions
{
    QRectF visible; ///< in scene pixels; only what touches it is drawn. Null: all
    QSet<ElementId> selected;
    QSet<RelationId> selectedEdges;
    ElementId hovered;
    QSet<ElementId>
        focus; ///< not empty: everything that is neither in it nor an edge between two of it is faded
    bool background = true;    ///< fill `visible` (or the bounds) with the canvas colour
    bool textAsPaths = false;  ///< draw outlines in place of text, for files
    bool levelOfDetail = true; ///< leave out text under 4 device pixels; bars stand in for it
};

/// The one painter: canvas tiles, SVG and PNG come from here. Draws in scene pixels under the painter's
/// transform. Reentrant: several threads can paint one scene into different devices.
void paint(QPainter &painter, const Scene &scene, const Theme &theme, const PaintOptions &options = {});

/// Draws one card at its place, as paint() does: for drag pictures and tooltips.
void paintCard(QPainter &painter, const Card &card, const Theme &theme, const PaintOptions &options = {});

/// What is under a point: at most one of the four is set. Cards win over edges, edges over notes, notes over
/// groups (whose frame line and title count, not their inside).
struct Hit
{
    ElementId card;
    RelationId edge;
    int group = -1; ///< index into Scene::groups
    int note = -1;  ///< index into Scene::notes

    [[nodiscard]] bool isEmpty() const { return !card.isValid() && !edge.isValid() && group < 0 && note < 0; }
    friend bool operator==(const Hit &, const Hit &) = default;
};

/// `tolerance` is the distance in scene pixels at which a line counts as hit.
[[nodiscard]] Hit hitTest(const Scene &scene, QPointF point, double tolerance = 5.0);

/// The cards that a rubber band touches, sorted by id.
[[nodiscard]] QList<ElementId> cardsIn(const Scene &scene, const QRectF &area);

} // namespace gp::diagram
