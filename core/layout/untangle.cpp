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
        : m_request(request)
        , m_positions(positions)
        , m_centres(request.nodes.size())
        , m_neighbours(request.nodes.size())
    {
        QHash<qint64, int> index;
        for (int i = 0; i < request.nodes.size(); ++i) {
            const Node &node = request.nodes[i];
            index.insert(node.id, i);
            m_centres[i] = positions.value(node.id) + QPoint(node.size.width() / 2, node.size.height() / 2);
        }
        for (const Edge &edge : request.edges) {
            if (edge.from == edge.to)
                continue;
            const int from = index.value(edge.from);
            const int to = index.value(edge.to);
            m_neighbours[from].emplace_back(to, edge.weight);
            m_neighbours[to].emplace_back(from, edge.weight);
        }
        collectColumns();
    }

    void run()
    {
        for (int sweep = 0; sweep < 6; ++sweep) {
            bool better = false;
            for (const auto &[key, members] : m_columns)
                for (size_t i = 0; i < members.size(); ++i)
                    for (size_t j = i + 1; j < members.size() && m_budget > 0; ++j)
                        better |= tryExchange(members[i], members[j]);
            if (!better)
                break;
        }
        for (int i = 0; i < m_request.nodes.size(); ++i) {
            const Node &node = m_request.nodes[i];
            m_positions[node.id] = m_centres[i] - QPoint(node.size.width() / 2, node.size.height() / 2);
        }
    }

private:
    /// A column is told by group, x and size; a card that nothing in its group refers to may leave its
    /// column.
    void collectColumns()
    {
        const QList<Node> &nodes = m_request.nodes;
        for (int i = 0; i < nodes.size(); ++i) {
            const Node &node = nodes[i];
            const auto inner = [&](const auto &other) { return nodes[other.first].group == node.group; };
            const auto inLine = [&](const auto &other) {
                return inner(other) && std::abs(left(other.first) - left(i)) < node.size.width();
            };
            const bool isLone = std::ranges::none_of(m_neighbours[i], inner);
            // A chain that runs down a column must keep its order.
            if (!isLone && std::ranges::any_of(m_neighbours[i], inLine))
                continue;
            m_columns[{node.group, isLone ? -1 : left(i), node.size.width(), node.size.height()}].push_back(
                i);
        }
        std::erase_if(m_columns, [this](const auto &column) {
            return std::ranges::none_of(column.second, [this](int i) { return !m_neighbours[i].empty(); });
        });
        for (auto &[key, members] : m_columns)
            std::ranges::sort(members, {}, [&](int i) { return nodes[i].id; });
    }

    int left(int i) const { return m_centres[i].x() - m_request.nodes[i].size.width() / 2; }

    qint64 length(int i)
    {
        qint64 sum = 0;
        for (const auto &[other, weight] : m_neighbours[i])
            sum += qint64(weight) * (m_centres[i] - m_centres[other]).manhattanLength();
        m_budget -= 1 + static_cast<qint64>(m_neighbours[i].size());
        return sum;
    }

    bool tryExchange(int a, int b)
    {
        const qint64 before = length(a) + length(b);
        std::swap(m_centres[a], m_centres[b]);
        if (length(a) + length(b) < before)
            return true;
        std::swap(m_centres[a], m_centres[b]);
        return false;
    }

    const Request &m_request;
    Positions &m_positions;
    qint64 m_budget = 60'000'000; ///< looks at a neighbour, a few tenths of a second
    std::vector<QPoint> m_centres;
    std::vector<std::vector<std::pair<int, int>>> m_neighbours; ///< index, weight
    std::map<std::tuple<qint64, int, int, int>, std::vector<int>> m_columns;
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
/// `cards` are turned so that the flow is to the right.
double edgeCost(const QRect &from, const QRect &to, const std::vector<QRect> &cards, bool withDetours)
{
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
    for (const QRect &other : cards) {
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
    const bool leftToRight = request.options.direction == Direction::LeftToRight;
    const QHash<qint64, QRect> byId = cardsAt(request, positions);
    const auto turn = [&](const QRect &rect) {
        return leftToRight ? rect : QRect(rect.y(), rect.x(), rect.height(), rect.width());
    };
    QRect all;
    double area = 1;
    std::vector<QRect> cards;
    for (const Node &node : request.nodes) {
        const QRect card = byId[node.id];
        cards.push_back(turn(card));
        all |= card;
        area += 2.5 * card.width() * card.height();
    }
    double cost = 0;
    double weight = 0;
    // Looking for cards in the way of each edge is worth its time as long as there are not millions of pairs.
    const bool isLarge = request.edges.size() * request.nodes.size() > 2'000'000;
    for (const Edge &edge : request.edges) {
        cost += edge.weight * edgeCost(turn(byId[edge.from]), turn(byId[edge.to]), cards, !isLarge);
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
