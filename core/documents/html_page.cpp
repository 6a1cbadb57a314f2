// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/html_page.h"

#include "core/documents/markdown.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

/// Replaces every match by what `change` makes of it.
template<typename Function>
QString replaced(const QString &text, const QRegularExpression &pattern, Function change)
{
    QString result;
    qsizetype end = 0;
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        result += QStringView(text).sliced(end, match.capturedStart() - end);
        result += change(match);
        end = match.capturedEnd();
    }
    return result.append(QStringView(text).sliced(end));
}

QString plainText(QString html)
{
    static const QRegularExpression tag(u"<[^>]*>"_s);
    html.remove(tag);
    return html.replace(u"&lt;"_s, u"<"_s)
        .replace(u"&gt;"_s, u">"_s)
        .replace(u"&quot;"_s, u"\""_s)
        .replace(u"&amp;"_s, u"&"_s);
}

/// `prefix` stands before each anchor.
QString withAnchors(const QString &html, const QString &prefix, QVariantList &toc)
{
    static const QRegularExpression heading(u"<h([2-6])>(.*?)</h\\1>"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    Anchors anchors;
    return replaced(html, heading, [&](const QRegularExpressionMatch &match) {
        const QString title = plainText(match.captured(2));
        const QString anchor = prefix + anchors.next(title);
        const int level = match.captured(1).toInt();
        if (level <= 3)
            toc.append(
                QVariantHash{{u"level"_s, match.captured(1)}, {u"anchor"_s, anchor}, {u"title"_s, title}});
        return u"<h%1 id=\"%2\">%3</h%1>"_s.arg(match.captured(1), anchor, match.captured(2));
    });
}

QString withBadges(const QString &html)
{
    static const QRegularExpression cell(u"<(td|th)([^>]*)>([^<]{1,24})</\\1>"_s);
    static const QRegularExpression id(
        u"^(NFR-[A-Z]+-[0-9]+|ADR-[0-9]+|[A-Z]{3}-[0-9]{3}|[0-9]{4}-[0-9]{2}-[0-9]{2})$"_s);
    return replaced(html, cell, [](const QRegularExpressionMatch &match) {
        const QString name = badgeClass(match.captured(3));
        if (!name.isEmpty() && match.captured(1) == u"td")
            return u"<td%1><span class=\"badge %2\">%3</span></td>"_s.arg(match.captured(2), name,
                                                                          match.captured(3));
        if (match.captured(3) == u"0")
            return u"<%1%2 class=\"zero\">0</%1>"_s.arg(match.captured(1), match.captured(2));
        if (id.match(match.captured(3)).hasMatch())
            return u"<%1%2 class=\"nowrap\">%3</%1>"_s.arg(match.captured(1), match.captured(2),
                                                           match.captured(3));
        return match.captured();
    });
}

/// `words` is escaped already.
QString pictureElement(const QString &path, const QByteArray &bytes, const QString &words, OneFile *file)
{
    QString id;
    if (file) {
        QString &known = file->pictures[bytes];
        if (!known.isEmpty())
            return u"<a class=\"again\" href=\"#"_s + known + u"\">"_s + words + u"</a>"_s;
        known = u"picture:"_s + QString::number(file->pictures.size());
        id = u" id=\""_s + known + u'"';
    }
    return u"<img"_s + id + u" src=\"data:"_s + mediaType(path) + u";base64,"_s +
           QString::fromLatin1(bytes.toBase64()) + u"\" alt=\""_s + words + u"\"/>"_s;
}

QString withPictures(const QString &html, const QString &path, const QMap<QString, QByteArray> &pictures,
                     OneFile *file)
{
    static const QRegularExpression picture(u"(<p>)?<img src=\"([^\"]+)\" alt=\"([^\"]*)\"[^>]*/?>(</p>)?"_s);
    return replaced(html, picture, [&](const QRegularExpressionMatch &match) -> QString {
        const QString words = match.captured(3);
        const QString from = fromTop(path, match.captured(2));
        const auto bytes = pictures.constFind(from);
        const QString element =
            bytes == pictures.constEnd() ? words : pictureElement(from, *bytes, words, file);
        if (bytes == pictures.constEnd() || match.captured(1).isEmpty() || match.captured(4).isEmpty())
            return match.captured(1) + element + match.captured(4);
        const QString caption =
            element.startsWith(u"<img") ? QString(u"<figcaption>"_s + words + u"</figcaption>"_s) : QString();
        return u"<figure>"_s + element + caption + u"</figure>"_s;
    });
}

QString withHtmlLinks(const QString &html, const QString &path, const QSet<QString> &documents,
                      const OneFile *file)
{
    static const QRegularExpression link(u"<a href=\"(?:([^\"#:]+)\\.md)?((?:#[^\"]*)?)\">"_s);
    return replaced(html, link, [&](const QRegularExpressionMatch &match) -> QString {
        const QString name = match.captured(1);
        const QString anchor = match.captured(2).sliced(match.captured(2).isEmpty() ? 0 : 1);
        const QString page = name.isEmpty() ? path : fromTop(path, name);
        if (!documents.contains(page) || (name.isEmpty() && !file))
            return match.captured();
        if (!file)
            return u"<a href=\""_s + name + u".html"_s + match.captured(2) + u"\">"_s;
        return u"<a href=\"#"_s + page + (anchor.isEmpty() ? QString() : QString(u':' + anchor)) + u"\">"_s;
    });
}

} // namespace

QString mediaType(const QString &path)
{
    if (path.endsWith(u".png", Qt::CaseInsensitive))
        return u"image/png"_s;
    if (path.endsWith(u".jpg", Qt::CaseInsensitive) || path.endsWith(u".jpeg", Qt::CaseInsensitive))
        return u"image/jpeg"_s;
    return u"image/svg+xml"_s;
}

QString badgeClass(const QString &cell)
{
    static const QHash<QString, QString> classes{
        {u"✓ met"_s, u"good"_s},    {u"◐ partly"_s, u"fair"_s},   {u"✕ not met"_s, u"poor"_s},
        {u"◇ waived"_s, u"kept"_s}, {u"? open"_s, u"wait"_s},     {u"– not applicable"_s, u"calm"_s},
        {u"accepted"_s, u"good"_s}, {u"proposed"_s, u"fair"_s},   {u"draft"_s, u"calm"_s},
        {u"rejected"_s, u"poor"_s}, {u"deprecated"_s, u"calm"_s}, {u"superseded"_s, u"calm"_s},
        {u"enforced"_s, u"good"_s}, {u"warn"_s, u"fair"_s},       {u"planned"_s, u"calm"_s},
        {u"error"_s, u"poor"_s},    {u"warning"_s, u"fair"_s},    {u"info"_s, u"wait"_s}};
    return classes.value(cell);
}

HtmlBody htmlBody(const QString &markdown, const QString &path, const QMap<QString, QByteArray> &pictures,
                  const QSet<QString> &documents, OneFile *file)
{
    HtmlBody body;
    const QString prefix = file ? QString(path + u':') : QString();
    QString html = withAnchors(markdownToHtml(markdown), prefix, body.toc);
    html = withHtmlLinks(withBadges(html), path, documents, file);
    // A table of facts has no heads; empty ones would only draw a line.
    static const QRegularExpression emptyHead(
        u"<thead>\\s*<tr>(?:\\s*<th[^>]*></th>)+\\s*</tr>\\s*</thead>"_s);
    html.remove(emptyHead);
    html.replace(u"<table>"_s, u"<div class=\"wide\"><table>"_s).replace(u"</table>"_s, u"</table></div>"_s);
    body.html = withPictures(html, path, pictures, file);
    return body;
}

} // namespace gp::documents
