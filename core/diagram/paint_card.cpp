// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/paint_parts.h"
#include "core/diagram/texts.h"

#include <QPainterPath>

namespace gp::diagram {

namespace {

constexpr double radius = 7;
constexpr double barWidth = 4;
constexpr double signRadius = 10;

double roughWidth(const QString &text, int pixels)
{
    return 0.55 * pixels * static_cast<double>(text.size());
}

QPen dashed(const QColor &colour, double width)
{
    QPen pen(colour, width, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({7 / width, 4 / width});
    return pen;
}

void paintFrame(const Canvas &canvas, const Card &card, const QColor &ground)
{
    QPainter &painter = canvas.painter;
    const Theme &theme = canvas.theme;
    const bool isSelected = canvas.options.selected.contains(card.id);
    const bool isGone = card.state == State::Removed || card.state == State::Replaced;
    const QColor state = stateColor(theme, card.state);
    const double width = state.isValid() || isSelected ? 2 : 1;
    const QColor line = state.isValid()                     ? state
                        : isSelected                        ? theme.accent
                        : canvas.options.hovered == card.id ? blend(theme.accent, theme.line, 0.6)
                                                            : theme.line;
    painter.setBrush(ground);
    painter.setPen(isGone ? dashed(line, width) : QPen(line, width));
    painter.drawRoundedRect(card.rect.adjusted(width / 2, width / 2, -width / 2, -width / 2), radius, radius);
    if (isSelected && state.isValid()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.accent, 2));
        painter.drawRoundedRect(card.rect.adjusted(-3, -3, 3, 3), radius + 3, radius + 3);
    }
}

void paintBadges(const Canvas &canvas, const Card &card, double top)
{
    QPainter &painter = canvas.painter;
    const Theme &theme = canvas.theme;
    const QColor kind = theme.kindColor(card.colour);
    const bool faded = isFaded(card.state);
    double left = card.rect.left() + cardLeft;
    for (const QString &badge : card.badges) {
        const double width = canvas.isTooSmall(badgePixels)
                                 ? roughWidth(badge, badgePixels) + 2 * badgePadding
                                 : badgeWidth(badge, canvas.badgeMetrics);
        const QRectF pill(left, top, width, badgeHeight);
        // Pale text on a pale pill would not be readable: a faded badge is an outline.
        painter.setPen(faded ? QPen(theme.line, 1) : QPen(Qt::NoPen));
        painter.setBrush(faded ? QBrush(Qt::NoBrush) : QBrush(theme.tint(kind)));
        painter.drawRoundedRect(faded ? pill.adjusted(0.5, 0.5, -0.5, -0.5) : pill, badgeHeight / 2.0,
                                badgeHeight / 2.0);
        if (!canvas.isTooSmall(badgePixels))
            canvas.text({left + badgePadding, top + 13}, badge, badgePixels, QFont::Medium,
                        faded ? theme.muted : theme.badgeText(kind));
        left += pill.width() + badgeSpace;
    }
}

void paintTexts(const Canvas &canvas, const Card &card)
{
    // Height is shared by the cards of a group; what is on this one stands in its middle.
    const double content = card.nameLines.size() * nameLine + (card.subtitle.isEmpty() ? 0 : subtitleLine) +
                           (card.badges.isEmpty() ? 0 : badgeGap + badgeHeight);
    const double left = card.rect.left() + cardLeft;
    const QColor &name = isFaded(card.state) ? canvas.theme.muted : canvas.theme.text;
    double top = card.rect.top() + std::max<double>(cardTop, (card.rect.height() - content) / 2);
    for (const QString &line : card.nameLines) {
        canvas.text({left, top + 15}, line, namePixels, QFont::DemiBold, name);
        top += nameLine;
    }
    if (!card.subtitle.isEmpty()) {
        canvas.text({left, top + 13}, card.subtitle, subtitlePixels, QFont::Normal, canvas.theme.muted);
        top += subtitleLine;
    }
    paintBadges(canvas, card, top + badgeGap);
}

} // namespace

Canvas::Canvas(QPainter &onto, const Theme &colours, const PaintOptions &how)
    : painter(onto)
    , theme(colours)
    , options(how)
    , scale(std::abs(onto.combinedTransform().m11()))
    , badgeMetrics(font(badgePixels, QFont::Medium))
{
}

void Canvas::text(QPointF at, const QString &text, int pixels, QFont::Weight weight,
                  const QColor &colour) const
{
    if (textAside) {
        textAside->append({at, text, pixels, weight, colour});
        return;
    }
    if (isTooSmall(pixels)) {
        const double width =
            roughWidth(text, pixels); // measuring thousands of texts takes longer than all else
        painter.setPen(Qt::NoPen);
        painter.setBrush(blend(colour, theme.card, 0.35));
        painter.drawRect(QRectF(at.x(), at.y() - pixels * 0.6, width, pixels * 0.5));
        return;
    }
    const QFont face = font(pixels, weight);
    if (options.textAsPaths) {
        QPainterPath path;
        path.addText(at, face, text);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPath(path);
    } else {
        painter.setFont(face);
        painter.setPen(colour);
        painter.drawText(at, text);
    }
}

QColor stateColor(const Theme &theme, State state)
{
    switch (state) {
    case State::Added:
        return theme.added;
    case State::Removed:
    case State::Replaced:
        return theme.removed;
    case State::Changed:
        return theme.changed;
    case State::None:
    case State::Kept:
        break;
    }
    return {};
}

void paintSign(const Canvas &canvas, QPointF centre, State state, double size)
{
    QPainter &painter = canvas.painter;
    painter.setPen(Qt::NoPen);
    painter.setBrush(stateColor(canvas.theme, state));
    painter.drawEllipse(centre, size, size);
    if (canvas.isTooSmall(size))
        return;
    const double arm = size * 0.46;
    QPainterPath sign;
    if (state == State::Changed) {
        sign.moveTo(centre + QPointF(-arm, arm * 0.25));
        sign.cubicTo(centre + QPointF(-arm * 0.4, -arm * 1.1), centre + QPointF(arm * 0.4, arm * 1.1),
                     centre + QPointF(arm, -arm * 0.25));
    } else {
        sign.moveTo(centre + QPointF(-arm, 0));
        sign.lineTo(centre + QPointF(arm, 0));
    }
    if (state == State::Added) {
        sign.moveTo(centre + QPointF(0, -arm));
        sign.lineTo(centre + QPointF(0, arm));
    } else if (state == State::Replaced) {
        sign.moveTo(centre + QPointF(arm * 0.2, -arm * 0.75));
        sign.lineTo(centre + QPointF(arm, 0));
        sign.lineTo(centre + QPointF(arm * 0.2, arm * 0.75));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(canvas.theme.onAccent, size * 0.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(sign);
}

void paintCard(const Canvas &canvas, const Card &card)
{
    QPainter &painter = canvas.painter;
    const Theme &theme = canvas.theme;
    const bool faded = isFaded(card.state);
    const QColor ground = faded ? blend(theme.card, theme.canvas, 0.5) : theme.card;
    const QColor kind = theme.kindColor(card.colour);
    // Where a card is a speck, its colours are all there is to see.
    if (canvas.isTooSmall(namePixels * 2)) {
        const QColor state = stateColor(theme, card.state);
        painter.fillRect(card.rect, state.isValid() ? state : blend(kind, ground, faded ? 0.2 : 0.55));
        return;
    }
    paintFrame(canvas, card, ground);

    painter.setPen(Qt::NoPen);
    painter.setBrush(faded ? blend(kind, ground, 0.45) : kind);
    painter.drawRoundedRect(
        QRectF(card.rect.left() + 1, card.rect.top() + 10, barWidth, card.rect.height() - 20), barWidth / 2,
        barWidth / 2);
    paintTexts(canvas, card);
    if (stateColor(theme, card.state).isValid())
        paintSign(canvas, card.rect.topRight() + QPointF(-2, 2), card.state, signRadius);
}

void paintCard(QPainter &painter, const Card &card, const Theme &theme, const PaintOptions &options)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintCard(Canvas(painter, theme, options), card);
    painter.restore();
}

} // namespace gp::diagram
