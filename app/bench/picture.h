// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/layout.h"

/// What can be counted in a laid out graph, ours or dot's.
namespace gp::bench {

struct Picture
{
    QHash<qint64, QRectF> cards;
    QHash<qint64, QList<QPointF>> routes; ///< by edge; cubic Bézier, as layout::Route
    QSizeF size;
};

struct PictureFacts
{
    double aspect = 0;      ///< width : height
    qsizetype routed = 0;   ///< edges with a route
    qsizetype overlaps = 0; ///< pairs of cards that cover each other
    qsizetype through = 0;  ///< edges that run through a card that is not their end
    qsizetype crossings = 0;
    double length = 0; ///< of all routes together, pixels
};

[[nodiscard]] PictureFacts factsOf(const Picture &picture, const layout::Request &request);

[[nodiscard]] Picture pictureOf(const layout::Request &request, const layout::Arrangement &arrangement);

/// The request for dot: same sizes, gaps and direction, groups as clusters.
[[nodiscard]] QByteArray toDot(const layout::Request &request);
/// What `dot -Tplain` answered to that. Of edges with the same ends each gets a route of its own.
[[nodiscard]] Picture pictureFromPlain(const QByteArray &plain, const layout::Request &request);

} // namespace gp::bench
