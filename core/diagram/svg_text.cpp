// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/svg_text.h"

#include <QGlyphRun>
#include <QPainterPath>
#include <QRawFont>
#include <QTextLayout>

#include <map>

namespace gp::diagram {

namespace {

QByteArray number(double value)
{
    QByteArray text = QByteArray::number(value, 'f', 2);
    while (text.endsWith('0'))
        text.chop(1);
    if (text.endsWith('.'))
        text.chop(1);
    return text == "-0" ? QByteArray("0") : text;
}

QByteArray outline(const QPainterPath &path)
{
    QByteArray data;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        if (element.type == QPainterPath::MoveToElement)
            data += 'M';
        else if (element.type == QPainterPath::LineToElement)
            data += 'L';
        else if (element.type == QPainterPath::CurveToElement)
            data += 'C';
        else
            data += ' ';
        data += number(element.x) + ' ' + number(element.y);
    }
    return data;
}

/// The same glyph has the same name in every picture, so that several of them can stand in one HTML page.
QByteArray glyphName(const QRawFont &face, quint32 glyph)
{
    QByteArray name = "g";
    for (QChar letter : face.familyName())
        if (letter.isLetterOrNumber() && letter.unicode() < 128)
            name += letter.toLatin1();
    return name + '-' + QByteArray::number(face.weight()) + '-' + number(face.pixelSize()) + '-' +
           QByteArray::number(glyph);
}

} // namespace

QByteArray svgText(const QList<TextRun> &runs, QPointF offset)
{
    std::map<QByteArray, QByteArray> outlines;
    QByteArray uses;
    for (const TextRun &run : runs) {
        QTextLayout layout(run.text, font(run.pixels, run.weight));
        layout.beginLayout();
        const QTextLine line = layout.createLine();
        layout.endLayout();
        if (!line.isValid())
            continue;
        uses += "<g fill=\"" + run.colour.name().toLatin1() + "\">";
        for (const QGlyphRun &glyphs : layout.glyphRuns()) {
            for (qsizetype i = 0; i < glyphs.glyphIndexes().size(); ++i) {
                const quint32 glyph = glyphs.glyphIndexes()[i];
                const QByteArray name = glyphName(glyphs.rawFont(), glyph);
                if (!outlines.contains(name))
                    outlines.emplace(name, outline(glyphs.rawFont().pathForGlyph(glyph)));
                if (outlines[name].isEmpty())
                    continue; // a space
                const QPointF at = offset + run.at + glyphs.positions()[i] - QPointF(0, line.ascent());
                uses += "<use xlink:href=\"#" + name + "\" x=\"" + number(at.x()) + "\" y=\"" +
                        number(at.y()) + "\"/>";
            }
        }
        uses += "</g>\n";
    }
    QByteArray result = "<defs>\n";
    for (const auto &[name, data] : outlines)
        if (!data.isEmpty())
            result += "<path id=\"" + name + "\" d=\"" + data + "Z\"/>\n";
    return result + "</defs>\n" + uses;
}

} // namespace gp::diagram
