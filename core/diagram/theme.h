// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFont>
#include <QStringView>

namespace gp::diagram {

/// The colours of the program: one set for windows and pictures, light and dark. Everything that goes out of
/// the program (SVG, PNG, documents) uses light().
struct Theme
{
    bool isDark = false;

    QColor window;
    QColor panel;
    QColor canvas;
    QColor card;
    QColor line;
    QColor text;
    QColor muted;
    QColor accent;
    QColor selection;

    QColor service;
    QColor pipeline;
    QColor environment;
    QColor control;
    QColor other;

    QColor added;
    QColor removed;
    QColor changed;

    QColor edge;     ///< relation lines and arrow heads; not text
    QColor onAccent; ///< text and signs on accent, added, removed and changed

    [[nodiscard]] static const Theme &light();
    [[nodiscard]] static const Theme &dark();
    [[nodiscard]] static const Theme &of(bool isDarkTheme) { return isDarkTheme ? dark() : light(); }

    /// The colour for a token of the metamodel (service, pipeline, environment, control, other), which for
    /// the first four is also the name of the kind; for a compare's state (added, removed, changed); for
    /// values that have an order (heat-0, worst, to heat-3) or none (set-0 to set-6); `other` for all else.
    [[nodiscard]] QColor kindColor(QStringView token) const;
    /// The background of a badge or hint in `colour`: opaque, pale, on `ground`. Text in badgeText(colour) on
    /// it reads well.
    [[nodiscard]] QColor tint(const QColor &colour, const QColor &ground) const;
    [[nodiscard]] QColor tint(const QColor &colour) const { return tint(colour, card); }
    /// `colour`, or the nearest to it that reaches 4.5:1 on its own tint.
    [[nodiscard]] QColor badgeText(const QColor &colour) const;
};

/// Contrast ratio of WCAG 2 (1 to 21) of two opaque colours.
[[nodiscard]] double contrast(const QColor &a, const QColor &b);
/// `top` at `opacity` (0 to 1) over opaque `below`.
[[nodiscard]] QColor blend(const QColor &top, const QColor &below, double opacity);

/// Inter, the one font, embedded: the same text measures on every machine. Registers it on first use; needs a
/// QGuiApplication. `pixels` may be fractional.
[[nodiscard]] QFont font(double pixels, QFont::Weight weight = QFont::Normal);
/// The same with tabular figures, for tables.
[[nodiscard]] QFont tabularFont(double pixels, QFont::Weight weight = QFont::Normal);
/// The family name that Inter was registered under ("Inter"), for style sheets and the application font.
[[nodiscard]] QString fontFamily();

} // namespace gp::diagram
