// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/storage_page.h"

#include "core/documents/html_page.h"
#include "core/documents/markdown.h"
#include "core/documents/storage_macros.h"
#include "core/documents/storage_marks.h"

#include <QDate>
#include <QFileInfo>
#include <QRegularExpression>
#include <QtEndian>

#include <md4c.h>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

/// Quotes and lists in each other; deeper ones are written without their tags. No reader needs them, and
/// Confluence refuses them.
constexpr int deepest = 24;
/// A page with so many headings wants a table of contents.
constexpr int manyHeadings = 4;
/// Longer code is opened by who wants to see it.
constexpr int longCode = 30;

QString textOf(const MD_ATTRIBUTE &attribute)
{
    QString text;
    for (int i = 0; attribute.substr_offsets && attribute.substr_offsets[i] < attribute.size; ++i) {
        const MD_OFFSET from = attribute.substr_offsets[i];
        const QString part = QString::fromUtf8(attribute.text + from, attribute.substr_offsets[i + 1] - from);
        text += attribute.substr_types[i] == MD_TEXT_ENTITY ? referenced(part) : part;
    }
    return legalText(text);
}

/// Where a link leads. A line break or a tab in it is none of it.
QString targetOf(const MD_ATTRIBUTE &attribute)
{
    return textOf(attribute).remove(u'\n').remove(u'\t').trimmed();
}

bool nests(MD_BLOCKTYPE type)
{
    return type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL || type == MD_BLOCK_OL;
}

/// Half the pixels of a PNG that is drawn for screens with twice as many; 0 where it is none.
int shownWidth(const QByteArray &png)
{
    if (!png.startsWith("\x89PNG\r\n\x1a\n") || png.size() < 24)
        return 0;
    return int(qFromBigEndian<quint32>(png.constData() + 16) / 2);
}

/// Follows md4c through a document. Elements whose form depends on what is in them are gathered in a part of
/// their own until they end.
class StorageWriter
{
public:
    StorageWriter(QString path, const QMap<QString, QByteArray> &pictures,
                  const QMap<QString, QString> &titles, const PageParts &parts)
        : m_path(std::move(path))
        , m_pictures(pictures)
        , m_titles(titles)
        , m_pageParts(parts)
    {
    }

    StorageBody write(const QString &markdown);

private:
    struct Item
    {
        QString xml;
        bool isTask = false;
        bool isDone = false;
        bool hasBlocks = false; ///< more than one paragraph
    };
    /// Something that can be opened and has not ended yet.
    struct Open
    {
        unsigned level = 0; ///< of the heading that it belongs to; 0: people's own
        qsizetype at = 0;   ///< where it begins
        qsizetype size = 0;
    };
    struct Part
    {
        QString xml;
        QString text; ///< what a reader sees of it
        int paragraphs = 0;
        bool hasBlocks = false;
        QList<Item> items;  ///< of a list
        unsigned start = 1; ///< of a numbered list
        QList<Open> open;
        bool isQuote = false;
        bool isHeader = false; ///< of a quote: says what the document is made from
        QString panel;         ///< of a quote: begin of the box that it becomes
    };

    void enter(MD_BLOCKTYPE type, void *detail);
    void leave(MD_BLOCKTYPE type, void *detail);
    void enter(MD_SPANTYPE type, void *detail);
    void leave(MD_SPANTYPE type, void *detail);
    void text(MD_TEXTTYPE type, const QString &text, bool isEscaped);

    void parse(const QString &markdown);
    void put(const QString &xml) { m_parts.last().xml += xml; }
    void putText(const QString &text);
    Part take();
    void putQuote(const Part &quote);
    void putCode(const QString &lines, const QString &language);
    void putHeading(const Part &heading, unsigned level);
    void putCell(const Part &cell, QString tag, MD_ALIGN align);
    void putList(const Part &list, const QString &begin, const QString &end);
    void endParagraph();
    bool isMark(const QString &inside);
    void beginExpand(const QString &title, unsigned level);
    void endExpands(Part &part, unsigned level);
    void beginLink(const QString &target);
    void putPicture(const QString &target);
    QString attached(const QString &path);
    bool isTooDeep(MD_BLOCKTYPE type) const;
    /// Below nothing but the page itself.
    [[nodiscard]] bool isAtTop() const { return m_parts.size() == 1; }

    QString m_path;
    const QMap<QString, QByteArray> &m_pictures;
    const QMap<QString, QString> &m_titles;
    const PageParts &m_pageParts;
    QByteArray m_input;
    StorageBody m_body;
    QList<Part> m_parts = QList<Part>(1);
    Anchors m_anchors;
    QStringList m_anchorsMeant;
    QString m_linkEnd;
    bool m_isLink = false;
    bool m_hasTitle = false;
    bool m_isCode = false;
    bool m_isProperties = false; ///< the page properties are written, not the document
    int m_cells = 0;             ///< of the row so far
    int m_headings = 0;          ///< that a table of contents would have
    qsizetype m_top = 0;         ///< where it would stand
    int m_depth = 0;             ///< of quotes and lists
    int m_tasks = 0;
    int m_pictureDepth = 0; ///< Markdown has pictures in the words of pictures
    QString m_alternative;
    qsizetype m_paragraphStart = -1; ///< in the last part; -1: there is no paragraph
    qsizetype m_paragraphText = 0;   ///< where its text begins
    QString m_marks;                 ///< of the paragraph: its text, see noMark
    QString m_caption;               ///< what stands below the last picture
    QString m_lastPicture;
};

void StorageWriter::putText(const QString &text)
{
    const QString legal = legalText(text);
    m_marks.resize(m_marks.size() + legal.size(), noMark);
    if (m_pictureDepth > 0) {
        m_alternative += legal;
        return;
    }
    m_parts.last().text += legal;
    m_parts.last().xml += m_isCode ? legal : storage::escaped(legal);
}

StorageWriter::Part StorageWriter::take()
{
    Part part = m_parts.takeLast();
    endExpands(part, 0);
    m_parts.last().text += part.text;
    return part;
}

bool StorageWriter::isTooDeep(MD_BLOCKTYPE type) const
{
    return (nests(type) || type == MD_BLOCK_LI) && m_depth > deepest;
}

void StorageWriter::enter(MD_BLOCKTYPE type, void *detail)
{
    if (nests(type))
        ++m_depth;
    if (isTooDeep(type))
        return;
    if (type != MD_BLOCK_P && type != MD_BLOCK_LI)
        m_parts.last().hasBlocks = true;
    switch (type) {
    case MD_BLOCK_QUOTE: {
        // The first thing below the title says what the document is made from.
        const bool isHeader = isAtTop() && m_hasTitle && m_parts.first().xml.isEmpty();
        m_parts.append(Part());
        m_parts.last().isQuote = true;
        m_parts.last().isHeader = isHeader;
        break;
    }
    case MD_BLOCK_P:
        put(u"<p>"_s);
        m_paragraphStart = m_parts.last().xml.size();
        m_paragraphText = m_parts.last().text.size();
        m_marks.clear();
        break;
    case MD_BLOCK_HR:
        put(u"<hr/>"_s);
        break;
    case MD_BLOCK_TBODY:
        put(u"<tbody>"_s);
        break;
    case MD_BLOCK_TR:
        put(u"<tr>"_s);
        m_cells = 0;
        break;
    case MD_BLOCK_CODE:
        m_isCode = true;
        m_parts.append(Part());
        break;
    case MD_BLOCK_LI: {
        const auto *item = static_cast<MD_BLOCK_LI_DETAIL *>(detail);
        m_parts.last().items.append({{}, item->is_task != 0, item->is_task && item->task_mark != ' ', false});
        m_parts.append(Part());
        break;
    }
    case MD_BLOCK_OL: // md4c tells it only here
        m_parts.append(Part());
        m_parts.last().start = static_cast<MD_BLOCK_OL_DETAIL *>(detail)->start;
        break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
        break;
    default:
        m_parts.append(Part());
    }
}

void StorageWriter::leave(MD_BLOCKTYPE type, void *detail)
{
    const bool isLeftOut = isTooDeep(type);
    if (nests(type))
        --m_depth;
    if (isLeftOut)
        return;
    switch (type) {
    case MD_BLOCK_QUOTE:
        putQuote(take());
        break;
    case MD_BLOCK_P:
        endParagraph();
        break;
    case MD_BLOCK_TBODY:
        put(u"</tbody>"_s);
        break;
    case MD_BLOCK_TR:
        put(u"</tr>"_s);
        break;
    case MD_BLOCK_CODE: {
        m_isCode = false;
        QString lines = take().xml;
        if (lines.endsWith(u'\n'))
            lines.chop(1);
        putCode(lines, textOf(static_cast<MD_BLOCK_CODE_DETAIL *>(detail)->lang));
        break;
    }
    case MD_BLOCK_H:
        putHeading(take(), static_cast<MD_BLOCK_H_DETAIL *>(detail)->level);
        break;
    case MD_BLOCK_LI: {
        const Part part = take();
        Item &item = m_parts.last().items.last();
        item.xml = part.xml;
        item.hasBlocks = part.hasBlocks || part.paragraphs > 1;
        break;
    }
    case MD_BLOCK_UL:
        putList(take(), u"<ul>"_s, u"</ul>"_s);
        break;
    case MD_BLOCK_OL: {
        const Part list = take();
        const unsigned start = list.start;
        putList(list, start == 1 ? u"<ol>"_s : u"<ol start=\"%1\">"_s.arg(start), u"</ol>"_s);
        break;
    }
    case MD_BLOCK_THEAD: {
        const Part head = take();
        if (!head.text.trimmed().isEmpty()) // a table of facts has none
            put(u"<thead>"_s + head.xml + u"</thead>"_s);
        break;
    }
    case MD_BLOCK_TABLE: {
        const Part table = take();
        if (!table.xml.isEmpty())
            put(u"<table>"_s + table.xml + u"</table>"_s);
        break;
    }
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        putCell(take(), type == MD_BLOCK_TH ? u"th"_s : u"td"_s,
                static_cast<MD_BLOCK_TD_DETAIL *>(detail)->align);
        break;
    default:
        break;
    }
}

void StorageWriter::putQuote(const Part &quote)
{
    if (quote.isHeader) {
        put(storage::panelBegin(u"info"_s) + quote.xml + storage::boxEnd());
        m_top = m_parts.last().xml.size();
    } else if (!quote.panel.isEmpty()) {
        put(quote.panel + quote.xml + storage::boxEnd());
    } else {
        put(u"<blockquote>"_s + quote.xml + u"</blockquote>"_s);
    }
}

void StorageWriter::putCode(const QString &lines, const QString &language)
{
    const QString code = storage::code(lines, language);
    const qsizetype count = lines.count(u'\n') + 1;
    // Not in each other: Confluence takes that nowhere but in its old editor.
    if (count <= longCode || !isAtTop() || !m_parts.last().open.isEmpty()) {
        put(code);
        return;
    }
    const QString what = language.isEmpty() ? u"Code"_s : language;
    put(storage::expandBegin(u"%1, %2 lines"_s.arg(what, QString::number(count))) + code + storage::boxEnd());
}

void StorageWriter::putHeading(const Part &heading, unsigned level)
{
    if (level == 1 && !m_hasTitle) {
        m_hasTitle = true;
        return;
    }
    if (isAtTop())
        endExpands(m_parts.last(), level);
    const QString mark = level > 1 ? storage::anchor(m_anchors.next(heading.text)) : QString();
    put(u"<h%1>%2</h%1>"_s.arg(QString::number(level), QString(mark + heading.xml)));
    if (!isAtTop())
        return;
    if (level == 2 || level == 3)
        ++m_headings;
    if (m_parts.last().open.isEmpty() && m_pageParts.folded.contains(heading.text.simplified()))
        beginExpand(u"Show"_s, level);
}

void StorageWriter::beginExpand(const QString &title, unsigned level)
{
    const QString begin = storage::expandBegin(title);
    Part &part = m_parts.last();
    part.hasBlocks = true;
    part.open.append({level, part.xml.size(), begin.size()});
    part.xml += begin;
}

/// Ends what a heading of this level ends, and with it all that was opened below; 0: everything.
void StorageWriter::endExpands(Part &part, unsigned level)
{
    const auto isEnded = [&](const Open &open) { return level == 0 || open.level >= level; };
    const auto first = std::ranges::find_if(part.open, isEnded);
    for (qsizetype i = part.open.end() - first; i > 0; --i) {
        part.xml += storage::boxEnd();
        part.open.removeLast();
    }
}

void StorageWriter::putCell(const Part &cell, QString tag, MD_ALIGN align)
{
    static const QRegularExpression day(u"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"_s);
    QString inside = cell.xml;
    const bool isPlain = cell.xml == storage::escaped(cell.text);
    if (const QString badge = badgeClass(cell.text); isPlain && tag == u"td" && !badge.isEmpty())
        inside = storage::status(cell.text, badge);
    else if (m_isProperties && isPlain && day.match(cell.text).hasMatch() &&
             QDate::fromString(cell.text, Qt::ISODate).isValid())
        inside = storage::date(cell.text);
    if (m_isProperties && m_cells == 0) // which makes it the name of a property
        tag = u"th"_s;
    ++m_cells;
    if (align == MD_ALIGN_RIGHT || align == MD_ALIGN_CENTER) // it ignores align=""
        inside = u"<p style=\"text-align: %1;\">%2</p>"_s.arg(
            align == MD_ALIGN_RIGHT ? u"right"_s : u"center"_s, inside);
    put(u'<' + tag + u'>' + inside + u"</"_s + tag + u'>');
}

void StorageWriter::putList(const Part &list, const QString &begin, const QString &end)
{
    const auto isTask = [](const Item &item) { return item.isTask && !item.hasBlocks; };
    if (!list.items.isEmpty() && std::ranges::all_of(list.items, isTask)) {
        put(u"<ac:task-list>"_s);
        for (const Item &item : list.items) {
            QString inside = item.xml;
            if (inside.startsWith(u"<p>") && inside.endsWith(u"</p>"))
                inside = inside.sliced(3, inside.size() - 7);
            put(u"<ac:task><ac:task-id>"_s + QString::number(++m_tasks) + u"</ac:task-id><ac:task-status>"_s +
                (item.isDone ? u"complete"_s : u"incomplete"_s) + u"</ac:task-status><ac:task-body>"_s +
                inside + u"</ac:task-body></ac:task>"_s);
        }
        put(u"</ac:task-list>"_s);
        return;
    }
    put(begin);
    for (const Item &item : list.items) {
        QString inside = item.xml;
        if (item.isTask)
            inside.insert(inside.startsWith(u"<p>") ? 3 : 0, item.isDone ? u"☑ "_s : u"☐ "_s);
        put(u"<li>"_s + inside + u"</li>"_s);
    }
    put(end);
}

void StorageWriter::endParagraph()
{
    QString inside = m_parts.last().xml.sliced(m_paragraphStart);
    const qsizetype start = std::exchange(m_paragraphStart, -1) - 3; // its tag
    if (isMark(inside))
        return;
    Part &part = m_parts.last();
    const bool isFirst = part.isQuote && !part.isHeader && start == 0 && part.panel.isEmpty();
    if (const auto callout = isFirst ? calloutOf(m_marks) : std::nullopt;
        callout && inside.startsWith(m_marks.first(callout->size))) {
        part.panel = storage::panelBegin(callout->panel, callout->title);
        inside.remove(0, callout->size);
        if (inside.startsWith("<br/>"_L1))
            inside.remove(0, 5);
        inside = inside.trimmed();
        part.xml = inside.isEmpty() ? QString() : QString(u"<p>"_s + inside);
        if (inside.isEmpty())
            return;
    }
    put(u"</p>"_s);
    ++m_parts.last().paragraphs;
    if (m_lastPicture.isEmpty() || inside != m_lastPicture || m_caption.isEmpty())
        return;
    put(u"<p>"_s + m_caption + u"</p>"_s);
    ++m_parts.last().paragraphs;
}

/// Whether the paragraph that ends is the mark of something that can be opened; then it is that.
bool StorageWriter::isMark(const QString &inside)
{
    const auto mark = detailsMarkOf(m_marks);
    Part &part = m_parts.last();
    if (!mark || inside.contains(u'<')) // nothing but text
        return false;
    const bool isOpen = !part.open.isEmpty() && part.open.last().level == 0;
    const qsizetype before = part.xml.size() - inside.size() - 3;
    const QString title = mark->titleAt < 0
                              ? QString()
                              : part.text.mid(m_paragraphText + mark->titleAt, mark->titleSize).simplified();
    if (mark->ends && isOpen) {
        part.xml.truncate(before);
        part.open.removeLast();
        put(storage::boxEnd());
        return true;
    }
    if (mark->begins) {
        part.xml.truncate(before);
        beginExpand(title.isEmpty() ? u"Details"_s : title, 0);
        return true;
    }
    if (!mark->ends && isOpen && before == part.open.last().at + part.open.last().size) {
        part.xml.truncate(part.open.takeLast().at);
        beginExpand(title.isEmpty() ? u"Details"_s : title, 0);
        return true;
    }
    return false;
}

void StorageWriter::enter(MD_SPANTYPE type, void *detail)
{
    if (type == MD_SPAN_IMG)
        ++m_pictureDepth;
    if (m_pictureDepth > 0)
        return;
    if (type == MD_SPAN_EM)
        put(u"<em>"_s);
    else if (type == MD_SPAN_STRONG)
        put(u"<strong>"_s);
    else if (type == MD_SPAN_DEL)
        put(u"<del>"_s);
    else if (type == MD_SPAN_CODE)
        put(u"<code>"_s);
    else if (type == MD_SPAN_A)
        beginLink(targetOf(static_cast<MD_SPAN_A_DETAIL *>(detail)->href));
}

void StorageWriter::leave(MD_SPANTYPE type, void *detail)
{
    if (type == MD_SPAN_IMG) {
        if (--m_pictureDepth == 0)
            putPicture(targetOf(static_cast<MD_SPAN_IMG_DETAIL *>(detail)->src));
        return;
    }
    if (m_pictureDepth > 0)
        return;
    if (type == MD_SPAN_EM)
        put(u"</em>"_s);
    else if (type == MD_SPAN_STRONG)
        put(u"</strong>"_s);
    else if (type == MD_SPAN_DEL)
        put(u"</del>"_s);
    else if (type == MD_SPAN_CODE)
        put(u"</code>"_s);
    else if (type == MD_SPAN_A) {
        put(m_linkEnd);
        m_isLink = false;
    }
}

void StorageWriter::text(MD_TEXTTYPE type, const QString &text, bool isEscaped)
{
    const qsizetype marks = m_marks.size();
    if (type == MD_TEXT_BR && m_pictureDepth == 0) {
        put(u"<br/>"_s);
        m_marks += u'\n';
    } else if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
        putText(u" "_s);
        m_marks.replace(marks, 1, u'\n');
    } else if (type == MD_TEXT_ENTITY) {
        putText(referenced(text));
    } else if (type != MD_TEXT_NULLCHAR) {
        putText(text);
        if (type == MD_TEXT_NORMAL && !isEscaped)
            m_marks.replace(marks, m_marks.size() - marks, legalText(text));
    }
}

void StorageWriter::beginLink(const QString &target)
{
    static const QRegularExpression outside(u"^(https?|mailto):"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression document(u"^([^#?]*)\\.(?:md|html)(?:#(.*))?$"_s);
    m_isLink = true;
    m_linkEnd.clear();
    if (target.isEmpty() || !isSafeTarget(target))
        return; // only the words
    if (outside.match(target).hasMatch()) {
        put(u"<a href=\""_s + storage::escaped(target) + u"\">"_s);
        m_linkEnd = u"</a>"_s;
        return;
    }
    const auto match = document.match(target);
    const QString page = match.hasMatch() ? fromTop(m_path, match.captured(1)) : QString();
    QString anchor = match.captured(2);
    QString resource;
    if (target.startsWith(u'#') || (match.hasMatch() && page == m_path && !anchor.isEmpty())) {
        if (target.startsWith(u'#'))
            anchor = target.sliced(1);
        m_anchorsMeant.append(anchor);
    } else if (const auto title = m_titles.constFind(page);
               match.hasMatch() && title != m_titles.constEnd()) {
        resource = u"<ri:page ri:content-title=\""_s + storage::escaped(*title) + u"\"/>"_s;
        if (!anchor.isEmpty())
            m_body.anchorLinks.append({page, anchor, target});
    } else if (const QString file = fromTop(m_path, target); m_pictures.contains(file)) {
        resource = u"<ri:attachment ri:filename=\""_s + storage::escaped(attached(file)) + u"\"/>"_s;
    } else {
        m_body.deadLinks.append(target);
        return;
    }
    put(u"<ac:link"_s +
        (anchor.isEmpty() ? QString() : QString(u" ac:anchor=\""_s + storage::escaped(anchor) + u'"')) +
        u'>' + resource + u"<ac:link-body>"_s);
    m_linkEnd = u"</ac:link-body></ac:link>"_s;
}

void StorageWriter::putPicture(const QString &target)
{
    const QString alternative = std::exchange(m_alternative, {}).simplified();
    const QString path = fromTop(m_path, target);
    static const QRegularExpression remote(u"^https?:"_s, QRegularExpression::CaseInsensitiveOption);
    if (!m_pictures.contains(path)) {
        const QString words = alternative.isEmpty() ? target : alternative;
        if (remote.match(target).hasMatch() && !m_isLink)
            put(u"<a href=\""_s + storage::escaped(target) + u"\">"_s + storage::escaped(words) + u"</a>"_s);
        else
            putText(alternative);
        return;
    }
    const QString pixels = path.endsWith(u".svg") ? QString(path.chopped(4) + u".png"_s) : QString();
    m_caption.clear();
    if (!m_pictures.contains(pixels)) {
        m_lastPicture = storage::picture(attached(path), alternative, 0);
        put(m_lastPicture);
        return;
    }
    m_lastPicture = storage::picture(attached(pixels), alternative, shownWidth(m_pictures.value(pixels)));
    put(m_lastPicture);
    if (m_paragraphStart < 0 || m_parts.last().xml.sliced(m_paragraphStart) != m_lastPicture)
        return; // no place below it
    m_caption = u"<ac:link><ri:attachment ri:filename=\""_s + storage::escaped(attached(path)) +
                u"\"/><ac:link-body>"_s + storage::escaped(alternative) + u"</ac:link-body></ac:link>"_s;
}

/// The name under which a picture is attached.
QString StorageWriter::attached(const QString &path)
{
    if (const QString known = m_body.files.key(path); !known.isEmpty())
        return known;
    const QFileInfo file(path);
    QString name = file.fileName();
    for (int i = 2; m_body.files.contains(name); ++i)
        name = file.completeBaseName() + u'-' + QString::number(i) + u'.' + file.suffix();
    m_body.attachments.append(name);
    m_body.files.insert(name, path);
    return name;
}

void StorageWriter::parse(const QString &markdown)
{
    MD_PARSER parser{};
    parser.flags = markdownDialect();
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *writer) {
        static_cast<StorageWriter *>(writer)->enter(type, detail);
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *detail, void *writer) {
        static_cast<StorageWriter *>(writer)->leave(type, detail);
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *writer) {
        static_cast<StorageWriter *>(writer)->enter(type, detail);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void *detail, void *writer) {
        static_cast<StorageWriter *>(writer)->leave(type, detail);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user) {
        auto *writer = static_cast<StorageWriter *>(user);
        // What md4c tells of text lies in what it was given.
        const char *begin = writer->m_input.constData();
        const bool isInside =
            std::greater<>()(text, begin) && std::less<>()(text, begin + writer->m_input.size());
        writer->text(type, QString::fromUtf8(text, qsizetype(size)), isInside && text[-1] == '\\');
        return 0;
    };
    m_input = withDetailsApart(withoutFrontMatter(legalText(markdown))).toUtf8();
    md_parse(m_input.constData(), MD_SIZE(m_input.size()), &parser, this);
    endExpands(m_parts.first(), 0);
}

StorageBody StorageWriter::write(const QString &markdown)
{
    QString properties;
    if (!m_pageParts.properties.isEmpty()) {
        m_isProperties = true;
        parse(m_pageParts.properties);
        m_isProperties = false;
        m_hasTitle = false;
        const Part part = std::exchange(m_parts.first(), Part());
        if (part.xml.contains("<tr>"_L1))
            properties = storage::properties(part.xml);
    }
    parse(markdown);
    if (!m_pageParts.reportLabel.isEmpty()) {
        const QString title = u"Pages labelled %1"_s.arg(m_pageParts.reportLabel);
        put(u"<h2>"_s + storage::anchor(m_anchors.next(title)) + storage::escaped(title) + u"</h2>"_s +
            storage::report(m_pageParts.reportLabel, m_pageParts.reportColumns));
        ++m_headings;
    }
    m_body.xml = m_parts.first().xml;
    m_body.xml.insert(m_top,
                      QString(properties + (m_headings < manyHeadings ? QString() : storage::contents())));
    m_body.anchors = m_anchors.all();
    for (const QString &anchor : std::as_const(m_anchorsMeant)) {
        if (!m_anchors.contains(anchor))
            m_body.deadLinks.append(u'#' + anchor);
    }
    return m_body;
}

} // namespace

StorageBody storageBody(const QString &markdown, const QString &path,
                        const QMap<QString, QByteArray> &pictures, const QMap<QString, QString> &titles,
                        const PageParts &parts)
{
    return StorageWriter(path, pictures, titles, parts).write(markdown);
}

} // namespace gp::documents
