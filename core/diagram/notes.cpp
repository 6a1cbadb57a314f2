// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/legend.h"

#include <QTextLayout>

using namespace Qt::StringLiterals;

namespace gp::diagram {

namespace {

constexpr double noteWidth = 240;
constexpr double padding = 12;
constexpr double lineHeight = 18;
constexpr qsizetype mostLines = 24;

QStringList linesOf(const QString &text)
{
    QStringList lines;
    for (QString paragraph : text.split(u'\n')) {
        constexpr qsizetype most =
            2000; // nobody reads more on a picture, and breaking megabytes takes minutes
        paragraph.truncate(most);
        QTextLayout layout(paragraph, font(subtitlePixels));
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(noteWidth - 2 * padding);
            lines.append(paragraph.mid(line.textStart(), line.textLength()).trimmed());
        }
        layout.endLayout();
        if (paragraph.isEmpty())
            lines.append(QString());
        if (lines.size() > mostLines) {
            lines.resize(mostLines);
            lines.last() = u"…"_s;
            break;
        }
    }
    return lines;
}

} // namespace

Note makeNote(const NoteText &note)
{
    Note made;
    made.text = note.text;
    made.lines = linesOf(note.text);
    made.rect = QRectF(note.at, QSizeF(noteWidth, double(made.lines.size()) * lineHeight + 2 * padding));
    return made;
}

} // namespace gp::diagram
