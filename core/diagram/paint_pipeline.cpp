// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/picture_file.h"
#include "core/diagram/pipeline.h"
#include "core/diagram/pipeline_layout.h"

#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace gp::diagram {

namespace {

using Kind = PipelinePart::Kind;
using Tone = PipelineLabel::Tone;

constexpr double corner = 7;
constexpr double barThickness = 4;
constexpr double tipLength = 8;
constexpr double arrowHalf = 4;
constexpr double signAtCorner = 8;
constexpr double signInChip = 6;
constexpr double bend = 6; ///< radius of the corners of lines

QPen dashed(const QColor &colour, double width, double on, double off)
{
    QPen pen(colour, width, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({on / width, off / width});
    return pen;
}

bool isMarkedState(State state)
{
    return state != State::None && state != State::Kept;
}

bool isChip(Kind kind)
{
    return kind == Kind::Control || kind == Kind::Service || kind == Kind::More;
}

/// The shape says how strict a control is, as the word above it does: filled square, empty diamond, empty
/// circle.
void paintMode(const Canvas &canvas, QPointF centre, Mode mode, const QColor &colour)
{
    QPainter &painter = canvas.painter;
    painter.setPen(mode == Mode::Blocking ? QPen(Qt::NoPen) : QPen(colour, 1.4));
    painter.setBrush(mode == Mode::Blocking ? QBrush(colour) : QBrush(Qt::NoBrush));
    switch (mode) {
    case Mode::Blocking:
        painter.drawRoundedRect(QRectF(centre - QPointF(4, 4), QSizeF(8, 8)), 1.5, 1.5);
        return;
    case Mode::Advisory:
        painter.drawPolygon(QPolygonF({centre + QPointF(0, -4.8), centre + QPointF(4.8, 0),
                                       centre + QPointF(0, 4.8), centre + QPointF(-4.8, 0)}));
        return;
    case Mode::Planned:
        painter.drawEllipse(centre, 4, 4);
        return;
    case Mode::Unset:
        painter.drawLine(centre - QPointF(4, 0), centre + QPointF(4, 0));
        return;
    }
}

class PipelinePainter
{
public:
    PipelinePainter(const Canvas &canvas, const PipelinePicture &picture, const PipelineMarked &marked)
        : m_canvas(canvas)
        , m_painter(canvas.painter)
        , m_theme(canvas.theme)
        , m_picture(picture)
        , m_marked(marked)
    {
    }

    void paint(const QRectF &visible)
    {
        const auto shows = [&](const QRectF &rect) {
            return visible.isNull() || visible.intersects(rect.adjusted(-16, -16, 16, 16));
        };
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setRenderHint(QPainter::TextAntialiasing);
        for (const QRectF &panel : m_picture.panels) {
            m_painter.setPen(QPen(m_theme.line, 1));
            m_painter.setBrush(m_theme.card);
            m_painter.drawRoundedRect(panel.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
        }
        for (const PipelineLine &line : m_picture.lines)
            paintLine(line);
        for (qsizetype i = 0; i < m_picture.parts.size(); ++i) {
            if (shows(m_picture.parts[i].rect))
                paintPart(m_picture.parts[i], int(i));
        }
        for (const PipelineMark &mark : m_picture.marks)
            paintMark(mark);
        for (const PipelineLabel &label : m_picture.labels) {
            if (shows(label.rect))
                paintLabel(label);
        }
    }

private:
    [[nodiscard]] QColor lineColour(const PipelineLine &line) const
    {
        using Sort = PipelineLine::Kind;
        if (const QColor state = stateColor(m_theme, line.state);
            state.isValid() && line.state != State::Changed)
            return state;
        const QColor colour = line.kind == Sort::Flow ? m_theme.edge
                              : line.kind == Sort::Deploy || line.kind == Sort::Promotion
                                  ? m_theme.environment
                                  : m_theme.control;
        const bool isQuiet = line.kind == Sort::Control || line.state == State::Kept;
        return isQuiet ? blend(colour, m_theme.canvas, 0.6) : colour;
    }

    void paintLine(const PipelineLine &line)
    {
        using Sort = PipelineLine::Kind;
        const QColor colour = lineColour(line);
        const bool hasArrow =
            line.kind == Sort::Flow || line.kind == Sort::Deploy || line.kind == Sort::Promotion;
        QList<QPointF> points = line.points;
        const QPointF tip = points.last();
        const QPointF back = points[points.size() - 2];
        const double length = std::hypot(tip.x() - back.x(), tip.y() - back.y());
        const QPointF along = length > 0 ? (tip - back) / length : QPointF(1, 0);
        if (hasArrow)
            points.last() -= along * std::min(tipLength - 1, length);
        QPainterPath path(points.first());
        for (qsizetype i = 1; i + 1 < points.size(); ++i) {
            const QPointF in = points[i] - points[i - 1];
            const QPointF out = points[i + 1] - points[i];
            const double inLength = std::hypot(in.x(), in.y());
            const double outLength = std::hypot(out.x(), out.y());
            const double radius = std::min({bend, inLength / 2, outLength / 2});
            if (radius <= 0)
                continue;
            path.lineTo(points[i] - in / inLength * radius);
            path.quadTo(points[i], points[i] + out / outLength * radius);
        }
        path.lineTo(points.last());
        const double width = line.kind == Sort::Promotion ? 2 : line.kind == Sort::Control ? 1.2 : 1.5;
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(line.state == State::Removed ? dashed(colour, width, 6, 4)
                         : line.kind == Sort::Control ? dashed(colour, width, 2, 3)
                                                      : QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
        m_painter.drawPath(path);
        if (!hasArrow || m_canvas.isTooSmall(tipLength))
            return;
        const QPointF aside(-along.y(), along.x());
        const QPointF foot = tip - along * tipLength;
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(colour);
        m_painter.drawPolygon(QPolygonF({tip, foot + aside * arrowHalf, foot - aside * arrowHalf}));
    }

    [[nodiscard]] bool isSelected(const PipelinePart &part, int index) const
    {
        if (m_marked.current >= 0)
            return m_marked.current == index;
        return m_marked.selected.isValid() && part.element == m_marked.selected &&
               (part.kind == Kind::Environment || part.kind == Kind::Control || part.kind == Kind::Service);
    }

    void paintPart(const PipelinePart &part, int index)
    {
        const QColor kind = m_theme.kindColor(part.colour);
        const bool isFadedPart = isFaded(part.state) || part.isMissing;
        const bool chosen = isSelected(part, index);
        const QColor state = stateColor(m_theme, part.state);
        const double radius = isChip(part.kind) ? part.rect.height() / 2 : corner;
        const bool isTinted = part.kind == Kind::Gate || part.kind == Kind::Service ||
                              (part.kind == Kind::Control && part.mode == Mode::Blocking);
        QColor ground = m_theme.card;
        if (isFadedPart)
            ground = blend(m_theme.card, m_theme.canvas, 0.5);
        else if (isTinted)
            ground = m_theme.tint(kind);
        QPen pen(m_theme.line, 1);
        if (part.isMissing)
            pen = dashed(m_theme.muted, 1.2, 4, 3);
        else if (isTinted && !isFadedPart)
            pen = QPen(Qt::NoPen);
        else if (part.kind == Kind::Control && !isFadedPart)
            pen = part.mode == Mode::Planned ? dashed(blend(kind, ground, 0.6), 1, 4, 3)
                                             : QPen(blend(kind, ground, 0.6), 1);
        if (m_marked.hovered == index)
            pen = QPen(blend(m_theme.accent, m_theme.line, 0.6), 1.4);
        if (state.isValid()) {
            const double width = isChip(part.kind) ? 1.4 : 2;
            pen = part.state == State::Removed ? dashed(state, width, 6, 4) : QPen(state, width);
        } else if (chosen) {
            pen = QPen(m_theme.accent, 2);
        }
        const double inset = pen.style() == Qt::NoPen ? 0 : pen.widthF() / 2;
        m_painter.setPen(pen);
        m_painter.setBrush(ground);
        m_painter.drawRoundedRect(part.rect.adjusted(inset, inset, -inset, -inset), radius, radius);
        paintBar(part, isFadedPart ? blend(kind, ground, 0.45) : kind);
        if (chosen && state.isValid()) {
            m_painter.setBrush(Qt::NoBrush);
            m_painter.setPen(QPen(m_theme.accent, 2));
            m_painter.drawRoundedRect(part.rect.adjusted(-3, -3, 3, 3), radius + 3, radius + 3);
        }
        if (part.kind == Kind::Control && !m_canvas.isTooSmall(8))
            paintMode(m_canvas, QPointF(part.rect.left() + chipPadding + 5, part.rect.center().y()),
                      part.mode, isFadedPart ? m_theme.muted : m_theme.badgeText(kind));
        if (isMarkedState(part.state))
            paintState(part);
    }

    void paintBar(const PipelinePart &part, const QColor &colour)
    {
        if (part.kind != Kind::Stage && part.kind != Kind::Environment)
            return;
        const QRectF &rect = part.rect;
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(colour);
        const QRectF bar = part.kind == Kind::Stage
                               ? QRectF(rect.left() + 12, rect.top() + 4, rect.width() - 24, barThickness)
                               : QRectF(rect.left() + 3, rect.top() + 10, barThickness, rect.height() - 20);
        m_painter.drawRoundedRect(bar, barThickness / 2, barThickness / 2);
    }

    void paintState(const PipelinePart &part)
    {
        if (isChip(part.kind))
            paintSign(m_canvas,
                      QPointF(part.rect.right() - chipPadding - signInChip + 2, part.rect.center().y()),
                      part.state, signInChip);
        else
            paintSign(m_canvas, part.rect.topRight() + QPointF(-2, 2), part.state, signAtCorner);
    }

    void paintMark(const PipelineMark &mark)
    {
        const PipelinePart &gate = m_picture.parts[mark.part];
        const QColor colour =
            isFaded(gate.state) ? blend(m_theme.control, m_theme.canvas, 0.45) : m_theme.control;
        const auto diamond = [&](double half) {
            return QPolygonF({mark.centre + QPointF(0, -half), mark.centre + QPointF(half, 0),
                              mark.centre + QPointF(0, half), mark.centre + QPointF(-half, 0)});
        };
        m_painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        m_painter.setBrush(m_theme.card);
        m_painter.drawPolygon(diamond(7.5));
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(colour);
        m_painter.drawPolygon(diamond(3));
    }

    [[nodiscard]] QColor labelColour(const PipelineLabel &label) const
    {
        switch (label.tone) {
        case Tone::Added:
            return m_theme.added;
        case Tone::Removed:
            return m_theme.removed;
        case Tone::Changed:
            return m_theme.changed;
        case Tone::Muted:
            return m_theme.muted;
        case Tone::Text:
        case Tone::Accent:
            break;
        }
        if (label.part < 0)
            return m_theme.text;
        const PipelinePart &part = m_picture.parts[label.part];
        if (isFaded(part.state) || part.isMissing)
            return m_theme.muted;
        return label.tone == Tone::Text ? m_theme.text : m_theme.badgeText(m_theme.kindColor(part.colour));
    }

    void paintLabel(const PipelineLabel &label)
    {
        m_canvas.text(label.at, label.text, label.pixels, label.weight, labelColour(label));
        if (label.sign && !m_canvas.isTooSmall(8))
            paintMode(m_canvas, QPointF(label.rect.left() - modeSignWidth + 5, label.rect.center().y()),
                      *label.sign, m_theme.muted);
    }

    const Canvas &m_canvas;
    QPainter &m_painter;
    const Theme &m_theme;
    const PipelinePicture &m_picture;
    const PipelineMarked &m_marked;
};

constexpr int margin = 24;

QRectF areaOf(const PipelinePicture &picture)
{
    const QRectF bounds = picture.bounds.isNull() ? QRectF(0, 0, 400, 120) : picture.bounds;
    return bounds.adjusted(-margin, -margin, margin, margin);
}

PaintArea painterOf(const PipelinePicture &picture)
{
    return [&picture](QPainter &painter, QList<TextRun> *texts) {
        const QRectF area = areaOf(picture);
        PaintOptions how;
        how.levelOfDetail = false;
        Canvas canvas(painter, Theme::light(), how);
        canvas.textAside = texts;
        painter.translate(-area.topLeft());
        painter.fillRect(area, canvas.theme.canvas);
        const PipelineMarked nothing;
        PipelinePainter(canvas, picture, nothing).paint({});
    };
}

} // namespace

void paint(QPainter &painter, const PipelinePicture &picture, const Theme &theme,
           const PipelineMarked &marked, const QRectF &visible)
{
    painter.save();
    painter.fillRect(visible.isNull() ? picture.bounds : visible, theme.canvas);
    const PaintOptions options;
    const Canvas canvas(painter, theme, options);
    PipelinePainter(canvas, picture, marked).paint(visible);
    painter.restore();
}

Result<QByteArray> renderSvg(const PipelinePicture &picture)
{
    const QRectF area = areaOf(picture);
    const QString title =
        picture.subtitle.isEmpty() ? picture.title : u"%1 (%2)"_s.arg(picture.title, picture.subtitle);
    return svgFile(QSize(int(std::ceil(area.width())), int(std::ceil(area.height()))), title,
                   describe(picture), -area.topLeft(), painterOf(picture));
}

Result<QByteArray> renderPng(const PipelinePicture &picture, double scale)
{
    return pngFile(areaOf(picture).size(), scale, painterOf(picture));
}

} // namespace gp::diagram
