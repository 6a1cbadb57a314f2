// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSet>
#include <QString>

/// Markdown (GFM) as the documents write it, and its way to HTML.
namespace gp::documents {

/// Any text as inline Markdown that shows exactly that text, in a paragraph, a heading, a list or a table
/// cell: no markup, no HTML, no line break, no control character.
[[nodiscard]] QString escapeMarkdown(const QString &text);

/// Markdown that a person wrote, made safe to stand inside a section: headings go below `level`, raw HTML
/// becomes text, control characters go. Lines that are nothing but "<details>", "<summary>…</summary>" and
/// "</details>" stay where each has its end. Ends without a line break.
[[nodiscard]] QString embedMarkdown(const QString &text, int level);

/// The same for one table cell or list item: line breaks become spaces, bars are escaped.
[[nodiscard]] QString embedInline(const QString &text);

/// Blank lines collapsed, trailing spaces removed (not in code), one line break at the end.
[[nodiscard]] QString tidyMarkdown(const QString &text);

/// Without the YAML front matter, if there is one.
[[nodiscard]] QString withoutFrontMatter(const QString &markdown);

/// Well-formed XHTML fragment. Raw HTML in the Markdown comes out as text; links other than http, https,
/// mailto and relative ones lose their target, remote pictures become links.
[[nodiscard]] QString markdownToHtml(const QString &markdown);

/// Flags of md4c: what is markup in a document, in every form that is made of it.
[[nodiscard]] unsigned markdownDialect();

/// What a character reference ("&eacute;", "&#233;") stands for; the text itself where it is none.
[[nodiscard]] QString referenced(const QString &reference);

/// Without what no XML may hold or nobody sees: control characters but for line break and tab, lone
/// surrogates, U+FFFE and U+FFFF. Line ends become '\n'.
[[nodiscard]] QString legalText(QString text);

/// Whether a link may lead there: http, https, mailto or relative. Blanks and control characters, which
/// browsers skip, do not hide a scheme.
[[nodiscard]] bool isSafeTarget(const QString &target);

/// A relative link as written in the document at `path`, from the output folder: without "..".
[[nodiscard]] QString fromTop(const QString &path, const QString &href);

/// Lower-case letters and digits joined by '-': file names and anchors.
[[nodiscard]] QString slug(const QString &text);

/// Follows the fences of code blocks from line to line.
class Fence
{
public:
    /// True where the line belongs to a code block, with its fences.
    bool take(QStringView line);
    /// The fence that is open; empty: none.
    [[nodiscard]] QString open() const { return m_mark; }

private:
    QString m_mark;
};

/// Names the headings of one page, from the second level on: slugs, numbered where one comes again.
class Anchors
{
public:
    [[nodiscard]] QString next(const QString &title);
    [[nodiscard]] bool contains(const QString &anchor) const { return m_used.contains(anchor); }
    [[nodiscard]] const QSet<QString> &all() const { return m_used; }

private:
    QSet<QString> m_used;
};

/// A YAML scalar, quoted where it has to be.
[[nodiscard]] QString yamlScalar(const QString &text);

} // namespace gp::documents
