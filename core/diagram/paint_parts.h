// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/painter.h"

#include <QFontMetricsF>
#include <QPainter>

namespace gp::diagram {

/// A piece of text that was not painted but put aside for somebody who writes it in a better way.
struct TextRun
{
    QPointF at; ///< left end of the baseline
    QString text;
    int pixels = 0;
    QFont::Weight weight = QFont::Normal;
    QColor colour;
};

/// What the parts of one picture share while it is painted.
struct Canvas
{
    QPainter &painter;
    const Theme &theme;
    const PaintOptions &options;
    double scale = 1; ///< device pixels for a scene pixel
    QFontMetricsF badgeMetrics;
    QList<TextRun> *textAside = nullptr; ///< where given, all text goes there

    Canvas(QPainter &onto, const Theme &colours, const PaintOptions &how);

    /// Text of `pixels` would be too small to read: a bar stands in for it.
    [[nodiscard]] bool isTooSmall(double pixels) const
    {
        return options.levelOfDetail && pixels * scale < 4.0;
    }
    /// `left` and `baseline` in scene pixels.
    void text(QPointF at, const QString &text, int pixels, QFont::Weight weight, const QColor &colour) const;
};

/// Colour of a compare state; invalid for None and Kept.
[[nodiscard]] QColor stateColor(const Theme &theme, State state);
[[nodiscard]] inline bool isFaded(State state)
{
    return state == State::Kept || state == State::Removed || state == State::Replaced;
}

void paintScene(const Canvas &canvas, const Scene &scene);
void paintCard(const Canvas &canvas, const Card &card);
/// The disc with + − ~ or →, centred at a point.
void paintSign(const Canvas &canvas, QPointF centre, State state, double radius);

} // namespace gp::diagram
