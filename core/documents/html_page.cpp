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

QString withAnchors(const QString &html, QVariantList &toc)
{
    static const QRegularExpression heading(u"<h([2-6])>(.*?)</h\\1>"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    Anchors anchors;
    return replaced(html, heading, [&](const QRegularExpressionMatch &match) {
        const QString title = plainText(match.captured(2));
        const QString anchor = anchors.next(title);
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

QString mediaTypeOf(const QString &path)
{
    if (path.endsWith(u".png"))
        return u"image/png"_s;
    return path.endsWith(u".jpg") ? u"image/jpeg"_s : u"image/svg+xml"_s;
}

QString withPictures(const QString &html, const QString &path, const QMap<QString, QByteArray> &pictures)
{
    static const QRegularExpression picture(
        u"(?:<p>)?<img src=\"([^\"]+)\" alt=\"([^\"]*)\"[^>]*/?>(?:</p>)?"_s);
    return replaced(html, picture, [&](const QRegularExpressionMatch &match) {
        const auto found = pictures.constFind(fromTop(path, match.captured(1)));
        if (found == pictures.constEnd())
            return match.captured(2);
        return u"<figure><img src=\"data:%3;base64,%1\" alt=\"%2\"/><figcaption>%2</figcaption></figure>"_s.arg(
            QString::fromLatin1(found->toBase64()), match.captured(2), mediaTypeOf(found.key()));
    });
}

QString withHtmlLinks(const QString &html, const QString &path, const QSet<QString> &documents)
{
    static const QRegularExpression link(u"<a href=\"([^\"#:]+)\\.md((?:#[^\"]*)?)\">"_s);
    return replaced(html, link, [&](const QRegularExpressionMatch &match) {
        if (!documents.contains(fromTop(path, match.captured(1))))
            return match.captured();
        return u"<a href=\"%1.html%2\">"_s.arg(match.captured(1), match.captured(2));
    });
}

} // namespace

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
                  const QSet<QString> &documents)
{
    HtmlBody body;
    QString html = withAnchors(markdownToHtml(markdown), body.toc);
    html = withHtmlLinks(withBadges(html), path, documents);
    // A table of facts has no heads; empty ones would only draw a line.
    static const QRegularExpression emptyHead(
        u"<thead>\\s*<tr>(?:\\s*<th[^>]*></th>)+\\s*</tr>\\s*</thead>"_s);
    html.remove(emptyHead);
    html.replace(u"<table>"_s, u"<div class=\"wide\"><table>"_s).replace(u"</table>"_s, u"</table></div>"_s);
    body.html = withPictures(html, path, pictures);
    return body;
}

} // namespace gp::documents
