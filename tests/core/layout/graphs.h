// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/layout.h"

/// Graphs to lay out, and what must be true of every layout.
namespace graphs {

/// From text: "1>2 2>3 4" is a chain and a lone card; "a:1,2 b:3" as `groups` puts cards into groups.
[[nodiscard]] gp::layout::Request fromText(const QString &edges, const QString &groups = {});

/// A delivery platform: 50 services in 8 domains that depend on each other, 12 pipelines, 4 environments,
/// controls.
[[nodiscard]] gp::layout::Request platform();
/// One hub and `spokes` cards around it.
[[nodiscard]] gp::layout::Request star(int spokes);
[[nodiscard]] gp::layout::Request chain(int length);
/// Pseudo-random, the same for a seed.
[[nodiscard]] gp::layout::Request random(int nodes, int edges, int groups, quint32 seed);

/// The first thing wrong with a layout, empty for a sound one: cards that overlap or leave their frame,
/// frames that overlap, an edge that is missing, starts or ends elsewhere than on its card's border, or runs
/// through a card or a group's title.
[[nodiscard]] QString findFlaw(const gp::layout::Request &request,
                               const gp::layout::Arrangement &arrangement);

/// The worker of this build.
[[nodiscard]] QString worker();

} // namespace graphs
