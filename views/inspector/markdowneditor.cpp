// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/markdowneditor.h"

#include "views/editor/markdownedit.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace gp::views {

MarkdownEditor::MarkdownEditor(const metamodel::Property &property, const QJsonValue &value,
                               const Model &model, QWidget *parent)
    : ValueEditor(parent)
    , m_edit(new MarkdownEdit(this))
{
    m_edit->setPlainText(value.toString());
    m_edit->setReferences(referenceChoices(model));
    m_edit->setAccessibleName(property.label);
    m_edit->setAccessibleDescription(property.help);
    m_edit->installEventFilter(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_edit);
    setFocusProxy(m_edit);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &MarkdownEditor::grow);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &ValueEditor::changed);
    connect(m_edit, &MarkdownEdit::left, this, &ValueEditor::committed, Qt::QueuedConnection);
    grow();
}

std::expected<QJsonValue, QString> MarkdownEditor::value() const
{
    const QString text = m_edit->toPlainText().trimmed();
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

void MarkdownEditor::begin()
{
    m_edit->setFocus(Qt::OtherFocusReason);
    m_edit->moveCursor(QTextCursor::End);
}

void MarkdownEditor::grow()
{
    // A plain text's layout counts in lines.
    const int lines = int(m_edit->document()->size().height());
    m_edit->setFixedHeight(std::clamp(lines * m_edit->fontMetrics().lineSpacing() + 20, 96, 320));
}

bool MarkdownEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && !m_edit->completer()->popup()->isVisible()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && key->modifiers() & Qt::ControlModifier) {
            Q_EMIT committed();
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            Q_EMIT cancelled();
            return true;
        }
    }
    return ValueEditor::eventFilter(watched, event);
}

} // namespace gp::views
