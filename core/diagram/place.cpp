// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/place.h"

#include <QRect>

namespace gp::diagram {

namespace {

using layout::Positions;
using layout::Request;

constexpr int mostAnchors = 60; // keeps an import of thousands into a laid-out view quick

/// Finds a place for one card among those that stand.
class Finder
{
public:
    Finder(const Request &request, const Positions &positions)
        : m_request(request)
        , m_frames(layout::groupFrames(request, positions))
    {
        for (const layout::Node &node : request.nodes) {
            if (const auto at = positions.constFind(node.id); at != positions.cend()) {
                m_cards.insert(node.id, QRect(*at, node.size));
                m_all |= m_cards[node.id];
            }
        }
        for (const QRect &frame : std::as_const(m_frames))
            m_all |= frame;
    }

    QPoint placeFor(const layout::Node &node) const
    {
        QList<QRect> anchors;
        for (const layout::Node &other : m_request.nodes) {
            if (other.group == node.group && node.group != 0 && m_cards.contains(other.id) &&
                anchors.size() < mostAnchors)
                anchors.append(m_cards[other.id]);
        }
        if (anchors.isEmpty())
            anchors = neighbours(node.id);
        QPoint best;
        int least = -1;
        for (const QRect &anchor : std::as_const(anchors)) {
            for (const QPoint &corner : around(anchor, node.size)) {
                const int distance = spread(anchors, QRect(corner, node.size));
                if ((least < 0 || distance < least) && isFree(QRect(corner, node.size), node.group)) {
                    least = distance;
                    best = corner;
                }
            }
        }
        return least >= 0 ? best : QPoint(m_all.left(), m_all.bottom() + m_request.options.groupGap);
    }

private:
    QList<QRect> neighbours(qint64 id) const
    {
        QList<QRect> result;
        for (const layout::Edge &edge : m_request.edges) {
            const qint64 other = edge.from == id ? edge.to : edge.to == id ? edge.from : 0;
            if (m_cards.contains(other))
                result.append(m_cards[other]);
        }
        return result;
    }

    QList<QPoint> around(const QRect &anchor, QSize size) const
    {
        const int gap = m_request.options.nodeGap;
        const int wide = m_request.options.rankGap * 7 / 10;
        return {{anchor.left(), anchor.bottom() + 1 + gap},
                {anchor.right() + 1 + wide, anchor.top()},
                {anchor.left() - wide - size.width(), anchor.top()},
                {anchor.left(), anchor.top() - gap - size.height()}};
    }

    /// How much larger the anchors' frame gets: a card in a gap of it costs nothing.
    static int spread(const QList<QRect> &anchors, const QRect &card)
    {
        QRect frame;
        for (const QRect &anchor : anchors)
            frame |= anchor;
        const QRect grown = frame | card;
        return grown.width() - frame.width() + grown.height() - frame.height();
    }

    bool isFree(const QRect &card, qint64 group) const
    {
        const int room = m_request.options.nodeGap / 2;
        const QRect wanted = card.adjusted(-room, -room, room, room);
        for (const QRect &other : m_cards) {
            if (other.intersects(wanted))
                return false;
        }
        for (const auto &[id, frame] : m_frames.asKeyValueRange()) {
            if (id != group && frame.intersects(wanted))
                return false;
        }
        return true;
    }

    const Request &m_request;
    QMap<qint64, QRect> m_frames;
    QHash<qint64, QRect> m_cards;
    QRect m_all;
};

bool touches(const QRect &card, const QPoint &point)
{
    return card.adjusted(-2, -2, 2, 2).contains(point) && !card.adjusted(3, 3, -3, -3).contains(point);
}

} // namespace

void placeMissing(const Request &request, Positions &positions)
{
    if (positions.isEmpty())
        return;
    QList<layout::Node> missing;
    for (const layout::Node &node : request.nodes) {
        if (!positions.contains(node.id))
            missing.append(node);
    }
    std::sort(missing.begin(), missing.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    for (const layout::Node &node : std::as_const(missing))
        positions.insert(node.id, Finder(request, positions).placeFor(node));
}

layout::Routes completeRoutes(const Request &request, const Positions &positions,
                              const layout::Routes &stored)
{
    QHash<qint64, QRect> cards;
    for (const layout::Node &node : request.nodes) {
        if (positions.contains(node.id))
            cards.insert(node.id, QRect(positions[node.id], node.size));
    }
    layout::Routes routes;
    Request missing = request;
    missing.edges.clear();
    for (const layout::Edge &edge : request.edges) {
        const layout::Route route = stored.value(edge.id);
        if (route.size() >= 4 && route.size() % 3 == 1 && touches(cards.value(edge.from), route.first()) &&
            touches(cards.value(edge.to), route.last()))
            routes.insert(edge.id, route);
        else
            missing.edges.append(edge);
    }
    if (!missing.edges.isEmpty())
        routes.insert(layout::routeAll(missing, positions));
    return routes;
}

} // namespace gp::diagram
