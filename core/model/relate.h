// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/draft.h"

namespace gp {

/// Makes a relation exist at `plateau`. There is at most one of a kind between two elements, so where one
/// ended there it is brought back, and where one begins only later on the same way it begins here already.
/// Refused, with the plateau to go to, where that would change what another plateau says; refused as well
/// where it exists already.
[[nodiscard]] Result<RelationId> relateAt(Draft &draft, const QString &kind, ElementId source,
                                          ElementId target, PlateauId plateau);

} // namespace gp
