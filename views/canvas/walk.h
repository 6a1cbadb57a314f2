// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/scene.h"

#include <QSet>

namespace gp::views {

enum class Direction { Left, Right, Up, Down };

/// The card that an arrow key goes to from `from`; the first one (top left) where `from` is not there, `from`
/// itself where there is none in that direction.
[[nodiscard]] ElementId neighbour(const diagram::Scene &scene, ElementId from, Direction direction);

/// The scene without some cards and the edges at them, and those alone: for dragging.
[[nodiscard]] std::pair<diagram::Scene, diagram::Scene> split(const diagram::Scene &scene,
                                                              const QSet<ElementId> &dragged);

/// Cards and the edges at `moved` as they look while it is dragged by `by`; the lines are plain curves until
/// the drop routes them.
[[nodiscard]] diagram::Scene shifted(const diagram::Scene &part, const diagram::Scene &whole,
                                     const QSet<ElementId> &moved, QPointF by);

/// A plain curve from border to border, leaving on the side that faces the other card: start, two controls,
/// end.
[[nodiscard]] QList<QPointF> plainRoute(const QRectF &from, const QRectF &to);

} // namespace gp::views
