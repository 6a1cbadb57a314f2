// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/pdf_layout.h"

namespace gp::documents::pdf {

namespace {

constexpr double sideMargin = 57 * pt;

Sheet sheet(double width, double height, double top, double bottom)
{
    return {width, height, QRectF(sideMargin, top, width - 2 * sideMargin, height - top - bottom)};
}

/// A picture that is `factor` as large; what stands below moves up.
Piece shrunken(Piece piece, double height)
{
    const double less = piece.height - height;
    auto &item = std::get<PictureItem>(piece.items.first());
    const QSizeF size = item.rect.size() * ((item.rect.height() - less) / item.rect.height());
    item.rect.setSize(size);
    for (qsizetype i = 1; i < piece.items.size(); ++i)
        piece.items[i] = moved(piece.items[i], {0, -less});
    piece.height = height;
    return piece;
}

bool isPicture(const Piece &piece)
{
    return !piece.items.isEmpty() && std::holds_alternative<PictureItem>(piece.items.first());
}

class Paginator
{
public:
    explicit Paginator(int first)
        : m_first(first)
    {
    }

    /// Pieces that belong together, and the one that comes after them, if there is one.
    void put(Pieces cluster, const Piece *next)
    {
        const bool isChapter = cluster.first().entry && cluster.first().entry->level <= 2;
        if (isChapter && !m_waiting.isEmpty())
            putWaiting(); // pictures stay in their chapter
        cluster = std::exchange(m_headings, {}) + cluster;
        const bool isLandscape = std::ranges::any_of(cluster, &Piece::isLandscape);
        if (m_made.pages.isEmpty())
            turn(false);
        const bool fits = isEmpty() || (heightOf(cluster) <= room() || fitsSmaller(cluster));
        if (isPicture(cluster.last()) && (!fits || (isLandscape && !m_made.pages.last().isLandscape)) &&
            canWait(cluster, next)) {
            m_waiting.append(cluster.takeLast());
            m_headings = cluster;
            return;
        }
        if (isLandscape && !m_made.pages.last().isLandscape)
            turn(true);
        while (!isEmpty() && heightOf(cluster) > room()) { // twice where a picture had waited
            if (fitsSmaller(cluster))
                return putAll(cluster, room() - heightOf(cluster));
            turn(isLandscape);
        }
        putAll(cluster, std::min(0.0, room() - heightOf(cluster)));
    }

    void end()
    {
        if (!m_headings.isEmpty())
            putAll(std::exchange(m_headings, {}), 0);
        if (!m_waiting.isEmpty())
            putWaiting();
    }

    [[nodiscard]] Pages take() { return std::move(m_made); }

private:
    [[nodiscard]] QRectF body() const { return Sheet::of(m_made.pages.last().isLandscape).body; }
    [[nodiscard]] double room() const { return body().bottom() - m_y; }
    [[nodiscard]] bool isEmpty() const { return m_y <= body().top(); }

    [[nodiscard]] double gap(const Piece &piece) const
    {
        return isEmpty() ? 0 : std::max(m_after, piece.before);
    }

    [[nodiscard]] double heightOf(const Pieces &cluster) const
    {
        double height = gap(cluster.first());
        for (qsizetype i = 0; i < cluster.size(); ++i)
            height += cluster[i].height + (i > 0 ? std::max(cluster[i - 1].after, cluster[i].before) : 0);
        return height;
    }

    [[nodiscard]] bool fitsSmaller(const Pieces &cluster) const
    {
        const Piece &last = cluster.last();
        return last.least > 0 && heightOf(cluster) - last.height + last.least <= room();
    }

    /// A picture for which there is no room lets what comes after it go first, where that fills a page that
    /// would end white: it then stands at the top of the next one.
    [[nodiscard]] bool canWait(const Pieces &cluster, const Piece *next) const
    {
        constexpr double tooWhite = 0.25;
        const bool isHeadedOnly = std::ranges::all_of(
            cluster.first(cluster.size() - 1), [](const Piece &piece) { return piece.entry.has_value(); });
        return isHeadedOnly && next && !next->entry && !isPicture(*next) && m_waiting.isEmpty() &&
               !m_made.pages.last().isLandscape && room() > tooWhite * body().height();
    }

    void putWaiting()
    {
        const Pieces waiting = std::exchange(m_waiting, {});
        for (const Piece &picture : waiting) {
            if (picture.isLandscape != m_made.pages.last().isLandscape || heightOf({picture}) > room())
                turn(picture.isLandscape);
            putAll({picture}, 0);
        }
    }

    void turn(bool isLandscape)
    {
        if (!m_waiting.isEmpty()) {
            start(m_waiting.first().isLandscape);
            putWaiting();
            m_isTurned = true;
            if (m_made.pages.last().isLandscape == isLandscape)
                return; // there is more room on it
        }
        start(isLandscape);
    }

    void start(bool isLandscape)
    {
        m_made.pages.append(Page{isLandscape, {}});
        m_y = body().top();
        m_after = 0;
        m_isTurned = false;
    }

    /// `less` is negative: by how much the picture at the end has to be smaller.
    void putAll(const Pieces &cluster, double less)
    {
        for (qsizetype i = 0; i < cluster.size(); ++i) {
            const bool isLast = i + 1 == cluster.size();
            Piece piece = cluster[i];
            if (isLast && less < 0 && piece.least > 0)
                piece = shrunken(piece, std::max(piece.least, piece.height + less));
            while (!isEmpty() && gap(piece) + piece.height + headOf(piece) > room())
                turn(piece.isLandscape);
            place(piece);
        }
    }

    /// What the head of a table takes that goes on below a picture that had waited.
    [[nodiscard]] double headOf(const Piece &piece) const
    {
        return piece.again && m_isTurned ? piece.again->height : 0;
    }

    void place(const Piece &piece)
    {
        if (piece.again && (isEmpty() || m_isTurned))
            draw(*piece.again);
        m_isTurned = false;
        draw(piece);
        if (piece.entry) {
            Entry entry = *piece.entry;
            entry.page = m_first + static_cast<int>(m_made.pages.size()) - 1;
            m_made.entries.append(entry);
        }
    }

    void draw(const Piece &piece)
    {
        m_y += gap(piece);
        for (const Item &item : piece.items)
            m_made.pages.last().items.append(moved(item, {body().left(), m_y}));
        m_y += piece.height;
        m_after = piece.after;
    }

    Pages m_made;
    Pieces m_waiting;        ///< pictures for the top of the next page
    Pieces m_headings;       ///< of a picture that waits: they go with what comes next
    bool m_isTurned = false; ///< nothing but pictures that had waited is on this page
    int m_first;
    double m_y = 0;
    double m_after = 0;
};

} // namespace

const Sheet &Sheet::of(bool isLandscape)
{
    static const Sheet portrait = sheet(595 * pt, 842 * pt, 70 * pt, 64 * pt);
    static const Sheet landscape = sheet(842 * pt, 595 * pt, 62 * pt, 60 * pt);
    return isLandscape ? landscape : portrait;
}

Item moved(const Item &item, QPointF by)
{
    Item result = item;
    if (auto *text = std::get_if<TextItem>(&result))
        text->at += by;
    else if (auto *box = std::get_if<BoxItem>(&result))
        box->rect.translate(by);
    else if (auto *picture = std::get_if<PictureItem>(&result))
        picture->rect.translate(by);
    else
        std::get<LeaderItem>(result).from += by;
    return result;
}

Pages paginate(const Pieces &pieces, int first)
{
    Paginator paginator(first);
    Pieces cluster;
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        cluster.append(pieces[i]);
        if (pieces[i].keepWithNext)
            continue;
        paginator.put(cluster, i + 1 < pieces.size() ? &pieces[i + 1] : nullptr);
        cluster.clear();
    }
    if (!cluster.isEmpty())
        paginator.put(cluster, nullptr);
    paginator.end();
    return paginator.take();
}

} // namespace gp::documents::pdf
