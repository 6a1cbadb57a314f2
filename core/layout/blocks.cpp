// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/blocks.h"
#include "core/layout/pack.h"

#include <cmath>
#include <limits>
#include <numeric>

namespace gp::layout {

namespace {

int snapped(double value)
{
    return static_cast<int>(std::lround(value / 4.0)) * 4;
}

/// Which blocks hang together, directly or over others: lists of indices, largest first, then in order.
QList<QList<int>> connectedPieces(qsizetype count, const QList<FlatGraph::Edge> &edges)
{
    QList<int> root(count);
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&](int i) {
        while (root[i] != i)
            i = root[i] = root[root[i]];
        return i;
    };
    for (const FlatGraph::Edge &edge : edges) {
        const int a = find(edge.from);
        const int b = find(edge.to);
        root[std::max(a, b)] = std::min(a, b);
    }
    QMap<int, QList<int>> pieces;
    for (int i = 0; i < count; ++i)
        pieces[find(i)].append(i);
    QList<QList<int>> result = pieces.values();
    std::stable_sort(result.begin(), result.end(),
                     [](const auto &a, const auto &b) { return a.size() > b.size(); });
    return result;
}

QList<QSize> sizesOf(const QList<Block> &blocks)
{
    QList<QSize> sizes;
    for (const Block &block : blocks)
        sizes.append(block.size);
    return sizes;
}

QList<QPoint> cornersOf(const QList<Block> &blocks, const QList<QPointF> &centres)
{
    QList<QPoint> corners;
    QPoint least(std::numeric_limits<int>::max(), std::numeric_limits<int>::max());
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        corners.append({snapped(centres[i].x() - blocks[i].size.width() / 2.0),
                        snapped(centres[i].y() - blocks[i].size.height() / 2.0)});
        least = {std::min(least.x(), corners.last().x()), std::min(least.y(), corners.last().y())};
    }
    for (QPoint &corner : corners)
        corner -= least;
    return corners;
}

} // namespace

Block merge(const QList<Block> &blocks, const QList<QPoint> &corners)
{
    Block result;
    result.size = extent(sizesOf(blocks), corners);
    result.id = std::numeric_limits<qint64>::max();
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        result.id = std::min(result.id, blocks[i].id);
        for (const auto &[id, point] : blocks[i].inside.asKeyValueRange())
            result.inside.insert(id, point + corners[i]);
    }
    return result;
}

BlockMaker::BlockMaker(const Request &request, const Engine &engine)
    : m_request(request)
    , m_engine(engine)
{
    for (const Node &node : request.nodes)
        m_nodes[node.group].append(node);
    for (QList<Node> &nodes : m_nodes)
        std::sort(nodes.begin(), nodes.end(), [](const Node &a, const Node &b) { return a.id < b.id; });
    for (const Group &group : request.groups) {
        m_groups[group.parent].append(group.id);
        m_titleWidths.insert(group.id, group.titleWidth);
    }
    for (QList<qint64> &groups : m_groups)
        std::sort(groups.begin(), groups.end());
}

const QList<qint64> &BlockMaker::childGroups(qint64 group) const
{
    static const QList<qint64> none;
    const auto it = m_groups.constFind(group);
    return it == m_groups.cend() ? none : *it;
}

bool BlockMaker::isEmpty(qint64 group) const
{
    const QList<qint64> &children = childGroups(group);
    return !m_nodes.contains(group) && (group == 0 || std::all_of(children.begin(), children.end(),
                                                                  [this](qint64 id) { return isEmpty(id); }));
}

gp::Result<QList<Block>> BlockMaker::childBlocks(qint64 group, double aspect)
{
    QList<Block> blocks;
    for (const Node &node : m_nodes.value(group))
        blocks.append({node.id, node.size, {{node.id, QPoint(0, 0)}}});
    for (qint64 child : group == 0 ? QList<qint64>() : childGroups(group)) {
        if (isEmpty(child))
            continue;
        auto block = make(child, aspect);
        if (!block)
            return std::unexpected(block.error());
        blocks.append(std::move(*block));
    }
    std::sort(blocks.begin(), blocks.end(), [](const Block &a, const Block &b) { return a.id < b.id; });
    return blocks;
}

QList<FlatGraph::Edge> BlockMaker::liftedEdges(const QList<Block> &blocks) const
{
    QHash<qint64, int> blockOf;
    for (int i = 0; i < blocks.size(); ++i)
        for (qint64 node : blocks[i].inside.keys())
            blockOf.insert(node, i);
    std::map<std::pair<int, int>, int> weights;
    for (const Edge &edge : m_request.edges) {
        const int from = blockOf.value(edge.from, -1);
        const int to = blockOf.value(edge.to, -1);
        if (from >= 0 && to >= 0 && from != to)
            weights[{from, to}] += edge.weight;
    }
    QList<FlatGraph::Edge> edges;
    for (const auto &[ends, weight] : weights)
        edges.append({ends.first, ends.second, std::clamp(weight, 1, 1000)});
    return edges;
}

gp::Result<QList<QPointF>> BlockMaker::centres(const QList<Block> &blocks,
                                               const QList<FlatGraph::Edge> &edges, Direction direction)
{
    std::vector<qint64> name{direction == Direction::LeftToRight ? 0 : 1};
    for (const Block &block : blocks)
        name.insert(name.end(), {block.id, block.size.width(), block.size.height()});
    if (const auto it = m_answers.find(name); it != m_answers.end())
        return it->second;
    FlatGraph graph;
    for (const Block &block : blocks)
        graph.nodes.append({block.id, block.size});
    graph.edges = edges;
    graph.direction = direction;
    const Options &options = m_request.options;
    graph.nodeGap = options.nodeGap;
    graph.rankGap = direction == Direction::LeftToRight ? options.rankGap : options.rankGap * 6 / 10;
    auto result = m_engine(graph);
    if (result && result->size() != blocks.size())
        return fail(ErrorCode::Internal,
                    QStringLiteral("Graphviz placed %1 of %2 cards.").arg(result->size()).arg(blocks.size()));
    if (result)
        m_answers.emplace(name, *result);
    return result;
}

void BlockMaker::addFolded(QList<Candidate> &candidates, const QList<Block> &blocks,
                           const QList<QPointF> &centres) const
{
    QMap<int, QList<int>> ranks;
    for (int i = 0; i < blocks.size(); ++i)
        ranks[snapped(centres[i].x())].append(i);
    for (QList<int> &rank : ranks)
        std::stable_sort(rank.begin(), rank.end(),
                         [&](int a, int b) { return centres[a].y() < centres[b].y(); });
    const Options &options = m_request.options;
    for (int perColumn : {3, 4, 6, 8, 11, 15, 20, 30, 45, 70, 110}) {
        for (int perLine : {4, 6, 9, 15, 25, 50, 1000}) {
            Candidate candidate;
            candidate.corners.resize(blocks.size());
            candidate.penalty = perLine < 1000 ? 0.9 : 0.4;
            int x = 0;
            int top = 0;
            int bottom = 0;
            int columns = 0;
            for (const QList<int> &rank : ranks) {
                const int parts = static_cast<int>((rank.size() + perColumn - 1) / perColumn);
                if (columns > 0 && columns + parts > perLine) {
                    x = columns = 0;
                    top = bottom + options.groupGap;
                }
                const int height = static_cast<int>((rank.size() + parts - 1) / parts);
                for (int part = 0; part < parts; ++part) {
                    int y = top;
                    int width = 0;
                    for (int i : rank.mid(qsizetype(part) * height, height)) {
                        candidate.corners[i] = {x, y};
                        width = std::max(width, blocks[i].size.width());
                        y += blocks[i].size.height() + options.nodeGap;
                    }
                    bottom = std::max(bottom, y - options.nodeGap);
                    x += width + (part + 1 < parts ? options.rankGap * 6 / 10 : options.rankGap);
                }
                columns += parts;
            }
            candidate.size = extent(sizesOf(blocks), candidate.corners);
            candidates.append(candidate);
        }
    }
}

gp::Result<Block> BlockMaker::placePiece(const QList<Block> &blocks, const QList<FlatGraph::Edge> &edges,
                                         double aspect)
{
    if (blocks.size() == 1)
        return blocks.first();
    QList<Candidate> candidates;
    for (Direction direction : {Direction::LeftToRight, Direction::TopToBottom}) {
        const auto middle = centres(blocks, edges, direction);
        if (!middle)
            return std::unexpected(middle.error());
        Candidate candidate;
        candidate.corners = cornersOf(blocks, *middle);
        candidate.size = extent(sizesOf(blocks), candidate.corners);
        candidate.penalty = direction == m_request.options.direction ? 0 : 0.75;
        candidates.append(candidate);
        if (direction == Direction::LeftToRight && blocks.size() > 8)
            addFolded(candidates, blocks, *middle);
    }
    const bool isWhole = blocks.size() > 12 && blocks.size() * 2 > m_request.nodes.size();
    const auto cost = [&](const Candidate &candidate) {
        const double width = candidate.size.width();
        const double height = candidate.size.height();
        return std::abs(std::log(width / height / aspect)) + 0.35 * std::log(width * height) +
               candidate.penalty + (isWhole ? shapeCost(width, height, aspect) : 0);
    };
    const auto best =
        std::min_element(candidates.cbegin(), candidates.cend(),
                         [&](const auto &a, const auto &b) { return cost(a) < cost(b) - 1e-9; });
    return merge(blocks, best->corners);
}

gp::Result<Block> BlockMaker::make(qint64 group, double aspect)
{
    const auto children = childBlocks(group, aspect);
    if (!children)
        return std::unexpected(children.error());
    const QList<FlatGraph::Edge> edges = liftedEdges(*children);
    QList<Block> pieces;
    for (const QList<int> &members : connectedPieces(children->size(), edges)) {
        QList<Block> blocks;
        for (int i : members)
            blocks.append(children->at(i));
        QList<FlatGraph::Edge> inner;
        for (const FlatGraph::Edge &edge : edges) {
            if (members.contains(edge.from))
                inner.append({static_cast<int>(members.indexOf(edge.from)),
                              static_cast<int>(members.indexOf(edge.to)), edge.weight});
        }
        auto piece = placePiece(blocks, inner, aspect);
        if (!piece)
            return std::unexpected(piece.error());
        pieces.append(std::move(*piece));
    }
    const Options &options = m_request.options;
    Block result =
        merge(pieces, packColumns(sizesOf(pieces), options.rankGap * 7 / 10, options.nodeGap, aspect));
    if (group == 0)
        return result;
    for (QPoint &point : result.inside)
        point += {options.groupPadding, options.groupHeader};
    result.size += QSize(2 * options.groupPadding, options.groupHeader + options.groupPadding);
    result.size.setWidth(
        std::max(result.size.width(), m_titleWidths.value(group) + 2 * options.groupPadding));
    return result;
}

} // namespace gp::layout
