// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/takeback_merge.h"
#include "core/publish/takeback_sections.h"

#include <QJsonArray>

namespace gp::publish {

/// The options of a decision as two pages say them, in the list of titles and under the titles.
struct MergedOptions
{
    bool isChanged = false;
    QJsonArray value;
    QString ours;                   ///< Markdown
    QString theirs;                 ///< Markdown
    QMap<QString, QString> renamed; ///< new titles by the old ones
};

/// Scores, plateaus and whatever else a page does not say stay with their option, also where it was renamed.
/// An option that is in one of the two places only stays, and that is told.
[[nodiscard]] MergedOptions mergeOptions(Merger &merger, const QJsonArray &rows, const PageSections &ours,
                                         const PageSections &theirs, QStringList &told);

} // namespace gp::publish
