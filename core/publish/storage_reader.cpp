// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/storage_reader.h"

#include "core/publish/storage.h"
#include "core/publish/storage_inline.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

using Kind = PageBlock::Kind;

bool isNumber(QChar c)
{
    return c >= u'1' && c <= u'6';
}

QString indented(const QString &text, qsizetype width)
{
    const QString blank(width, u' ');
    QStringList lines = text.split(u'\n');
    for (qsizetype i = 1; i < lines.size(); ++i) {
        if (!lines.at(i).isEmpty())
            lines[i].prepend(blank);
    }
    return lines.join(u'\n');
}

QString quoted(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line.prepend(line.isEmpty() ? u">"_s : u"> "_s);
    return lines.join(u'\n');
}

/// What is in an item: items of it stand right below its words.
QString itemText(const QList<PageBlock> &blocks)
{
    QString text;
    for (qsizetype i = 0; i < blocks.size();) {
        qsizetype end = i + 1;
        while (end < blocks.size() && blocks.at(i).kind == Kind::Item && blocks.at(end).kind == Kind::Item)
            ++end;
        if (i > 0)
            text += blocks.at(i).kind == Kind::Item ? u"\n"_s : u"\n\n"_s;
        text += markdownOf(blocks.sliced(i, end - i));
        i = end;
    }
    return text;
}

/// What is known of a macro by its name.
enum class Macro { Code, Panel, Expand, Through, Nothing, Inline, Unknown };

Macro macroOf(const QString &name)
{
    static const QHash<QString, Macro> known{
        {u"code"_s, Macro::Code},       {u"noformat"_s, Macro::Code},   {u"info"_s, Macro::Panel},
        {u"note"_s, Macro::Panel},      {u"tip"_s, Macro::Panel},       {u"warning"_s, Macro::Panel},
        {u"panel"_s, Macro::Panel},     {u"expand"_s, Macro::Expand},   {u"excerpt"_s, Macro::Through},
        {u"details"_s, Macro::Through}, {u"section"_s, Macro::Through}, {u"column"_s, Macro::Through},
        {u"toc"_s, Macro::Nothing},     {u"children"_s, Macro::Nothing}};
    return isInlineMacro(name) ? Macro::Inline : known.value(name, Macro::Unknown);
}

class BlockReader
{
public:
    explicit BlockReader(const QString &storage)
        : m_xml(storage)
        , m_inline(m_xml, m_page.told)
    {
    }

    PageText read()
    {
        m_xml->readNextStartElement();
        blocks(m_page.blocks);
        m_page.told.removeDuplicates();
        return m_page;
    }

private:
    /// Everything up to the end of the open element.
    void blocks(QList<PageBlock> &into)
    {
        QString run; // words that stand in no paragraph
        const auto flush = [&] {
            put(into, Kind::Paragraph, escapedStart(tidyInline(run, true)));
            run.clear();
        };
        while (!m_xml->atEnd()) {
            const auto token = m_xml->readNext();
            if (token == QXmlStreamReader::EndElement)
                break;
            if (token == QXmlStreamReader::Characters)
                run += m_inline.text(m_xml->text().toString());
            if (token != QXmlStreamReader::StartElement)
                continue;
            if (isInline()) {
                run += m_inline.element();
                continue;
            }
            flush();
            block(into);
        }
        flush();
    }

    QList<PageBlock> blocks()
    {
        QList<PageBlock> made;
        blocks(made);
        return made;
    }

    static void put(QList<PageBlock> &into, Kind kind, const QString &text)
    {
        if (!text.isEmpty())
            into.append({kind, text, 0, false});
    }

    [[nodiscard]] bool isInline()
    {
        static const QSet<QString> names{u"p"_s,
                                         u"ul"_s,
                                         u"ol"_s,
                                         u"table"_s,
                                         u"blockquote"_s,
                                         u"pre"_s,
                                         u"hr"_s,
                                         u"div"_s,
                                         u"ac:layout"_s,
                                         u"section"_s,
                                         u"dl"_s,
                                         u"ac:layout-section"_s,
                                         u"article"_s,
                                         u"ac:task-list"_s,
                                         u"center"_s,
                                         u"ac:layout-cell"_s,
                                         u"dt"_s,
                                         u"dd"_s,
                                         u"figure"_s,
                                         u"ac:rich-text-body"_s,
                                         u"li"_s,
                                         u"tbody"_s,
                                         u"ac:adf-extension"_s};
        const QString name = m_xml.name();
        if (name == "ac:structured-macro"_L1 || name == "ac:macro"_L1)
            return macroOf(m_xml.attribute(u"ac:name"_s)) == Macro::Inline;
        const bool isHeading = name.size() == 2 && name.at(0) == u'h' && isNumber(name.at(1));
        return !isHeading && !names.contains(name);
    }

    void block(QList<PageBlock> &into)
    {
        const QString name = m_xml.name();
        if (name == "p"_L1) {
            put(into, Kind::Paragraph, escapedStart(tidyInline(m_inline.content(), true)));
        } else if (name == "ul"_L1 || name == "ol"_L1) {
            list(into, name == "ol"_L1);
        } else if (name == "ac:task-list"_L1) {
            tasks(into);
        } else if (name == "table"_L1) {
            put(into, Kind::Table, table());
        } else if (name == "blockquote"_L1) {
            put(into, Kind::Quote, quoted(markdownOf(blocks())));
        } else if (name == "pre"_L1) {
            put(into, Kind::Code, fenced(m_inline.raw(), {}));
        } else if (name == "hr"_L1) {
            m_xml->skipCurrentElement();
            into.append({Kind::Rule, u"---"_s, 0, false});
        } else if (name == "ac:structured-macro"_L1 || name == "ac:macro"_L1) {
            macro(into);
        } else if (name == "ac:adf-extension"_L1) {
            while (m_xml->readNextStartElement()) { // what an older editor shows in its place
                if (m_xml.name() == "ac:adf-fallback"_L1)
                    blocks(into);
                else
                    m_xml->skipCurrentElement();
            }
        } else if (name.size() == 2 && name.at(0) == u'h' && isNumber(name.at(1))) {
            const QString text = tidyInline(m_inline.content(), false);
            if (!text.isEmpty())
                into.append({Kind::Heading, text, name.at(1).unicode() - u'0', false});
        } else {
            blocks(into); // layouts and the like: only what is in them
        }
    }

    void list(QList<PageBlock> &into, bool isOrdered)
    {
        while (m_xml->readNextStartElement()) {
            const QString text = itemText(blocks());
            if (!text.isEmpty())
                into.append({Kind::Item, text, 0, isOrdered});
        }
    }

    void tasks(QList<PageBlock> &into)
    {
        while (m_xml->readNextStartElement()) {
            QString mark = u"[ ] "_s;
            QString text;
            while (m_xml->readNextStartElement()) {
                if (m_xml.name() == "ac:task-status"_L1)
                    mark = m_inline.raw().trimmed() == "complete"_L1 ? u"[x] "_s : u"[ ] "_s;
                else if (m_xml.name() == "ac:task-body"_L1)
                    text = itemText(blocks());
                else
                    m_xml->skipCurrentElement();
            }
            if (!text.isEmpty())
                into.append({Kind::Item, QString(mark + text), 0, false});
        }
    }

    /// Rows of cells, in whatever groups they stand.
    void rows(QList<QStringList> &into, bool &hasHead)
    {
        while (m_xml->readNextStartElement()) {
            const QString name = m_xml.name();
            if (name != "tr"_L1) {
                if (name == "thead"_L1 || name == "tbody"_L1 || name == "tfoot"_L1)
                    rows(into, hasHead);
                else
                    m_xml->skipCurrentElement();
                continue;
            }
            QStringList cells;
            bool isHead = true;
            while (m_xml->readNextStartElement()) {
                isHead = isHead && m_xml.name() == "th"_L1;
                QString cell = markdownOf(blocks()).simplified();
                static const QRegularExpression bar(u"(?<!\\\\)\\|"_s);
                cells.append(cell.replace(bar, u"\\|"_s));
            }
            hasHead = hasHead || (into.isEmpty() && isHead);
            into.append(cells);
        }
    }

    QString table()
    {
        QList<QStringList> all;
        bool hasHead = false;
        rows(all, hasHead);
        qsizetype columns = 0;
        for (const QStringList &row : std::as_const(all))
            columns = std::max(columns, row.size());
        if (columns == 0)
            return {};
        if (!hasHead)
            all.prepend({});
        QStringList lines;
        for (QStringList &row : all) {
            row.resize(columns);
            lines.append(u"| "_s + row.join(u" | "_s) + u" |"_s);
            if (lines.size() == 1)
                lines.append(u"| "_s + QStringList(columns, u"---"_s).join(u" | "_s) + u" |"_s);
        }
        return lines.join(u'\n');
    }

    void macro(QList<PageBlock> &into)
    {
        const QString name = m_xml.attribute(u"ac:name"_s);
        QHash<QString, QString> parameters;
        QList<PageBlock> inside;
        QString plain;
        while (m_xml->readNextStartElement()) {
            const QString part = m_xml.name();
            if (part == "ac:parameter"_L1) {
                const QString key = m_xml.attribute(u"ac:name"_s);
                parameters.insert(key, m_inline.raw());
            } else if (part == "ac:plain-text-body"_L1) {
                plain = m_inline.raw();
            } else if (part == "ac:rich-text-body"_L1) {
                blocks(inside);
            } else {
                m_xml->skipCurrentElement();
            }
        }
        const QString title = parameters.value(u"title"_s).trimmed();
        if (!title.isEmpty() && macroOf(name) != Macro::Code)
            inside.prepend({Kind::Paragraph, u"**%1**"_s.arg(escapedText(title)), 0, false});
        switch (macroOf(name)) {
        case Macro::Code:
            put(into, Kind::Code, fenced(plain, parameters.value(u"language"_s)));
            return;
        case Macro::Panel:
            put(into, Kind::Quote, inside.isEmpty() ? QString() : quoted(markdownOf(inside)));
            return;
        case Macro::Nothing:
            return;
        case Macro::Unknown:
            m_page.told.append(u"The macro '%1' came as its words."_s.arg(name.left(60)));
            if (!plain.isEmpty())
                put(inside, Kind::Code, fenced(plain, {}));
            if (inside.isEmpty())
                put(inside, Kind::Other, u"\\[%1\\]"_s.arg(escapedText(name.left(60))));
            break;
        default:
            break;
        }
        into += inside;
    }

    PageText m_page;
    StorageXml m_xml;
    InlineReader m_inline;
};

} // namespace

Result<PageText> readPage(const QString &storage)
{
    if (auto well = checkStorage(storage); !well)
        return std::unexpected(well.error());
    return BlockReader(storage).read();
}

QString markdownOf(const QList<PageBlock> &blocks, QChar bullet)
{
    QString text;
    int number = 0;
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        const PageBlock &block = blocks.at(i);
        const bool isItem = block.kind == Kind::Item;
        const bool goesOn = i > 0 && isItem && blocks.at(i - 1).kind == Kind::Item &&
                            blocks.at(i - 1).isOrdered == block.isOrdered;
        number = goesOn ? number + 1 : 1;
        if (i > 0)
            text += goesOn ? u"\n"_s : u"\n\n"_s;
        if (isItem) {
            const QString mark = block.isOrdered ? u"%1. "_s.arg(number) : QString(bullet + u" "_s);
            text += mark + indented(block.text, mark.size());
        } else if (block.kind == Kind::Heading) {
            text += QString(block.level, u'#') + u' ' + block.text;
        } else {
            text += block.text;
        }
    }
    return text;
}

} // namespace gp::publish
