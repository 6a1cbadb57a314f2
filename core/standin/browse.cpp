// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// A plain view of what was published: titles as a tree, and each page about as Confluence would show it.
#include "core/standin/standin.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace gp::standin {

namespace {

constexpr QLatin1StringView style(
    "body{font:15px/1.5 Inter,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2127}"
    "table{border-collapse:collapse}td,th{border:1px solid #dfe3e8;padding:.3rem "
    ".6rem;text-align:left;vertical-align:top}"
    "pre{background:#f4f5f7;padding:1rem;overflow:auto}.panel{border-left:4px solid "
    "#2f6fde;background:#f4f5f7;padding:.5rem 1rem}"
    ".status{border-radius:9px;padding:0 .5rem;background:#e4edff}img{max-width:100%}.muted{color:#66707c}");

QString wayOf(const Wiki &wiki, const Page &page, const Options &options)
{
    return u"%1/spaces/%2/pages/%3"_s.arg(options.isCloud ? u"/wiki"_s : QString(), wiki.key()).arg(page.id);
}

/// Storage format to HTML: what is not known is shown as its text.
class View
{
public:
    View(const Wiki &wiki, const Page &page, const Options &options)
        : m_wiki(wiki)
        , m_page(page)
        , m_options(options)
        , m_xml(u"<xml xmlns:ac=\"ac\" xmlns:ri=\"ri\">%1</xml>"_s.arg(page.now().storage))
    {
    }

    QString html()
    {
        m_xml.readNextStartElement();
        return inner();
    }

private:
    QString inner()
    {
        QString made;
        while (!m_xml.atEnd()) {
            const auto token = m_xml.readNext();
            if (token == QXmlStreamReader::EndElement)
                break;
            if (token == QXmlStreamReader::Characters)
                made += m_xml.text().toString().toHtmlEscaped();
            else if (token == QXmlStreamReader::StartElement)
                made += element();
        }
        return made;
    }

    QString element()
    {
        static const QSet<QString> plain{
            u"p"_s,   u"h1"_s,   u"h2"_s,     u"h3"_s,    u"h4"_s,        u"h5"_s,  u"h6"_s,  u"ul"_s,
            u"ol"_s,  u"li"_s,   u"table"_s,  u"tbody"_s, u"thead"_s,     u"tr"_s,  u"td"_s,  u"th"_s,
            u"pre"_s, u"code"_s, u"strong"_s, u"em"_s,    u"u"_s,         u"del"_s, u"sub"_s, u"sup"_s,
            u"br"_s,  u"hr"_s,   u"div"_s,    u"span"_s,  u"blockquote"_s};
        const QString name = m_xml.qualifiedName().toString();
        const auto attributes = m_xml.attributes();
        if (name == "a"_L1) {
            const QUrl to(attributes.value(u"href"_s).toString());
            const bool isSafe = to.scheme().isEmpty() || to.scheme() == "https"_L1 ||
                                to.scheme() == "http"_L1 || to.scheme() == "mailto"_L1;
            return u"<a href=\"%1\">%2</a>"_s.arg(isSafe ? to.toString().toHtmlEscaped() : QString(),
                                                  inner());
        }
        if (name == "ac:structured-macro"_L1)
            return macro(attributes.value(u"ac:name"_s).toString());
        if (name == "ac:link"_L1)
            return link(attributes.value(u"ac:anchor"_s).toString());
        if (name == "ac:image"_L1)
            return image(attributes.value(u"ac:alt"_s).toString());
        if (name == "time"_L1) {
            const QString day = attributes.value(u"datetime"_s).toString().toHtmlEscaped();
            m_xml.skipCurrentElement();
            return day;
        }
        if (name == "ac:task-id"_L1 || name == "ac:task-uuid"_L1) {
            m_xml.skipCurrentElement();
            return {};
        }
        if (name == "ac:task-status"_L1)
            return m_xml.readElementText() == "complete"_L1 ? u"☑ "_s : u"☐ "_s;
        if (name == "ac:task"_L1)
            return u"<div>%1</div>"_s.arg(inner());
        const QString content = inner();
        return plain.contains(name) ? u"<%1>%2</%1>"_s.arg(name, content) : content;
    }

    QString macro(const QString &name)
    {
        QMap<QString, QString> parameters;
        QString body;
        while (m_xml.readNextStartElement()) {
            const QString part = m_xml.qualifiedName().toString();
            if (part == "ac:parameter"_L1) {
                const QString key = m_xml.attributes().value(u"ac:name"_s).toString();
                parameters.insert(key, inner());
            } else if (part == "ac:plain-text-body"_L1) {
                body = u"<pre>%1</pre>"_s.arg(m_xml.readElementText().toHtmlEscaped());
            } else {
                body = inner();
            }
        }
        if (name == "status"_L1)
            return u"<span class=\"status\">%1</span>"_s.arg(parameters.value(u"title"_s));
        if (name == "anchor"_L1)
            return u"<span id=\"%1\"></span>"_s.arg(parameters.value(QString()));
        if (name == "children"_L1)
            return below();
        if (name == "toc"_L1)
            return u"<p class=\"muted\">[table of contents]</p>"_s;
        if (name == "details"_L1)
            return body;
        if (name == "detailssummary"_L1)
            return u"<p class=\"muted\">[page properties of %1]</p>"_s.arg(parameters.value(u"cql"_s));
        if (name == "expand"_L1)
            return u"<details><summary>%1</summary>%2</details>"_s.arg(parameters.value(u"title"_s), body);
        const QString title = parameters.value(u"title"_s);
        return u"<div class=\"panel\" data-macro=\"%1\">%2%3</div>"_s.arg(
            name.toHtmlEscaped(), title.isEmpty() ? QString() : u"<strong>%1</strong>"_s.arg(title), body);
    }

    QString below()
    {
        QString made;
        const auto all = m_wiki.below(m_page.id);
        for (const qint64 id : all) {
            const Page &page = *m_wiki.page(id);
            made += u"<li><a href=\"%1\">%2</a></li>"_s.arg(wayOf(m_wiki, page, m_options),
                                                            page.now().title.toHtmlEscaped());
        }
        return u"<ul>%1</ul>"_s.arg(made);
    }

    QString link(const QString &anchor)
    {
        QString title;
        QString words;
        while (m_xml.readNextStartElement()) {
            if (m_xml.qualifiedName() == "ri:page"_L1) {
                title = m_xml.attributes().value(u"ri:content-title"_s).toString();
                m_xml.skipCurrentElement();
            } else if (m_xml.qualifiedName().startsWith("ri:"_L1)) {
                m_xml.skipCurrentElement();
            } else {
                words = inner();
            }
        }
        if (words.isEmpty())
            words = title.toHtmlEscaped();
        const auto all = m_wiki.ids();
        for (const qint64 id : all) {
            const Page &page = *m_wiki.page(id);
            if (page.status == "current"_L1 && page.now().title.compare(title, Qt::CaseInsensitive) == 0)
                return u"<a href=\"%1%2\">%3</a>"_s.arg(
                    wayOf(m_wiki, page, m_options),
                    anchor.isEmpty() ? QString() : QString(u'#' + anchor.toHtmlEscaped()), words);
        }
        return title.isEmpty() ? words : u"<a class=\"muted\" title=\"no such page\">%1</a>"_s.arg(words);
    }

    QString image(const QString &alt)
    {
        QString file;
        while (m_xml.readNextStartElement()) {
            if (m_xml.qualifiedName() == "ri:attachment"_L1)
                file = m_xml.attributes().value(u"ri:filename"_s).toString();
            m_xml.skipCurrentElement();
        }
        const auto found = std::ranges::find(m_page.attachments, file, &Attachment::name);
        if (found == m_page.attachments.end())
            return u"<span class=\"muted\">[no such picture: %1]</span>"_s.arg(file.toHtmlEscaped());
        return u"<img alt=\"%1\" src=\"data:%2;base64,%3\">"_s.arg(
            alt.toHtmlEscaped(), found->mediaType.toHtmlEscaped(),
            QString::fromLatin1(found->bytes.toBase64()));
    }

    const Wiki &m_wiki;
    const Page &m_page;
    const Options &m_options;
    QXmlStreamReader m_xml;
};

QString tree(const Wiki &wiki, const Options &options, qint64 parent, int depth)
{
    QString made;
    QList<qint64> all = wiki.below(parent);
    const auto every = wiki.ids();
    std::ranges::copy_if(every, std::back_inserter(all), [&](qint64 id) { // what is gone comes last
        return wiki.page(id)->parent == parent && wiki.page(id)->status != "current"_L1;
    });
    for (const qint64 id : all) {
        const Page &page = *wiki.page(id);
        if (depth > 50)
            break;
        const QString state = page.status == "current"_L1
                                  ? QString()
                                  : u" <span class=\"muted\">(%1)</span>"_s.arg(page.status);
        made += u"<li><a href=\"%1\">%2</a>%3%4</li>"_s.arg(wayOf(wiki, page, options),
                                                            page.now().title.toHtmlEscaped(), state,
                                                            tree(wiki, options, id, depth + 1));
    }
    return made.isEmpty() ? QString() : u"<ul>%1</ul>"_s.arg(made);
}

Reply whole(const QString &title, const QString &body)
{
    // What was published comes from elsewhere: nothing of it runs.
    Reply reply;
    reply.type = "text/html; charset=utf-8";
    reply.headers.insert("Content-Security-Policy",
                         "default-src 'none'; img-src data:; style-src 'unsafe-inline'");
    reply.body =
        u"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>%1</title><style>%2</style></head><body>%3</body></html>"_s
            .arg(title.toHtmlEscaped(), style, body)
            .toUtf8();
    return reply;
}

} // namespace

Reply browse(const Wiki &wiki, const Options &options, const QString &path)
{
    static const QRegularExpression one(u"/pages/([0-9]+)"_s);
    const auto match = one.match(path);
    const Page *page = match.hasMatch() ? wiki.page(match.captured(1).toLongLong()) : nullptr;
    if (!page)
        return whole(wiki.name(),
                     u"<h1>%1</h1>%2"_s.arg(wiki.name().toHtmlEscaped(), tree(wiki, options, 0, 0)));
    const QString about = u"<p class=\"muted\"><a href=\"%1/\">%2</a> · version %3 · %4</p>"_s.arg(
        options.isCloud ? u"/wiki"_s : QString(), wiki.name().toHtmlEscaped(),
        QString::number(page->now().number), page->labels.join(u", "_s).toHtmlEscaped());
    return whole(page->now().title, u"%1<h1>%2</h1>%3"_s.arg(about, page->now().title.toHtmlEscaped(),
                                                             View(wiki, *page, options).html()));
}

} // namespace gp::standin
