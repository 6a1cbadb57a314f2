// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/at.h"

#include <QSet>

/// The graph for other programs. Deterministic; any thread.
namespace gp::exchange {

/// Everything the project holds, over all plateaus, with keys in place of ids where things refer to each
/// other.
[[nodiscard]] QByteArray toJson(const Model &model);

/// Elements and relations as they are at one plateau; with `only`, just these elements and what joins them.
[[nodiscard]] QByteArray toJson(const Model &model, const PlateauModel &at,
                                const std::optional<QSet<ElementId>> &only = {});

/// Graphviz: domains as clusters, kinds as attributes, names quoted so that nothing in them can break out.
[[nodiscard]] QByteArray toDot(const PlateauModel &at, const std::optional<QSet<ElementId>> &only = {});

} // namespace gp::exchange
