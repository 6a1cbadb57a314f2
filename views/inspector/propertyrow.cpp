// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/propertyrow.h"

#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QTextDocument>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int labelWidth = 96;

QString displayed(const Field &field, const Model &model)
{
    using metamodel::PropertyType;
    if (field.property.type == PropertyType::Markdown) {
        QTextDocument document;
        document.setMarkdown(field.value.toString(), QTextDocument::MarkdownNoHTML);
        return document.toPlainText().trimmed();
    }
    return breakable(shownText(field.property, field.value, model));
}

} // namespace

QString breakable(QString text)
{
    constexpr QChar zeroWidthSpace(0x200b);
    for (qsizetype i = text.size() - 1; i > 0; --i) {
        const QChar c = text[i - 1];
        if (c == u'/' || c == u'_' || c == u'@' || c == u'.' || c == u':')
            text.insert(i, zeroWidthSpace);
    }
    return text;
}

ValueLabel::ValueLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setFocusPolicy(Qt::StrongFocus);
    setContentsMargins(4, 2, 4, 2);
    setCursor(Qt::IBeamCursor);
    // A label that wraps asks for a golden ratio by itself; here the column decides.
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ValueLabel::setEditable(bool editable)
{
    m_isEditable = editable;
    setCursor(editable ? Qt::IBeamCursor : Qt::ArrowCursor);
    setFocusPolicy(editable ? Qt::StrongFocus : Qt::NoFocus);
}

void ValueLabel::paintEvent(QPaintEvent *event)
{
    if (m_isEditable && (hasFocus() || underMouse())) {
        const auto &theme = currentTheme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hasFocus() ? theme.accent : theme.line);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    QLabel::paintEvent(event);
}

void ValueLabel::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_isEditable && event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT editRequested();
}

void ValueLabel::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    const bool isLetter = !event->text().isEmpty() && event->text().front().isPrint() &&
                          !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (m_isEditable && (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_F2 || isLetter))
        Q_EMIT editRequested();
    else
        QLabel::keyPressEvent(event);
}

void ValueLabel::enterEvent(QEnterEvent *)
{
    update();
}

void ValueLabel::leaveEvent(QEvent *)
{
    update();
}

void ValueLabel::focusInEvent(QFocusEvent *)
{
    update();
}

void ValueLabel::focusOutEvent(QFocusEvent *)
{
    update();
}

PropertyRow::PropertyRow(const Field &field, const Model &model, QWidget *parent)
    : QWidget(parent)
    , m_field(field)
    , m_model(model)
    , m_column(new QVBoxLayout)
    , m_value(new ValueLabel(this))
    , m_problem(textLabel({}, u"error"_s, this))
{
    setObjectName(u"property-"_s + field.property.name);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    auto *label = textLabel(field.property.label, u"muted"_s, this);
    label->setFixedWidth(labelWidth);
    label->setContentsMargins(4, 2, 0, 2);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    label->setToolTip(field.property.help);
    label->setBuddy(m_value);
    row->addWidget(label, 0, Qt::AlignTop);

    m_column->setSpacing(0);
    const QString text = displayed(field, model);
    m_value->setText(text.isEmpty() ? u"–"_s : text);
    m_value->setAccessibleName(u"%1: %2"_s.arg(field.property.label, text.isEmpty() ? tr("not set") : text));
    m_value->setAccessibleDescription(tr("Press Enter to edit"));
    m_value->setEditable(!field.isReadOnly);
    if (text.isEmpty())
        setLook(m_value, u"muted"_s);
    m_column->addWidget(m_value);
    addNote(m_column);
    m_problem->setContentsMargins(4, 0, 4, 2);
    m_problem->hide();
    m_column->addWidget(m_problem);
    row->addLayout(m_column, 1);
    rows->addLayout(row);
    rows->addWidget(hairline(this));
    connect(m_value, &ValueLabel::editRequested, this, &PropertyRow::edit);
}

void PropertyRow::addNote(QVBoxLayout *column)
{
    if (m_field.note.isEmpty())
        return;
    auto *line = new QHBoxLayout;
    line->setContentsMargins(4, 0, 0, 2);
    line->setSpacing(6);
    auto *note = textLabel(m_field.note, u"muted"_s, this);
    note->setWordWrap(false);
    note->setToolTip(m_field.noteTip);
    line->addWidget(note);
    if (m_field.canRevert && !m_field.isReadOnly) {
        auto *revert = new Link(tr("Revert"), this);
        setLook(revert, u"quiet"_s);
        revert->setObjectName(u"revert"_s);
        const QString before = m_field.revertTo.isEmpty() ? tr("not set") : m_field.revertTo;
        revert->setAccessibleName(tr("Revert %1 to %2").arg(m_field.property.label, before));
        revert->setToolTip(tr("Back to the inherited value: %1").arg(before));
        connect(revert, &Link::clicked, this, [this] { Q_EMIT reverted(m_field.property.name); });
        line->addWidget(revert);
    }
    line->addStretch();
    column->addLayout(line);
}

void PropertyRow::edit()
{
    if (m_editor || m_field.isReadOnly)
        return;
    m_editor = makeEditor(m_field.property, m_field.value, m_model, this);
    connect(m_editor, &ValueEditor::committed, this, &PropertyRow::finish);
    connect(m_editor, &ValueEditor::cancelled, this, [this] {
        close();
        m_value->setFocus(Qt::OtherFocusReason);
    });
    m_column->insertWidget(0, m_editor);
    m_value->hide();
    m_editor->show();
    m_editor->begin();
}

void PropertyRow::finish()
{
    if (!m_editor)
        return;
    const auto value = m_editor->value();
    if (!value)
        return refuse(value.error());
    const bool wasUnset = m_field.value.isUndefined() || m_field.value.isNull();
    if (*value == m_field.value || (wasUnset && value->isNull()))
        return close();
    if (const auto wrong = metamodel::checkValue(m_field.property, *value, &m_model))
        return refuse(u"%1 %2"_s.arg(m_field.property.label, *wrong));
    // The row owns what it compares with, and close() may take it along.
    const QJsonValue taken = *value; // NOLINT(performance-unnecessary-copy-initialization)
    close();
    Q_EMIT edited(m_field.property.name, taken);
}

void PropertyRow::refuse(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->show();
}

void PropertyRow::close()
{
    if (!m_editor)
        return;
    const bool hadFocus = m_editor->isAncestorOf(focusWidget()) || m_editor->hasFocus();
    auto *editor = std::exchange(m_editor, nullptr);
    editor->disconnect(this);
    editor->hide();
    editor->deleteLater();
    m_problem->hide();
    m_value->show();
    if (hadFocus)
        m_value->setFocus(Qt::OtherFocusReason);
    Q_EMIT closed();
}

} // namespace gp::views
