// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

#include <optional>
#include <vector>

/// Markdown as plain values: for forms that lay text out themselves. Same dialect and same safety as
/// markdownToHtml(): raw HTML is text, unsafe targets are gone.
namespace gp::documents {

/// A piece of text in one look. Hard line breaks are QChar::LineSeparator.
struct Span
{
    QString text;
    bool isBold = false;
    bool isItalic = false;
    bool isStruck = false;
    bool isCode = false;
    QString link; ///< where it leads, as written; empty: nowhere

    [[nodiscard]] bool looksLike(const Span &other) const;
    friend bool operator==(const Span &, const Span &) = default;
};
using Spans = QList<Span>;

[[nodiscard]] QString plainText(const Spans &spans);

struct Block
{
    enum class Kind { Heading, Paragraph, Picture, Code, Quote, List, Item, Table, Rule };

    Kind kind = Kind::Paragraph;
    int level = 0;              ///< Heading: 1 to 6
    Spans text;                 ///< Heading, Paragraph, Picture (what to say instead of it), Code (one span)
    QString target;             ///< Picture: its source, as written
    bool isOrdered = false;     ///< List
    int first = 1;              ///< List: the number of its first item
    std::optional<bool> isDone; ///< Item of a task list

    std::vector<Block> children; ///< Quote, Item: blocks; List: items

    QList<Qt::Alignment> columns; ///< Table: AlignLeft, AlignRight or AlignHCenter for each
    QList<Spans> head;            ///< Table: may have empty cells only
    QList<QList<Spans>> rows;     ///< Table
};

/// The blocks of a document, without its front matter. What is nested more than twelve deep, which only
/// hostile text is, comes out less deep. Any thread.
[[nodiscard]] std::vector<Block> parseBlocks(const QString &markdown);

} // namespace gp::documents
