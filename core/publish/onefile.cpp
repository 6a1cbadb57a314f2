// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/onefile.h"

#include "core/documents/markdown.h"
#include "core/documents/storage_page.h"
#include "core/documents/writer.h"
#include "core/publish/storage.h"

#include <QFileInfo>
#include <QSet>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

QString wrapped(const QString &storage)
{
    return u"<page xmlns:ac=\"ac\" xmlns:ri=\"ri\">%1</page>"_s.arg(storage);
}

/// What all pages of the file know of each other.
struct Book
{
    struct Page
    {
        const WantedPage *wanted = nullptr;
        QString id; ///< in the file
        QString title;
        QString storage;
        QSet<QString> anchors;
        QList<qsizetype> below;
    };
    QList<Page> pages;
    QList<qsizetype> top;
    QHash<QString, qsizetype> byTitle; ///< folded
};

QString anchorId(const Book::Page &page, const QString &anchor)
{
    return page.id + u'-' + documents::slug(anchor);
}

/// Places that links can lead to.
QSet<QString> anchorsOf(const QString &storage)
{
    QSet<QString> found;
    QXmlStreamReader xml(wrapped(storage));
    bool isAnchor = false;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QString name = xml.qualifiedName().toString();
        if (name == "ac:structured-macro"_L1)
            isAnchor = xml.attributes().value(u"ac:name"_s) == "anchor"_L1;
        else if (name == "ac:parameter"_L1 && isAnchor)
            found.insert(xml.readElementText(QXmlStreamReader::IncludeChildElements));
    }
    return found;
}

/// Storage format as plain XHTML; what is not known is its text.
class Plain
{
public:
    Plain(const Book &book, const Book::Page &page)
        : m_book(book)
        , m_page(page)
        , m_xml(wrapped(page.storage))
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

    [[nodiscard]] QString attribute(const QString &name) const
    {
        return m_xml.attributes().value(name).toString();
    }

    QString element()
    {
        static const QSet<QString> plain{u"h2"_s,  u"h3"_s,  u"h4"_s,    u"h5"_s,        u"h6"_s, u"ul"_s,
                                         u"ol"_s,  u"li"_s,  u"thead"_s, u"tbody"_s,     u"tr"_s, u"td"_s,
                                         u"th"_s,  u"pre"_s, u"code"_s,  u"strong"_s,    u"em"_s, u"u"_s,
                                         u"del"_s, u"sub"_s, u"sup"_s,   u"blockquote"_s};
        const QString name = m_xml.qualifiedName().toString();
        if (name == "ac:structured-macro"_L1)
            return macro();
        if (name == "ac:link"_L1)
            return link();
        if (name == "ac:image"_L1)
            return image();
        if (name == "br"_L1 || name == "hr"_L1) {
            m_xml.skipCurrentElement();
            return u'<' + name + u"/>"_s;
        }
        if (name == "time"_L1) {
            const QString day = attribute(u"datetime"_s).toHtmlEscaped();
            m_xml.skipCurrentElement();
            return day;
        }
        if (name == "ac:task-id"_L1) {
            m_xml.skipCurrentElement();
            return {};
        }
        if (name == "ac:task-status"_L1)
            return m_xml.readElementText() == "complete"_L1 ? u"☑ "_s : u"☐ "_s;
        if (name == "ac:task-list"_L1)
            return u"<ul>%1</ul>"_s.arg(inner());
        if (name == "ac:task"_L1)
            return u"<li>%1</li>"_s.arg(inner());
        if (name == "p"_L1 || name == "a"_L1)
            return textual(name);
        if (name == "h1"_L1) // pages begin with one
            return u"<h2>"_s + inner() + u"</h2>"_s;
        if (name == "table"_L1)
            return u"<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\">"_s + inner() + u"</table>"_s;
        const QString start = name == "ol"_L1 ? attribute(u"start"_s) : QString();
        const QString content = inner();
        if (!plain.contains(name))
            return content;
        const QString more = start.isEmpty() ? QString() : u" start=\"%1\""_s.arg(start.toHtmlEscaped());
        return u'<' + name + more + u'>' + content + u"</"_s + name + u'>';
    }

    QString textual(const QString &name)
    {
        const QString href = attribute(u"href"_s);
        const QString style = attribute(u"style"_s);
        const QString content = inner();
        if (name == "a"_L1) {
            if (!documents::isSafeTarget(href))
                return content;
            return u"<a href=\""_s + href.toHtmlEscaped() + u"\">"_s + content + u"</a>"_s;
        }
        if (content.startsWith("<ul>"_L1)) // what stood for the pages below
            return content;
        const bool isAligned = style.startsWith("text-align:"_L1);
        return u"<p"_s + (isAligned ? QString(u" style=\""_s + style.toHtmlEscaped() + u'"') : QString()) +
               u'>' + content + u"</p>"_s;
    }

    QString macro()
    {
        const QString kind = attribute(u"ac:name"_s);
        QMap<QString, QString> parameters;
        QString body;
        while (m_xml.readNextStartElement()) {
            const QString part = m_xml.qualifiedName().toString();
            if (part == "ac:parameter"_L1) {
                const QString name = attribute(u"ac:name"_s);
                parameters.insert(name, m_xml.readElementText(QXmlStreamReader::IncludeChildElements));
            } else if (part == "ac:plain-text-body"_L1) {
                body = u"<pre>"_s +
                       m_xml.readElementText(QXmlStreamReader::IncludeChildElements).toHtmlEscaped() +
                       u"</pre>"_s;
            } else {
                body = inner();
            }
        }
        const QString title = parameters.value(u"title"_s).toHtmlEscaped();
        if (kind == "status"_L1)
            return coloured(title, parameters.value(u"colour"_s));
        if (kind == "anchor"_L1)
            return u"<a id=\""_s + anchorId(m_page, parameters.value(QString())) + u"\"></a>"_s;
        if (kind == "children"_L1)
            return linksTo(m_page.below);
        if (kind == "detailssummary"_L1)
            return labelled(parameters.value(u"cql"_s));
        if (kind == "toc"_L1)
            return {}; // made by who shows it, from the headings
        const QString named =
            title.isEmpty() ? body : QString(u"<p><strong>"_s + title + u"</strong></p>"_s + body);
        static const QSet<QString> boxes{u"info"_s, u"tip"_s, u"note"_s, u"warning"_s};
        return boxes.contains(kind) ? QString(u"<blockquote>"_s + named + u"</blockquote>"_s) : named;
    }

    static QString coloured(const QString &words, const QString &colour)
    {
        static const QHash<QString, QString> colours{{u"Green"_s, u"#17692f"_s}, {u"Yellow"_s, u"#7d5300"_s},
                                                     {u"Red"_s, u"#a3211a"_s},   {u"Purple"_s, u"#6440ab"_s},
                                                     {u"Blue"_s, u"#2459b3"_s},  {u"Grey"_s, u"#55606b"_s}};
        return u"<span style=\"color: %1; font-weight: bold;\">%2</span>"_s.arg(
            colours.value(colour, u"#55606b"_s), words);
    }

    /// What a report would ask for: the other pages that have its label.
    [[nodiscard]] QString labelled(const QString &query) const
    {
        const QString label = query.section(u'"', 1, 1);
        QList<qsizetype> found;
        for (qsizetype i = 0; i < m_book.pages.size(); ++i) {
            const Book::Page &page = m_book.pages.at(i);
            if (&page != &m_page && page.wanted->labels.contains(label))
                found.append(i);
        }
        return linksTo(found);
    }

    [[nodiscard]] QString linksTo(const QList<qsizetype> &pages) const
    {
        QString made;
        for (const qsizetype at : pages) {
            const Book::Page &page = m_book.pages.at(at);
            made += u"<li><a href=\"#"_s + page.id + u"\">"_s + page.title.toHtmlEscaped() + u"</a></li>"_s;
        }
        return made.isEmpty() ? QString() : QString(u"<ul>"_s + made + u"</ul>"_s);
    }

    QString link()
    {
        const QString anchor = attribute(u"ac:anchor"_s);
        const Book::Page *target = &m_page;
        QString words;
        while (m_xml.readNextStartElement()) {
            if (m_xml.qualifiedName() == "ri:page"_L1) {
                const QString title = attribute(u"ri:content-title"_s);
                const auto found = m_book.byTitle.constFind(title.toCaseFolded());
                target = found == m_book.byTitle.constEnd() ? nullptr : &m_book.pages.at(*found);
                if (words.isEmpty())
                    words = title.toHtmlEscaped();
                m_xml.skipCurrentElement();
            } else if (m_xml.qualifiedName().startsWith("ri:"_L1)) {
                target = nullptr; // a file that hangs on the page
                m_xml.skipCurrentElement();
            } else {
                const QString inside = inner();
                words = inside.isEmpty() ? words : inside;
            }
        }
        if (!target)
            return words;
        const QString id = target->anchors.contains(anchor) ? anchorId(*target, anchor) : target->id;
        return u"<a href=\"#"_s + id + u"\">"_s + words + u"</a>"_s;
    }

    QString image()
    {
        const QString words = attribute(u"ac:alt"_s).toHtmlEscaped();
        const int width = attribute(u"ac:width"_s).toInt();
        QString name;
        while (m_xml.readNextStartElement()) {
            if (m_xml.qualifiedName() == "ri:attachment"_L1)
                name = attribute(u"ri:filename"_s);
            m_xml.skipCurrentElement();
        }
        const auto &files = m_page.wanted->files;
        const auto file = std::ranges::find(files, name, &PageFile::name);
        if (file == files.end())
            return words;
        return u"<img src=\"data:"_s + file->mediaType + u";base64,"_s +
               QString::fromLatin1(file->bytes.toBase64()) + u"\" alt=\""_s + words + u'"' +
               (width > 0 ? QString(u" width=\""_s + QString::number(width) + u'"') : QString()) + u"/>"_s;
    }

    const Book &m_book;
    const Book::Page &m_page;
    QXmlStreamReader m_xml;
};

Result<Book> bookOf(const QList<WantedPage> &wanted)
{
    QMap<QString, QString> titles;
    QHash<QString, qsizetype> index;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        titles.insert(wanted.at(i).path, wanted.at(i).title);
        index.insert(wanted.at(i).path, i);
    }
    titles = documents::pageTitles(titles);
    Book book;
    for (const WantedPage &each : wanted) {
        Book::Page page;
        page.wanted = &each;
        page.id = u"page-"_s + QString::number(book.pages.size() + 1);
        page.title = titles.value(each.path);
        page.storage = each.render(titles);
        if (auto well = checkStorage(page.storage); !well)
            return std::unexpected(well.error());
        page.anchors = anchorsOf(page.storage);
        book.byTitle.insert(page.title.toCaseFolded(), book.pages.size());
        book.pages.append(page);
    }
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        const auto parent = index.constFind(wanted.at(i).parent);
        const bool isTop = wanted.at(i).parent.isEmpty() || parent == index.constEnd() || *parent == i;
        (isTop ? book.top : book.pages[*parent].below).append(i);
    }
    return book;
}

void putContents(const Book &book, const QList<qsizetype> &list, QString &html)
{
    if (list.isEmpty())
        return;
    html += u"<ul>\n"_s;
    for (const qsizetype at : list) {
        const Book::Page &page = book.pages.at(at);
        html += u"<li><a href=\"#"_s + page.id + u"\">"_s + page.title.toHtmlEscaped() + u"</a>"_s;
        putContents(book, page.below, html);
        html += u"</li>\n"_s;
    }
    html += u"</ul>\n"_s;
}

void putPages(const Book &book, const QList<qsizetype> &list, QString &html)
{
    for (const qsizetype at : list) {
        const Book::Page &page = book.pages.at(at);
        html += u"<h1 id=\""_s + page.id + u"\">"_s + page.title.toHtmlEscaped() + u"</h1>\n"_s +
                Plain(book, page).html() + u'\n';
        putPages(book, page.below, html);
    }
}

} // namespace

Result<QString> oneFile(const QList<WantedPage> &pages, const QString &title)
{
    const auto book = bookOf(pages);
    if (!book)
        return std::unexpected(book.error());
    QString html = u"<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n"
                   "<meta charset=\"utf-8\"/>\n<title>"_s +
                   documents::legalText(title).toHtmlEscaped() + u"</title>\n</head>\n<body>\n"_s;
    putContents(*book, book->top, html);
    putPages(*book, book->top, html);
    return html + u"</body>\n</html>\n"_s;
}

Result<void> writeOneFile(const QList<WantedPage> &pages, const QString &title, const QString &file)
{
    const auto html = oneFile(pages, title);
    if (!html)
        return std::unexpected(html.error());
    const QFileInfo place(file);
    documents::Writer writer(place.absolutePath());
    return writer.write(place.fileName(), html->toUtf8());
}

} // namespace gp::publish
