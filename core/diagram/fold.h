// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/scene.h"
#include "core/metamodel/metamodel.h"

namespace gp::diagram {

/// Makes one card of each group whose key is in `keys`, in the middle of its frame. Relations across its
/// border are lifted to the card, those of one kind, direction and state as one bundle with its count; what
/// runs inside is not drawn, and counted on the card. All other cards and lines stay as they are. `metamodel`
/// gives the kinds their plurals. `names`: an element of each group (its index plus one) whose id the card
/// bears where the group is no element itself, so that it is the same card at every plateau.
void foldGroups(Scene &scene, const QSet<QString> &keys, const layout::Options &options,
                const metamodel::Metamodel &metamodel, const QMap<qint64, ElementId> &names);

} // namespace gp::diagram
