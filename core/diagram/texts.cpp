// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/texts.h"
#include "core/diagram/theme.h"
#include "core/metamodel/metamodel.h"

#include <QFontMetricsF>

#include <cmath>

using namespace Qt::StringLiterals;

namespace gp::diagram {

namespace {

/// The last place to break `name` so that the first line fits: after a space or one of - . _ / @.
qsizetype breakPlace(const QString &name, double width, const QFontMetricsF &metrics)
{
    qsizetype best = -1;
    for (qsizetype i = 1; i < name.size(); ++i) {
        const QChar before = name[i - 1];
        const bool isPlace = before == u' ' || before == u'-' || before == u'.' || before == u'_' ||
                             before == u'/' || before == u'@';
        if (isPlace && metrics.horizontalAdvance(name.left(i).trimmed()) <= width)
            best = i;
    }
    return best;
}

QStringList nameLines(const QString &name, double width, const Widths &widths)
{
    if (widths.of(name) <= width)
        return {name};
    const QFontMetricsF &metrics = widths.metrics();
    qsizetype place = breakPlace(name, width, metrics);
    if (place < 0) {
        place = 1; // one long word: break where the line is full
        while (place + 1 < name.size() && metrics.horizontalAdvance(name.left(place + 1)) <= width)
            ++place;
    }
    // The end tells names apart ("…-v2"), so what is left out is in the middle.
    return {name.left(place).trimmed(),
            metrics.elidedText(name.mid(place).trimmed(), Qt::ElideMiddle, width)};
}

double badgesWidth(const QStringList &badges, const Measure &measure)
{
    double width = 0;
    for (const QString &badge : badges)
        width += measure.badge.of(badge) + 2 * badgePadding + (width > 0 ? badgeSpace : 0);
    return width;
}

int upToFour(double width)
{
    return static_cast<int>(std::ceil(width / 4.0)) * 4;
}

const QString partSeparator = u" · "_s;

} // namespace

QString oneLine(const QString &text)
{
    // No card shows more; measuring a text of megabytes takes a minute.
    constexpr qsizetype most = 400;
    constexpr qsizetype half = most / 2 - 1;
    if (text.size() <= most)
        return text.simplified();
    return text.first(half).simplified() + u'…' + text.last(half).simplified();
}

double Widths::of(const QString &text) const
{
    const auto known = m_known.constFind(text);
    if (known != m_known.cend())
        return *known;
    return *m_known.insert(text, m_metrics.horizontalAdvance(text));
}

QString Widths::elided(const QString &text, Qt::TextElideMode mode, double room) const
{
    return of(text) <= room ? text : m_metrics.elidedText(text, mode, room);
}

CardText cardText(const ElementState &element, const metamodel::Kind *kind)
{
    CardText text;
    text.name = oneLine(element.name());
    if (!kind) {
        text.subtitle = element.kind;
        return text;
    }
    QStringList parts;
    for (const QString &part : kind->card.subtitle) {
        if (const auto filled = metamodel::fillTemplate(*kind, part, element.properties);
            filled && !filled->isEmpty())
            parts.append(oneLine(*filled));
    }
    text.subtitle = parts.isEmpty() ? kind->label : parts.join(partSeparator);
    for (const QString &badge : kind->card.badges) {
        const auto filled = metamodel::fillTemplate(*kind, badge, element.properties);
        if (filled && !filled->isEmpty() && text.badges.size() < mostBadges)
            text.badges.append(oneLine(*filled));
    }
    return text;
}

QSize cardSize(const CardText &text, const Measure &measure)
{
    const int room = mostCardWidth - cardLeft - cardRight;
    const double name = measure.name.of(text.name);
    const bool twoLines = name > room;
    const double subtitle = measure.subtitle.of(text.subtitle);
    double width = std::max(twoLines ? room : name, std::max(subtitle, badgesWidth(text.badges, measure)));
    width = std::clamp<double>(width + cardLeft + cardRight + 1, leastCardWidth, mostCardWidth);
    const int height = cardTop + (twoLines ? 2 : 1) * nameLine + subtitleLine +
                       (text.badges.isEmpty() ? 0 : badgeGap + badgeHeight) + cardBottom;
    return {upToFour(width), upToFour(height)};
}

void fitText(Card &card, const CardText &text, int width, const Measure &measure)
{
    const double room = width - cardLeft - cardRight;
    card.name = text.name;
    card.nameLines = nameLines(text.name, room, measure.name);
    // What does not fit is left out part by part: half a word says less than none.
    QString subtitle = text.subtitle;
    while (subtitle.contains(partSeparator) && measure.subtitle.of(subtitle) > room)
        subtitle.truncate(subtitle.lastIndexOf(partSeparator));
    card.subtitle = measure.subtitle.elided(subtitle, Qt::ElideRight, room);
    card.badges = text.badges;
    while (!card.badges.isEmpty() && badgesWidth(card.badges, measure) > room)
        card.badges.removeLast();
}

double badgeWidth(const QString &badge, const QFontMetricsF &metrics)
{
    return metrics.horizontalAdvance(badge) + 2 * badgePadding;
}

int groupTitleWidth(const QString &title)
{
    return static_cast<int>(
        std::ceil(QFontMetricsF(font(titlePixels, QFont::DemiBold)).horizontalAdvance(title)));
}

} // namespace gp::diagram
