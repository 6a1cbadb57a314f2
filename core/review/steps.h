// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// The steps that every agenda has around the changes. Private to the room.
#pragma once

#include "core/review/effects.h"

namespace gp::review {

/// "6 removed, 14 added, 11 changed"; "nothing changes".
[[nodiscard]] QString countsText(const compare::Counts &counts);
/// "12 400 a month, +1 200": what a month costs; empty where there is no figure.
[[nodiscard]] QString costText(const Effect &effect);

[[nodiscard]] Step whyStep(const Ground &ground, const QString &review);
[[nodiscard]] Step currentStep(const Ground &ground);
[[nodiscard]] Step targetStep(const Ground &ground, const Effect &all);
[[nodiscard]] Step changeStep(const Ground &ground, const Cluster &cluster, const Effects &effects);
[[nodiscard]] Step controlsStep(const Ground &ground, const Effect &all);
[[nodiscard]] Step nfrsStep(const Ground &ground, const Effect &all);
[[nodiscard]] Step risksStep(const Ground &ground);
[[nodiscard]] Step questionsStep(const Ground &ground, const QList<Cluster> &clusters);
[[nodiscard]] Step roadmapStep(const Ground &ground);
[[nodiscard]] Step decisionsStep(const Ground &ground, const QString &review);
[[nodiscard]] Step actionsStep(const Ground &ground, const QString &review);

} // namespace gp::review
