// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/pdf_blocks.h"

namespace gp::documents::pdf {

/// What a document says of itself; all may be empty but the title.
struct Cover
{
    QString title;
    QString kind; ///< "Decision record"
    QString project;
    QString organisation;
    QString plateau;
    QString plateauDate;
    QString date;  ///< of the facts; ISO 8601
    QString scope; ///< "Checkout (Service)"; "The whole project"
    QString state; ///< hash

    [[nodiscard]] QString stateDescribed() const;
    /// The sentence under the title of a document as the built-in templates print it: said on the title
    /// page, so not again in the text.
    [[nodiscard]] QString sentence() const;
};

struct File
{
    QByteArray bytes;
    QList<Remark> remarks;
    int pages = 0;
};

/// A document as PDF 1.4 on A4: title page, contents, running head and foot, vector pictures, links,
/// bookmarks. Same input, same bytes: its date is that of the facts, else SOURCE_DATE_EPOCH, else 1970, its
/// id comes from its text. Needs a QGuiApplication; any thread.
[[nodiscard]] File write(const Cover &cover, const QString &markdown, const Surroundings &surroundings);

/// What is to be told to people, about the document at `path`. `split` says how a picture (by path) could be
/// divided; empty where nobody knows.
[[nodiscard]] QString sentenceOf(const Remark &remark, const QString &path, const QString &split);

} // namespace gp::documents::pdf
