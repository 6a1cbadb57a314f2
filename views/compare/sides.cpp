// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/compare/sides.h"

namespace gp::views {

namespace {

/// A side says what differs, and leaves the rest as calm as it is outside of a compare.
diagram::State signOnly(diagram::State state)
{
    return state == diagram::State::Kept ? diagram::State::None : state;
}

} // namespace

diagram::Scene sideOf(diagram::Scene plain, const diagram::Scene &both)
{
    for (auto &card : plain.cards) {
        const auto *same = both.card(card.id);
        if (!same)
            continue;
        card.state = signOnly(same->state);
        card.rect = same->rect;
    }
    for (auto &edge : plain.edges) {
        const auto *same = both.edge(edge.id);
        if (!same)
            continue;
        edge.state = signOnly(same->state);
        edge.route = same->route;
    }
    for (auto &group : plain.groups) {
        const auto same = std::ranges::find(both.groups, group.key, &diagram::Group::key);
        if (same != both.groups.end())
            group.rect = same->rect;
    }
    plain.bounds = both.bounds;
    plain.compare = true;
    return plain;
}

} // namespace gp::views
