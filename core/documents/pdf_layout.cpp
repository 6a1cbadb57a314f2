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

class Paginator
{
public:
    explicit Paginator(int first)
        : m_first(first)
    {
    }

    /// Pieces that belong together.
    void put(const Pieces &cluster)
    {
        const bool isLandscape = std::ranges::any_of(cluster, &Piece::isLandscape);
        if (m_made.pages.isEmpty() || (isLandscape && !m_made.pages.last().isLandscape))
            turn(isLandscape);
        if (!isEmpty() && heightOf(cluster) > room()) {
            if (fitsSmaller(cluster))
                return putAll(cluster, room() - heightOf(cluster));
            turn(isLandscape);
        }
        putAll(cluster, std::min(0.0, room() - heightOf(cluster)));
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
            height += cluster[i].height +
                      (i > 0 ? std::max(cluster[i - 1].after, cluster[i].before) : 0);
        return height;
    }

    [[nodiscard]] bool fitsSmaller(const Pieces &cluster) const
    {
        const Piece &last = cluster.last();
        return last.least > 0 && heightOf(cluster) - last.height + last.least <= room();
    }

    void turn(bool isLandscape)
    {
        m_made.pages.append(Page{isLandscape, {}});
        m_y = body().top();
        m_after = 0;
    }

    /// `less` is negative: by how much the picture at the end has to be smaller.
    void putAll(const Pieces &cluster, double less)
    {
        for (qsizetype i = 0; i < cluster.size(); ++i) {
            const bool isLast = i + 1 == cluster.size();
            Piece piece = cluster[i];
            if (isLast && less < 0 && piece.least > 0)
                piece = shrunken(piece, std::max(piece.least, piece.height + less));
            if (!isEmpty() && gap(piece) + piece.height > room())
                turn(piece.isLandscape);
            put(piece);
        }
    }

    void put(const Piece &piece)
    {
        if (isEmpty() && piece.again)
            draw(*piece.again);
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
    int m_first;
    double m_y = 0;
    double m_after = 0;
};

} // namespace

const Sheet &Sheet::of(bool isLandscape)
{
    static const Sheet portrait = sheet(595 * pt, 842 * pt, 70 * pt, 64 * pt);
    static const Sheet landscape = sheet(842 * pt, 595 * pt, 64 * pt, 54 * pt);
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
    for (const Piece &piece : pieces) {
        cluster.append(piece);
        if (piece.keepWithNext)
            continue;
        paginator.put(cluster);
        cluster.clear();
    }
    if (!cluster.isEmpty())
        paginator.put(cluster);
    return paginator.take();
}

} // namespace gp::documents::pdf
