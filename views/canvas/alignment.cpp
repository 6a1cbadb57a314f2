// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/alignment.h"

#include <algorithm>
#include <numeric>

namespace gp::views {

QList<QPointF> aligned(const QList<QRectF> &cards, Alignment alignment)
{
    QRectF all;
    for (const QRectF &card : cards)
        all |= card;
    QList<QPointF> corners;
    for (const QRectF &card : cards) {
        QPointF corner = card.topLeft();
        switch (alignment) {
        case Alignment::Left:
            corner.setX(all.left());
            break;
        case Alignment::Centre:
            corner.setX(all.center().x() - card.width() / 2);
            break;
        case Alignment::Right:
            corner.setX(all.right() - card.width());
            break;
        case Alignment::Top:
            corner.setY(all.top());
            break;
        case Alignment::Middle:
            corner.setY(all.center().y() - card.height() / 2);
            break;
        case Alignment::Bottom:
            corner.setY(all.bottom() - card.height());
            break;
        }
        corners.append(corner);
    }
    return corners;
}

QList<QPointF> distributed(const QList<QRectF> &cards, Qt::Orientation axis)
{
    QList<QPointF> corners;
    for (const QRectF &card : cards)
        corners.append(card.topLeft());
    if (cards.size() < 3)
        return corners;
    const bool isAcross = axis == Qt::Horizontal;
    const auto start = [&](qsizetype i) { return isAcross ? cards[i].left() : cards[i].top(); };
    const auto length = [&](qsizetype i) { return isAcross ? cards[i].width() : cards[i].height(); };
    QList<qsizetype> order(cards.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, {}, start);
    const double first = start(order.front());
    const double last = start(order.back()) + length(order.back());
    double filled = 0;
    for (const qsizetype i : std::as_const(order))
        filled += length(i);
    const double gap = (last - first - filled) / static_cast<double>(cards.size() - 1);
    double at = first;
    for (const qsizetype i : std::as_const(order)) {
        (isAcross ? corners[i].rx() : corners[i].ry()) = at;
        at += length(i) + gap;
    }
    return corners;
}

} // namespace gp::views
