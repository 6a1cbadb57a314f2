// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QString>

/// Markdown (GFM) as the documents write it, and its way to HTML.
namespace gp::documents {

/// Any text as inline Markdown that shows exactly that text, in a paragraph, a heading, a list or a table
/// cell: no markup, no HTML, no line break, no control character.
[[nodiscard]] QString escapeMarkdown(const QString &text);

/// Markdown that a person wrote, made safe to stand inside a section: headings go below `level`, raw HTML
/// becomes text, control characters go. Ends without a line break.
[[nodiscard]] QString embedMarkdown(const QString &text, int level);

/// The same for one table cell or list item: line breaks become spaces, bars are escaped.
[[nodiscard]] QString embedInline(const QString &text);

/// Blank lines collapsed, trailing spaces removed (not in code), one line break at the end.
[[nodiscard]] QString tidyMarkdown(const QString &text);

/// Without the YAML front matter, if there is one.
[[nodiscard]] QString withoutFrontMatter(const QString &markdown);

/// How the documents' Markdown is read: flags for md4c. No raw HTML.
[[nodiscard]] unsigned markdownDialect();

/// Whether a link may keep its target: http, https, mailto and relative ones.
[[nodiscard]] bool isSafeTarget(const QString &target);

/// Well-formed XHTML fragment. Raw HTML in the Markdown comes out as text; links other than http, https,
/// mailto and relative ones lose their target, remote pictures become links.
[[nodiscard]] QString markdownToHtml(const QString &markdown);

/// Lower-case letters and digits joined by '-': file names and anchors.
[[nodiscard]] QString slug(const QString &text);

/// The names of the headings of one document, each but once.
class Anchors
{
public:
    [[nodiscard]] QString of(const QString &title);

private:
    QHash<QString, int> m_seen;
};

/// A YAML scalar, quoted where it has to be.
[[nodiscard]] QString yamlScalar(const QString &text);

} // namespace gp::documents
