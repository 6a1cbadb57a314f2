// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/adr/edit.h"

namespace gp::exchange::adr {

/// A decision without an original as a MADR 4 file. `normalised` names what MADR has no place for.
[[nodiscard]] Edited writeMadr(const Record &decision, const QList<LinkText> &links,
                               const QList<LinkText> &successors);

/// The front matter alone, with the blank line after it.
[[nodiscard]] QString writeFrontMatter(const Record &decision);
/// All below it, without links: for people to edit. Sections that most decisions have are there also while
/// they are empty.
[[nodiscard]] QString writeBody(const Record &decision);

} // namespace gp::exchange::adr
