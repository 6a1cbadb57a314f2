// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/line_diff.h"

#include <QStringList>

#include <algorithm>

namespace gp::documents {

namespace {

constexpr int mostEdits = 1500; // memory grows with their square: 9 MB at the end

/// Myers' algorithm: how far down each diagonal one gets with so many edits, kept for the way back.
QList<DiffLine> shortest(const QStringList &before, const QStringList &after)
{
    const int n = int(before.size());
    const int m = int(after.size());
    const int most = std::min(n + m, mostEdits);
    QList<QList<int>> reached;
    QList<int> furthest(2 * most + 3, 0);
    const int zero = most + 1;
    int edits = -1;
    for (int d = 0; d <= most && edits < 0; ++d) {
        reached.append(furthest.mid(zero - d - 1, 2 * d + 3));
        for (int k = -d; k <= d; k += 2) {
            const bool isDown = k == -d || (k != d && furthest[zero + k - 1] < furthest[zero + k + 1]);
            int x = isDown ? furthest[zero + k + 1] : furthest[zero + k - 1] + 1;
            while (x < n && x - k < m && before[x] == after[x - k])
                ++x;
            furthest[zero + k] = x;
            if (x >= n && x - k >= m) {
                edits = d;
                break;
            }
        }
    }
    QList<DiffLine> lines;
    if (edits < 0) {
        for (const QString &line : before)
            lines.append({DiffLine::Removed, line});
        for (const QString &line : after)
            lines.append({DiffLine::Added, line});
        return lines;
    }
    int x = n;
    int y = m;
    for (int d = edits; d > 0; --d) {
        const QList<int> &old = reached[d]; // its middle is diagonal 0
        const int middle = d + 1;
        const int k = x - y;
        const bool isDown = k == -d || (k != d && old[middle + k - 1] < old[middle + k + 1]);
        const int from = isDown ? k + 1 : k - 1;
        const int fromX = old[middle + from];
        for (; x > fromX && y > fromX - from; --x, --y)
            lines.prepend({DiffLine::Same, before[x - 1]});
        if (isDown)
            lines.prepend({DiffLine::Added, after[--y]});
        else
            lines.prepend({DiffLine::Removed, before[--x]});
    }
    for (; x > 0; --x)
        lines.prepend({DiffLine::Same, before[x - 1]});
    return lines;
}

} // namespace

QList<DiffLine> lineDiff(const QStringList &before, const QStringList &after)
{
    const auto first = std::ranges::mismatch(before, after);
    const qsizetype head = first.in1 - before.begin();
    qsizetype tail = 0;
    const qsizetype most = std::min(before.size(), after.size()) - head;
    while (tail < most && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    QList<DiffLine> lines;
    for (const QString &line : before.first(head))
        lines.append({DiffLine::Same, line});
    lines +=
        shortest(before.mid(head, before.size() - head - tail), after.mid(head, after.size() - head - tail));
    for (const QString &line : before.last(tail))
        lines.append({DiffLine::Same, line});
    return lines;
}

} // namespace gp::documents
