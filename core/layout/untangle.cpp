// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/untangle.h"
#include "core/layout/pack.h"

#include <cmath>
#include <map>

namespace gp::layout {

namespace {

/// Exchanges cards of one size in one column of a group as long as that makes the edges shorter.
class Untangler
{
public:
    Untangler(const Request &request, Positions &positions)
        : m_positions(positions)
    {
        for (const Node &node : request.nodes)
            m_half.insert(node.id, {node.size.width() / 2, node.size.height() / 2});
        for (const Edge &edge : request.edges) {
            if (edge.from == edge.to)
                continue;
            m_neighbours[edge.from].append({edge.to, edge.weight});
            m_neighbours[edge.to].append({edge.from, edge.weight});
        }
        // A column is told by group, x and size; a card that nothing in its group refers to may leave its
        // column.
        QHash<qint64, qint64> groupOf;
        for (const Node &node : request.nodes)
            groupOf.insert(node.id, node.group);
        for (const Node &node : request.nodes) {
            const int x = positions.value(node.id).x();
            const auto inner = [&](const auto &other) { return groupOf.value(other.first) == node.group; };
            const auto inLine = [&](const auto &other) {
                return inner(other) && std::abs(positions.value(other.first).x() - x) < node.size.width();
            };
            const QList<std::pair<qint64, int>> &others = m_neighbours[node.id];
            const bool isLone = std::none_of(others.begin(), others.end(), inner);
            // A chain that runs down a column must keep its order.
            if (!isLone && std::any_of(others.begin(), others.end(), inLine))
                continue;
            m_columns[{node.group, isLone ? -1 : x, node.size.width(), node.size.height()}].append(node.id);
        }
        std::erase_if(m_columns, [this](const auto &column) {
            return std::ranges::none_of(column.second,
                                        [this](qint64 id) { return !m_neighbours[id].isEmpty(); });
        });
        for (auto &[key, ids] : m_columns)
            std::sort(ids.begin(), ids.end());
    }

    void run()
    {
        for (int sweep = 0; sweep < 6; ++sweep) {
            bool better = false;
            for (const auto &[key, ids] : m_columns)
                for (qsizetype i = 0; i < ids.size(); ++i)
                    for (qsizetype j = i + 1; j < ids.size() && m_budget-- > 0; ++j)
                        better |= tryExchange(ids[i], ids[j]);
            if (!better)
                return;
        }
    }

private:
    qint64 length(qint64 node) const
    {
        const QPoint at = m_positions.value(node) + m_half.value(node);
        qint64 sum = 0;
        for (const auto &[other, weight] : m_neighbours.value(node))
            sum += weight * qint64((at - m_positions.value(other) - m_half.value(other)).manhattanLength());
        return sum;
    }

    bool tryExchange(qint64 a, qint64 b)
    {
        const qint64 before = length(a) + length(b);
        std::swap(m_positions[a], m_positions[b]);
        if (length(a) + length(b) < before)
            return true;
        std::swap(m_positions[a], m_positions[b]);
        return false;
    }

    Positions &m_positions;
    int m_budget = 1'000'000; ///< exchanges, well under a second
    QHash<qint64, QPoint> m_half;
    QHash<qint64, QList<std::pair<qint64, int>>> m_neighbours;
    std::map<std::tuple<qint64, int, int, int>, QList<qint64>> m_columns;
};

QHash<qint64, QRect> cardsAt(const Request &request, const Positions &positions)
{
    QHash<qint64, QRect> cards;
    for (const Node &node : request.nodes)
        cards.insert(node.id, QRect(positions.value(node.id), node.size));
    return cards;
}

/// What an edge costs before it is routed: its length from side to side, more where it runs against the flow,
/// and a detour for each card in its way.
double edgeCost(const Edge &edge, const QHash<qint64, QRect> &cards, bool leftToRight, bool withDetours)
{
    QRect from = cards[edge.from];
    QRect to = cards[edge.to];
    const auto turn = [](const QRect &rect) {
        return QRect(rect.y(), rect.x(), rect.height(), rect.width());
    };
    if (!leftToRight) {
        from = turn(from);
        to = turn(to);
    }
    const int ahead = to.left() - from.right();
    const int across = std::abs(from.center().y() - to.center().y());
    constexpr int turnBack = 600;
    constexpr int detour = 90;
    double cost = std::abs(ahead) + across + (ahead < 0 && across > from.height() ? turnBack : 0);
    if (ahead <= 0 || !withDetours)
        return cost;
    // An edge leaves across and arrives across: cards beside its ends are in its way, those in between it can
    // pass.
    const QRect beside(from.right() + 1, from.top() + 4, ahead - 1, from.height() - 8);
    const QRect before(from.right() + 1, to.top() + 4, ahead - 1, to.height() - 8);
    for (const QRect &card : cards) {
        const QRect other = leftToRight ? card : turn(card);
        cost += (beside.intersects(other) ? detour : 0) * 0.5 + (before.intersects(other) ? detour : 0) * 0.5;
    }
    return cost;
}

} // namespace

void untangle(const Request &request, Positions &positions)
{
    Untangler(request, positions).run();
}

double tangle(const Request &request, const Positions &positions)
{
    const QHash<qint64, QRect> cards = cardsAt(request, positions);
    QRect all;
    double area = 1;
    for (const QRect &card : cards) {
        all |= card;
        area += 2.5 * card.width() * card.height();
    }
    double cost = 0;
    double weight = 0;
    // Looking for cards in the way of each edge is worth its time as long as there are not millions of pairs.
    const bool isLarge = request.edges.size() * request.nodes.size() > 2'000'000;
    for (const Edge &edge : request.edges) {
        cost += edge.weight *
                edgeCost(edge, cards, request.options.direction == Direction::LeftToRight, !isLarge);
        weight += edge.weight;
    }
    const double shape = shapeCost(all.width(), all.height(), request.options.aspect);
    const double room = std::log(1.0 * all.width() * all.height() / area);
    return (weight > 0 ? 1.6 * cost / weight / std::sqrt(area) : 0) + shape + room;
}

double tangle(const Request &request, const Positions &positions, const Routes &routes)
{
    if (routes.isEmpty())
        return 0;
    double area = 1;
    for (const QRect &card : cardsAt(request, positions))
        area += 2.5 * card.width() * card.height();
    double length = 0;
    qsizetype pieces = 0;
    for (const Route &route : routes) {
        for (qsizetype i = 0; i + 3 < route.size(); i += 3)
            length += (route[i + 3] - route[i]).manhattanLength();
        pieces += route.size() / 3;
    }
    const auto count = static_cast<double>(routes.size());
    return 1.6 * length / count / std::sqrt(area) + 0.08 * static_cast<double>(pieces) / count;
}

} // namespace gp::layout
