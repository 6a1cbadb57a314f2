// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/error.h"

#include <QStringList>

namespace gp::publish {

/// A piece of a page at its top: a heading, a paragraph, one item of a list, a table. `text` is Markdown.
struct PageBlock
{
    enum Kind { Heading, Paragraph, Item, Table, Code, Quote, Rule, Other } kind = Paragraph;
    QString text;           ///< of an item without its bullet; further lines as they stand below it
    int level = 0;          ///< of a heading, 1 to 6
    bool isOrdered = false; ///< of an item

    friend bool operator==(const PageBlock &, const PageBlock &) = default;
};

struct PageText
{
    QList<PageBlock> blocks;
    QStringList told; ///< sentences: what came as mere text, or not at all
};

/// A link to a page by its title, as the reader leaves it: "[words](<page:TITLE>)".
inline constexpr QLatin1StringView pageScheme("page:");

/// Storage format as Markdown, as far as it was made by us or by the editor there: headings, paragraphs,
/// lists, tables, code, quotes, panels, links, emphasis, tasks, status. Macros that are not known are kept as
/// text and told. Notes leave no trace. Unreadable where it is not well-formed, or nested too deeply.
[[nodiscard]] Result<PageText> readPage(const QString &storage);

/// Blocks as one text: items in lines below each other with `bullet`, a blank line between the others.
[[nodiscard]] QString markdownOf(const QList<PageBlock> &blocks, QChar bullet = u'*');

} // namespace gp::publish
