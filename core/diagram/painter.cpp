// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/paint_parts.h"
#include "core/diagram/texts.h"

#include <QPainterPath>

#include <cmath>

namespace gp::diagram {

namespace {

constexpr double arrowLength = 10;
constexpr double arrowHalfWidth = 4.5;
constexpr double reach = 16;          ///< how far signs, arrows and selection stick out of a rectangle
constexpr double fadedOpacity = 0.22; ///< outside of PaintOptions::focus

/// Dashes tell quieter relations from those that software moves along; lengths in scene pixels.
QList<double> dashesOf(const QString &kind)
{
    if (kind == u"guards")
        return {2, 4};
    if (kind == u"uses" || kind == u"runsIn")
        return {7, 4};
    if (kind == u"ownedBy" || kind == u"partOf" || kind == u"follows")
        return {3, 3};
    if (kind == u"replaces")
        return {9, 4, 2, 4};
    return {};
}

QRectF boundsOf(const QList<QPointF> &points)
{
    double left = points.first().x();
    double right = left;
    double top = points.first().y();
    double bottom = top;
    for (const QPointF &point : points) {
        left = std::min(left, point.x());
        right = std::max(right, point.x());
        top = std::min(top, point.y());
        bottom = std::max(bottom, point.y());
    }
    return QRectF(left, top, right - left, bottom - top).adjusted(-reach, -reach, reach, reach);
}

bool shows(const PaintOptions &options, const QRectF &rect)
{
    return options.visible.isNull() || options.visible.intersects(rect);
}

struct EdgeLine
{
    QColor colour;
    double width = 1.5;
    QList<double> dashes;
};

EdgeLine lineOf(const Canvas &canvas, const Edge &edge)
{
    const Theme &theme = canvas.theme;
    EdgeLine line{theme.edge, edge.kind == u"promotesTo" ? 2.0 : 1.5, dashesOf(edge.kind)};
    if (const QColor state = stateColor(theme, edge.state); state.isValid())
        line.colour = state;
    if (edge.state == State::Kept)
        line.colour = blend(theme.edge, theme.canvas, 0.55);
    if (edge.state == State::Removed)
        line.dashes = {6, 4};
    if (canvas.options.selectedEdges.contains(edge.id)) {
        line.colour = theme.accent;
        line.width = 2.5;
    } else if (canvas.options.selected.contains(edge.source) ||
               canvas.options.selected.contains(edge.target)) {
        line.colour = edge.state == State::None || edge.state == State::Kept ? theme.accent : line.colour;
        line.width = 2;
    }
    return line;
}

/// From the arrow back to the start: so dashes of edges that share their last stretch fall onto each other.
QPainterPath backwards(const QList<QPointF> &points)
{
    QPainterPath path(points.last());
    for (qsizetype i = points.size() - 1; i >= 3; i -= 3)
        path.cubicTo(points[i - 1], points[i - 2], points[i - 3]);
    return path;
}

void paintEdge(const Canvas &canvas, const Edge &edge)
{
    QPainter &painter = canvas.painter;
    const EdgeLine line = lineOf(canvas, edge);
    QList<QPointF> points = edge.route;
    const QPointF tip = points.last();
    QPointF back = points[points.size() - 2];
    for (qsizetype i = points.size() - 2; i > 0 && (tip - back).manhattanLength() < 1; --i)
        back = points[i - 1];
    const double length = std::hypot(tip.x() - back.x(), tip.y() - back.y());
    const QPointF along = length > 0 ? (tip - back) / length : QPointF(1, 0);
    const QPointF aside(-along.y(), along.x());
    // The line ends inside the head, else it would stick out at the tip.
    points[points.size() - 1] -= along * (arrowLength - 2);
    points[points.size() - 2] -= along * std::min(arrowLength - 2, std::max(0.0, length - 1));

    QPen pen(line.colour, line.width, Qt::SolidLine, Qt::FlatCap);
    if (!line.dashes.isEmpty()) {
        QList<double> pattern;
        for (double dash : line.dashes)
            pattern.append(dash / line.width);
        pen.setDashPattern(pattern);
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(backwards(points));
    if (canvas.isTooSmall(arrowLength))
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(line.colour);
    const QPointF foot = tip - along * arrowLength;
    painter.drawPolygon(QPolygonF({tip, foot + aside * arrowHalfWidth, foot - aside * arrowHalfWidth}));
}

void paintGroup(const Canvas &canvas, const Group &group)
{
    const Theme &theme = canvas.theme;
    QPen pen(blend(theme.muted, theme.line, 0.15), 1.2, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({5, 4});
    canvas.painter.setPen(pen);
    canvas.painter.setBrush(Qt::NoBrush);
    canvas.painter.drawRoundedRect(group.rect.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
    canvas.text(group.rect.topLeft() + QPointF(20, 25), group.title, titlePixels, QFont::DemiBold,
                theme.muted);
}

void paintNote(const Canvas &canvas, const Note &note)
{
    constexpr double padding = 12;
    constexpr double line = 18;
    constexpr double bar = 3;
    const Theme &theme = canvas.theme;
    canvas.painter.setPen(Qt::NoPen);
    canvas.painter.setBrush(theme.tint(theme.changed, theme.canvas));
    canvas.painter.drawRoundedRect(note.rect, 4, 4);
    canvas.painter.setBrush(theme.changed);
    canvas.painter.drawRect(QRectF(note.rect.topLeft(), QSizeF(bar, note.rect.height())));
    for (qsizetype i = 0; i < note.lines.size(); ++i)
        canvas.text(note.rect.topLeft() + QPointF(padding, padding + 13 + line * double(i)), note.lines.at(i),
                    subtitlePixels, QFont::Normal, theme.text);
}

/// How many relations a line stands for.
void paintCount(const Canvas &canvas, const Edge &edge)
{
    const QString text = QString::number(edge.count);
    const double wide = std::max(22.0, badgeWidth(text, canvas.badgeMetrics));
    const QRectF pill(edge.countAt - QPointF(wide, badgeHeight) / 2, QSizeF(wide, badgeHeight));
    const QColor colour = lineOf(canvas, edge).colour;
    canvas.painter.setPen(QPen(colour, 1));
    canvas.painter.setBrush(canvas.theme.card);
    canvas.painter.drawRoundedRect(pill, badgeHeight / 2.0, badgeHeight / 2.0);
    const double textWide = canvas.badgeMetrics.horizontalAdvance(text);
    canvas.text({edge.countAt.x() - textWide / 2, pill.top() + 13}, text, badgePixels, QFont::Medium,
                canvas.theme.text);
}

/// What is kept lies below, what a compare is about on top.
int layerOf(State state)
{
    switch (state) {
    case State::Kept:
        return 0;
    case State::None:
        return 1;
    case State::Removed:
    case State::Replaced:
        return 2;
    case State::Changed:
        return 3;
    case State::Added:
        break;
    }
    return 4;
}

/// From far away a line is a pale hair from end to end: nobody sees its bends, and a curve takes twenty times
/// as long. Hairs of one colour are drawn together.
void paintHairs(const Canvas &canvas, const QList<std::pair<int, const Edge *>> &order)
{
    QPainter &painter = canvas.painter;
    painter.setRenderHint(QPainter::Antialiasing, false);
    QList<QLineF> hairs;
    QRgb colour = 0;
    const auto flush = [&] {
        painter.setPen(QPen(QColor::fromRgb(colour), 0));
        painter.drawLines(hairs);
        hairs.clear();
    };
    for (const auto &[layer, edge] : order) {
        const EdgeLine line = lineOf(canvas, *edge);
        const bool isMarked = edge->state != State::None && edge->state != State::Kept;
        const double strength =
            std::clamp(line.width * canvas.scale * (isMarked ? 6 : 2.5), isMarked ? 0.6 : 0.25, 1.0);
        const bool outOfFocus =
            !canvas.options.focus.isEmpty() &&
            !(canvas.options.focus.contains(edge->source) && canvas.options.focus.contains(edge->target));
        const QColor pale =
            blend(line.colour, canvas.theme.canvas, outOfFocus ? strength * fadedOpacity : strength);
        if (pale.rgb() != colour && !hairs.isEmpty())
            flush();
        colour = pale.rgb();
        for (qsizetype i = 0; i + 3 < edge->route.size(); i += 3)
            hairs.append(QLineF(edge->route[i], edge->route[i + 3]));
    }
    if (!hairs.isEmpty())
        flush();
    painter.setRenderHint(QPainter::Antialiasing);
}

void paintEdges(const Canvas &canvas, const Scene &scene)
{
    const PaintOptions &options = canvas.options;
    QList<std::pair<int, const Edge *>> order;
    for (const Edge &edge : scene.edges) {
        if (edge.route.size() < 4 || !shows(options, boundsOf(edge.route)))
            continue;
        const bool isMarked = options.selectedEdges.contains(edge.id) ||
                              options.selected.contains(edge.source) ||
                              options.selected.contains(edge.target);
        order.append({layerOf(edge.state) + (isMarked ? 10 : 0), &edge});
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    constexpr double smallestForCurves = 0.22;
    if (options.levelOfDetail && canvas.scale < smallestForCurves)
        return paintHairs(canvas, order);
    for (const auto &[layer, edge] : std::as_const(order)) {
        const bool outOfFocus = !options.focus.isEmpty() && !(options.focus.contains(edge->source) &&
                                                              options.focus.contains(edge->target));
        canvas.painter.setOpacity(outOfFocus ? fadedOpacity : 1);
        paintEdge(canvas, *edge);
        if (edge->count > 1 && !edge->countAt.isNull())
            paintCount(canvas, *edge);
    }
    canvas.painter.setOpacity(1);
}

} // namespace

void paint(QPainter &painter, const Scene &scene, const Theme &theme, const PaintOptions &options)
{
    painter.save();
    if (options.background)
        painter.fillRect(options.visible.isNull() ? scene.bounds : options.visible, theme.canvas);
    paintScene(Canvas(painter, theme, options), scene);
    painter.restore();
}

void paintScene(const Canvas &canvas, const Scene &scene)
{
    const PaintOptions &options = canvas.options;
    canvas.painter.setRenderHint(QPainter::Antialiasing);
    canvas.painter.setRenderHint(QPainter::TextAntialiasing);
    for (const Group &group : scene.groups) {
        if (!group.rect.isNull() && shows(options, group.rect))
            paintGroup(canvas, group);
    }
    for (const Note &note : scene.notes) {
        if (shows(options, note.rect))
            paintNote(canvas, note);
    }
    paintEdges(canvas, scene);
    for (const Card &card : scene.cards) {
        if (!shows(options, card.rect.adjusted(-reach, -reach, reach, reach)))
            continue;
        canvas.painter.setOpacity(options.focus.isEmpty() || options.focus.contains(card.id) ? 1
                                                                                             : fadedOpacity);
        paintCard(canvas, card);
    }
    canvas.painter.setOpacity(1);
}

} // namespace gp::diagram
