// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/md_blocks.h"

#include "core/documents/markdown.h"

#include <QTextDocumentFragment>

#include <md4c.h>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

constexpr std::size_t deepest = 12;

QString fromUtf8(const MD_CHAR *text, MD_SIZE size)
{
    return QString::fromUtf8(text, size);
}

/// The letter that a character reference stands for; the reference itself where nobody knows it.
QString entity(const QString &reference)
{
    if (!reference.startsWith(u"&#"))
        return QTextDocumentFragment::fromHtml(reference).toPlainText();
    const bool isHex = reference.at(2).toLower() == u'x';
    const char32_t code =
        QStringView(reference).sliced(isHex ? 3 : 2).chopped(1).toUInt(nullptr, isHex ? 16 : 10);
    const bool isLetter = code >= 0x20 && code < 0x110000 && (code < 0xD800 || code > 0xDFFF);
    return isLetter ? QString::fromUcs4(&code, 1) : QString(QChar::ReplacementCharacter);
}

QString attribute(const MD_ATTRIBUTE &value)
{
    QString result;
    if (value.text == nullptr)
        return result;
    for (int i = 0; value.substr_offsets[i] < value.size; ++i) {
        const MD_OFFSET from = value.substr_offsets[i];
        const QString part = fromUtf8(value.text + from, value.substr_offsets[i + 1] - from);
        result += value.substr_types[i] == MD_TEXT_ENTITY ? entity(part) : part;
    }
    return result;
}

/// A target without what browsers leave out while they look for its scheme; empty where it is unsafe.
QString safeTarget(const MD_ATTRIBUTE &value)
{
    QString target = attribute(value);
    target.removeIf([](QChar c) { return c.category() == QChar::Other_Control; });
    return isSafeTarget(target) ? target.trimmed() : QString();
}

Qt::Alignment alignment(MD_ALIGN align)
{
    return align == MD_ALIGN_RIGHT    ? Qt::AlignRight
           : align == MD_ALIGN_CENTER ? Qt::AlignHCenter
                                      : Qt::AlignLeft;
}

/// Makes blocks of what the parser tells.
class Builder
{
public:
    Builder() { m_open.emplace_back(); }

    void enter(MD_BLOCKTYPE type, void *detail);
    void leave(MD_BLOCKTYPE type, void *detail);
    void enter(MD_SPANTYPE type, void *detail);
    void leave(MD_SPANTYPE type, void *detail);
    void text(MD_TEXTTYPE type, const QString &text);

    [[nodiscard]] std::vector<Block> take()
    {
        flush();
        return std::move(m_open.front().children);
    }

private:
    void append(const QString &text);
    /// Text that stands in a container by itself, as in a tight list, is a paragraph.
    void flush();
    void open(Block block);
    void close();
    void leavePicture(const MD_SPAN_IMG_DETAIL &detail);

    std::vector<Block> m_open; ///< the document, and what is open in it
    std::size_t m_tooDeep = 0;
    Spans m_spans;
    std::vector<Block> m_pictures; ///< of the paragraph that is open
    Spans m_aside;                 ///< what was there before a picture began
    int m_picturesOpen = 0;
    Span m_look;
    int m_bold = 0;
    int m_italic = 0;
    bool m_isLeaf = false; ///< in a heading or cell: pictures are their words there
};

void Builder::append(const QString &text)
{
    Span span = m_look;
    span.isBold = m_bold > 0;
    span.isItalic = m_italic > 0;
    if (!m_spans.isEmpty() && m_spans.last().looksLike(span)) {
        m_spans.last().text += text;
        return;
    }
    span.text = text;
    m_spans.append(span);
}

void Builder::flush()
{
    const Spans spans = std::exchange(m_spans, {});
    if (!plainText(spans).trimmed().isEmpty()) {
        Block paragraph;
        paragraph.text = spans;
        m_open.back().children.push_back(paragraph);
    }
    for (Block &picture : m_pictures)
        m_open.back().children.push_back(std::move(picture));
    m_pictures.clear();
}

void Builder::open(Block block)
{
    if (m_open.size() > deepest)
        ++m_tooDeep;
    else
        m_open.push_back(std::move(block));
}

void Builder::close()
{
    flush();
    if (m_tooDeep > 0) {
        --m_tooDeep;
        return;
    }
    Block block = std::move(m_open.back());
    m_open.pop_back();
    m_open.back().children.push_back(std::move(block));
}

void Builder::enter(MD_BLOCKTYPE type, void *detail)
{
    flush();
    Block block;
    switch (type) {
    case MD_BLOCK_QUOTE:
        block.kind = Block::Kind::Quote;
        return open(std::move(block));
    case MD_BLOCK_UL:
        block.kind = Block::Kind::List;
        return open(std::move(block));
    case MD_BLOCK_OL:
        block.kind = Block::Kind::List;
        block.isOrdered = true;
        block.first = static_cast<int>(static_cast<MD_BLOCK_OL_DETAIL *>(detail)->start);
        return open(std::move(block));
    case MD_BLOCK_LI: {
        const auto *item = static_cast<MD_BLOCK_LI_DETAIL *>(detail);
        block.kind = Block::Kind::Item;
        if (item->is_task)
            block.isDone = item->task_mark != ' ';
        return open(std::move(block));
    }
    case MD_BLOCK_TABLE:
        block.kind = Block::Kind::Table;
        m_open.push_back(std::move(block)); // holds no other blocks, so it cannot be too deep
        break;
    case MD_BLOCK_TR:
        m_open.back().rows.emplace_back();
        break;
    case MD_BLOCK_H:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
    case MD_BLOCK_CODE:
        m_isLeaf = true;
        break;
    default:
        break;
    }
}

void Builder::leave(MD_BLOCKTYPE type, void *detail)
{
    Block block;
    switch (type) {
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
    case MD_BLOCK_LI:
        return close();
    case MD_BLOCK_H:
        block.kind = Block::Kind::Heading;
        block.level = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL *>(detail)->level);
        block.text = std::exchange(m_spans, {});
        break;
    case MD_BLOCK_CODE:
        block.kind = Block::Kind::Code;
        block.text = std::exchange(m_spans, {});
        break;
    case MD_BLOCK_HR:
        block.kind = Block::Kind::Rule;
        break;
    case MD_BLOCK_TH:
        m_open.back().columns.append(alignment(static_cast<MD_BLOCK_TD_DETAIL *>(detail)->align));
        m_open.back().head.append(std::exchange(m_spans, {}));
        m_isLeaf = false;
        return;
    case MD_BLOCK_TD:
        m_open.back().rows.back().append(std::exchange(m_spans, {}));
        m_isLeaf = false;
        return;
    case MD_BLOCK_TABLE: {
        m_open.back().rows.removeIf(
            [](const QList<Spans> &row) { return row.isEmpty(); }); // that of the head
        Block table = std::move(m_open.back());
        m_open.pop_back();
        m_open.back().children.push_back(std::move(table));
        return;
    }
    case MD_BLOCK_P:
        return flush();
    default:
        return;
    }
    m_isLeaf = false;
    m_open.back().children.push_back(std::move(block));
}

void Builder::enter(MD_SPANTYPE type, void *detail)
{
    if (type == MD_SPAN_STRONG)
        ++m_bold;
    else if (type == MD_SPAN_EM)
        ++m_italic;
    else if (type == MD_SPAN_DEL)
        m_look.isStruck = true;
    else if (type == MD_SPAN_CODE)
        m_look.isCode = true;
    else if (type == MD_SPAN_A)
        m_look.link = safeTarget(static_cast<MD_SPAN_A_DETAIL *>(detail)->href);
    else if (type == MD_SPAN_IMG && m_picturesOpen++ == 0)
        m_aside = std::exchange(m_spans, {});
}

void Builder::leave(MD_SPANTYPE type, void *detail)
{
    if (type == MD_SPAN_STRONG)
        --m_bold;
    else if (type == MD_SPAN_EM)
        --m_italic;
    else if (type == MD_SPAN_DEL)
        m_look.isStruck = false;
    else if (type == MD_SPAN_CODE)
        m_look.isCode = false;
    else if (type == MD_SPAN_A)
        m_look.link.clear();
    else if (type == MD_SPAN_IMG && --m_picturesOpen == 0)
        leavePicture(*static_cast<MD_SPAN_IMG_DETAIL *>(detail));
}

void Builder::leavePicture(const MD_SPAN_IMG_DETAIL &detail)
{
    const QString target = safeTarget(detail.src);
    const Spans words = std::exchange(m_spans, std::exchange(m_aside, {}));
    const bool isRemote = target.contains(u"//"_s);
    if (m_isLeaf || isRemote || target.isEmpty()) {
        const QString link = m_look.link;
        if (isRemote && link.isEmpty())
            m_look.link = target;
        append(plainText(words).isEmpty() && isRemote ? target : plainText(words));
        m_look.link = link;
        return;
    }
    Block picture;
    picture.kind = Block::Kind::Picture;
    picture.text = words;
    picture.target = target;
    m_pictures.push_back(picture);
}

void Builder::text(MD_TEXTTYPE type, const QString &text)
{
    switch (type) {
    case MD_TEXT_NULLCHAR:
        return append(QString(QChar::ReplacementCharacter));
    case MD_TEXT_BR:
        return append(QString(QChar::LineSeparator));
    case MD_TEXT_SOFTBR:
        return append(u" "_s);
    case MD_TEXT_ENTITY:
        return append(entity(text));
    default:
        return append(text);
    }
}

Builder &builder(void *user)
{
    return *static_cast<Builder *>(user);
}

} // namespace

bool Span::looksLike(const Span &other) const
{
    return isBold == other.isBold && isItalic == other.isItalic && isStruck == other.isStruck &&
           isCode == other.isCode && link == other.link;
}

QString plainText(const Spans &spans)
{
    QString text;
    for (const Span &span : spans)
        text += span.text;
    return text;
}

std::vector<Block> parseBlocks(const QString &markdown)
{
    MD_PARSER parser{};
    parser.flags = markdownDialect();
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *user) {
        builder(user).enter(type, detail);
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *detail, void *user) {
        builder(user).leave(type, detail);
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *user) {
        builder(user).enter(type, detail);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void *detail, void *user) {
        builder(user).leave(type, detail);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user) {
        builder(user).text(type, fromUtf8(text, size));
        return 0;
    };
    Builder made;
    const QByteArray input = withoutFrontMatter(markdown).toUtf8();
    md_parse(input.constData(), MD_SIZE(input.size()), &parser, &made);
    return made.take();
}

} // namespace gp::documents
