// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/layout.h"

#include <QPointF>

#include <functional>

/// The whole layout, given somebody who can place one small flat graph: dot in the worker, a stand-in in
/// tests.
///
/// dot draws ribbons of many clusters (measured: 200 services, 40:1), so each group is placed by itself,
/// connected piece by connected piece, the groups are packed into columns of a screen's shape, and one router
/// draws all edges.
namespace gp::layout {

struct FlatNode
{
    qint64 id = 0;
    QSize size;
};

/// A connected graph without groups, loops or doubled edges; nodes sorted by id, edges by their ends
/// (indices).
struct FlatGraph
{
    struct Edge
    {
        int from = 0;
        int to = 0;
        int weight = 1;
    };

    QList<FlatNode> nodes;
    QList<Edge> edges;
    Direction direction = Direction::LeftToRight;
    int nodeGap = 0;
    int rankGap = 0;
};

/// Places the centres of the nodes of a flat graph, in their order; y grows downwards.
using Engine = std::function<gp::Result<QList<QPointF>>(const FlatGraph &)>;

/// Places several graphs, each by itself, and answers in their order. One that it failed at is placed in
/// plain layers instead.
using Batch = std::function<QList<gp::Result<QList<QPointF>>>(const QList<FlatGraph> &)>;

/// `batch` serves large requests where it is given, `engine` all others.
[[nodiscard]] gp::Result<Arrangement> arrange(const Request &request, const Engine &engine,
                                              const Batch &batch = {});

} // namespace gp::layout
