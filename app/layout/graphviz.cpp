// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "graphviz.h"

#include <QHash>

#include <graphviz/gvc.h>

#ifdef __linux__
#include <QFileInfo>

#include <dlfcn.h>
#endif

namespace gp::layout {

namespace {

constexpr double pointsPerInch = 72; // one scene pixel is one point

/// A context with nothing but the dot engine. gvContext() also loads the text plugin with Pango, Cairo and
/// X11, which takes longer than placing thirty cards, and the labels here are empty. Where the engine is not
/// beside libgvc as usual, Graphviz looks for it itself.
GVC_t *makeContext()
{
#ifdef __linux__
    Dl_info library{};
    if (dladdr(reinterpret_cast<void *>(&gvContext), &library) != 0) {
        const QString path = QFileInfo(QString::fromLocal8Bit(library.dli_fname)).path() +
                             QStringLiteral("/graphviz/libgvplugin_dot_layout.so.6");
        if (void *plugin = dlopen(path.toLocal8Bit().constData(), RTLD_NOW)) {
            constexpr const char *name = "gvplugin_dot_layout_LTX_library";
            if (void *entry = dlsym(plugin, name)) {
                static lt_symlist_t builtins[2]{};
                builtins[0].name = name;
                builtins[0].address = entry;
                return gvContextPlugins(builtins, 0);
            }
        }
    }
#endif
    return gvContext();
}

struct Context
{
    GVC_t *gvc = makeContext();
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
    const bool isLarge = graph.nodes.size() + graph.edges.size() > 160;
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
