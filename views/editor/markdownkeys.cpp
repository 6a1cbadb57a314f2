// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/editor/highlighting.h"
#include "views/editor/markdownedit.h"

#include <QRegularExpression>
#include <QTextBlock>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

/// Indent, bullet or number, blanks, box of a task.
const QRegularExpression &listItem()
{
    static const QRegularExpression item(u"^(\\s*)([-*+]|\\d{1,9}[.)])(\\s+)(\\[[ xX]\\]\\s+)?"_s);
    return item;
}

} // namespace

void MarkdownEdit::wrap(const QString &mark)
{
    auto cursor = textCursor();
    const QString text = toPlainText();
    const auto from = cursor.selectionStart();
    const auto to = cursor.selectionEnd();
    const auto length = int(mark.size());
    const QString selected = text.mid(from, to - from);
    const bool isAround =
        text.mid(from - length, length) == mark && text.mid(to, length) == mark && from >= length;
    cursor.beginEditBlock();
    if (isAround) {
        cursor.setPosition(from - length);
        cursor.setPosition(to + length, QTextCursor::KeepAnchor);
        cursor.insertText(selected);
        cursor.setPosition(from - length);
        cursor.setPosition(to - length, QTextCursor::KeepAnchor);
    } else {
        cursor.insertText(mark + selected + mark);
        cursor.setPosition(from + length);
        cursor.setPosition(to + length, QTextCursor::KeepAnchor);
    }
    cursor.endEditBlock();
    setTextCursor(cursor);
}

void MarkdownEdit::makeLink()
{
    auto cursor = textCursor();
    const auto from = cursor.selectionStart();
    const QString selected = cursor.selectedText();
    cursor.insertText(u"[%1](https://)"_s.arg(selected));
    // On the words where there are none yet, else on the address.
    if (selected.isEmpty()) {
        cursor.setPosition(from + 1);
    } else {
        const int address = from + int(selected.size()) + 3;
        cursor.setPosition(address);
        cursor.setPosition(address + 8, QTextCursor::KeepAnchor);
    }
    setTextCursor(cursor);
}

bool MarkdownEdit::continueList()
{
    auto cursor = textCursor();
    if (cursor.hasSelection())
        return false;
    const QString line = cursor.block().text();
    const auto match = listItem().match(line);
    if (!match.hasMatch() || cursor.positionInBlock() < match.capturedLength())
        return false;
    if (match.capturedLength() == line.size()) { // nothing written: the list is at its end
        cursor.movePosition(QTextCursor::StartOfBlock);
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
        return true;
    }
    QString bullet = match.captured(2);
    if (bullet.front().isDigit())
        bullet = QString::number(bullet.chopped(1).toLongLong() + 1) + bullet.back();
    const QString box = match.captured(4).isEmpty() ? QString() : u"[ ] "_s;
    cursor.insertText(u'\n' + match.captured(1) + bullet + match.captured(3) + box);
    setTextCursor(cursor);
    ensureCursorVisible();
    return true;
}

bool MarkdownEdit::indentList(bool back)
{
    auto cursor = textCursor();
    auto block = document()->findBlock(cursor.selectionStart());
    const auto last = document()->findBlock(cursor.selectionEnd());
    if (!listItem().match(block.text()).hasMatch())
        return false;
    cursor.beginEditBlock();
    for (; block.isValid() && block.blockNumber() <= last.blockNumber(); block = block.next()) {
        QTextCursor at(block);
        if (!back) {
            at.insertText(u"  "_s);
            continue;
        }
        for (int i = 0; i < 2 && block.text().startsWith(u' '); ++i)
            at.deleteChar();
    }
    cursor.endEditBlock();
    return true;
}

} // namespace gp::views
