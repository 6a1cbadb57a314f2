// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

/// What people write in Markdown for boxes and for what can be opened, as GitHub reads it. Told from the text
/// of one paragraph in which everything that was escaped, or is code, is no letter of any mark, so that plain
/// text stays plain text.
namespace gp::documents {

/// Stands for a character that marks nothing.
inline constexpr QChar noMark(0xFFFC);

/// "[!NOTE]" in the first line of a quote.
struct Callout
{
    QString panel;      ///< info, tip, note or warning
    QString title;      ///< where the panel alone does not say it
    qsizetype size = 0; ///< letters of the mark
};
[[nodiscard]] std::optional<Callout> calloutOf(const QString &paragraph);

/// "<details>", "<summary>…</summary>", both, or "</details>": the whole paragraph.
struct DetailsMark
{
    bool begins = false;
    bool ends = false;
    qsizetype titleAt = -1; ///< in the paragraph; -1: there is no summary
    qsizetype titleSize = 0;
};
[[nodiscard]] std::optional<DetailsMark> detailsMarkOf(const QString &paragraph);

/// The document with each of these marks in a paragraph of its own, as HTML would have it. Not in code.
[[nodiscard]] QString withDetailsApart(const QString &markdown);

} // namespace gp::documents
