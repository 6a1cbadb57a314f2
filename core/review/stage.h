// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// What is on the screen in a step. Private to the room.
#pragma once

#include "core/review/effects.h"

namespace gp::review {

enum class Side { Before, After, Both };

/// What matters of `ids` at the sides asked for, what stands around it, and the view that shows most of it.
[[nodiscard]] Stage stageOf(const Ground &ground, const QSet<ElementId> &ids, Side side);

/// Which elements each view shows at either state, by the view's key.
[[nodiscard]] QList<std::pair<QString, QSet<ElementId>>>
shownByViews(const Model &model, const PlateauModel &before, const PlateauModel &after);

} // namespace gp::review
