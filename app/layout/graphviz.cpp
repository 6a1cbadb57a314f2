// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "graphviz.h"

#include <QHash>

#include <graphviz/gvc.h>

namespace gp::layout {

namespace {

constexpr double pointsPerInch = 72; // one scene pixel is one point

struct Context
{
    GVC_t *gvc = gvContext();
    Agraph_t *graph = agopen(const_cast<char *>("g"), Agdirected, nullptr);
    bool isLaidOut = false;

    Context() = default;
    Q_DISABLE_COPY_MOVE(Context)
    ~Context()
    {
        if (isLaidOut)
            gvFreeLayout(gvc, graph);
        agclose(graph);
        gvFreeContext(gvc);
    }
};

QByteArray inches(int pixels)
{
    return QByteArray::number(pixels / pointsPerInch, 'f', 6); // never the locale's comma
}

void set(void *object, const char *name, const QByteArray &value)
{
    agsafeset(object, const_cast<char *>(name), const_cast<char *>(value.constData()),
              const_cast<char *>(""));
}

} // namespace

gp::Result<QList<QPointF>> placeWithDot(const FlatGraph &graph)
{
    Context context;
    const bool leftToRight = graph.direction == Direction::LeftToRight;
    set(context.graph, "rankdir", leftToRight ? "LR" : "TB");
    set(context.graph, "nodesep", inches(graph.nodeGap));
    set(context.graph, "ranksep", inches(graph.rankGap));
    // The router draws the edges: what dot would do there takes longer than the rest.
    set(context.graph, "splines", "false");
    // Bounds the simplex and the crossing minimisation, whose time explodes on large flat graphs.
    const bool isLarge = graph.nodes.size() + graph.edges.size() > 400;
    set(context.graph, "nslimit", isLarge ? "1" : "8");
    set(context.graph, "nslimit1", isLarge ? "1" : "8");
    set(context.graph, "mclimit", isLarge ? "0.3" : "1");

    QList<Agnode_t *> nodes;
    for (const FlatNode &node : graph.nodes) {
        Agnode_t *made = agnode(context.graph, QByteArray::number(node.id).data(), 1);
        set(made, "shape", "box");
        set(made, "label", "");
        set(made, "fixedsize", "true");
        set(made, "width", inches(node.size.width()));
        set(made, "height", inches(node.size.height()));
        nodes.append(made);
    }
    for (const FlatGraph::Edge &edge : graph.edges) {
        Agedge_t *made = agedge(context.graph, nodes[edge.from], nodes[edge.to], nullptr, 1);
        set(made, "weight", QByteArray::number(edge.weight));
    }
    if (gvLayout(context.gvc, context.graph, "dot") != 0)
        return fail(ErrorCode::Internal, QStringLiteral("Graphviz could not place this view."),
                    QString::fromUtf8(aglasterr() ? aglasterr() : ""));
    context.isLaidOut = true;
    QList<QPointF> centres;
    for (Agnode_t *node : std::as_const(nodes))
        centres.append({ND_coord(node).x, -ND_coord(node).y});
    return centres;
}

} // namespace gp::layout
