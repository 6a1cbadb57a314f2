// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace gp::exchange::adr {

/// A half-open range of a text, in UTF-16 units; not there where `begin` is negative.
struct Span
{
    qsizetype begin = -1;
    qsizetype end = -1;

    [[nodiscard]] bool isThere() const { return begin >= 0; }
    friend bool operator==(const Span &, const Span &) = default;
};

struct Line
{
    qsizetype begin = 0;
    qsizetype end = 0;   ///< without the line break
    qsizetype next = 0;  ///< where the next line begins
    bool isPlain = true; ///< may be a heading or a bullet: not in a fenced block, a comment or front matter
    bool isFenced = false;
    bool isComment = false; ///< nothing but a comment, or a part of one
};

/// A heading and what stands below it. Lines are indices into Outline::lines().
struct Section
{
    int level = 0;
    QString heading; ///< without marks, closing marks and comments
    int headLine = 0;
    int bodyLine = 0; ///< after the heading (a Setext heading has two lines)
    int ownEnd = 0;   ///< the next heading of any level
    int end = 0;      ///< the next heading of this level or above
    Span text;        ///< of the heading's words in the text
};

/// Finds the lines, headings and front matter of a Markdown text; no more of Markdown is understood. Fenced
/// code and comments hold no headings. Linear in the text's length.
class Outline
{
public:
    explicit Outline(QString text = {});

    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] const QList<Line> &lines() const { return m_lines; }
    [[nodiscard]] const QList<Section> &sections() const { return m_sections; }
    [[nodiscard]] int lineCount() const { return static_cast<int>(m_lines.size()); }
    [[nodiscard]] QStringView line(int index) const;
    /// A line across: "---", "* * *".
    [[nodiscard]] bool isRule(int index) const;
    [[nodiscard]] bool isBlank(int index) const { return line(index).trimmed().isEmpty(); }
    [[nodiscard]] QString lineBreak() const { return m_lineBreak; } ///< the first one of the text

    [[nodiscard]] bool hasFrontMatter() const { return m_frontEnd > 0; }
    [[nodiscard]] int frontEnd() const { return m_frontEnd; } ///< line of the closing mark; the first is 0
    [[nodiscard]] int bodyLine() const { return m_frontEnd > 0 ? m_frontEnd + 1 : 0; }
    /// The first line below the front matter that is not blank; lineCount() where there is none.
    [[nodiscard]] int firstWords() const;

    /// Lines [from, to) without blank lines, comments and rules at both ends; not there where nothing is
    /// left.
    [[nodiscard]] Span content(int from, int to) const;
    /// What a span holds, with \n as line break.
    [[nodiscard]] QString value(Span span) const;
    /// Where line `index` begins; the end of the text for one past the last.
    [[nodiscard]] qsizetype offset(int index) const;

private:
    void splitLines();
    void findFrontMatter();
    void markFencesAndComments();
    void findSections();
    [[nodiscard]] bool isSetextUnderline(int index) const;

    QString m_text;
    QString m_lineBreak;
    QList<Line> m_lines;
    QList<Section> m_sections;
    int m_frontEnd = 0;
};

} // namespace gp::exchange::adr
