// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/pdf_text.h"

#include "core/diagram/theme.h"

#include <QFontDatabase>
#include <QPainter>
#include <QTextLayout>

using namespace Qt::StringLiterals;

// Has to be outside of any namespace.
static void initialiseMonoResource()
{
    Q_INIT_RESOURCE(mono);
}

namespace gp::documents::pdf {

namespace {

constexpr QRgb linkColour = 0xff255bbb; // the accent, dark enough for small text
constexpr double codeSize = 0.88;       // its letters are large

QString monoFamily()
{
    static const QString family = [] {
        initialiseMonoResource();
        QString name;
        for (const QString &face : {u"DejaVuSansMono-Bold"_s, u"DejaVuSansMono"_s}) {
            const int id = QFontDatabase::addApplicationFont(u":/fonts/%1.ttf"_s.arg(face));
            Q_ASSERT_X(id >= 0, "fonts", "the embedded font could not be registered");
            name = QFontDatabase::applicationFontFamilies(id).value(0);
        }
        return name;
    }();
    return family;
}

QTextLayout::FormatRange formatOf(const Span &span, const Look &look, int start, LinkColour links)
{
    Look own = look;
    own.isMono = look.isMono || span.isCode;
    if (span.isBold)
        own.weight = std::max(look.weight, QFont::DemiBold);
    if (span.isCode && !look.isMono)
        own.size = std::round(look.size * codeSize);
    QFont face = fontOf(own);
    face.setItalic(span.isItalic);
    face.setStrikeOut(span.isStruck);
    QTextLayout::FormatRange range;
    range.start = start;
    range.length = static_cast<int>(span.text.size());
    range.format.setFont(face);
    const QColor colour = look.colour.isValid() ? look.colour : diagram::Theme::light().text;
    range.format.setForeground(span.link.isEmpty() || links == LinkColour::AsText ? colour
                                                                                  : QColor(linkColour));
    if (!span.link.isEmpty()) {
        range.format.setAnchor(true);
        range.format.setAnchorHref(span.link);
    }
    return range;
}

QTextOption optionOf(const Look &look, QTextOption::WrapMode wrap)
{
    QTextOption option(look.align | Qt::AlignTop);
    option.setWrapMode(wrap);
    option.setUseDesignMetrics(true);
    return option;
}

std::shared_ptr<QTextLayout> prepared(const Spans &spans, const Look &look, QTextOption::WrapMode wrap,
                                      const QString &anchor, LinkColour links)
{
    auto layout = std::make_shared<QTextLayout>(plainText(spans), fontOf(look));
    layout->setCacheEnabled(true);
    layout->setTextOption(optionOf(look, wrap));
    QList<QTextLayout::FormatRange> formats;
    int at = 0;
    for (const Span &span : spans) {
        formats.append(formatOf(span, look, at, links));
        at += formats.last().length;
    }
    if (!anchor.isEmpty() && !formats.isEmpty()) {
        formats.first().format.setAnchor(true);
        formats.first().format.setAnchorNames({anchor});
    }
    layout->setFormats(formats);
    return layout;
}

/// Keys ("prod-eu-1", "golden-api@2") and numbers ("A.8.32") stay whole where they fit into a line: how many
/// letters of the line to take so that it does not end inside of one; 0: it ends well.
int lettersToKeep(const QTextLayout &layout, const QTextLine &line, double width)
{
    const QString &text = layout.text();
    const int from = line.textStart();
    int end = from + line.textLength();
    // "99.95 %" and "4 h" are one.
    const bool isUnit = end < text.size() && end - 1 > from && text.at(end - 1).isSpace() &&
                        !text.at(end).isSpace() && text.at(end - 2).isDigit() &&
                        (end + 1 == text.size() || !text.at(end + 1).isLetterOrNumber());
    if (isUnit)
        --end;
    else if (end >= text.size() || end <= from || text.at(end - 1).isSpace() || text.at(end).isSpace() ||
             text.at(end - 1).isLetterOrNumber() == text.at(end).isLetterOrNumber())
        return 0;
    int start = end;
    while (start > from && !text.at(start - 1).isSpace())
        --start;
    if (start == from)
        return 0;
    int after = isUnit ? end + 2 : end;
    while (after < text.size() && !text.at(after).isSpace())
        ++after;
    QTextLayout word(text.sliced(start, after - start), layout.font());
    word.beginLayout();
    QTextLine whole = word.createLine();
    whole.setLineWidth(1e6);
    word.endLayout();
    return whole.naturalTextWidth() < width ? start - from : 0;
}

/// Where code stands in `line`.
void addGrounds(Text &text, const Spans &spans, const QTextLine &line, int number)
{
    int at = 0;
    for (const Span &span : spans) {
        const int start = std::max(at, line.textStart());
        const int end = std::min<int>(at + int(span.text.size()), line.textStart() + line.textLength());
        at += static_cast<int>(span.text.size());
        if (!span.isCode || start >= end)
            continue;
        const double left = line.cursorToX(start);
        const double right = line.cursorToX(end);
        const double high = 0.74 * text.line;
        text.grounds.append(
            {number, QRectF(std::min(left, right) - 2 * pt, number * text.line + (text.line - high) / 2,
                            std::abs(right - left) + 4 * pt, high)});
    }
}

} // namespace

QFont fontOf(const Look &look)
{
    QFont face = diagram::font(std::round(look.size), look.weight);
    if (look.isMono) {
        face.setFamilies({monoFamily(), diagram::fontFamily()});
    } else {
        face.setFamilies(
            {diagram::fontFamily(), monoFamily()}); // the second has signs that the first has not
    }
    // What is read back from the file (search, copy) has to be the text: no ligatures, no arrows for "->".
    for (const char *feature : {"liga", "calt", "dlig"})
        face.setFeature(QFont::Tag::fromString(QLatin1StringView(feature)).value(), 0);
    return face;
}

Text layOut(const Spans &spans, const Look &look, double width, const QString &anchor, LinkColour links)
{
    Text text;
    text.layout = prepared(spans, look, QTextOption::WrapAtWordBoundaryOrAnywhere, anchor, links);
    text.line = look.line;
    text.layout->beginLayout();
    for (QTextLine line = text.layout->createLine(); line.isValid(); line = text.layout->createLine()) {
        line.setLineWidth(std::max(width, pt));
        if (const int letters = lettersToKeep(*text.layout, line, width); letters > 0)
            line.setNumColumns(letters, std::max(width, pt));
        text.width = std::max(text.width, line.naturalTextWidth());
        text.line = std::max(text.line, line.height()); // of a face that stands in for a missing letter
    }
    text.layout->endLayout();
    text.count = text.layout->lineCount();
    for (int i = 0; i < text.count; ++i) {
        QTextLine line = text.layout->lineAt(i);
        line.setPosition({0, i * text.line + (text.line - line.height()) / 2});
        if (!look.isMono)
            addGrounds(text, spans, line, i);
    }
    return text;
}

Text layOut(const QString &text, const Look &look, double width)
{
    Span span;
    span.text = text;
    return layOut(Spans{span}, look, width);
}

Widths measure(const Spans &spans, const Look &look)
{
    constexpr double endless = 1e6;
    const auto layout = prepared(spans, look, QTextOption::WordWrap, {}, LinkColour::Accent);
    Widths widths;
    layout->beginLayout();
    for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine())
        line.setLineWidth(endless);
    layout->endLayout();
    const QString text = layout->text();
    for (int i = 0; i < layout->lineCount(); ++i) {
        const QTextLine line = layout->lineAt(i);
        widths.all = std::max(widths.all, std::ceil(line.naturalTextWidth()) + 1);
        int start = line.textStart();
        for (int at = start; at <= line.textStart() + line.textLength(); ++at) {
            if (at < text.size() && !text.at(at).isSpace())
                continue;
            const double wide = std::abs(line.cursorToX(at) - line.cursorToX(start));
            widths.word = std::max(widths.word, std::ceil(wide) + 1);
            start = at + 1;
        }
    }
    widths.part = std::min(std::ceil(layout->minimumWidth()) + 1, widths.all);
    widths.word = std::min(widths.word, widths.all);
    return widths;
}

double Text::lastWidth() const
{
    return count == 0 ? 0 : layout->lineAt(count - 1).naturalTextWidth();
}

void Text::draw(QPainter &painter, QPointF at, int from, int lines) const
{
    const QPointF origin = at - QPointF(0, from * line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(diagram::Theme::light().window);
    for (const Ground &ground : grounds) {
        if (ground.line >= from && ground.line < from + lines)
            painter.drawRoundedRect(ground.rect.translated(origin), 3 * pt, 3 * pt);
    }
    painter.setPen(diagram::Theme::light().text);
    for (int i = from; i < std::min(from + lines, count); ++i)
        layout->lineAt(i).draw(&painter, origin);
}

} // namespace gp::documents::pdf
