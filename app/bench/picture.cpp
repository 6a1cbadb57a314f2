// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "picture.h"

#include <QSet>

#include <cmath>
#include <map>
#include <unordered_map>

namespace gp::bench {

namespace {

constexpr double pointsPerInch = 72;

struct Segment
{
    QPointF a;
    QPointF b;
    qsizetype edge = 0;
};

QPointF bezier(const QPointF *p, double t)
{
    const double s = 1 - t;
    return p[0] * (s * s * s) + p[1] * (3 * s * s * t) + p[2] * (3 * s * t * t) + p[3] * (t * t * t);
}

double cross(QPointF a, QPointF b)
{
    return a.x() * b.y() - a.y() * b.x();
}

bool isStraight(const QPointF *p)
{
    const QPointF way = p[3] - p[0];
    const double slack = 1.5 * std::hypot(way.x(), way.y());
    return std::abs(cross(p[1] - p[0], way)) <= slack && std::abs(cross(p[2] - p[0], way)) <= slack;
}

QList<Segment> segmentsOf(const QList<QPointF> &route, qsizetype edge)
{
    QList<Segment> segments;
    for (qsizetype i = 0; i + 3 < route.size(); i += 3) {
        const QPointF *piece = route.constData() + i;
        const int steps = isStraight(piece) ? 1 : 12;
        for (int step = 0; step < steps; ++step)
            segments.append(
                {bezier(piece, double(step) / steps), bezier(piece, double(step + 1) / steps), edge});
    }
    return segments;
}

/// Boxes by the cells of a raster that they touch.
class Raster
{
public:
    void add(const QRectF &box, qsizetype thing)
    {
        visit(box, [&](qint64 cell) { m_cells[cell].append(thing); });
    }

    template<typename Visit>
    void visit(const QRectF &box, Visit &&visitor) const
    {
        constexpr double cell = 160;
        for (auto y = std::llround(std::floor(box.top() / cell)); y <= std::floor(box.bottom() / cell); ++y)
            for (auto x = std::llround(std::floor(box.left() / cell)); x <= std::floor(box.right() / cell);
                 ++x)
                visitor((x << 32) + y);
    }

    [[nodiscard]] const QList<qsizetype> &at(qint64 cell) const
    {
        static const QList<qsizetype> none;
        const auto it = m_cells.find(cell);
        return it == m_cells.end() ? none : it->second;
    }

    [[nodiscard]] const auto &cells() const { return m_cells; }

private:
    std::unordered_map<qint64, QList<qsizetype>> m_cells;
};

QRectF boxOf(const Segment &segment)
{
    return QRectF(segment.a, segment.b).normalized();
}

/// Where two segments cross in their insides; lines that lie on each other or only touch do not.
std::optional<QPointF> crossing(const Segment &p, const Segment &q)
{
    const QPointF r = p.b - p.a;
    const QPointF s = q.b - q.a;
    const double scale = cross(r, s);
    if (std::abs(scale) < 1e-9)
        return {};
    const double t = cross(q.a - p.a, s) / scale;
    const double u = cross(q.a - p.a, r) / scale;
    if (t <= 1e-6 || t >= 1 - 1e-6 || u <= 1e-6 || u >= 1 - 1e-6)
        return {};
    return p.a + t * r;
}

qsizetype countCrossings(const QList<Segment> &segments)
{
    Raster raster;
    for (qsizetype i = 0; i < segments.size(); ++i)
        raster.add(boxOf(segments[i]), i);
    qsizetype count = 0;
    for (const auto &[cell, members] : raster.cells()) {
        for (qsizetype i = 0; i < members.size(); ++i) {
            for (qsizetype j = i + 1; j < members.size(); ++j) {
                const Segment &p = segments[members[i]];
                const Segment &q = segments[members[j]];
                if (p.edge == q.edge)
                    continue;
                const auto where = crossing(p, q);
                if (!where)
                    continue;
                // Both may share several cells; it counts in the one where the crossing is.
                raster.visit(QRectF(*where, QSizeF(0, 0)),
                             [&, home = cell](qint64 at) { count += at == home; });
            }
        }
    }
    return count;
}

bool runsThrough(const Segment &segment, const QRectF &card)
{
    const double length = std::hypot(segment.b.x() - segment.a.x(), segment.b.y() - segment.a.y());
    const int steps = 1 + static_cast<int>(length / 6);
    for (int step = 0; step <= steps; ++step)
        if (card.contains(segment.a + (segment.b - segment.a) * step / steps))
            return true;
    return false;
}

} // namespace

PictureFacts factsOf(const Picture &picture, const layout::Request &request)
{
    PictureFacts facts;
    facts.aspect = picture.size.width() / std::max(1.0, picture.size.height());
    Raster cards;
    for (qsizetype i = 0; i < request.nodes.size(); ++i)
        cards.add(picture.cards.value(request.nodes[i].id), i);
    QSet<std::pair<qsizetype, qsizetype>> overlaps;
    for (const auto &[cell, members] : cards.cells()) {
        for (qsizetype i : members) {
            for (qsizetype j : members) {
                if (i < j && picture.cards.value(request.nodes[i].id)
                                 .adjusted(1, 1, -1, -1)
                                 .intersects(picture.cards.value(request.nodes[j].id)))
                    overlaps.insert({i, j});
            }
        }
    }
    facts.overlaps = overlaps.size();
    QList<Segment> all;
    for (qsizetype e = 0; e < request.edges.size(); ++e) {
        const layout::Edge &edge = request.edges[e];
        const QList<Segment> segments = segmentsOf(picture.routes.value(edge.id), e);
        facts.routed += segments.isEmpty() ? 0 : 1;
        bool isThrough = false;
        for (const Segment &segment : segments) {
            facts.length += std::hypot(segment.b.x() - segment.a.x(), segment.b.y() - segment.a.y());
            cards.visit(boxOf(segment), [&](qint64 cell) {
                for (qsizetype i : cards.at(cell)) {
                    const qint64 id = request.nodes[i].id;
                    isThrough |= !isThrough && id != edge.from && id != edge.to &&
                                 runsThrough(segment, picture.cards.value(id));
                }
            });
        }
        facts.through += isThrough ? 1 : 0;
        all += segments;
    }
    facts.crossings = countCrossings(all);
    return facts;
}

Picture pictureOf(const layout::Request &request, const layout::Arrangement &arrangement)
{
    Picture picture;
    picture.size = arrangement.size;
    for (const layout::Node &node : request.nodes)
        picture.cards.insert(node.id, QRectF(arrangement.positions.value(node.id), node.size));
    for (const auto &[id, route] : arrangement.routes.asKeyValueRange())
        picture.routes.insert(id, QList<QPointF>(route.begin(), route.end()));
    return picture;
}

QByteArray toDot(const layout::Request &request)
{
    const auto inches = [](int pixels) { return QByteArray::number(pixels / pointsPerInch, 'f', 4); };
    const layout::Options &options = request.options;
    QByteArray text = "digraph g {\n rankdir=";
    text += options.direction == layout::Direction::LeftToRight ? "LR" : "TB";
    text += "; nodesep=" + inches(options.nodeGap) + "; ranksep=" + inches(options.rankGap) +
            ";\n node [shape=box, fixedsize=true];\n";
    QMap<qint64, QByteArray> members;
    for (const layout::Node &node : request.nodes)
        members[node.group] += QByteArray::number(node.id) + " [width=" + inches(node.size.width()) +
                               ", height=" + inches(node.size.height()) + "];\n";
    const std::function<QByteArray(qint64)> inside = [&](qint64 group) {
        QByteArray result = members.value(group);
        for (const layout::Group &child : request.groups)
            if (child.parent == group)
                result +=
                    "subgraph cluster_" + QByteArray::number(child.id) + " {\n" + inside(child.id) + "}\n";
        return result;
    };
    text += inside(0);
    for (const layout::Edge &edge : request.edges)
        text += QByteArray::number(edge.from) + " -> " + QByteArray::number(edge.to) +
                " [weight=" + QByteArray::number(edge.weight) + "];\n";
    return text + "}\n";
}

Picture pictureFromPlain(const QByteArray &plain, const layout::Request &request)
{
    Picture picture;
    std::map<std::pair<qint64, qint64>, QList<qint64>> edges;
    for (const layout::Edge &edge : request.edges)
        edges[{edge.from, edge.to}].append(edge.id);
    for (const QByteArray &line : plain.split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        const auto point = [&](qsizetype at) {
            return QPointF(words[at].toDouble(), -words[at + 1].toDouble()) * pointsPerInch;
        };
        if (words.size() > 3 && words[0] == "graph") {
            picture.size = QSizeF(words[2].toDouble(), words[3].toDouble()) * pointsPerInch;
        } else if (words.size() > 5 && words[0] == "node") {
            const QSizeF size = QSizeF(words[4].toDouble(), words[5].toDouble()) * pointsPerInch;
            picture.cards.insert(words[1].toLongLong(),
                                 QRectF(point(2) - QPointF(size.width(), size.height()) / 2, size));
        } else if (words.size() > 5 && words[0] == "edge") {
            QList<qint64> &ids = edges[{words[1].toLongLong(), words[2].toLongLong()}];
            QList<QPointF> route;
            for (int i = 0; i < words[3].toInt(); ++i)
                route.append(point(4 + qsizetype(2) * i));
            if (!ids.isEmpty())
                picture.routes.insert(ids.takeFirst(), route);
        }
    }
    return picture;
}

} // namespace gp::bench
