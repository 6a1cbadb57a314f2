// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/error.h"

#include <QStringList>

namespace gp::cli {

/// Splits one line into words as a shell does: '…' keeps everything, "…" everything but \" and \\, a
/// backslash outside of quotes the next character; # where a word would begin starts a comment. Nothing is
/// expanded. Usage where a quote or a backslash is left open.
[[nodiscard]] Result<QStringList> splitWords(QStringView line);

} // namespace gp::cli
