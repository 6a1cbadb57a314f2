// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/pdf_blocks.h"

#include "core/diagram/theme.h"
#include "core/documents/html_page.h"
#include "core/documents/markdown.h"
#include "core/documents/pdf_picture.h"
#include "core/documents/pdf_table.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::documents::pdf {

namespace {

constexpr double measureOfText = 440 * pt; ///< longer lines are hard to read
constexpr double indent = 16 * pt;
constexpr double codePadding = 7 * pt;
constexpr QRgb goodColour = 0xff17692f;

/// Where the blocks of a list, a quote or the document stand.
struct Frame
{
    double left = 0;
    double width = 0;
    double gap = 9 * pt; ///< between paragraphs
    Look look;
    bool isNested = false;
};

class Layouter
{
public:
    explicit Layouter(const Surroundings &surroundings)
        : m_surroundings(surroundings)
    {
    }

    void put(const std::vector<Block> &blocks, const Frame &frame)
    {
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            const qsizetype first = m_body.pieces.size();
            put(blocks[i], frame);
            // A line between a heading and its table leads to the table.
            const bool isLead = i > 0 && i + 1 < blocks.size() && blocks[i].kind == Block::Kind::Paragraph &&
                                blocks[i - 1].kind == Block::Kind::Heading &&
                                blocks[i + 1].kind == Block::Kind::Table;
            if (isLead && m_body.pieces.size() == first + 1)
                m_body.pieces.last().keepWithNext = true;
        }
    }

    [[nodiscard]] Body take() { return std::move(m_body); }

private:
    void put(const Block &block, const Frame &frame);
    void putHeading(const Block &block, const Frame &frame);
    void putParagraph(const Spans &spans, const Frame &frame);
    void putText(const Text &text, const Frame &frame, double before);
    void putList(const Block &list, const Frame &frame);
    void putMarker(const Block &list, const Block &item, int number, qsizetype piece, const Frame &frame);
    void putQuote(const Block &quote, const Frame &frame);
    void putCode(const Block &code, const Frame &frame);
    void putTable(const Block &given, const Frame &frame);
    void putPicture(const Block &block, const Frame &frame);
    void putRule(const Frame &frame);
    /// With targets as they are between PDF files.
    [[nodiscard]] Spans linked(Spans spans) const;

    const Surroundings &m_surroundings;
    Anchors m_anchors;
    QString m_heading;
    Body m_body;
};

Spans Layouter::linked(Spans spans) const
{
    static const QRegularExpression markdown(u"^([^#:]+)\\.md(#.*)?$"_s);
    for (Span &span : spans) {
        const auto match = markdown.match(span.link);
        if (match.hasMatch() &&
            m_surroundings.documents.contains(fromTop(m_surroundings.path, match.captured(1))))
            span.link = match.captured(1) + u".pdf"_s + match.captured(2);
    }
    return spans;
}

void Layouter::put(const Block &block, const Frame &frame)
{
    switch (block.kind) {
    case Block::Kind::Heading:
        return putHeading(block, frame);
    case Block::Kind::Paragraph:
        return putParagraph(block.text, frame);
    case Block::Kind::Picture:
        return putPicture(block, frame);
    case Block::Kind::Code:
        return putCode(block, frame);
    case Block::Kind::Quote:
        return putQuote(block, frame);
    case Block::Kind::List:
        return putList(block, frame);
    case Block::Kind::Item:
        return put(block.children, frame);
    case Block::Kind::Table:
        return putTable(block, frame);
    case Block::Kind::Rule:
        return putRule(frame);
    }
}

void Layouter::putHeading(const Block &block, const Frame &frame)
{
    struct Style
    {
        double size;
        double line;
        double before;
        double after;
    };
    static const QList<Style> styles{{17 * pt, 22 * pt, 30 * pt, 9 * pt},
                                     {17 * pt, 22 * pt, 30 * pt, 9 * pt},
                                     {12.5 * pt, 17 * pt, 20 * pt, 6 * pt},
                                     {10.5 * pt, 15 * pt, 14 * pt, 4 * pt}};
    const Style &style = styles[std::clamp(block.level, 1, 4) - 1];
    const QString title = plainText(block.text).replace(QChar::LineSeparator, u' ');
    if (title.trimmed().isEmpty())
        return;
    const QString anchor = m_anchors.next(title);
    Look look = frame.look;
    look.size = style.size;
    look.line = style.line;
    look.weight = QFont::DemiBold;
    Piece piece;
    const Text text = layOut(linked(block.text), look, frame.width, anchor);
    piece.before = style.before;
    piece.height = text.height();
    piece.after = style.after;
    piece.keepWithNext = true;
    piece.items.append(TextItem{text, 0, text.count, QPointF(frame.left, 0)});
    piece.entry = Entry{block.level, title, anchor, 0};
    m_body.pieces.append(piece);
    m_heading = title;
}

/// Two lines at least at the foot of a page and at the head of the next one.
void Layouter::putText(const Text &text, const Frame &frame, double before)
{
    for (int from = 0; from < text.count;) {
        const int left = text.count - from;
        const int lines = left <= 3 ? left : from == 0 ? 2 : 1;
        Piece piece;
        piece.before = from == 0 ? before : 0;
        piece.height = lines * text.line;
        piece.items.append(TextItem{text, from, lines, QPointF(frame.left, 0)});
        from += lines;
        piece.after = from == text.count ? frame.gap : 0;
        m_body.pieces.append(piece);
    }
}

/// A line that is bold as a whole: people write headings so.
bool isHeading(const Spans &spans)
{
    constexpr qsizetype most = 80;
    return plainText(spans).size() <= most && std::ranges::all_of(spans, [](const Span &span) {
               return span.isBold || span.text.trimmed().isEmpty();
           });
}

void Layouter::putParagraph(const Spans &spans, const Frame &frame)
{
    const bool actsAsHeading = isHeading(spans);
    putText(layOut(linked(spans), frame.look, std::min(frame.width, measureOfText)), frame,
            actsAsHeading ? 12 * pt : 0);
    if (m_body.pieces.isEmpty())
        return;
    Piece &last = m_body.pieces.last();
    if (actsAsHeading)
        last.after = 4 * pt;
    // What announces a list or a table goes with it.
    last.keepWithNext = actsAsHeading || plainText(spans).trimmed().endsWith(u':');
}

void Layouter::putList(const Block &list, const Frame &frame)
{
    Frame inside = frame;
    inside.left += indent;
    inside.width -= indent;
    inside.gap = 4 * pt;
    inside.isNested = true;
    int number = list.first;
    for (const Block &item : list.children) {
        const qsizetype first = m_body.pieces.size();
        put(item.children, inside);
        if (m_body.pieces.size() == first) {
            Piece empty;
            empty.height = frame.look.line;
            empty.after = inside.gap;
            m_body.pieces.append(empty);
        }
        putMarker(list, item, number++, first, frame);
    }
    if (!m_body.pieces.isEmpty())
        m_body.pieces.last().after = frame.gap;
}

void Layouter::putMarker(const Block &list, const Block &item, int number, qsizetype piece,
                         const Frame &frame)
{
    QList<Item> &items = m_body.pieces[piece].items;
    Look look = frame.look;
    look.colour = diagram::Theme::light().muted;
    if (item.isDone) {
        const double side = 8.5 * pt;
        items.append(BoxItem{QRectF(frame.left, (look.line - side) / 2, side, side), Qt::white, 2 * pt,
                             *item.isDone ? QColor(goodColour) : look.colour});
        if (!*item.isDone)
            return;
        look.colour = QColor(goodColour);
        look.size = 8 * pt;
        look.align = Qt::AlignHCenter;
        items.append(TextItem{layOut(u"✓"_s, look, side), 0, 1, QPointF(frame.left, 0)});
        return;
    }
    const QString sign = list.isOrdered ? QString(QString::number(number) + u'.') : u"•"_s;
    const Text text = layOut(sign, look, 100 * pt);
    const double left = std::min(frame.left + 2 * pt, frame.left + indent - 4 * pt - text.width);
    items.append(TextItem{text, 0, 1, QPointF(left, 0)});
}

void Layouter::putQuote(const Block &quote, const Frame &frame)
{
    Frame inside = frame;
    inside.left += 12 * pt;
    inside.width -= 12 * pt;
    inside.gap = 6 * pt;
    inside.look.colour = diagram::Theme::light().muted;
    inside.isNested = true;
    const qsizetype first = m_body.pieces.size();
    put(quote.children, inside);
    for (qsizetype i = first; i < m_body.pieces.size(); ++i) {
        Piece &piece = m_body.pieces[i];
        // The bar has no gaps, so the space between paragraphs belongs to them.
        if (i + 1 < m_body.pieces.size())
            piece.height += std::exchange(piece.after, 0);
        piece.items.prepend(BoxItem{
            QRectF(frame.left, 0, 2.5 * pt, piece.height + 0.4 * pt), diagram::Theme::light().line, 0, {}});
    }
    if (m_body.pieces.size() > first)
        m_body.pieces.last().after = frame.gap;
}

void Layouter::putCode(const Block &code, const Frame &frame)
{
    QString source = plainText(code.text);
    while (source.endsWith(u'\n'))
        source.chop(1);
    source.replace(u'\t', u"    "_s).replace(u'\n', QChar::LineSeparator);
    const Look look{8.5 * pt, 12.5 * pt, QFont::Normal, {}, true, Qt::AlignLeft};
    const Text text = layOut(source, look, frame.width - 2 * codePadding);
    const qsizetype first = m_body.pieces.size();
    for (int i = 0; i < text.count; ++i) {
        const double top = i == 0 ? codePadding : 0;
        const double bottom = i + 1 == text.count ? codePadding : 0;
        Piece piece;
        piece.height = top + text.line + bottom;
        // Seams between two grounds would show.
        const double seam = bottom > 0 ? 0 : 0.5 * pt;
        piece.items.append(BoxItem{
            QRectF(frame.left, 0, frame.width, piece.height + seam), diagram::Theme::light().window, 0, {}});
        piece.items.append(TextItem{text, i, 1, QPointF(frame.left + codePadding, top)});
        piece.keepWithNext = i == 0 || i + 2 == text.count;
        m_body.pieces.append(piece);
    }
    if (m_body.pieces.size() == first)
        return;
    m_body.pieces.last().keepWithNext = false;
    m_body.pieces.last().after = frame.gap + 3 * pt;
    m_body.pieces[first].before = 3 * pt;
}

void Layouter::putTable(const Block &given, const Frame &frame)
{
    Block block = given;
    for (Spans &cell : block.head)
        cell = linked(cell);
    for (QList<Spans> &row : block.rows)
        for (Spans &cell : row)
            cell = linked(cell);
    const Table table = layOutTable(block, frame.left, frame.width, !frame.isNested);
    m_body.pieces += table.pieces;
    if (!table.tooLong.isEmpty()) {
        Remark remark;
        remark.title = m_heading;
        remark.word = table.tooLong;
        remark.fitting = table.fitting;
        remark.columns = static_cast<int>(block.columns.size());
        m_body.remarks.append(remark);
    }
}

void Layouter::putPicture(const Block &block, const Frame &frame)
{
    const QString path = fromTop(m_surroundings.path, block.target);
    const auto bytes = m_surroundings.pictures.constFind(path);
    const QString title = plainText(block.text);
    if (bytes == m_surroundings.pictures.constEnd())
        return putParagraph(block.text, frame);
    const auto picture = readPicture(*bytes);
    Remark remark;
    remark.picture = path;
    remark.title = title;
    if (!picture) {
        m_body.remarks.append(remark);
        return putParagraph(block.text, frame);
    }
    Figure figure = layOutPicture(picture, title, frame.left, frame.width,
                                  m_surroundings.smallest.value(path), !frame.isNested);
    if (figure.textSize > 0 && figure.textSize < leastReadable) {
        remark.size = figure.textSize;
        m_body.remarks.append(remark);
    }
    m_body.pieces.append(figure.piece);
}

void Layouter::putRule(const Frame &frame)
{
    Piece piece;
    piece.before = 6 * pt;
    piece.height = 0.6 * pt;
    piece.after = 15 * pt;
    piece.items.append(
        BoxItem{QRectF(frame.left, 0, frame.width, piece.height), diagram::Theme::light().line, 0, {}});
    m_body.pieces.append(piece);
}

} // namespace

Body layOutBlocks(const std::vector<Block> &blocks, const Surroundings &surroundings)
{
    Layouter layouter(surroundings);
    Frame frame;
    frame.width = Sheet::of(false).body.width();
    layouter.put(blocks, frame);
    return layouter.take();
}

} // namespace gp::documents::pdf
