// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/rules.h"

namespace gp::rules {

/// Whether what a rule says of an element hangs on no other row of the table that it applies to. Then, where
/// only rows of that table changed, it need be asked of these rows alone. True only for queries of a plain
/// form: `select x.id as element_id … from :applies x …`, ungrouped or grouped by x.id, that name the table
/// nowhere else.
[[nodiscard]] bool isLocal(const Rule &rule);
/// The same for whether a rule applies to an element.
[[nodiscard]] bool isLocal(const Applies &applies);

/// The columns of a table that some text can name; all where it says `*` of rows.
[[nodiscard]] QStringList columnsNamed(const QStringList &columns, const QString &text);

} // namespace gp::rules
