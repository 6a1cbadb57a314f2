// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/blocks.h"

namespace gp::layout {

/// Where everything stands and runs, before it is moved to (0, 0).
struct Placed
{
    Positions positions;
    Routes routes;
};

/// Tries shapes for the groups, since how slender each is to be shows only when all are packed together. How
/// much is tried goes down with the size of the request.
class Shaper
{
public:
    /// The request's lists are sorted by id.
    Shaper(const Request &request, const Engine &engine, const Batch &batch);

    [[nodiscard]] gp::Result<Placed> run();

private:
    struct Tried
    {
        double cost = 0;
        Positions positions;
    };

    [[nodiscard]] QList<double> shapes() const;
    [[nodiscard]] qsizetype mostRouted() const;
    [[nodiscard]] gp::Result<const Block *> block(qint64 group, double aspect);
    [[nodiscard]] gp::Result<QList<Block>> blocks(const QMap<qint64, double> &own, double aspect);
    [[nodiscard]] gp::Result<QList<int>> flowOrder(const QList<Block> &blocks,
                                                   const QList<FlatGraph::Edge> &edges);
    [[nodiscard]] gp::Result<void> attempt(const QMap<qint64, double> &own, double aspect);
    [[nodiscard]] QList<qint64> busiest() const;
    [[nodiscard]] Placed bestWhenRouted() const;
    [[nodiscard]] QList<FlatGraph::Edge> edgesBetween(const QList<Block> &blocks) const;

    const Request &m_request;
    const Engine &m_engine;
    const Batch &m_batch;
    BlockMaker m_maker;
    qsizetype m_size = 0; ///< cards and edges
    QList<qint64> m_groups;
    std::map<std::pair<qint64, double>, Block> m_blocks; ///< by group and wanted shape
    QList<int> m_order;                                  ///< of the blocks along the flow
    QList<FlatGraph::Edge> m_between;
    QList<Tried> m_tried; ///< the few that look best, best first
    QMap<qint64, double> m_bestOwn;
    double m_bestAspect = 1;
};

} // namespace gp::layout
