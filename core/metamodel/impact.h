// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/at.h"

namespace gp::metamodel {

/// Who is hit when an element fails, at one plateau. Lists are sorted by key.
struct Impact
{
    QList<ElementState> direct;     ///< those that need it themselves
    QList<ElementState> transitive; ///< those, and all that need them in turn
    QList<ElementState> owners;     ///< who owns what is hit, and is to be told

    friend bool operator==(const Impact &, const Impact &) = default;
};

/// A depends on, uses, runs in, is delivered by or deploys to B: then A is hit when B fails. What a service
/// provides is hit with it. Walks as far as the relations go; loops end. Any thread.
[[nodiscard]] Impact impactOf(const PlateauModel &at, ElementId id);

} // namespace gp::metamodel
