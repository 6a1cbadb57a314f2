// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/pdf_layout.h"

#include <QMap>
#include <QSet>

namespace gp::documents::pdf {

/// What stands around the blocks of one document.
struct Surroundings
{
    QString path;                       ///< of the document, without suffix, relative to the output folder
    QMap<QString, QByteArray> pictures; ///< as in Rendered
    QMap<QString, int> smallest; ///< by path: the pixels of the smallest text in a picture, where known
    QSet<QString> documents;     ///< paths without suffix: links to their Markdown lead to their PDF
};

/// A picture whose text gets too small, or that had to be shown in its words.
struct Remark
{
    QString picture; ///< its path; empty: about a table
    QString title;   ///< of the picture; of a table: the heading above
    double size = 0; ///< points of the smallest text; 0: the picture cannot be read
    QString word;    ///< of a table: what its column cannot hold
    int fitting = 0; ///< of a table: so many columns would fit
    int columns = 0;
};

struct Body
{
    Pieces pieces;
    QList<Remark> remarks;
};

/// Points below which text is too small on paper.
inline constexpr double leastReadable = 8;

[[nodiscard]] Body layOutBlocks(const std::vector<Block> &blocks, const Surroundings &surroundings);

} // namespace gp::documents::pdf
