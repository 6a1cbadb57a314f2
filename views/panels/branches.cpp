// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/panels/branches.h"

#include <QSet>

namespace gp::views {

namespace {

constexpr qint64 isFree = -1;

int freeLane(QList<qint64> *lanes)
{
    // The first lane is kept for the present state.
    for (int lane = 1; lane < lanes->size(); ++lane) {
        if ((*lanes)[lane] == isFree)
            return lane;
    }
    lanes->append(isFree);
    return int(lanes->size()) - 1;
}

} // namespace

QList<Rails> railsOf(const QList<store::HistoryEntry> &entries)
{
    QList<Rails> result;
    result.reserve(entries.size());
    QList<qint64> lanes = {isFree}; // the entry that each lane leads down to
    for (const auto &entry : entries) {
        Rails rails;
        rails.isFilled = entry.onPath;
        rails.goesOn = true;
        QList<int> mine;
        for (int lane = 0; lane < lanes.size(); ++lane) {
            if (lanes[lane] == entry.id)
                mine.append(lane);
            else if (lanes[lane] != isFree)
                rails.passing.append(lane);
        }
        rails.lane = entry.onPath ? 0 : mine.isEmpty() ? freeLane(&lanes) : mine.front();
        rails.fromAbove = mine.removeOne(rails.lane);
        rails.joining = mine;
        for (const int lane : mine)
            lanes[lane] = isFree;
        lanes[rails.lane] = entry.parent;
        result.append(rails);
    }
    return result;
}

QMap<qint64, qint64> forksOf(const QList<store::HistoryEntry> &entries)
{
    QMap<qint64, qint64> forks;
    QSet<qint64> path = {0};
    // Oldest first: a parent is older than its children.
    for (auto it = entries.crbegin(); it != entries.crend(); ++it) {
        if (it->onPath)
            path.insert(it->id);
        else if (path.contains(it->parent))
            forks.insert(it->id, it->parent);
        else if (const auto fork = forks.constFind(it->parent); fork != forks.cend())
            forks.insert(it->id, *fork);
    }
    return forks;
}

int editsFrom(const QList<store::HistoryEntry> &entries, qint64 id)
{
    QSet<qint64> built;
    int edits = 0;
    for (auto it = entries.crbegin(); it != entries.crend(); ++it) {
        if (it->id != id && !built.contains(it->parent))
            continue;
        built.insert(it->id);
        edits += it->edits;
    }
    return edits;
}

} // namespace gp::views
