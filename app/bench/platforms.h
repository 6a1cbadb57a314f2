// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/layout.h"

/// Delivery platforms of any size to lay out, for the bench and the tests; the same for a seed on every
/// machine.
namespace gp::platforms {

struct Recipe
{
    int services = 50;
    quint32 seed = 42;
    bool hasTeams = false;       ///< services are owned by teams, one team for each dozen
    bool hasInnerGroups = false; ///< a domain's pipelines stand in a group of their own inside of it
};

/// Domains of 20 to 60 services, each with its pipeline; two to four dependencies a service, two thirds of
/// them inside the domain and more often on those that many use already; pipelines deploy to one of four
/// environments, and every second one is guarded by a control. About 2 cards and 5 lines a service.
[[nodiscard]] layout::Request make(const Recipe &recipe);

} // namespace gp::platforms
