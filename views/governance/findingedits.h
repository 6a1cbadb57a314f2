// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/rules.h"
#include "core/store/query.h"
#include "views/session/session.h"

/// What is done about a finding, as plain functions to a draft with its label.
namespace gp::views {

struct FindingEdit
{
    Draft draft;
    Result<void> done;
    QString label;
    QStringList steps; ///< what it changes, a sentence each
    RecordId record;   ///< that it adds
};

/// The edits that the rows of a rule's fix ask for, at the plateau shown.
[[nodiscard]] FindingEdit fixEdit(const Session &session, const rules::Finding &finding,
                                  const rules::Rule &rule, const store::QueryResult &rows);

/// Between which plateaus the work on a finding lies: from the one shown to the next on the main line; where
/// there is none, from the one before to the one shown. Both are invalid where neither is there.
[[nodiscard]] std::pair<PlateauId, PlateauId> spanOfWork(const Model &model, PlateauId shown);
[[nodiscard]] FindingEdit workPackageEdit(const Session &session, const rules::Finding &finding,
                                          const rules::Rule &rule);

/// The profiles of the project; none takes the property away.
[[nodiscard]] FindingEdit profilesEdit(const Session &session, const QStringList &ids);

/// An element as it is called at the plateau shown; its key where it is not there.
[[nodiscard]] QString nameOf(const Session &session, ElementId id);

} // namespace gp::views
