// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/paths.h"

#include <QPointF>

#include <cmath>

namespace gp::layout {

namespace {

constexpr int largestRadius = 26;
constexpr int arrowRoom = 12;    // the last pixels before a card stay straight
constexpr double kappa = 0.5523; // cubic that stands in for a quarter circle

QPointF bezier(const QPoint *p, double t)
{
    const double s = 1 - t;
    return QPointF(p[0]) * (s * s * s) + QPointF(p[1]) * (3 * s * s * t) + QPointF(p[2]) * (3 * s * t * t) +
           QPointF(p[3]) * (t * t * t);
}

constexpr int nearness = 8; // obstacles farther from a path than this cannot be met by its curve

bool isClear(const Route &route, const Path &path, const QList<Obstacle> &obstacles)
{
    for (qsizetype piece = 0; piece + 3 < route.size(); piece += 3) {
        const auto [left, right] =
            std::minmax({route[piece].x(), route[piece + 1].x(), route[piece + 2].x(), route[piece + 3].x()});
        const auto [top, bottom] =
            std::minmax({route[piece].y(), route[piece + 1].y(), route[piece + 2].y(), route[piece + 3].y()});
        const QRectF hull(left - 1, top - 1, right - left + 2, bottom - top + 2);
        for (const Obstacle &obstacle : obstacles) {
            const bool isOwn =
                obstacle.owner != 0 && (obstacle.owner == path.fromNode || obstacle.owner == path.toNode);
            const int margin = isOwn ? -2 : obstacle.owner ? 4 : 1;
            const QRectF barred = QRectF(obstacle.rect).adjusted(-margin, -margin, margin, margin);
            if (!barred.intersects(hull))
                continue;
            for (int step = 1; step < 24; ++step)
                if (barred.contains(bezier(route.constData() + piece, step / 24.0)))
                    return false;
        }
    }
    return true;
}

QPoint towards(QPoint from, QPoint to, double distance)
{
    const QPoint way = to - from;
    const double length = std::hypot(way.x(), way.y());
    return from + (QPointF(way) * (length > 0 ? distance / length : 0)).toPoint();
}

void lineTo(Route &route, QPoint to)
{
    const QPoint from = route.last();
    if (from == to)
        return;
    route.append(from + (QPointF(to - from) / 3).toPoint());
    route.append(from + (QPointF(to - from) * 2 / 3).toPoint());
    route.append(to);
}

/// The S between two sides that face each other over a gutter.
Route swing(const Path &path)
{
    const QPoint a = path.points.first();
    const QPoint b = path.points.last();
    const bool across = isHorizontal(path.leaves);
    const int half = across ? (b.x() - a.x()) / 2 : (b.y() - a.y()) / 2;
    const QPoint pull = across ? QPoint(half, 0) : QPoint(0, half);
    return {a, a + pull, b - pull, b};
}

bool canSwing(const Path &path)
{
    if (path.points.size() != 4 || path.enters != opposite(path.leaves))
        return false;
    const QPoint way = path.points.last() - path.points.first();
    const bool across = isHorizontal(path.leaves);
    const int ahead = std::abs(across ? way.x() : way.y());
    const int aside = std::abs(across ? way.y() : way.x());
    return ahead <= 320 && aside <= ahead * 2;
}

Route rounded(const QList<QPoint> &points, int largest)
{
    Route route{points.first()};
    for (qsizetype i = 1; i + 1 < points.size(); ++i) {
        const QPoint corner = points[i];
        const auto room = [&](qsizetype other, bool isEnd) {
            const int length = (points[other] - corner).manhattanLength();
            return isEnd ? length - arrowRoom : length / 2;
        };
        const int radius =
            std::max(0, std::min({largest, room(i - 1, i == 1), room(i + 1, i + 2 == points.size())}));
        const QPoint in = towards(corner, points[i - 1], radius);
        const QPoint out = towards(corner, points[i + 1], radius);
        lineTo(route, in);
        if (radius == 0)
            continue;
        route.append(towards(in, corner, radius * kappa));
        route.append(towards(out, corner, radius * kappa));
        route.append(out);
    }
    lineTo(route, points.last());
    return route;
}

QPoint middleOf(const QRect &card, Side side)
{
    switch (side) {
    case Right:
        return {card.right() + 1, card.center().y()};
    case Left:
        return {card.left(), card.center().y()};
    case Bottom:
        return {card.center().x(), card.bottom() + 1};
    case Top:
        break;
    }
    return {card.center().x(), card.top()};
}

} // namespace

Route curve(const Path &path, const Obstacles &all)
{
    if (canSwing(path)) {
        Route route = swing(path);
        if (isClear(route, path, all.along({path.points.first(), path.points.last()}, nearness)))
            return route;
    }
    const QList<Obstacle> obstacles = all.along(path.points, nearness);
    for (int radius = largestRadius; radius > 3; radius /= 2) {
        Route route = rounded(path.points, radius);
        if (isClear(route, path, obstacles))
            return route;
    }
    return rounded(path.points, 3);
}

Route directCurve(const QRect &from, const QRect &to)
{
    const QPoint way = to.center() - from.center();
    const bool across = std::abs(way.x()) * 2 > std::abs(way.y());
    const Side side = across ? (way.x() < 0 ? Left : Right) : (way.y() < 0 ? Top : Bottom);
    const QPoint a = middleOf(from, side);
    const QPoint b = middleOf(to, opposite(side));
    const QPoint pull = across ? QPoint((b.x() - a.x()) / 2, 0) : QPoint(0, (b.y() - a.y()) / 2);
    return {a, a + pull, b - pull, b};
}

Route loopCurve(const QRect &card)
{
    const QPoint start(card.right() + 1, card.center().y() - 10);
    const QPoint end(card.right() + 1, card.center().y() + 10);
    return {start, start + QPoint(44, -12), end + QPoint(44, 12), end};
}

} // namespace gp::layout
