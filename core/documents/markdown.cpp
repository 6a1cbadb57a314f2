// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/markdown.h"

#include "core/documents/storage_marks.h"

#include <QDir>
#include <QRegularExpression>
#include <QStringList>

#include <md4c-html.h>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

/// What stands first in a line, where nobody takes the spaces before it for code; nothing in an empty line.
/// Most lines begin with a letter, and looking is a hundredth of what an expression takes to say no.
QChar firstSign(QStringView line)
{
    constexpr qsizetype mostSpaces = 3;
    qsizetype at = 0;
    while (at < line.size() && at < mostSpaces && line.at(at) == u' ')
        ++at;
    return at < line.size() ? line.at(at) : QChar();
}

/// Whether the `&` at `at` would be read as a character reference.
bool startsEntity(QStringView text, qsizetype at)
{
    static const QRegularExpression entity(
        u"\\G&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"_s);
    return entity.matchView(text, at).hasMatch();
}

/// Applies `change` to the parts of a line that are not in a code span.
template<typename Function>
QString outsideCode(const QString &line, Function change)
{
    static const QRegularExpression code(u"(`+)(?!`).*?(?<!`)\\1(?!`)"_s);
    if (!line.contains(u'`'))
        return change(line);
    QString result;
    qsizetype end = 0;
    for (auto it = code.globalMatch(line); it.hasNext();) {
        const auto match = it.next();
        result += change(line.sliced(end, match.capturedStart() - end)) + match.captured();
        end = match.capturedEnd();
    }
    return result + change(line.sliced(end));
}

QString withoutHtml(QString text)
{
    static const QRegularExpression tag(u"<(?!https?://[^\\s<>]+>)"_s);
    return text.contains(u'<') ? text.replace(tag, u"&lt;"_s) : text;
}

/// Whether what people can open and close is closed again wherever it was opened.
bool hasWholeDetails(const QStringList &lines)
{
    Fence fence;
    int open = 0;
    bool hasAny = false;
    for (const QString &line : lines) {
        if (fence.take(line) || !line.contains(u'<'))
            continue;
        const auto mark = detailsMarkOf(line);
        if (!mark)
            continue;
        hasAny = true;
        open += mark->begins ? 1 : mark->ends ? -1 : 0;
        if (open < 0 || (open == 0 && !mark->ends)) // an end without a beginning, a title of nothing
            return false;
    }
    return hasAny && open == 0;
}

int smallestHeading(const QStringList &lines)
{
    static const QRegularExpression heading(u"^ {0,3}(#{1,6})(?:\\s|$)"_s);
    int smallest = 7;
    Fence fence;
    for (const QString &line : lines) {
        if (fence.take(line) || firstSign(line) != u'#')
            continue;
        if (const auto match = heading.match(line); match.hasMatch())
            smallest = std::min(smallest, int(match.capturedLength(1)));
    }
    return smallest;
}

void append(const MD_CHAR *text, MD_SIZE size, void *out)
{
    static_cast<QByteArray *>(out)->append(text, size);
}

QString withSafeTargets(const QString &html)
{
    static const QRegularExpression link(
        u"<a href=\"([^\"]*)\"|<img src=\"([^\"]*)\" alt=\"([^\"]*)\"[^>]*>"_s);
    QString result;
    qsizetype end = 0;
    for (auto it = link.globalMatch(html); it.hasNext();) {
        const auto match = it.next();
        result += QStringView(html).sliced(end, match.capturedStart() - end);
        // Character references could hide a scheme ("javascript&#58;").
        const QString target = QString(match.captured(1) + match.captured(2))
                                   .replace(u"&amp;"_s, u"&"_s)
                                   .remove(u'\t')
                                   .remove(u'\n');
        const bool isPicture = match.captured().startsWith(u"<img");
        if (!isSafeTarget(target))
            result += isPicture ? match.captured(3) : u"<a"_s;
        else if (isPicture && target.contains(u"//"))
            result += u"<a href=\""_s + match.captured(2) + u"\">"_s + match.captured(3) + u"</a>"_s;
        else
            result += match.captured();
        end = match.capturedEnd();
    }
    return result.append(QStringView(html).sliced(end));
}

} // namespace

bool Fence::take(QStringView line)
{
    static const QRegularExpression mark(u"^ {0,3}(`{3,}|~{3,})(.*)$"_s);
    if (const QChar first = firstSign(line); first != u'`' && first != u'~')
        return !m_mark.isEmpty();
    const auto match = mark.matchView(line);
    if (m_mark.isEmpty()) {
        if (!match.hasMatch() || (match.captured(1).startsWith(u'`') && match.captured(2).contains(u'`')))
            return false;
        m_mark = match.captured(1);
        return true;
    }
    if (match.hasMatch() && match.captured(1).startsWith(m_mark) && match.captured(2).trimmed().isEmpty())
        m_mark.clear();
    return true;
}

QString legalText(QString text)
{
    if (text.contains(u'\r'))
        text.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
    const auto isIllegal = [&text](qsizetype at) {
        const QChar c = text.at(at);
        if (c.isHighSurrogate())
            return at + 1 == text.size() || !text.at(at + 1).isLowSurrogate();
        if (c.isLowSurrogate())
            return at == 0 || !text.at(at - 1).isHighSurrogate();
        const char16_t code = c.unicode();
        const bool isControl =
            (code < 0x20 && code != u'\n' && code != u'\t') || (code >= 0x7F && code < 0xA0);
        return isControl || code == 0xFFFE || code == 0xFFFF;
    };
    qsizetype first = 0;
    while (first < text.size() && !isIllegal(first))
        ++first;
    if (first == text.size())
        return text; // as nearly all are
    QString legal = text.first(first);
    legal.reserve(text.size());
    for (qsizetype i = first; i < text.size(); ++i) {
        if (!isIllegal(i))
            legal += text.at(i);
    }
    return legal;
}

bool isSafeTarget(const QString &target)
{
    static const QRegularExpression scheme(u"^[A-Za-z][A-Za-z0-9+.-]*:"_s);
    static const QRegularExpression safe(u"^(https?|mailto):"_s, QRegularExpression::CaseInsensitiveOption);
    QString seen = target;
    seen.removeIf([](QChar c) { return c.isSpace() || c.category() == QChar::Other_Control; });
    if (!seen.contains(u':'))
        return true;
    return !scheme.match(seen).hasMatch() || safe.match(seen).hasMatch();
}

QString fromTop(const QString &path, const QString &href)
{
    return QDir::cleanPath(u'/' + path.section(u'/', 0, -2) + u'/' + href).sliced(1);
}

QString escapeMarkdown(const QString &text)
{
    static const QString always = u"\\`*[]|~"_s;
    const QString plain = legalText(text).simplified();
    QString escaped;
    escaped.reserve(plain.size() + 16);
    for (qsizetype i = 0; i < plain.size(); ++i) {
        const QChar c = plain.at(i);
        const QChar before = i > 0 ? plain.at(i - 1) : u' ';
        const QChar after = i + 1 < plain.size() ? plain.at(i + 1) : u' ';
        if (c == u'<')
            escaped += u"&lt;"_s;
        else if (c == u'&' && startsEntity(plain, i))
            escaped += u"&amp;"_s;
        else if (c == u'_' && before.isLetterOrNumber() && after.isLetterOrNumber())
            escaped += c; // inside of a word it marks nothing
        else if (c == u'{' && (after == u'{' || after == u'%' || after == u'#'))
            escaped += u"\\{"_s; // some publishers run another template engine over Markdown
        else if (always.contains(c) || c == u'_' || (c == u'#' && (i == 0 || after == u' ')))
            escaped += u'\\' + c;
        else
            escaped += c;
    }
    // What starts a block when it stands first in a line.
    static const QRegularExpression opener(u"^(?:[-+](?=[ +-]|$)|[=>]|[0-9]{1,9}(?=[.)](?: |$)))"_s);
    if (firstSign(escaped).isLetter())
        return escaped;
    if (const auto match = opener.match(escaped); match.hasMatch()) {
        const bool isNumber = match.captured().at(0).isDigit();
        escaped.insert(isNumber ? match.capturedLength() : 0, u'\\');
    }
    return escaped;
}

QString embedMarkdown(const QString &text, int level)
{
    const QStringList lines = legalText(text).split(u'\n');
    const int shift = std::max(0, level + 1 - smallestHeading(lines));
    static const QRegularExpression heading(u"^ {0,3}(#{1,6})(?=\\s|$)"_s);
    static const QRegularExpression underline(u"^ {0,3}(=+|-+)\\s*$"_s);
    const bool keepsDetails = hasWholeDetails(lines);
    QStringList result;
    Fence fence;
    for (QString line : lines) {
        if (fence.take(line) || (keepsDetails && line.contains(u'<') && detailsMarkOf(line))) {
            result.append(line);
            continue;
        }
        const QChar first = firstSign(line);
        if (first != u'#' && first != u'=' && first != u'-') {
            result.append(outsideCode(line, withoutHtml));
            continue;
        }
        if (const auto match = heading.match(line); match.hasMatch()) {
            const qsizetype depth = std::min<qsizetype>(6, match.capturedLength(1) + shift);
            line = QString(depth, u'#') + line.sliced(match.capturedEnd());
        } else if (underline.match(line).hasMatch() && !result.isEmpty() &&
                   !result.last().trimmed().isEmpty()) {
            result.append(QString()); // else it would make a heading of the line above
            if (line.trimmed().startsWith(u'='))
                line = u'\\' + line.trimmed();
        }
        result.append(outsideCode(line, withoutHtml));
    }
    if (!fence.open().isEmpty())
        result.append(fence.open());
    return result.join(u'\n').trimmed();
}

QString embedInline(const QString &text)
{
    static const QRegularExpression bar(u"(?<!\\\\)\\|"_s);
    static const QRegularExpression block(u"^(?:#{1,6}\\s|[-+*>]\\s|(?:```|~~~)|[0-9]{1,9}[.)]\\s)"_s);
    QString line = outsideCode(legalText(text).simplified(), withoutHtml);
    if (line.contains(u'|'))
        line.replace(bar, u"\\|"_s);
    if (firstSign(line).isLetter())
        return line;
    if (block.match(line).hasMatch())
        return escapeMarkdown(text);
    return line;
}

QString tidyMarkdown(const QString &text)
{
    QStringList tidy;
    Fence fence;
    for (QString line : text.split(u'\n')) {
        const bool isCode = fence.take(line);
        if (!isCode) {
            while (line.endsWith(u' ') || line.endsWith(u'\t'))
                line.chop(1);
            if (line.isEmpty() && (tidy.isEmpty() || tidy.last().isEmpty()))
                continue;
        }
        tidy.append(line);
    }
    while (!tidy.isEmpty() && tidy.last().isEmpty())
        tidy.removeLast();
    return tidy.join(u'\n') + u'\n';
}

QString withoutFrontMatter(const QString &markdown)
{
    if (!markdown.startsWith(u"---\n"))
        return markdown;
    const qsizetype end = markdown.indexOf(u"\n---\n"_s, 3);
    return end < 0 ? markdown : markdown.sliced(end + 5);
}

unsigned markdownDialect()
{
    return MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_NOHTML |
           MD_FLAG_NOINDENTEDCODEBLOCKS;
}

QString markdownToHtml(const QString &markdown)
{
    const QByteArray input = withoutFrontMatter(legalText(markdown)).toUtf8();
    QByteArray html;
    html.reserve(input.size() * 2);
    md_html(input.constData(), MD_SIZE(input.size()), append, &html, markdownDialect(), MD_HTML_FLAG_XHTML);
    QString fragment = legalText(QString::fromUtf8(html)); // "&#1;" has become a control character
    // What md4c writes for a task is no XML.
    fragment.replace(u"task-list-item-checkbox\" disabled checked>"_s,
                     u"task-list-item-checkbox\" disabled=\"disabled\" checked=\"checked\"/>"_s);
    fragment.replace(u"task-list-item-checkbox\" disabled>"_s,
                     u"task-list-item-checkbox\" disabled=\"disabled\"/>"_s);
    return withSafeTargets(fragment);
}

QString referenced(const QString &reference)
{
    // md4c knows all 2,125 names, but tells them only so.
    const QByteArray input = reference.toUtf8();
    QByteArray html;
    md_html(input.constData(), MD_SIZE(input.size()), append, &html, MD_FLAG_NOHTML, 0);
    QString text = QString::fromUtf8(html);
    if (text.contains(QString(2, QChar::ReplacementCharacter)))
        return QChar(
            QChar::ReplacementCharacter); // half of a surrogate pair comes as three bytes that are none
    if (!text.startsWith(u"<p>") || !text.endsWith(u"</p>\n"))
        return reference;
    return text.sliced(3, text.size() - 8)
        .replace(u"&lt;"_s, u"<"_s)
        .replace(u"&gt;"_s, u">"_s)
        .replace(u"&quot;"_s, u"\""_s)
        .replace(u"&amp;"_s, u"&"_s);
}

QString slug(const QString &text)
{
    QString result;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD).toLower()) {
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'))
            result += c;
        else if (c.category() != QChar::Mark_NonSpacing && !result.isEmpty() && !result.endsWith(u'-'))
            result += u'-';
    }
    while (result.endsWith(u'-'))
        result.chop(1);
    return result;
}

QString Anchors::next(const QString &title)
{
    QString base = slug(title);
    if (base.isEmpty())
        base = u"section"_s;
    QString anchor = base;
    for (int i = 2; m_used.contains(anchor); ++i)
        anchor = base + u'-' + QString::number(i);
    m_used.insert(anchor);
    return anchor;
}

QString yamlScalar(const QString &text)
{
    static const QRegularExpression plain(u"^[A-Za-z][A-Za-z0-9 ._/-]*$"_s);
    static const QRegularExpression date(u"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"_s);
    static const QStringList words{u"true"_s, u"false"_s, u"null"_s, u"yes"_s, u"no"_s, u"on"_s, u"off"_s};
    const QString line = legalText(text).simplified();
    if ((plain.match(line).hasMatch() && !words.contains(line, Qt::CaseInsensitive)) ||
        date.match(line).hasMatch())
        return line;
    QString quoted = line;
    quoted.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + quoted.replace(u'<', u"\\x3C"_s) +
           u'"'; // not everybody takes the front matter off before rendering
}

} // namespace gp::documents
