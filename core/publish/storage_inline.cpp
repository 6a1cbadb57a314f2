// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/storage_inline.h"

#include "core/publish/storage_reader.h"

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

/// A line break within a paragraph, until it is known whether it stays.
constexpr char16_t lineBreak = u'\u2028';

QString codeSpan(const QString &code)
{
    QString text = code.simplified();
    if (text.isEmpty())
        return {};
    const QString mark = text.contains(u'`') ? u"``"_s : u"`"_s;
    if (text.startsWith(u'`') || text.endsWith(u'`'))
        text = u' ' + text + u' ';
    return mark + text + mark;
}

/// A target as Markdown takes it.
QString targetText(const QString &target)
{
    static const QRegularExpression odd(u"[\\s()<>]"_s);
    QString text = target.trimmed();
    if (!odd.match(text).hasMatch())
        return text;
    return u'<' + text.replace(u'<', u"%3C"_s).replace(u'>', u"%3E"_s).simplified() + u'>';
}

} // namespace

bool isInlineMacro(const QString &name)
{
    static const QStringList names{u"status"_s, u"anchor"_s, u"jira"_s, u"profile"_s, u"view-file"_s};
    return names.contains(name);
}

QString escapedText(const QString &text)
{
    static const QRegularExpression always(u"([\\\\`*<])"_s);
    static const QRegularExpression wordEnd(u"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"_s);
    static const QRegularExpression entity(u"&(?=#?[A-Za-z0-9]+;)"_s);
    static const QRegularExpression bracket(u"\\[(?=[^\\]]*\\][(\\[:])"_s);
    QString made = text;
    made.replace(always, u"\\\\1"_s);
    made.replace(wordEnd, u"\\_"_s);
    made.replace(entity, u"&amp;"_s);
    made.replace(bracket, u"\\["_s);
    return made.replace(u"~~"_s, u"\\~\\~"_s);
}

QString escapedStart(const QString &markdown)
{
    static const QRegularExpression sign(
        u"^(?:#{1,6}(?=\\s|$)|[-+>](?=\\s|$)|(?:-{3,}|={3,}|~{3,})\\s*$|\\[[ xX]\\] )"_s);
    static const QRegularExpression number(u"^([0-9]{1,9})([.)])(?=\\s|$)"_s);
    if (sign.match(markdown).hasMatch())
        return u'\\' + markdown;
    QString made = markdown;
    return made.replace(number, u"\\1\\\\2"_s);
}

QString tidyInline(const QString &markdown, bool keepsBreaks)
{
    static const QRegularExpression blanks(u"[ \\t\\r\\n\\x{a0}]+"_s);
    static const QRegularExpression around(u" ?\\x{2028} ?"_s);
    QString text = markdown;
    text.replace(blanks, u" "_s).replace(around, QString(QChar(lineBreak)));
    while (!text.isEmpty() && (text.front() == u' ' || text.front() == lineBreak))
        text.remove(0, 1);
    while (!text.isEmpty() && (text.back() == u' ' || text.back() == lineBreak))
        text.chop(1);
    return text.replace(QChar(lineBreak), keepsBreaks ? u"\\\n"_s : u" "_s);
}

QString fenced(const QString &code, const QString &language)
{
    QString fence = u"```"_s;
    while (code.contains(fence))
        fence += u'`';
    QString body = code;
    while (body.endsWith(u'\n'))
        body.chop(1);
    static const QRegularExpression odd(u"[^A-Za-z0-9+#-]"_s);
    return fence + QString(language).remove(odd) + u'\n' + body + u'\n' + fence;
}

QString InlineReader::text(const QString &words) const
{
    return escapedText(words);
}

QString InlineReader::raw()
{
    QString text;
    int depth = 0;
    while (!m_xml->atEnd()) {
        const auto token = m_xml->readNext();
        if (token == QXmlStreamReader::Characters)
            text += m_xml->text();
        else if (token == QXmlStreamReader::StartElement)
            ++depth;
        else if (token == QXmlStreamReader::EndElement && depth-- == 0)
            break;
    }
    return text;
}

QString InlineReader::content()
{
    QString made;
    while (!m_xml->atEnd()) {
        const auto token = m_xml->readNext();
        if (token == QXmlStreamReader::EndElement)
            break;
        if (token == QXmlStreamReader::Characters)
            made += text(m_xml->text().toString());
        else if (token == QXmlStreamReader::StartElement)
            made += element();
    }
    return made;
}

/// Blanks at the ends of emphasis stand outside of it, or it would be none.
QString InlineReader::around(const QString &mark)
{
    const QString inside = content();
    const QString words = inside.trimmed();
    if (words.isEmpty())
        return inside;
    const qsizetype at = inside.indexOf(words);
    return inside.first(at) + mark + words + mark + inside.sliced(at + words.size());
}

QString InlineReader::element()
{
    const QString name = m_xml.name();
    if (name == "strong"_L1 || name == "b"_L1)
        return around(u"**"_s);
    if (name == "em"_L1 || name == "i"_L1 || name == "cite"_L1)
        return around(u"*"_s);
    if (name == "del"_L1 || name == "s"_L1 || name == "strike"_L1)
        return around(u"~~"_s);
    if (name == "code"_L1 || name == "tt"_L1)
        return codeSpan(raw());
    if (name == "br"_L1) {
        m_xml->skipCurrentElement();
        return QString(QChar(lineBreak));
    }
    if (name == "a"_L1) {
        const QString target = m_xml.attribute(u"href"_s);
        const QString words = tidyInline(content(), false);
        if (target.isEmpty() || words.isEmpty())
            return words;
        return u"[%1](%2)"_s.arg(words, targetText(target));
    }
    if (name == "ac:link"_L1)
        return link();
    if (name == "ac:image"_L1)
        return picture();
    if (name == "time"_L1) {
        const QString day = m_xml.attribute(u"datetime"_s);
        const QString words = content();
        return words.trimmed().isEmpty() ? escapedText(day) : words;
    }
    if (name == "ac:emoticon"_L1) {
        const QString sign = m_xml.attribute(u"ac:emoji-fallback"_s);
        const QString meaning = m_xml.attribute(u"ac:name"_s);
        m_xml->skipCurrentElement();
        return escapedText(sign.isEmpty() ? u'(' + meaning + u')' : sign);
    }
    if (name == "ac:structured-macro"_L1 || name == "ac:macro"_L1)
        return macro();
    if (name == "ac:placeholder"_L1 || name == "ac:parameter"_L1 || name == "colgroup"_L1) {
        m_xml->skipCurrentElement();
        return {};
    }
    // Notes, spans, underlines and what else there may be: only the words.
    const QString words = content();
    return name == "p"_L1 || name == "li"_L1 ? QString(words + u' ') : words;
}

QString InlineReader::link()
{
    QString title;
    QString whom;
    QString words;
    while (m_xml->readNextStartElement()) {
        const QString part = m_xml.name();
        if (part == "ri:page"_L1 || part == "ri:blog-post"_L1)
            title = m_xml.attribute(u"ri:content-title"_s);
        else if (part == "ri:user"_L1)
            whom = u"somebody"_s;
        else if (part == "ri:attachment"_L1)
            whom = m_xml.attribute(u"ri:filename"_s);
        if (part == "ac:link-body"_L1)
            words = tidyInline(content(), false);
        else if (part == "ac:plain-text-link-body"_L1)
            words = escapedText(raw().simplified());
        else
            m_xml->skipCurrentElement();
    }
    if (title.isEmpty()) {
        if (words.isEmpty() && !whom.isEmpty()) {
            m_told.append(u"A mention of a person or a file came as words."_s);
            words = escapedText(whom);
        }
        return words;
    }
    if (words.isEmpty())
        words = escapedText(title);
    return u"[%1](%2)"_s.arg(words, u'<' + pageScheme + QString(title).remove(u'<').remove(u'>') + u'>');
}

QString InlineReader::picture()
{
    const QString words = m_xml.attribute(u"ac:alt"_s);
    QString name;
    QString target;
    while (m_xml->readNextStartElement()) {
        if (m_xml.name() == "ri:attachment"_L1)
            name = m_xml.attribute(u"ri:filename"_s);
        else if (m_xml.name() == "ri:url"_L1)
            target = m_xml.attribute(u"ri:value"_s);
        m_xml->skipCurrentElement();
    }
    const QString shown = words.isEmpty() ? name : words;
    if (!target.isEmpty())
        return u"![%1](%2)"_s.arg(escapedText(words), targetText(target));
    return shown.isEmpty() ? QString() : u"![%1](%2)"_s.arg(escapedText(words), targetText(name));
}

QString InlineReader::macro()
{
    const QString name = m_xml.attribute(u"ac:name"_s);
    QString title;
    QString key;
    QString body;
    while (m_xml->readNextStartElement()) {
        const QString parameter = m_xml.attribute(u"ac:name"_s);
        if (m_xml.name() == "ac:parameter"_L1 && parameter == "title"_L1)
            title = raw();
        else if (m_xml.name() == "ac:parameter"_L1 && parameter == "key"_L1)
            key = raw();
        else if (m_xml.name() == "ac:parameter"_L1)
            m_xml->skipCurrentElement();
        else
            body += content();
    }
    if (name == "anchor"_L1)
        return {};
    if (!title.isEmpty() || !key.isEmpty())
        return escapedText(title.isEmpty() ? key : title);
    m_told.append(u"The macro '%1' came as its words."_s.arg(name.left(60)));
    return body.isEmpty() ? u"\\[%1\\]"_s.arg(escapedText(name.left(60))) : body;
}

} // namespace gp::publish
