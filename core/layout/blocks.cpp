// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/blocks.h"
#include "core/layout/pack.h"

#include <cmath>
#include <limits>
#include <numeric>

namespace gp::layout {

namespace {

constexpr qsizetype leastForFolding = 8;

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

/// From the inside out; ends with 0.
QList<qint64> groupsAround(qint64 group, const QHash<qint64, qint64> &parents)
{
    QList<qint64> around;
    for (; group != 0; group = parents.value(group))
        around.append(group);
    around.append(0);
    return around;
}

/// What m_answers knows a graph by.
std::vector<qint64> nameOf(const FlatGraph &graph)
{
    std::vector<qint64> name{graph.direction == Direction::LeftToRight ? 0 : 1};
    for (const FlatNode &node : graph.nodes)
        name.insert(name.end(), {node.id, node.size.width(), node.size.height()});
    return name;
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
    // Larger pieces are laid out to the right only, and then folded.
    , m_mostForBothWays(request.nodes.size() + request.edges.size() > 1500 ? leastForFolding : 40)
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
    QHash<qint64, qint64> parents;
    for (const Group &group : request.groups)
        parents.insert(group.id, group.parent);
    QHash<qint64, qint64> groupOf;
    for (const Node &node : request.nodes)
        groupOf.insert(node.id, node.group);
    for (const Edge &edge : request.edges) {
        const QList<qint64> around = groupsAround(groupOf.value(edge.to), parents);
        for (qint64 group : groupsAround(groupOf.value(edge.from), parents)) {
            if (around.contains(group)) {
                m_edges[group].append(edge);
                break;
            }
        }
    }
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

bool BlockMaker::isNested() const
{
    return std::ranges::any_of(m_request.groups, [](const Group &group) { return group.parent != 0; });
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

QList<FlatGraph::Edge> BlockMaker::liftedEdges(qint64 group, const QList<Block> &blocks) const
{
    const auto mine = m_edges.constFind(group);
    if (mine == m_edges.cend())
        return {};
    QHash<qint64, int> blockOf;
    for (int i = 0; i < blocks.size(); ++i)
        for (auto it = blocks[i].inside.keyBegin(); it != blocks[i].inside.keyEnd(); ++it)
            blockOf.insert(*it, i);
    std::map<std::pair<int, int>, int> weights;
    for (const Edge &edge : *mine) {
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

FlatGraph BlockMaker::flatGraph(const Piece &piece, Direction direction) const
{
    FlatGraph graph;
    for (const Block &block : piece.blocks)
        graph.nodes.append({block.id, block.size});
    graph.edges = piece.edges;
    graph.direction = direction;
    const Options &options = m_request.options;
    graph.nodeGap = options.nodeGap;
    graph.rankGap = direction == Direction::LeftToRight ? options.rankGap : options.rankGap * 6 / 10;
    return graph;
}

gp::Result<QList<QPointF>> BlockMaker::centres(const Piece &piece, Direction direction)
{
    const FlatGraph graph = flatGraph(piece, direction);
    const std::vector<qint64> name = nameOf(graph);
    if (const auto it = m_answers.find(name); it != m_answers.end())
        return it->second;
    auto result = m_engine(graph);
    if (result && result->size() != piece.blocks.size())
        return fail(
            ErrorCode::Internal,
            QStringLiteral("Graphviz placed %1 of %2 cards.").arg(result->size()).arg(piece.blocks.size()));
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

gp::Result<Block> BlockMaker::placePiece(const Piece &piece, double aspect)
{
    const QList<Block> &blocks = piece.blocks;
    if (blocks.size() == 1)
        return blocks.first();
    QList<Candidate> candidates;
    for (Direction direction : {Direction::LeftToRight, Direction::TopToBottom}) {
        // dot does most of its work twice for this; what is that large is folded in any case.
        if (direction == Direction::TopToBottom && blocks.size() > m_mostForBothWays)
            continue;
        const auto middle = centres(piece, direction);
        if (!middle)
            return std::unexpected(middle.error());
        Candidate candidate;
        candidate.corners = cornersOf(blocks, *middle);
        candidate.size = extent(sizesOf(blocks), candidate.corners);
        candidate.penalty = direction == m_request.options.direction ? 0 : 0.75;
        candidates.append(candidate);
        if (direction == Direction::LeftToRight && blocks.size() > leastForFolding)
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

gp::Result<QList<BlockMaker::Piece>> BlockMaker::pieces(qint64 group, double aspect)
{
    const auto children = childBlocks(group, aspect);
    if (!children)
        return std::unexpected(children.error());
    const QList<FlatGraph::Edge> edges = liftedEdges(group, *children);
    QList<Piece> result;
    QList<std::pair<int, int>> places(children->size()); // piece, index in it
    for (const QList<int> &members : connectedPieces(children->size(), edges)) {
        Piece piece;
        for (int i : members) {
            places[i] = {static_cast<int>(result.size()), static_cast<int>(piece.blocks.size())};
            piece.blocks.append(children->at(i));
        }
        result.append(piece);
    }
    for (const FlatGraph::Edge &edge : edges)
        result[places[edge.from].first].edges.append(
            {places[edge.from].second, places[edge.to].second, edge.weight});
    return result;
}

void BlockMaker::prefetch(double aspect, const Batch &batch)
{
    QMap<int, QList<qint64>> levels;
    const auto descend = [&](const auto &self, qint64 group, int depth) -> void {
        levels[-depth].append(group);
        for (qint64 child : childGroups(group))
            self(self, child, depth + 1);
    };
    descend(descend, 0, 0);
    for (const QList<qint64> &groups : std::as_const(levels)) {
        QList<FlatGraph> graphs;
        for (qint64 group : groups) {
            const auto made = pieces(group, aspect);
            if (!made)
                return; // make() will say why
            for (const Piece &piece : *made)
                if (piece.blocks.size() > m_mostForBothWays)
                    graphs.append(flatGraph(piece, Direction::LeftToRight));
        }
        graphs.removeIf([this](const FlatGraph &graph) { return m_answers.contains(nameOf(graph)); });
        if (graphs.isEmpty())
            continue;
        const QList<gp::Result<QList<QPointF>>> answers = batch(graphs);
        for (qsizetype i = 0; i < std::min(graphs.size(), answers.size()); ++i)
            if (answers[i] && answers[i]->size() == graphs[i].nodes.size())
                m_answers.emplace(nameOf(graphs[i]), *answers[i]);
    }
}

gp::Result<Block> BlockMaker::make(qint64 group, double aspect)
{
    const auto parts = pieces(group, aspect);
    if (!parts)
        return std::unexpected(parts.error());
    QList<Block> blocks;
    for (const Piece &part : *parts) {
        auto block = placePiece(part, aspect);
        if (!block)
            return std::unexpected(block.error());
        blocks.append(std::move(*block));
    }
    const Options &options = m_request.options;
    Block result =
        merge(blocks, packColumns(sizesOf(blocks), options.rankGap * 7 / 10, options.nodeGap, aspect));
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
