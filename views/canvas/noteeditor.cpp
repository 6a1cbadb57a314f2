// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/noteeditor.h"

#include "views/style/parts.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace gp::views {

NoteEditor::NoteEditor(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setLook(this, u"field"_s);
    setAccessibleName(tr("Note"));
    setPlaceholderText(tr("A remark on this view"));
    setToolTip(tr("Ctrl+Enter keeps the note, Esc throws the change away"));
    setTabChangesFocus(true);
    hide();
}

void NoteEditor::ask(const QString &text, const QRect &place)
{
    m_before = text;
    setPlainText(text);
    constexpr QSize least(240, 84);
    QRect room(place.topLeft(), place.size().expandedTo(least));
    // All of it is to be seen.
    const QRect inside = parentWidget()->rect().adjusted(8, 8, -8, -8);
    room.moveTopLeft(
        {std::clamp(room.left(), inside.left(), std::max(inside.left(), inside.right() - room.width())),
         std::clamp(room.top(), inside.top(), std::max(inside.top(), inside.bottom() - room.height()))});
    setGeometry(room);
    show();
    raise();
    setFocus();
    selectAll();
}

void NoteEditor::end(bool keep)
{
    if (isHidden())
        return;
    const QString text = toPlainText();
    hide(); // first: it takes the focus away, which must not end it a second time
    if (keep && text != m_before)
        Q_EMIT done(text);
    parentWidget()->setFocus();
}

void NoteEditor::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        return end(false);
    if (isEnter && event->modifiers() & Qt::ControlModifier)
        return end(true);
    QPlainTextEdit::keyPressEvent(event);
}

void NoteEditor::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        end(true);
}

} // namespace gp::views
