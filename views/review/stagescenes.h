// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// The pictures of a step of a review, and what of them can be read at once. Pure; any thread.
#pragma once

#include "core/diagram/scene.h"
#include "core/review/agenda.h"

#include <QSet>

#include <memory>

namespace gp::views {

using ScenePtr = std::shared_ptr<const diagram::Scene>;

/// The states of a review in one layout.
struct StageScenes
{
    ScenePtr both; ///< with signs
    ScenePtr earlier;
    ScenePtr later;

    [[nodiscard]] bool isEmpty() const { return !both || both->cards.isEmpty(); }
};

/// Both states of a view. A view without positions is laid out by the layout worker, which is waited for.
[[nodiscard]] StageScenes scenesOf(const compare::States &states, const metamodel::Metamodel &metamodel,
                                   const View &view, PlateauId from, PlateauId to);
/// Those of exactly what a step is about and what stands around it, laid out anew.
[[nodiscard]] StageScenes scenesOf(const compare::States &states, const metamodel::Metamodel &metamodel,
                                   const review::Stage &stage, PlateauId from, PlateauId to);

/// What matters in a step; sorted out of what stands around it.
[[nodiscard]] QSet<ElementId> focusOf(const review::Stage &stage);

/// No text on the screen is smaller.
inline constexpr double readablePixels = 11;
/// Screen pixels a scene pixel from which on every text of a card can be read.
[[nodiscard]] double readableScale();
/// The cards of `focus` as parts that fit into a viewport (widget pixels) at a readable scale, each as the
/// area that it takes, in reading order. Every card of `focus` that the scene shows is in one of them.
[[nodiscard]] QList<QRectF> readableParts(const diagram::Scene &scene, const QSet<ElementId> &focus,
                                          QSizeF viewport);

} // namespace gp::views
