// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/storage.h"

#include "core/publish/storage_xml.h"

#include <QCryptographicHash>
#include <QMap>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

constexpr int deepest = deepestStorage;
using Reader = StorageXml;

bool isAddedBySite(const QString &attribute)
{
    static const QStringList added{u"ac:macro-id"_s,      u"ac:schema-version"_s,  u"ac:local-id"_s,
                                   u"local-id"_s,         u"ri:version-at-save"_s, u"data-layout"_s,
                                   u"ac:editor-version"_s};
    return added.contains(attribute);
}

/// One element with what is in it, in canonical form. The reader stands at its start.
QString element(Reader &xml, int depth);

/// Everything up to the end of the element that is open.
QString content(Reader &xml, bool isCode, int depth)
{
    static const QRegularExpression spaces(u"[ \\t\\r\\n]+"_s);
    QString made;
    QStringList parameters;
    while (!xml->atEnd()) {
        switch (xml->readNext()) {
        case QXmlStreamReader::Characters: {
            QString text = xml->text().toString();
            if (!isCode)
                text.replace(spaces, u" "_s);
            made += text.toHtmlEscaped();
            break;
        }
        case QXmlStreamReader::StartElement: {
            const QString name = xml.name();
            if (name == "ac:task-id"_L1 || name == "ac:task-uuid"_L1) {
                xml->skipCurrentElement();
                break;
            }
            const QString child = depth < deepest ? element(xml, depth + 1) : QString();
            if (name == "ac:parameter"_L1)
                parameters.append(child); // in whatever order
            else
                made += child;
            break;
        }
        case QXmlStreamReader::EndElement:
            parameters.sort();
            if (!isCode) {
                made.replace(u"> "_s, u">"_s).replace(u" <"_s, u"<"_s);
                made = made.trimmed();
            }
            return parameters.join(QString()) + made;
        default:
            break;
        }
    }
    return made;
}

QString element(Reader &xml, int depth)
{
    const QString name = xml.name();
    QMap<QString, QString> attributes;
    const auto given = xml->attributes();
    for (const QXmlStreamAttribute &attribute : given) {
        const QString key = attribute.qualifiedName().toString();
        if (!isAddedBySite(key))
            attributes.insert(key, attribute.value().toString());
    }
    if (name.startsWith(u'h') && name.size() == 2)
        attributes.remove(u"id"_s);
    const bool isCode = name == "pre"_L1 || name == "ac:plain-text-body"_L1 ||
                        name == "ac:plain-text-link-body"_L1 || name == "ac:parameter"_L1;
    QString inner = content(xml, isCode, depth);
    if (name == "ac:inline-comment-marker"_L1)
        return inner;
    if (name == "tbody"_L1 || name == "colgroup"_L1)
        return name == "tbody"_L1 ? inner : QString();
    // One paragraph alone in a cell or an item is the same as none.
    if (name == "td"_L1 || name == "th"_L1 || name == "li"_L1) {
        static const QRegularExpression alone(u"^<p>((?:(?!<p>).)*)</p>$"_s,
                                              QRegularExpression::DotMatchesEverythingOption);
        if (const auto match = alone.match(inner); match.hasMatch())
            inner = match.captured(1);
    }
    if (name == "ac:parameter"_L1 && inner.isEmpty())
        return {};
    QString made = u'<' + name;
    for (auto it = attributes.cbegin(); it != attributes.cend(); ++it)
        made += u" %1=\"%2\""_s.arg(it.key(), it.value().toHtmlEscaped());
    return made + u'>' + inner + u"</"_s + name + u'>';
}

} // namespace

Result<void> checkStorage(const QString &storage)
{
    Reader xml(storage);
    int depth = 0;
    while (!xml->atEnd()) {
        const auto token = xml->readNext();
        depth += token == QXmlStreamReader::StartElement ? 1 : token == QXmlStreamReader::EndElement ? -1 : 0;
        if (depth > deepest)
            return fail(ErrorCode::Unreadable, u"The page's text is nested too deeply."_s);
    }
    if (!xml->hasError())
        return {};
    Error error{ErrorCode::Unreadable,
                u"The page's text is not well-formed: %1"_s.arg(xml->errorString()),
                {},
                {},
                int(xml->lineNumber())};
    return std::unexpected(error);
}

QString canonicalStorage(const QString &storage)
{
    if (!checkStorage(storage))
        return storage.trimmed();
    Reader xml(storage);
    xml->readNextStartElement();
    return content(xml, false, 0);
}

QString bytesHash(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QString storageHash(const QString &storage)
{
    return bytesHash(canonicalStorage(storage).toUtf8());
}

QStringList storageLines(const QString &storage)
{
    static const QStringList blocks{u"p"_s,
                                    u"h1"_s,
                                    u"h2"_s,
                                    u"h3"_s,
                                    u"h4"_s,
                                    u"h5"_s,
                                    u"h6"_s,
                                    u"li"_s,
                                    u"td"_s,
                                    u"th"_s,
                                    u"pre"_s,
                                    u"tr"_s,
                                    u"ac:task-body"_s,
                                    u"br"_s,
                                    u"ac:plain-text-body"_s,
                                    u"ac:structured-macro"_s,
                                    u"blockquote"_s};
    Reader xml(storage);
    QStringList lines;
    QString line;
    const auto end = [&] {
        line = line.trimmed();
        if (!line.isEmpty())
            lines.append(line);
        line.clear();
    };
    while (!xml->atEnd()) {
        switch (xml->readNext()) {
        case QXmlStreamReader::Characters: {
            const QStringList parts = xml->text().toString().split(u'\n');
            for (qsizetype i = 0; i < parts.size(); ++i) {
                if (i > 0)
                    end();
                line += parts.at(i);
            }
            break;
        }
        case QXmlStreamReader::StartElement:
            if (xml.name() == "time"_L1)
                line += xml->attributes().value(u"datetime"_s);
            if (xml.name() == "ac:parameter"_L1 && xml->attributes().value(u"ac:name"_s) != "title"_L1) {
                xml->skipCurrentElement();
                break;
            }
            if (blocks.contains(xml.name()))
                end();
            break;
        case QXmlStreamReader::EndElement:
            if (blocks.contains(xml.name()))
                end();
            break;
        default:
            break;
        }
    }
    end();
    return lines;
}

/// Calls `found` with each link to a place in another page and its title; what it returns stands for it.
template<typename Found>
QString anchoredLinks(const QString &storage, Found found)
{
    // What stands in code is none.
    static const QRegularExpression link(
        u"<!\\[CDATA\\[.*?\\]\\]>|<ac:link ac:anchor=\"[^\"]*\">(?=<ri:page ri:content-title=\"([^\"]*)\")"_s,
        QRegularExpression::DotMatchesEverythingOption);
    QString made;
    qsizetype end = 0;
    for (auto it = link.globalMatch(storage); it.hasNext();) {
        const auto match = it.next();
        made += QStringView(storage).sliced(end, match.capturedStart() - end);
        made += match.capturedStart(1) < 0 ? match.captured() : found(match.captured(), match.captured(1));
        end = match.capturedEnd();
    }
    return made + QStringView(storage).sliced(end);
}

QStringList anchoredTitles(const QString &storage)
{
    QStringList titles;
    (void)anchoredLinks(storage, [&](const QString &link, const QString &escaped) {
        QString title = escaped;
        title.replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&quot;"_s, u"\""_s);
        title.replace(u"&#39;"_s, u"'"_s).replace(u"&amp;"_s, u"&"_s);
        if (!titles.contains(title))
            titles.append(title);
        return link;
    });
    return titles;
}

QString withoutAnchors(const QString &storage, const QStringList &titles)
{
    return anchoredLinks(storage, [&](const QString &link, const QString &escaped) {
        const bool isOne = std::ranges::any_of(
            titles, [&](const QString &title) { return title.toHtmlEscaped() == escaped; });
        return isOne ? u"<ac:link>"_s : link;
    });
}

Carried carryMarks(const QString &ours, const QString &theirs)
{
    static const QRegularExpression mark(
        u"(<ac:inline-comment-marker\\b[^>]*>)(.*?)</ac:inline-comment-marker>"_s,
        QRegularExpression::DotMatchesEverythingOption);
    Carried made{ours, 0};
    for (auto it = mark.globalMatch(theirs); it.hasNext();) {
        const auto match = it.next();
        const QString words = match.captured(2);
        // Whole words of text: not a part of a tag, and not where it would be a guess.
        const qsizetype at = made.storage.indexOf(words);
        const bool isText = at >= 0 && !words.contains(u'<') && !words.trimmed().isEmpty() &&
                            made.storage.lastIndexOf(u'<', at) <= made.storage.lastIndexOf(u'>', at);
        if (!isText || made.storage.indexOf(words, at + 1) >= 0) {
            ++made.lost;
            continue;
        }
        const QString marked = match.captured(1) + words + u"</ac:inline-comment-marker>"_s;
        made.storage.replace(at, words.size(), marked);
    }
    return made;
}

} // namespace gp::publish
