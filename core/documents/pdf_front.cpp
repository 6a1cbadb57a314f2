// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/pdf_front.h"

#include "core/diagram/theme.h"

#include <QFontMetricsF>

using namespace Qt::StringLiterals;

namespace gp::documents::pdf {

namespace {

constexpr double labelWidth = 110 * pt;
constexpr double titleTop = 150 * pt; ///< from the top of the body
constexpr double highTop = 60 * pt;   ///< where that leaves room for the contents

Look lookOf(double size, double line, QFont::Weight weight, const QColor &colour)
{
    return {size, line, weight, colour, false, Qt::AlignLeft};
}

Piece pieceOf(const Text &text, double left, double before, double after)
{
    Piece piece;
    piece.before = before;
    piece.height = text.height();
    piece.after = after;
    piece.items.append(TextItem{text, 0, text.count, QPointF(left, 0)});
    return piece;
}

/// What the document says of itself: pairs of a label and a text.
QList<std::pair<QString, QString>> factsOf(const Cover &cover)
{
    QList<std::pair<QString, QString>> facts{{u"Project"_s, cover.project},
                                             {u"Organisation"_s, cover.organisation},
                                             {u"State described"_s, cover.stateDescribed()},
                                             {u"Scope"_s, cover.scope},
                                             {u"Facts of"_s, cover.date},
                                             {u"Model state"_s, cover.state}};
    facts.removeIf([](const auto &fact) { return fact.second.isEmpty(); });
    return facts;
}

Pieces titlePieces(const Cover &cover, double top)
{
    const diagram::Theme &theme = diagram::Theme::light();
    const double width = Sheet::of(false).body.width();
    Pieces pieces;
    Piece bar;
    bar.height = top;
    bar.after = 18 * pt;
    bar.items.append(BoxItem{QRectF(0, top - 4 * pt, 44 * pt, 4 * pt), theme.accent, 2 * pt, {}});
    pieces.append(bar);
    if (!cover.title.startsWith(cover.kind))
        pieces.append(pieceOf(
            layOut(cover.kind, lookOf(12 * pt, 16 * pt, QFont::DemiBold, theme.muted), width), 0, 0, 6 * pt));
    // A title is some words; one of hundreds goes smaller, so that it leaves room for the rest.
    const double size = cover.title.size() > 160 ? 14 * pt : cover.title.size() > 60 ? 23 * pt : 30 * pt;
    const Text title =
        layOut(cover.title, lookOf(size, std::round(size * 1.22), QFont::Bold, theme.text), width);
    pieces.append(pieceOf(title, 0, 0, 26 * pt));
    const Look label = lookOf(9.5 * pt, 14 * pt, QFont::Normal, theme.muted);
    const Look value = lookOf(9.5 * pt, 14 * pt, QFont::Medium, theme.text);
    for (const auto &[name, text] : factsOf(cover)) {
        Piece fact = pieceOf(layOut(text, value, width - labelWidth), labelWidth, 0, 5 * pt);
        fact.items.append(TextItem{layOut(name, label, labelWidth), 0, 1, QPointF(0, 0)});
        pieces.append(fact);
    }
    return pieces;
}

Piece entryPiece(const Entry &entry)
{
    constexpr double numberWidth = 30 * pt;
    constexpr double leaderGap = 5 * pt;
    const diagram::Theme &theme = diagram::Theme::light();
    const double width = Sheet::of(false).body.width();
    const bool isChapter = entry.level <= 2;
    const double left = isChapter ? 0 : 16 * pt;
    Look look = lookOf(isChapter ? 10 * pt : 9 * pt, isChapter ? 15 * pt : 13.5 * pt,
                       isChapter ? QFont::DemiBold : QFont::Normal, theme.text);
    Span words;
    words.text = entry.title;
    words.link = u'#' + entry.anchor;
    Spans spans{words};
    // Links in a table of contents need no colour to be seen as such.
    Text title = layOut(spans, look, width - left - numberWidth - 30 * pt, {}, LinkColour::AsText);
    Piece piece = pieceOf(title, left, isChapter ? 6 * pt : 0, 0);
    look.align = Qt::AlignRight;
    spans.first().text = QString::number(entry.page);
    const Text number = layOut(spans, look, numberWidth, {}, LinkColour::AsText);
    const double top = piece.height - number.line; // beside the last line of a long title
    piece.items.append(TextItem{number, 0, number.count, QPointF(width - numberWidth, top)});
    const double from = left + title.lastWidth() + leaderGap;
    const double to = width - number.width - leaderGap;
    if (to - from > 12 * pt)
        piece.items.append(LeaderItem{QPointF(from, top + number.line * 0.72), to - from});
    return piece;
}

Pieces contentPieces(const QList<Entry> &entries)
{
    Pieces pieces;
    if (entries.isEmpty())
        return pieces;
    const Look look = lookOf(17 * pt, 22 * pt, QFont::DemiBold, diagram::Theme::light().text);
    Piece heading = pieceOf(layOut(u"Contents"_s, look, Sheet::of(false).body.width()), 0, 0, 8 * pt);
    heading.keepWithNext = true;
    pieces.append(heading);
    for (qsizetype i = 0; i < entries.size(); ++i) {
        Piece piece = entryPiece(entries[i]);
        piece.keepWithNext = i + 1 < entries.size() && entries[i].level < entries[i + 1].level;
        pieces.append(piece);
    }
    return pieces;
}

Text oneLine(const QString &text, const Look &look, double width)
{
    return layOut(QFontMetricsF(fontOf(look)).elidedText(text, Qt::ElideRight, width), look, width + 1);
}

} // namespace

QList<Page> frontPages(const Cover &cover, const QList<Entry> &all)
{
    QList<Entry> entries;
    std::ranges::copy_if(all, std::back_inserter(entries),
                         [](const Entry &entry) { return entry.level == 2 || entry.level == 3; });
    const Pieces title = titlePieces(cover, titleTop);
    Pieces contents = contentPieces(entries);
    if (contents.isEmpty())
        return paginate(title, 1).pages;
    contents.first().before = 40 * pt;
    for (const double top : {titleTop, highTop}) {
        if (const Pages onOne = paginate(titlePieces(cover, top) + contents, 1); onOne.pages.size() == 1)
            return onOne.pages;
    }
    return paginate(title, 1).pages + paginate(contents, 2).pages;
}

QList<Item> furniture(const Cover &cover, bool isLandscape, int number, int count)
{
    const diagram::Theme &theme = diagram::Theme::light();
    const Sheet &sheet = Sheet::of(isLandscape);
    const QRectF &body = sheet.body;
    Look look = lookOf(8 * pt, 11 * pt, QFont::Normal, theme.muted);
    QList<Item> items;
    const auto put = [&](const QString &left, const QString &right, double top) {
        Look aligned = look;
        aligned.align = Qt::AlignRight;
        const Text there = oneLine(right, aligned, body.width() * 0.4);
        const Text here = oneLine(left, look, body.width() - there.width - 20 * pt);
        items.append(TextItem{here, 0, 1, QPointF(body.left(), top)});
        items.append(TextItem{there, 0, 1, QPointF(body.right() - body.width() * 0.4 - 1, top)});
    };
    put(cover.title, cover.project == cover.title ? QString() : cover.project, 36 * pt);
    items.append(BoxItem{QRectF(body.left(), 51 * pt, body.width(), 0.6 * pt), theme.line, 0, {}});
    QStringList about{cover.stateDescribed()};
    if (!cover.state.isEmpty())
        about.append(u"model state "_s + cover.state);
    put(about.join(u" · "_s), u"Page %1 of %2"_s.arg(number).arg(count), sheet.height - 44 * pt);
    return items;
}

} // namespace gp::documents::pdf
