// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "graphs.h"

#include "core/layout/frames.h"

#include <QHash>
#include <QRectF>
#include <QSet>
#include <QStringList>

#include <random>

using namespace gp::layout;
using namespace Qt::StringLiterals;

namespace graphs {

namespace {

/// Ids look like those of the model: large and in no order.
qint64 scatter(qint64 number)
{
    return (number * 2654435761LL * 97 + 12345) % ((1LL << 52) - 1) + 1;
}

QPointF bezier(const QPoint *p, double t)
{
    const double s = 1 - t;
    return QPointF(p[0]) * (s * s * s) + QPointF(p[1]) * (3 * s * s * t) + QPointF(p[2]) * (3 * s * t * t) +
           QPointF(p[3]) * (t * t * t);
}

bool isOnBorder(const QRect &card, const QPoint &point)
{
    return card.adjusted(-1, -1, 1, 1).contains(point) && !card.adjusted(2, 2, -2, -2).contains(point);
}

QString findOverlap(const Request &request, const Arrangement &arrangement, const QHash<qint64, QRect> &cards)
{
    for (const Node &a : request.nodes) {
        if (a.group != 0 && !arrangement.groups.value(a.group).contains(cards[a.id]))
            return u"card %1 leaves its frame"_s.arg(a.id);
        for (const Node &b : request.nodes) {
            if (a.id < b.id && cards[a.id].adjusted(-8, -8, 8, 8).intersects(cards[b.id]))
                return u"cards %1 and %2 touch"_s.arg(a.id).arg(b.id);
        }
    }
    for (const Group &a : request.groups) {
        for (const Group &b : request.groups) {
            if (a.id < b.id && a.parent == b.parent && arrangement.groups.contains(a.id) &&
                arrangement.groups.contains(b.id) &&
                arrangement.groups[a.id].intersects(arrangement.groups[b.id]))
                return u"frames %1 and %2 overlap"_s.arg(a.id).arg(b.id);
        }
    }
    return {};
}

QString findBadRoute(const Request &request, const Arrangement &arrangement,
                     const QHash<qint64, QRect> &cards)
{
    for (const Edge &edge : request.edges) {
        const Route route = arrangement.routes.value(edge.id);
        if (route.size() < 4 || route.size() % 3 != 1)
            return u"edge %1 has no route"_s.arg(edge.id);
        if (!isOnBorder(cards[edge.from], route.first()) || !isOnBorder(cards[edge.to], route.last()))
            return u"edge %1 does not reach its cards"_s.arg(edge.id);
        for (qsizetype piece = 0; piece + 3 < route.size(); piece += 3) {
            const QPoint *points = route.constData() + piece;
            QRectF hull(points[0], QSizeF(1, 1)); // the curve stays within it
            for (int i = 1; i < 4; ++i)
                hull |= QRectF(points[i], QSizeF(1, 1));
            const auto isMet = [&](const QRectF &rect) {
                if (!hull.intersects(rect))
                    return false;
                for (int step = 0; step <= 40; ++step)
                    if (rect.contains(bezier(points, step / 40.0)))
                        return true;
                return false;
            };
            for (const auto &[id, card] : cards.asKeyValueRange()) {
                const int inset = id == edge.from || id == edge.to ? 2 : 0;
                if (isMet(QRectF(card).adjusted(inset, inset, -inset, -inset)))
                    return u"edge %1 runs through card %2"_s.arg(edge.id).arg(id);
            }
            for (const Group &group : request.groups) {
                const QRect frame = arrangement.groups.value(group.id);
                if (group.titleWidth > 0 && isMet(QRectF(titleRect(group, frame, request.options))))
                    return u"edge %1 runs through the title of group %2"_s.arg(edge.id).arg(group.id);
            }
        }
    }
    return {};
}

} // namespace

Request fromText(const QString &edges, const QString &groups)
{
    Request request;
    QSet<qint64> seen;
    const auto add = [&](qint64 id) {
        if (!seen.contains(id))
            request.nodes.append({id, {180, 84}, 0});
        seen.insert(id);
    };
    for (const QString &word : edges.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList ends = word.split(u'>');
        add(ends.first().toLongLong());
        add(ends.last().toLongLong());
        if (ends.size() == 2)
            request.edges.append(
                {1000 + request.edges.size(), ends.first().toLongLong(), ends.last().toLongLong(), 1, 1});
    }
    for (const QString &word : groups.split(u' ', Qt::SkipEmptyParts)) {
        request.groups.append({request.groups.size() + 1, 0, word.section(u':', 0, 0), 60});
        for (const QString &member : word.section(u':', 1).split(u','))
            for (Node &node : request.nodes)
                if (node.id == member.toLongLong())
                    node.group = request.groups.last().id;
    }
    return request;
}

Request platform()
{
    std::mt19937 chance(7);
    Request request;
    qint64 number = 0;
    const auto addGroup = [&](const QString &title) {
        request.groups.append({request.groups.size() + 1, 0, title, 40 + 7 * static_cast<int>(title.size())});
        return request.groups.last().id;
    };
    const auto addNodes = [&](qint64 group, int count, int width) {
        QList<qint64> ids;
        for (int i = 0; i < count; ++i) {
            ids.append(scatter(++number));
            request.nodes.append({ids.last(), {width, 84}, group});
        }
        return ids;
    };
    const auto addEdge = [&](qint64 from, qint64 to, int bundle) {
        request.edges.append({scatter(10'000 + request.edges.size()), from, to, 1, bundle});
    };
    const auto pick = [&](const QList<qint64> &ids) {
        return ids[static_cast<qsizetype>(chance() % ids.size())];
    };

    QList<QList<qint64>> domains;
    QList<qint64> services;
    for (int domain = 0; domain < 8; ++domain) {
        domains.append(
            addNodes(addGroup(u"Domain %1"_s.arg(domain)), domain < 2 ? 7 : 6, 180 + 12 * (domain % 5)));
        services += domains.last();
    }
    const QList<qint64> pipelines = addNodes(addGroup(u"Pipelines"_s), 12, 212);
    const QList<qint64> environments = addNodes(addGroup(u"Environments"_s), 4, 200);
    const QList<qint64> controls = addNodes(addGroup(u"Controls"_s), 10, 188);
    for (int domain = 0; domain < 8; ++domain) {
        for (qint64 service : domains[domain]) {
            addEdge(service, chance() % 3 ? pipelines[domain] : pick(pipelines), 1);
            const qint64 other = chance() % 4 ? pick(domains[domain]) : pick(services);
            if (other != service)
                addEdge(service, other, 2);
        }
    }
    for (qint64 pipeline : pipelines)
        addEdge(pipeline, pick(environments), 3);
    for (int i = 0; i < 3; ++i)
        addEdge(environments[i], environments[i + 1], 4);
    for (qint64 control : controls)
        addEdge(control, pick(pipelines), 5);
    return request;
}

Request star(int spokes)
{
    QStringList words;
    for (int i = 2; i <= spokes + 1; ++i)
        words.append(u"%1>1"_s.arg(i));
    return fromText(words.join(u' '));
}

Request chain(int length)
{
    QStringList words;
    for (int i = 1; i < length; ++i)
        words.append(u"%1>%2"_s.arg(i).arg(i + 1));
    return fromText(words.join(u' '));
}

Request random(int nodes, int edges, int groups, quint32 seed)
{
    std::mt19937 chance(seed);
    Request request;
    for (int i = 1; i <= groups; ++i)
        request.groups.append({i, i > 2 && i % 4 == 0 ? i - 2 : 0, u"Group %1"_s.arg(i), 70});
    for (int i = 1; i <= nodes; ++i)
        request.nodes.append({scatter(i),
                              {180 + static_cast<int>(chance() % 100), 60 + static_cast<int>(chance() % 50)},
                              groups > 0 ? static_cast<qint64>(chance() % (groups + 1)) : 0});
    for (int i = 0; i < edges; ++i)
        request.edges.append({i + 1, request.nodes[chance() % nodes].id, request.nodes[chance() % nodes].id,
                              1, static_cast<int>(chance() % 4)});
    return request;
}

QString findFlaw(const Request &request, const Arrangement &arrangement)
{
    QHash<qint64, QRect> cards;
    for (const Node &node : request.nodes) {
        if (!arrangement.positions.contains(node.id))
            return u"card %1 has no place"_s.arg(node.id);
        cards.insert(node.id, QRect(arrangement.positions[node.id], node.size));
        if (!QRect(QPoint(0, 0), arrangement.size).contains(cards[node.id]))
            return u"card %1 is outside of the whole"_s.arg(node.id);
    }
    const QString overlap = findOverlap(request, arrangement, cards);
    return overlap.isEmpty() ? findBadRoute(request, arrangement, cards) : overlap;
}

QString worker()
{
    return QStringLiteral(GROUNDPLAN_BIN_DIR "/groundplan-layout");
}

} // namespace graphs
