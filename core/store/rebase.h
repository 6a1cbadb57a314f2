// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Carrying an edit over to a newer state. Private to the room.
#pragma once

#include "core/model/draft.h"

namespace gp::store {

/// The state that an edit leads to, and what it changes on the way.
struct Edit
{
    Model after;
    Change change;
};

/// The draft's edit on top of `current`. Refused where something it touches is not what it was when the draft
/// began.
[[nodiscard]] Result<Edit> rebase(const Draft &draft, const Model &current);

} // namespace gp::store
