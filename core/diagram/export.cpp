// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/export.h"
#include "core/diagram/picture_file.h"

#include <QFontMetricsF>

#include <cmath>

using namespace Qt::StringLiterals;

namespace gp::diagram {

namespace {

constexpr int titleSize = 24;
constexpr int subtitleSize = 14;
constexpr int legendSize = 13;
constexpr int titleBlockHeight = 68;
constexpr int legendHeight = 44;
constexpr double legendGap = 24;

struct Sign
{
    State state;
    QString text;
};

QList<Sign> signsOf(const Scene &scene)
{
    const QMap<State, int> counts = countStates(scene);
    QList<Sign> entries;
    for (const State state : {State::Added, State::Changed, State::Replaced, State::Removed, State::Kept}) {
        if (counts.value(state) > 0)
            entries.append({state, QString::number(counts.value(state)) + u' ' + wordOf(state)});
    }
    return entries;
}

/// In a compare the signs, else what the colours mean: what colour nobody can guess must be said.
bool needsLegend(const Scene &scene)
{
    return scene.compare || scene.legend.size() > 1;
}

QString wordsOf(const LegendEntry &entry)
{
    return entry.text + u' ' + QString::number(entry.count);
}

double legendWidth(const Scene &scene)
{
    const QFontMetricsF metrics(font(legendSize, QFont::Medium));
    double width = 0;
    if (!scene.compare) {
        for (const LegendEntry &entry : scene.legend)
            width += 2 * legendGap + metrics.horizontalAdvance(wordsOf(entry));
    }
    return width;
}

/// Where the parts of an exported picture are; the scene keeps its own coordinates.
struct Sheet
{
    QRectF area;
    bool hasTitle = false;
    bool hasLegend = false;

    Sheet(const Scene &scene, const ExportOptions &options)
        : hasTitle(options.titleBlock && !scene.title.isEmpty())
        , hasLegend(options.legend && needsLegend(scene))
    {
        const QRectF bounds = scene.bounds.isNull() ? QRectF(0, 0, 400, 120) : scene.bounds;
        area = bounds.adjusted(-options.margin, -options.margin - (hasTitle ? titleBlockHeight : 0),
                               options.margin, options.margin + (hasLegend ? legendHeight : 0));
        if (hasLegend)
            area.setWidth(std::max(area.width(), legendWidth(scene) + 2 * options.margin));
        if (!hasTitle)
            return;
        const double wide =
            std::max(QFontMetricsF(font(titleSize, QFont::DemiBold)).horizontalAdvance(scene.title),
                     QFontMetricsF(font(subtitleSize)).horizontalAdvance(scene.subtitle));
        area.setWidth(std::max(area.width(), wide + 2 * options.margin));
    }

    /// In whole pixels.
    [[nodiscard]] QSize size() const
    {
        return {static_cast<int>(std::ceil(area.width())), static_cast<int>(std::ceil(area.height()))};
    }
};

void paintColours(const Canvas &canvas, const Scene &scene, QPointF at)
{
    const QFontMetricsF metrics(font(legendSize, QFont::Medium));
    for (const LegendEntry &entry : scene.legend) {
        canvas.painter.setPen(Qt::NoPen);
        canvas.painter.setBrush(canvas.theme.kindColor(entry.colour));
        canvas.painter.drawRoundedRect(QRectF(at.x() + 4, at.y() - 6, 12, 12), 3, 3);
        const QString words = wordsOf(entry);
        canvas.text(at + QPointF(legendGap, 5), words, legendSize, QFont::Medium, canvas.theme.muted);
        at.rx() += 2 * legendGap + metrics.horizontalAdvance(words);
    }
}

void paintLegend(const Canvas &canvas, const Scene &scene, QPointF at)
{
    if (!scene.compare)
        return paintColours(canvas, scene, at);
    for (const Sign &entry : signsOf(scene)) {
        if (entry.state == State::Kept) {
            canvas.painter.setPen(QPen(canvas.theme.line, 1.5));
            canvas.painter.setBrush(blend(canvas.theme.card, canvas.theme.canvas, 0.5));
            canvas.painter.drawRoundedRect(QRectF(at.x(), at.y() - 6, 16, 12), 3, 3);
        } else {
            paintSign(canvas, at + QPointF(8, 0), entry.state, 8);
        }
        canvas.text(at + QPointF(24, 5), entry.text, legendSize, QFont::Medium, canvas.theme.muted);
        at.rx() += 24 + QFontMetricsF(font(legendSize, QFont::Medium)).horizontalAdvance(entry.text) + 24;
    }
}

void paintSheet(QPainter &painter, const Scene &scene, const Sheet &sheet, const ExportOptions &options,
                QList<TextRun> *textAside)
{
    const Theme &theme = Theme::light();
    PaintOptions how;
    how.levelOfDetail = false;
    Canvas canvas(painter, theme, how);
    canvas.textAside = textAside;
    painter.translate(-sheet.area.topLeft());
    painter.fillRect(sheet.area, theme.canvas);
    paintScene(canvas, scene);
    const QPointF corner = sheet.area.topLeft() + QPointF(options.margin, options.margin);
    if (sheet.hasTitle) {
        canvas.text(corner + QPointF(0, 22), scene.title, titleSize, QFont::DemiBold, theme.text);
        canvas.text(corner + QPointF(0, 46), scene.subtitle, subtitleSize, QFont::Normal, theme.muted);
    }
    if (sheet.hasLegend)
        paintLegend(canvas, scene, sheet.area.bottomLeft() + QPointF(options.margin, -options.margin - 2));
}

} // namespace

QString describe(const Scene &scene)
{
    QMap<QString, int> kinds;
    for (const Card &card : scene.cards)
        ++kinds[card.kind];
    QStringList parts;
    for (const auto &[kind, count] : kinds.asKeyValueRange())
        parts.append(u"%1 × %2"_s.arg(QString::number(count), kind));
    QString text =
        scene.cards.isEmpty() ? u"Nothing to show."_s : u"Elements: %1."_s.arg(parts.join(u", "_s));
    text += u" Relations: %1."_s.arg(scene.edges.size());
    QStringList states;
    if (scene.compare) {
        for (const Sign &entry : signsOf(scene))
            states.append(entry.text);
        text += u" %1: %2."_s.arg(scene.subtitle, states.join(u", "_s));
    }
    return text;
}

Result<QByteArray> renderSvg(const Scene &scene, const ExportOptions &options)
{
    const Sheet sheet(scene, options);
    const QString title =
        scene.subtitle.isEmpty() ? scene.title : u"%1 (%2)"_s.arg(scene.title, scene.subtitle);
    return svgFile(sheet.size(), title, options.description.isEmpty() ? describe(scene) : options.description,
                   -sheet.area.topLeft(), [&](QPainter &painter, QList<TextRun> *texts) {
                       paintSheet(painter, scene, sheet, options, texts);
                   });
}

Result<QImage> renderImage(const Scene &scene, double scale, const ExportOptions &options)
{
    const Sheet sheet(scene, options);
    return imageOf(sheet.area.size(), scale, [&](QPainter &painter, QList<TextRun> *texts) {
        paintSheet(painter, scene, sheet, options, texts);
    });
}

Result<QByteArray> renderPng(const Scene &scene, double scale, const ExportOptions &options)
{
    const Sheet sheet(scene, options);
    return pngFile(sheet.area.size(), scale, [&](QPainter &painter, QList<TextRun> *texts) {
        paintSheet(painter, scene, sheet, options, texts);
    });
}

} // namespace gp::diagram
