// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/grid.h"

/// What a way costs, in twentieths of a pixel: whole numbers, so that every machine finds the same way.
namespace gp::layout {

inline constexpr int pixelCost = 20;
inline constexpr int bendCost = 34 * pixelCost;
inline constexpr int wrongSide = 130 * pixelCost;
inline constexpr int backSide = 130 * pixelCost;

[[nodiscard]] constexpr int sidePenalty(Direction flow, Side side, bool isIn)
{
    const Side ahead = flow == Direction::LeftToRight ? Right : Bottom;
    const Side wanted = isIn ? opposite(ahead) : ahead;
    return side == wanted ? 0 : side == opposite(wanted) ? backSide : wrongSide;
}

/// The point of a card's border on the way from a side of it to a point straight outside.
[[nodiscard]] inline QPoint onBorder(const QRect &card, Side side, QPoint outside)
{
    switch (side) {
    case Right:
        return {card.right() + 1, outside.y()};
    case Left:
        return {card.left(), outside.y()};
    case Bottom:
        return {outside.x(), card.bottom() + 1};
    case Top:
        break;
    }
    return {outside.x(), card.top()};
}

/// Leaves out points between two others of a line, so that pieces alternate between across and down; also the
/// tip where a line runs back on itself.
[[nodiscard]] QList<QPoint> onlyCorners(const QList<QPoint> &line);

} // namespace gp::layout
