// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/painter.h"

#include <cmath>
#include <limits>

namespace gp::diagram {

namespace {

QPointF bezier(const QPointF *p, double t)
{
    const double s = 1 - t;
    return p[0] * (s * s * s) + p[1] * (3 * s * s * t) + p[2] * (3 * s * t * t) + p[3] * (t * t * t);
}

double distanceToSegment(QPointF point, QPointF a, QPointF b)
{
    const QPointF way = b - a;
    const double square = QPointF::dotProduct(way, way);
    const double t = square > 0 ? std::clamp(QPointF::dotProduct(point - a, way) / square, 0.0, 1.0) : 0.0;
    const QPointF off = point - a - way * t;
    return std::hypot(off.x(), off.y());
}

double distanceToRoute(const QList<QPointF> &route, QPointF point, double tolerance)
{
    double best = std::numeric_limits<double>::max();
    for (qsizetype piece = 0; piece + 3 < route.size(); piece += 3) {
        const QPointF *p = route.constData() + piece;
        // A curve stays inside the hull of its four points, so most pieces need no closer look.
        const auto [left, right] = std::minmax({p[0].x(), p[1].x(), p[2].x(), p[3].x()});
        const auto [top, bottom] = std::minmax({p[0].y(), p[1].y(), p[2].y(), p[3].y()});
        if (point.x() < left - tolerance || point.x() > right + tolerance || point.y() < top - tolerance ||
            point.y() > bottom + tolerance)
            continue;
        constexpr int steps = 24;
        QPointF from = p[0];
        for (int i = 1; i <= steps; ++i) {
            const QPointF to = bezier(p, double(i) / steps);
            best = std::min(best, distanceToSegment(point, from, to));
            from = to;
        }
    }
    return best;
}

bool isOnFrame(const QRectF &frame, QPointF point, double tolerance)
{
    if (frame.isNull() || !frame.adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(point))
        return false;
    const bool isOnTitle = point.y() < frame.top() + 34;
    return isOnTitle || !frame.adjusted(tolerance, tolerance, -tolerance, -tolerance).contains(point);
}

} // namespace

Hit hitTest(const Scene &scene, QPointF point, double tolerance)
{
    Hit hit;
    for (auto it = scene.cards.crbegin(); it != scene.cards.crend(); ++it) { // the last painted is on top
        if (it->rect.contains(point)) {
            hit.card = it->id;
            return hit;
        }
    }
    double nearest = tolerance;
    for (const Edge &edge : scene.edges) {
        const double distance = distanceToRoute(edge.route, point, tolerance);
        if (distance <= nearest) {
            nearest = distance;
            hit.edge = edge.id;
        }
    }
    if (hit.edge.isValid())
        return hit;
    for (int i = static_cast<int>(scene.notes.size()) - 1; i >= 0; --i) {
        if (scene.notes[i].rect.contains(point)) {
            hit.note = i;
            return hit;
        }
    }
    for (int i = static_cast<int>(scene.groups.size()) - 1; i >= 0 && hit.group < 0; --i) {
        if (isOnFrame(scene.groups[i].rect, point, tolerance))
            hit.group = i;
    }
    return hit;
}

QList<ElementId> cardsIn(const Scene &scene, const QRectF &area)
{
    QList<ElementId> ids;
    for (const Card &card : scene.cards) {
        if (card.rect.intersects(area.normalized()))
            ids.append(card.id);
    }
    return ids;
}

} // namespace gp::diagram
