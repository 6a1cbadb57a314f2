// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/scene.h"
#include "core/diagram/theme.h"

#include <QFontMetricsF>
#include <QHash>
#include <QSize>

namespace gp::metamodel {
struct Kind;
}

/// What stands on a card and how large it must be for that. All lengths in scene pixels.
namespace gp::diagram {

inline constexpr int namePixels = 15;
inline constexpr int subtitlePixels = 13;
inline constexpr int badgePixels = 12;
inline constexpr int titlePixels = 14;

inline constexpr int cardLeft = 19; ///< from the card's left edge to its text; the kind's bar is before it
inline constexpr int cardRight = 15;
inline constexpr int cardTop = 11;
inline constexpr int cardBottom = 11;
inline constexpr int nameLine = 20;
inline constexpr int subtitleLine = 18;
inline constexpr int badgeHeight = 18;
inline constexpr int badgeGap = 5;     ///< above the badges
inline constexpr int badgePadding = 8; ///< inside a badge, left and right
inline constexpr int badgeSpace = 6;   ///< between two badges
inline constexpr int leastCardWidth = 180;
inline constexpr int mostCardWidth = 280;
inline constexpr int mostBadges = 3;

/// How wide texts are in one font, each measured once: ten thousand cards have some twenty subtitles, and
/// shaping is what a big scene takes longest for. For one thread only.
class Widths
{
public:
    /// `known` of another one with the same font: measured already.
    explicit Widths(const QFont &font, QHash<QString, double> known = {})
        : m_metrics(font)
        , m_known(std::move(known))
    {
    }

    [[nodiscard]] double of(const QString &text) const;
    [[nodiscard]] QString elided(const QString &text, Qt::TextElideMode mode, double room) const;
    /// For texts that are asked for once.
    [[nodiscard]] const QFontMetricsF &metrics() const { return m_metrics; }
    [[nodiscard]] const QHash<QString, double> &known() const { return m_known; }

private:
    QFontMetricsF m_metrics;
    mutable QHash<QString, double> m_known;
};

/// The fonts on a card; making their metrics takes longer than measuring one text. For one thread only.
struct Measure
{
    Widths name{font(namePixels, QFont::DemiBold)};
    Widths subtitle{font(subtitlePixels)};
    Widths badge{font(badgePixels, QFont::Medium)};
};

/// What a measure found out, for another thread's.
struct Measured
{
    QHash<QString, double> name;
    QHash<QString, double> subtitle;
    QHash<QString, double> badge;

    [[nodiscard]] static Measured of(const Measure &measure)
    {
        return {measure.name.known(), measure.subtitle.known(), measure.badge.known()};
    }
    [[nodiscard]] Measure measure() const
    {
        return {Widths(font(namePixels, QFont::DemiBold), name), Widths(font(subtitlePixels), subtitle),
                Widths(font(badgePixels, QFont::Medium), badge)};
    }
};

struct CardText
{
    QString name;
    QString subtitle;
    QStringList badges;

    friend bool operator==(const CardText &, const CardText &) = default;
};

/// `text` in one line; the middle of one of more than 400 letters is left out.
[[nodiscard]] QString oneLine(const QString &text);

/// The text of an element at one plateau; `kind` may be null (a kind that the metamodel does not know).
[[nodiscard]] CardText cardText(const ElementState &element, const metamodel::Kind *kind);

/// The size that shows all of the text, within the limits; the name may take two lines.
[[nodiscard]] QSize cardSize(const CardText &text, const Measure &measure = {});

/// Breaks and elides `text` for a card of a width.
void fitText(Card &card, const CardText &text, int width, const Measure &measure = {});

[[nodiscard]] double badgeWidth(const QString &badge, const QFontMetricsF &metrics);
[[nodiscard]] int groupTitleWidth(const QString &title);

} // namespace gp::diagram
