// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/pipeline_layout.h"

namespace gp::diagram {

const QFontMetricsF &PipelineSheet::metrics(const Face &face)
{
    const std::pair key(face.pixels, int(face.weight));
    auto it = m_metrics.find(key);
    if (it == m_metrics.end())
        it = m_metrics.emplace(key, QFontMetricsF(font(face.pixels, face.weight))).first;
    return it->second;
}

double PipelineSheet::widthOf(const QString &text, const Face &face)
{
    return metrics(face).horizontalAdvance(text);
}

QString PipelineSheet::elided(const QString &text, const Face &face, double room)
{
    if (text.isEmpty() || room <= 0)
        return {};
    if (widthOf(text, face) <= room)
        return text;
    QString result = metrics(face).elidedText(text, Qt::ElideRight, room);
    // Signs that stack or join can make it a little wider than promised.
    while (!result.isEmpty() && widthOf(result, face) > room)
        result.chop(1);
    return result;
}

QStringList PipelineSheet::wrapped(const QString &text, const Face &face, double room, int most)
{
    QStringList lines;
    QString rest = text;
    while (!rest.isEmpty() && lines.size() < most) {
        const bool isLast = lines.size() + 1 == most;
        if (isLast || widthOf(rest, face) <= room) {
            lines.append(elided(rest, face, room));
            break;
        }
        qsizetype end = -1;
        for (qsizetype i = rest.indexOf(u' '); i > 0 && widthOf(rest.left(i), face) <= room;
             i = rest.indexOf(u' ', i + 1))
            end = i;
        if (end < 0) { // one long word
            lines.append(elided(rest, face, room));
            break;
        }
        lines.append(rest.left(end));
        rest = rest.mid(end + 1);
    }
    return lines;
}

double PipelineSheet::label(int part, QPointF topLeft, const QString &text, const Face &face, double room)
{
    PipelineLabel label;
    label.text = elided(text, face, room);
    if (label.text.isEmpty())
        return 0;
    if (label.text != text)
        label.tip = text;
    const double width = widthOf(label.text, face);
    label.part = part;
    label.rect = QRectF(topLeft, QSizeF(width, lineHeight(face.pixels)));
    label.at = topLeft + QPointF(0, std::round(face.pixels * 1.02));
    label.pixels = face.pixels;
    label.weight = face.weight;
    label.tone = face.tone;
    picture.labels.append(label);
    return width;
}

int PipelineSheet::part(PipelinePart part)
{
    picture.parts.append(std::move(part));
    return int(picture.parts.size()) - 1;
}

void PipelineSheet::line(PipelineLine::Kind kind, const QList<QPointF> &points, State state,
                         const QString &text)
{
    picture.lines.append({kind, points, text, state});
}

} // namespace gp::diagram
