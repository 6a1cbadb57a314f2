// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/regions.h"

#include <numeric>

namespace gp::layout {

namespace {

constexpr int passage = 24;       // what two edges need between frames
constexpr int farthestCard = 140; // lone cards nearer than that belong together

struct Lot
{
    QRect rect;
    QList<qint64> groups; ///< at the top
    QList<qint64> nodes;  ///< without a group

    [[nodiscard]] bool touches(const Lot &other) const
    {
        const int room = groups.isEmpty() && other.groups.isEmpty() ? farthestCard : passage;
        return rect.adjusted(-room, -room, room, room).intersects(other.rect);
    }
};

/// One round of joining what touches; false when nothing did.
bool joinTouching(QList<Lot> &lots)
{
    std::stable_sort(lots.begin(), lots.end(),
                     [](const Lot &a, const Lot &b) { return a.rect.left() < b.rect.left(); });
    QList<int> root(lots.size());
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&](int i) {
        while (root[i] != i)
            i = root[i] = root[root[i]];
        return i;
    };
    for (int i = 0; i < lots.size(); ++i) {
        for (int j = i + 1; j < lots.size() && lots[j].rect.left() <= lots[i].rect.right() + farthestCard;
             ++j) {
            if (lots[i].touches(lots[j])) {
                const int a = find(i);
                const int b = find(j);
                root[std::max(a, b)] = std::min(a, b);
            }
        }
    }
    QMap<int, Lot> joined;
    for (int i = 0; i < lots.size(); ++i) {
        Lot &lot = joined[find(i)];
        lot.rect |= lots[i].rect;
        lot.groups += lots[i].groups;
        lot.nodes += lots[i].nodes;
    }
    const bool isLess = joined.size() < lots.size();
    lots = joined.values();
    return isLess;
}

QHash<qint64, qint64> topGroups(const Request &request)
{
    QHash<qint64, qint64> parents;
    for (const Group &group : request.groups)
        parents.insert(group.id, group.parent);
    QHash<qint64, qint64> tops;
    for (const Group &group : request.groups) {
        qint64 top = group.id;
        while (parents.value(top) != 0)
            top = parents.value(top);
        tops.insert(group.id, top);
    }
    return tops;
}

} // namespace

Regions splitIntoRegions(const Request &request, const Positions &positions)
{
    QList<Lot> lots;
    const QMap<qint64, QRect> frames = groupFrames(request, positions);
    for (const Group &group : request.groups)
        if (group.parent == 0 && frames.contains(group.id))
            lots.append({frames[group.id], {group.id}, {}});
    for (const Node &node : request.nodes)
        if (const auto at = positions.constFind(node.id); node.group == 0 && at != positions.cend())
            lots.append({QRect(*at, node.size), {}, {node.id}});
    while (joinTouching(lots)) {
    }
    Regions regions;
    QHash<qint64, int> ofGroup;
    for (int i = 0; i < lots.size(); ++i) {
        regions.all.append({lots[i].rect, {}});
        regions.all.last().inner.options = request.options;
        for (qint64 group : std::as_const(lots[i].groups))
            ofGroup.insert(group, i);
        for (qint64 node : std::as_const(lots[i].nodes))
            regions.ofNode.insert(node, i);
    }
    const QHash<qint64, qint64> tops = topGroups(request);
    for (const Group &group : request.groups)
        if (const auto it = ofGroup.constFind(tops[group.id]); it != ofGroup.cend())
            regions.all[*it].inner.groups.append(group);
    for (const Node &node : request.nodes) {
        if (!positions.contains(node.id))
            continue;
        if (node.group != 0)
            regions.ofNode.insert(node.id, ofGroup[tops[node.group]]);
        regions.all[regions.ofNode[node.id]].inner.nodes.append(node);
    }
    for (const Edge &edge : request.edges) {
        const int from = regions.ofNode.value(edge.from, -1);
        const int to = regions.ofNode.value(edge.to, -1);
        if (from < 0 || to < 0 || edge.from == edge.to)
            continue;
        if (from == to)
            regions.all[from].inner.edges.append(edge);
        else
            regions.between.append(edge);
    }
    return regions;
}

} // namespace gp::layout
