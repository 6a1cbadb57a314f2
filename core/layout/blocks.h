// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/arrange.h"

#include <map>

namespace gp::layout {

/// A card, or a group with all that is in it: something with a size that is placed as one.
struct Block
{
    qint64 id = 0; ///< the smallest node id in it, so that order does not hang on how it came to be
    QSize size;
    Positions inside; ///< nodes, relative to the block's corner
};

/// Turns the nodes of one group, and the groups in it, into one block; remembers what dot answered, since the
/// same piece is asked for once per wanted shape.
class BlockMaker
{
public:
    BlockMaker(const Request &request, const Engine &engine);

    /// What is directly in `group` (0: what is in no group), packed to about `aspect` = width : height.
    /// Frame and title are included except for group 0, which holds the cards without a group only.
    [[nodiscard]] gp::Result<Block> make(qint64 group, double aspect);

    /// Lets `batch` place the larger pieces of all groups, level by level, before make() asks for them one by
    /// one: several at a time is faster than one after the other. Does nothing for those known already.
    void prefetch(double aspect, const Batch &batch);

    [[nodiscard]] const QList<qint64> &childGroups(qint64 group) const;
    [[nodiscard]] bool isEmpty(qint64 group) const;
    /// Whether there are groups in groups: then the size of the inner ones changes what dot is asked.
    [[nodiscard]] bool isNested() const;

private:
    struct Candidate
    {
        QSize size;
        QList<QPoint> corners;
        double penalty = 0;
    };

    struct Piece
    {
        QList<Block> blocks;
        QList<FlatGraph::Edge> edges;
    };

    [[nodiscard]] gp::Result<QList<Block>> childBlocks(qint64 group, double aspect);
    [[nodiscard]] gp::Result<QList<Piece>> pieces(qint64 group, double aspect);
    [[nodiscard]] QList<FlatGraph::Edge> liftedEdges(qint64 group, const QList<Block> &blocks) const;
    [[nodiscard]] gp::Result<Block> placePiece(const Piece &piece, double aspect);
    [[nodiscard]] FlatGraph flatGraph(const Piece &piece, Direction direction) const;
    [[nodiscard]] gp::Result<QList<QPointF>> centres(const Piece &piece, Direction direction);
    void addFolded(QList<Candidate> &candidates, const QList<Block> &blocks,
                   const QList<QPointF> &centres) const;

    const Request &m_request;
    const Engine &m_engine;
    QMap<qint64, QList<Node>> m_nodes;
    QMap<qint64, QList<qint64>> m_groups;
    QMap<qint64, QList<Edge>> m_edges; ///< by the innermost group that holds both ends
    QMap<qint64, int> m_titleWidths;
    qsizetype m_mostForBothWays = 0; ///< blocks of a piece that is also tried downwards
    std::map<std::vector<qint64>, QList<QPointF>> m_answers; ///< by direction, and id and size of each block
};

/// One block out of several at the given corners.
[[nodiscard]] Block merge(const QList<Block> &blocks, const QList<QPoint> &corners);

} // namespace gp::layout
