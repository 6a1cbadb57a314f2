// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/pdf_layout.h"

namespace gp::documents::pdf {

/// A table as pieces, a row each. Its head stands again on every page; a row is broken only where it is
/// higher than a page.
struct Table
{
    Pieces pieces;
    QString tooLong; ///< a word that its column cannot hold even on a landscape page; empty: none
    int fitting = 0; ///< where there is one: so many columns, from the left, would fit
};

/// `left` and `width`: the room on a portrait page. Where the words of the columns do not fit into it, the
/// table gets landscape pages if it stands in no list or quote (`mayTurn`).
[[nodiscard]] Table layOutTable(const Block &block, double left, double width, bool mayTurn);

} // namespace gp::documents::pdf
