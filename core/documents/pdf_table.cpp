// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/pdf_table.h"

#include "core/diagram/theme.h"
#include "core/documents/html_page.h"

#include <QRegularExpression>

#include <cmath>
#include <functional>
#include <numeric>

using namespace Qt::StringLiterals;

namespace gp::documents::pdf {

namespace {

constexpr double cellSize = 8.5 * pt;
constexpr double cellLine = 12 * pt;
constexpr double padding = 4 * pt;    ///< above and below the text of a cell
constexpr double columnGap = 12 * pt; ///< between two columns
constexpr double wideGap = 22 * pt;   ///< where figures meet words
constexpr double hairline = 0.6 * pt;
constexpr double badgeSize = 8 * pt;
constexpr double badgePadding = 6 * pt;
constexpr double badgeHeight = 12.5 * pt;
constexpr double mostOfWord = 130 * pt; ///< longer ones may be broken, so that they do not take all the room
constexpr double shortCell = 62 * pt;   ///< "✓ enforced": not worth a second line

struct Colours
{
    QColor text;
    QColor ground;
};

/// Those of page.css.
Colours badgeColours(const QString &name)
{
    static const QHash<QString, Colours> colours{
        {u"good"_s, {QColor(0x17, 0x69, 0x2f), QColor(0xe3, 0xf1, 0xe6)}},
        {u"fair"_s, {QColor(0x7d, 0x53, 0x00), QColor(0xf5, 0xed, 0xdc)}},
        {u"poor"_s, {QColor(0xa3, 0x21, 0x1a), QColor(0xf6, 0xe3, 0xe2)}},
        {u"kept"_s, {QColor(0x64, 0x40, 0xab), QColor(0xee, 0xe8, 0xf8)}},
        {u"wait"_s, {QColor(0x24, 0x59, 0xb3), QColor(0xe4, 0xed, 0xff)}},
        {u"calm"_s, {QColor(0x55, 0x60, 0x6b), QColor(0xec, 0xee, 0xf1)}}};
    return colours.value(name);
}

/// The word with a sign before it, so that a badge is told apart without its colour.
QString withSign(const QString &word, const QString &badge)
{
    static const QHash<QString, QString> ofWord{{u"error"_s, u"✕"_s},   {u"warning"_s, u"!"_s},
                                                {u"warn"_s, u"!"_s},    {u"info"_s, u"i"_s},
                                                {u"planned"_s, u"○"_s}, {u"superseded"_s, u"→"_s}};
    static const QHash<QString, QString> ofBadge{{u"good"_s, u"✓"_s}, {u"fair"_s, u"◐"_s},
                                                 {u"poor"_s, u"✕"_s}, {u"kept"_s, u"◇"_s},
                                                 {u"wait"_s, u"?"_s}, {u"calm"_s, u"–"_s}};
    if (!word.at(0).isLetter())
        return word;
    return ofWord.value(word, ofBadge.value(badge)) + u' ' + word;
}

struct Cell
{
    Spans spans;
    QString badge; ///< its class; empty: plain text
    Look look;
    bool mayBreak = true;
};

Cell cellOf(const Spans &spans, Qt::Alignment align, bool isHead)
{
    static const QRegularExpression id(
        u"^(NFR-[A-Z]+-[0-9]+|ADR-[0-9]+|[A-Z]{3}-[0-9]{3}|[0-9]{4}-[0-9]{2}-[0-9]{2})$"_s);
    const diagram::Theme &theme = diagram::Theme::light();
    Cell cell;
    cell.spans = spans;
    cell.look = {cellSize, cellLine, QFont::Normal, {}, false, align};
    const QString text = plainText(spans);
    if (isHead) {
        cell.look.weight = QFont::DemiBold;
        cell.look.colour = theme.muted;
        return cell;
    }
    if (text == u"0")
        cell.look.colour = theme.muted;
    cell.badge = spans.size() == 1 && spans.first().link.isEmpty() ? badgeClass(text) : QString();
    if (!cell.badge.isEmpty()) {
        cell.look.size = badgeSize;
        cell.look.weight = QFont::DemiBold;
        cell.look.colour = badgeColours(cell.badge).text;
        cell.spans.first().text = withSign(text, cell.badge);
    }
    cell.mayBreak =
        cell.badge.isEmpty() && !id.match(text).hasMatch() && !(align == Qt::AlignRight && text.size() < 16);
    return cell;
}

struct Grid
{
    QList<Cell> head; ///< empty: none
    QList<QList<Cell>> rows;
    QList<Widths> needs;   ///< by column
    QList<double> squares; ///< by column: the sum of the squared widths of its cells
    QStringList longest;   ///< by column: the longest word
};

QString longestWord(const Spans &spans)
{
    static const QRegularExpression space(u"\\s+"_s);
    QString longest;
    for (const QString &word : plainText(spans).split(space))
        if (word.size() > longest.size())
            longest = word;
    return longest;
}

void take(Grid &grid, const QList<Cell> &row)
{
    for (qsizetype i = 0; i < row.size(); ++i) {
        const Cell &cell = row[i];
        Widths widths = measure(cell.spans, cell.look);
        if (!cell.badge.isEmpty())
            widths.all += 2 * badgePadding;
        if (!cell.mayBreak)
            widths.part = widths.all;
        if (!cell.mayBreak || widths.all <= shortCell)
            widths.word = widths.all;
        grid.squares[i] += widths.all * widths.all;
        Widths &need = grid.needs[i];
        if (widths.part > need.part)
            grid.longest[i] = longestWord(cell.spans);
        need = {std::max(need.part, widths.part), std::max(need.word, widths.word),
                std::max(need.all, widths.all)};
    }
}

Grid gridOf(const Block &block)
{
    Grid grid;
    const qsizetype columns = block.columns.size();
    grid.needs.resize(columns);
    grid.longest.resize(columns);
    grid.squares.resize(columns);
    bool hasHead = false;
    for (qsizetype i = 0; i < columns; ++i) {
        grid.head.append(cellOf(block.head.value(i), block.columns[i], true));
        hasHead = hasHead || !plainText(block.head.value(i)).isEmpty();
    }
    if (hasHead)
        take(grid, grid.head);
    else
        grid.head.clear(); // a table of facts
    for (const QList<Spans> &row : block.rows) {
        QList<Cell> cells;
        for (qsizetype i = 0; i < columns; ++i)
            cells.append(cellOf(row.value(i), block.columns[i], false));
        take(grid, cells);
        grid.rows.append(cells);
    }
    return grid;
}

double sum(const QList<double> &values)
{
    return std::accumulate(values.cbegin(), values.cend(), 0.0);
}

/// Between column `i` and the next one.
double gapAfter(const QList<Qt::Alignment> &columns, qsizetype i)
{
    if (i + 1 >= columns.size())
        return 0;
    return columns[i] == Qt::AlignRight && columns[i + 1] != Qt::AlignRight ? wideGap : columnGap;
}

double gapsOf(const QList<Qt::Alignment> &columns)
{
    double gaps = 0;
    for (qsizetype i = 0; i < columns.size(); ++i)
        gaps += gapAfter(columns, i);
    return gaps;
}

using Least = std::function<double(const Widths &)>;

double leastOf(const QList<Widths> &needs, const Least &least)
{
    return std::accumulate(needs.cbegin(), needs.cend(), 0.0,
                           [&](double all, const Widths &need) { return all + least(need); });
}

/// What a column needs at least, from the most generous down; the last one breaks words anywhere.
const QList<Least> &leasts()
{
    static const QList<Least> all{[](const Widths &need) { return need.word; },
                                  [](const Widths &need) { return std::min(need.word, mostOfWord); },
                                  [](const Widths &need) { return std::min(need.part, mostOfWord); }};
    return all;
}

/// Every column holds its words; what is left goes to those that have more to say, by the root of how much,
/// so that short cells stay in one line. `room` is without the gaps.
QList<double> columnWidths(const Grid &grid, double room)
{
    const QList<Widths> &needs = grid.needs;
    constexpr double narrow = 0.6; // a small table is not drawn out over the whole page
    double all = 0;
    for (const Widths &need : needs)
        all += need.all;
    QList<double> widths;
    if (all <= room) {
        const double wanted = all <= narrow * room * 0.9 ? narrow * room : room;
        const double more = (wanted - all) / double(needs.size());
        for (const Widths &need : needs) // even parts, so that columns of figures look alike
            widths.append(need.all + more);
        return widths;
    }
    // Very long words stay whole only where that costs little.
    constexpr double cheap = 0.7;
    const auto found = std::ranges::find_if(leasts(), [&](const Least &least) {
        return leastOf(needs, least) <= room * (&least == &leasts().first() ? cheap : 1);
    });
    const Least &least = found == leasts().end() ? leasts().last() : *found;
    if (found == leasts().end()) {
        const double factor = room / leastOf(needs, least);
        for (const Widths &need : needs)
            widths.append(least(need) * factor);
        return widths;
    }
    // How much a column has to say is told by its usual cells, not by one that says more than all others.
    const double count = double(std::max<qsizetype>(grid.rows.size(), 1));
    const auto with = [&](double factor) {
        QList<double> tried;
        for (qsizetype i = 0; i < needs.size(); ++i) {
            const double usual = std::sqrt(grid.squares[i] / count);
            tried.append(std::min(needs[i].all, std::max(least(needs[i]), factor * std::sqrt(usual + 1))));
        }
        return tried;
    };
    double low = 0;
    double high = room;
    for (int i = 0; i < 50; ++i) { // bisection: the sum grows with the factor
        const double middle = (low + high) / 2;
        (sum(with(middle)) < room ? low : high) = middle;
    }
    return with(low);
}

/// A row laid out: the text of each cell, and how many of its lines are on pages already.
struct Row
{
    struct Placed
    {
        Cell cell;
        Text text;
        double left = 0;
        double width = 0;
        int done = 0;
    };
    QList<Placed> cells;
};

Row layOutRow(const QList<Cell> &cells, const QList<double> &widths, const QList<Qt::Alignment> &columns,
              double left)
{
    Row row;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const Cell &cell = cells[i];
        const double inset = cell.badge.isEmpty() ? 0 : badgePadding;
        // What measured to a width has to fit into it, whatever was rounded.
        row.cells.append(
            {cell, layOut(cell.spans, cell.look, widths[i] - 2 * inset + 1), left, widths[i], 0});
        left += widths[i] + gapAfter(columns, i);
    }
    return row;
}

void putBadge(Piece &piece, const Row::Placed &cell)
{
    const double wide = cell.text.width + 2 * badgePadding;
    const double slack = cell.width - wide;
    const double left = cell.left + (cell.cell.look.align & Qt::AlignRight     ? slack
                                     : cell.cell.look.align & Qt::AlignHCenter ? slack / 2
                                                                               : 0);
    const double high = badgeHeight + (cell.text.count - 1) * cell.text.line;
    piece.items.append(BoxItem{
        QRectF(left, padding, wide, high), badgeColours(cell.cell.badge).ground, badgeHeight / 2, {}});
    Cell plain = cell.cell;
    plain.look.align = Qt::AlignLeft;
    const Text text = layOut(plain.spans, plain.look, cell.text.width + 1);
    piece.items.append(TextItem{text, 0, text.count, QPointF(left + badgePadding, padding)});
}

/// As much of `row` as is not higher than `room`; at least one line.
Piece slice(Row &row, double room)
{
    Piece piece;
    double high = cellLine;
    for (Row::Placed &cell : row.cells) {
        const int left = cell.text.count - cell.done;
        const int fitting = std::max(1, static_cast<int>((room - 2 * padding) / cell.text.line));
        const int lines = std::min(left, fitting);
        if (lines <= 0)
            continue;
        if (!cell.cell.badge.isEmpty())
            putBadge(piece, cell);
        else
            piece.items.append(TextItem{cell.text, cell.done, lines, QPointF(cell.left, padding)});
        high = std::max(high, lines * cell.text.line);
        cell.done += lines;
    }
    piece.height = high + 2 * padding;
    return piece;
}

bool isDone(const Row &row)
{
    return std::ranges::all_of(row.cells,
                               [](const Row::Placed &cell) { return cell.done >= cell.text.count; });
}

void putLine(Piece &piece, double left, double width, const QColor &colour)
{
    piece.items.append(BoxItem{QRectF(left, piece.height - hairline, width, hairline), colour, 0, {}});
}

} // namespace

Table layOutTable(const Block &block, double left, double width, bool mayTurn)
{
    Table table;
    if (block.columns.isEmpty())
        return table;
    Grid grid = gridOf(block);
    const double gaps = gapsOf(block.columns);
    // The paper is turned for words, not for the ends of very long ones.
    const bool isLandscape = mayTurn && leastOf(grid.needs, leasts()[1]) > width - gaps;
    if (isLandscape)
        width = Sheet::of(true).body.width() - left;
    const QList<double> widths = columnWidths(grid, std::max(width - gaps, width / 2));
    for (qsizetype i = 0; i < widths.size() && table.tooLong.isEmpty(); ++i) {
        if (widths[i] + 1 < grid.needs[i].part)
            table.tooLong = grid.longest[i];
    }
    if (!table.tooLong.isEmpty()) {
        double needed = 0;
        while (table.fitting < widths.size() && (needed += grid.needs[table.fitting].part) <= width) {
            needed += gapAfter(block.columns, table.fitting);
            ++table.fitting;
        }
    }
    const double wide = sum(widths) + gaps;
    const diagram::Theme &theme = diagram::Theme::light();
    const double room = Sheet::of(isLandscape).body.height();

    std::shared_ptr<Piece> head;
    if (!grid.head.isEmpty()) {
        Row row = layOutRow(grid.head, widths, block.columns, left);
        head = std::make_shared<Piece>(slice(row, room / 3)); // more of a head than that is hostile
        putLine(*head, left, wide, QColor(0xb9, 0xc0, 0xc9));
        head->keepWithNext = true;
        head->isLandscape = isLandscape;
        table.pieces.append(*head);
    }
    const double each = room - (head ? head->height : 0);
    for (qsizetype i = 0; i < grid.rows.size(); ++i) {
        Row row = layOutRow(grid.rows[i], widths, block.columns, left);
        for (bool isFirst = true; isFirst || !isDone(row); isFirst = false) {
            Piece piece = slice(row, each);
            if (isDone(row))
                putLine(piece, left, wide, theme.line);
            piece.isLandscape = isLandscape;
            piece.again = head;
            table.pieces.append(piece);
        }
    }
    // Neither the first nor the last row stands alone.
    const qsizetype first = head ? 1 : 0;
    if (table.pieces.size() > first + 1) {
        table.pieces[first].keepWithNext = true;
        table.pieces[table.pieces.size() - 2].keepWithNext = true;
    }
    if (!table.pieces.isEmpty()) {
        table.pieces.first().before = 6 * pt;
        table.pieces.last().after = 14 * pt;
    }
    return table;
}

} // namespace gp::documents::pdf
