// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

namespace gp::views {

/// Whether a relation is there at the plateau shown, and why it cannot be otherwise.
struct RelationAt
{
    bool exists = false;
    QString problem; ///< why it cannot be added or ended here; empty where it can
};

[[nodiscard]] RelationAt relationAt(const Session &session, const QString &kind, ElementId source,
                                    ElementId target);

/// Adds the relation at the plateau shown, or ends it there where it is. One that ended at this very plateau
/// goes on; one that would begin later begins here. An error where relationAt() names a problem.
[[nodiscard]] Result<Draft> toggled(const Session &session, const QString &kind, ElementId source,
                                    ElementId target);

} // namespace gp::views
