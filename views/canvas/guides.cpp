// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/guides.h"

#include <array>
#include <cmath>
#include <limits>

namespace gp::views {

namespace {

/// One axis of a rectangle: where it begins and ends.
struct Span
{
    double low = 0;
    double high = 0;

    [[nodiscard]] std::array<double, 3> marks() const { return {low, (low + high) / 2, high}; }
};

Span across(const QRectF &rect)
{
    return {rect.left(), rect.right()};
}

Span down(const QRectF &rect)
{
    return {rect.top(), rect.bottom()};
}

struct Found
{
    double by = 0;
    double at = 0; ///< the common coordinate
    Span other;    ///< of the one it lines up with, on the other axis
    bool isFound = false;
};

Found nearest(const QRectF &moving, const QList<QRectF> &others, double reach, Span (*along)(const QRectF &),
              Span (*aside)(const QRectF &))
{
    Found best;
    double least = reach;
    double nearestAside = std::numeric_limits<double>::max();
    const auto marks = along(moving).marks();
    const Span own = aside(moving);
    for (const QRectF &rect : others) {
        const Span other = aside(rect);
        const double distance = std::max({0.0, other.low - own.high, own.low - other.high});
        const auto theirs = along(rect).marks();
        for (const double mark : marks) {
            for (const double their : theirs) {
                const double off = std::abs(their - mark);
                const bool isBetter = off < least - 1e-6 || (off < least + 1e-6 && distance < nearestAside);
                if (off > reach || !isBetter)
                    continue;
                least = off;
                nearestAside = distance;
                best = {their - mark, their, other, true};
            }
        }
    }
    return best;
}

double toGrid(double at, int grid)
{
    return grid > 0 ? std::round(at / grid) * grid - at : 0;
}

} // namespace

Snap snapTo(const QRectF &moving, const QList<QRectF> &others, double reach, int grid)
{
    Snap snap;
    const Found x = nearest(moving, others, reach, across, down);
    const Found y = nearest(moving, others, reach, down, across);
    snap.by = {x.isFound ? x.by : toGrid(moving.left(), grid), y.isFound ? y.by : toGrid(moving.top(), grid)};
    const QRectF placed = moving.translated(snap.by);
    if (x.isFound)
        snap.guides.append(
            QLineF(x.at, std::min(x.other.low, placed.top()), x.at, std::max(x.other.high, placed.bottom())));
    if (y.isFound)
        snap.guides.append(
            QLineF(std::min(y.other.low, placed.left()), y.at, std::max(y.other.high, placed.right()), y.at));
    return snap;
}

} // namespace gp::views
