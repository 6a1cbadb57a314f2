// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/adr/outline.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gp::exchange::adr {

namespace {
constexpr qsizetype longestFrontMatter = 64 * 1024;

qsizetype countOf(QStringView text, QChar c)
{
    qsizetype count = 0;
    while (count < text.size() && text[count] == c)
        ++count;
    return count;
}

bool isOnly(QStringView text, QChar c)
{
    return !text.isEmpty() && countOf(text, c) == text.size();
}

/// A heading's words: without closing marks and comments at the end.
QStringView words(QStringView text)
{
    text = text.trimmed();
    while (text.endsWith("-->"_L1)) {
        const qsizetype begin = text.lastIndexOf("<!--"_L1);
        if (begin < 0)
            break;
        text = text.first(begin).trimmed();
    }
    QStringView closed = text;
    while (closed.endsWith(u'#'))
        closed.chop(1);
    // "C#" is a word, "Title ##" is closed.
    return closed.size() < text.size() && (closed.isEmpty() || closed.back().isSpace()) ? closed.trimmed()
                                                                                        : text;
}
} // namespace

Outline::Outline(QString text)
    : m_text(std::move(text))
{
    splitLines();
    findFrontMatter();
    markFencesAndComments();
    findSections();
}

QStringView Outline::line(int index) const
{
    const Line &line = m_lines.at(index);
    return QStringView(m_text).sliced(line.begin, line.end - line.begin);
}

bool Outline::isRule(int index) const
{
    const QStringView text = line(index).trimmed();
    return m_lines.at(index).isPlain && text.size() >= 3 && u"-*_"_s.contains(text.front()) &&
           std::ranges::all_of(text, [&](QChar c) { return c == text.front() || c == u' '; });
}

qsizetype Outline::offset(int index) const
{
    return index < lineCount() ? m_lines.at(index).begin : m_text.size();
}

void Outline::splitLines()
{
    m_lineBreak = u"\n"_s;
    for (qsizetype begin = 0; begin < m_text.size();) {
        const qsizetype at = m_text.indexOf(u'\n', begin);
        Line line;
        line.begin = begin;
        line.next = at < 0 ? m_text.size() : at + 1;
        line.end = at < 0 ? m_text.size() : at;
        const bool hasReturn = at > begin && m_text[at - 1] == u'\r';
        if (hasReturn)
            --line.end;
        if (m_lines.isEmpty() && hasReturn)
            m_lineBreak = u"\r\n"_s;
        m_lines.append(line);
        begin = line.next;
    }
}

void Outline::findFrontMatter()
{
    if (m_lines.isEmpty() || line(0).trimmed() != "---"_L1 || !line(0).startsWith(u'-'))
        return;
    for (int i = 1; i < lineCount() && m_lines.at(i).begin < longestFrontMatter; ++i) {
        const QStringView text = line(i);
        if (text.startsWith("---"_L1) && text.trimmed() == "---"_L1) {
            m_frontEnd = i;
            for (int j = 0; j <= i; ++j)
                m_lines[j].isPlain = false;
            return;
        }
    }
}

void Outline::markFencesAndComments()
{
    QChar fence;
    qsizetype fenceLength = 0;
    bool inComment = false;
    for (int i = bodyLine(); i < lineCount(); ++i) {
        Line &current = m_lines[i];
        const QStringView text = line(i).trimmed();
        if (inComment) {
            current.isPlain = false;
            current.isComment = true;
            if (const qsizetype end = text.indexOf("-->"_L1); end >= 0) {
                inComment = false;
                current.isComment = end + 3 == text.size();
            }
            continue;
        }
        const QChar mark = text.isEmpty() ? QChar() : text.front();
        const qsizetype length = mark == u'`' || mark == u'~' ? countOf(text, mark) : 0;
        if (fenceLength > 0) {
            current.isPlain = false;
            current.isFenced = true;
            if (mark == fence && length >= fenceLength && length == text.size())
                fenceLength = 0;
            continue;
        }
        // ```code``` in one line is no fence.
        if (length >= 3 && !(mark == u'`' && text.sliced(length).contains(u'`'))) {
            fence = mark;
            fenceLength = length;
            current.isPlain = false;
            current.isFenced = true;
            continue;
        }
        const qsizetype comment = text.lastIndexOf("<!--"_L1);
        if (comment >= 0 && text.indexOf("-->"_L1, comment) < 0) {
            inComment = true;
            current.isComment = comment == 0;
        } else if (text.startsWith("<!--"_L1)) {
            current.isComment = text.indexOf("-->"_L1) + 3 == text.size();
        }
        if (current.isComment)
            current.isPlain = false;
    }
}

bool Outline::isSetextUnderline(int index) const
{
    if (index == 0 || !m_lines.at(index).isPlain || !m_lines.at(index - 1).isPlain)
        return false;
    const QStringView under = line(index).trimmed();
    const bool isLine =
        (isOnly(under, u'=') && under.size() >= 2) || (isOnly(under, u'-') && under.size() >= 3);
    if (!isLine)
        return false;
    const QStringView above = line(index - 1);
    const QStringView trimmed = above.trimmed();
    if (trimmed.isEmpty() || above.startsWith("    "_L1) || u"#>|*+-=_"_s.contains(trimmed.front()))
        return false;
    // A paragraph of several lines above a rule is a paragraph with a rule.
    return index < 2 || !m_lines.at(index - 2).isPlain || line(index - 2).trimmed().isEmpty();
}

void Outline::findSections()
{
    for (int i = bodyLine(); i < lineCount(); ++i) {
        if (!m_lines.at(i).isPlain)
            continue;
        const QStringView text = line(i);
        Section section;
        qsizetype indent = countOf(text, u' ');
        const qsizetype marks = indent <= 3 ? countOf(text.sliced(indent), u'#') : 0;
        const QStringView after = text.sliced(indent + marks);
        if (marks >= 1 && marks <= 6 && (after.isEmpty() || after.front().isSpace())) {
            section.level = static_cast<int>(marks);
            section.headLine = i;
            section.bodyLine = i + 1;
            const QStringView heading = words(after);
            section.heading = heading.toString();
            section.text.begin = heading.isEmpty() ? m_lines.at(i).begin + indent + marks
                                                   : heading.data() - QStringView(m_text).data();
        } else if (isSetextUnderline(i) &&
                   (m_sections.isEmpty() || m_sections.constLast().bodyLine <= i - 1)) {
            section.level = text.trimmed().front() == u'=' ? 1 : 2;
            section.headLine = i - 1;
            section.bodyLine = i + 1;
            const QStringView heading = words(line(i - 1));
            section.heading = heading.toString();
            section.text.begin =
                heading.isEmpty() ? m_lines.at(i - 1).begin : heading.data() - QStringView(m_text).data();
        } else {
            continue;
        }
        section.text.end = section.text.begin + section.heading.size();
        m_sections.append(section);
    }
    // From behind, with the next heading of each level at hand: linear, however deep they are nested.
    int nextOfLevel[7];
    std::ranges::fill(nextOfLevel, lineCount());
    int next = lineCount();
    for (auto it = m_sections.rbegin(); it != m_sections.rend(); ++it) {
        it->ownEnd = next;
        it->end = lineCount();
        for (int level = 1; level <= it->level; ++level)
            it->end = std::min(it->end, nextOfLevel[level]);
        nextOfLevel[it->level] = it->headLine;
        next = it->headLine;
    }
}

int Outline::firstWords() const
{
    int line = bodyLine();
    while (line < lineCount() && isBlank(line))
        ++line;
    return line;
}

Span Outline::content(int from, int to) const
{
    // Many put a rule between their sections: it belongs to neither.
    const auto isNothing = [this](int i) { return isBlank(i) || m_lines.at(i).isComment || isRule(i); };
    while (from < to && isNothing(from))
        ++from;
    while (to > from && isNothing(to - 1))
        --to;
    if (from >= to)
        return {};
    return {m_lines.at(from).begin, m_lines.at(to - 1).end};
}

QString Outline::value(Span span) const
{
    if (!span.isThere())
        return {};
    QString text = m_text.sliced(span.begin, span.end - span.begin);
    text.replace("\r\n"_L1, "\n"_L1);
    return text.trimmed();
}

} // namespace gp::exchange::adr
