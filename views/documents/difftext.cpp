// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/documents/difftext.h"

#include "core/documents/line_diff.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QEvent>
#include <QFontDatabase>
#include <QTextBlock>

using namespace Qt::StringLiterals;

namespace gp::views {

using documents::DiffLine;

namespace {

constexpr int around = 3; // same lines that are shown beside what differs

} // namespace

DiffText::DiffText(QWidget *parent)
    : QPlainTextEdit(parent)
{
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(12);
    setFont(mono);
    setLook(this, u"field"_s);
    setReadOnly(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
}

void DiffText::setTexts(const QString &before, const QString &after, const QString &same)
{
    const auto lines = documents::lineDiff(before.split(u'\n'), after.split(u'\n'));
    QList<bool> isShown(lines.size(), false);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines[i].kind == DiffLine::Same)
            continue;
        const qsizetype end = std::min(lines.size(), i + around + 1);
        for (qsizetype near = std::max<qsizetype>(0, i - around); near < end; ++near)
            isShown[near] = true;
    }
    QStringList shown;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (!isShown[i]) {
            if (shown.isEmpty() || shown.last() != u"⋯")
                shown.append(u"⋯"_s);
            continue;
        }
        const QChar sign = lines[i].kind == DiffLine::Added     ? u'+'
                           : lines[i].kind == DiffLine::Removed ? u'−'
                                                                : u' ';
        shown.append(QString(sign) + u' ' + lines[i].text);
    }
    setPlainText(shown.size() == 1 && shown.first() == u"⋯" ? same : shown.join(u'\n'));
    colour();
}

void DiffText::colour()
{
    const auto &theme = currentTheme();
    QList<QTextEdit::ExtraSelection> marks;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const QString text = block.text();
        const bool isAdded = text.startsWith(u'+');
        if (!isAdded && !text.startsWith(u'−'))
            continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(block);
        mark.cursor.movePosition(QTextCursor::EndOfBlock,
                                 QTextCursor::KeepAnchor); // all lines, where it wraps
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        mark.format.setBackground(theme.tint(isAdded ? theme.added : theme.removed, theme.panel));
        marks.append(mark);
    }
    setExtraSelections(marks);
}

void DiffText::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        colour();
    QPlainTextEdit::changeEvent(event);
}

} // namespace gp::views
