// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/propertyrow.h"

#include "views/style/appearance.h"
#include "views/style/icons.h"
#include "views/style/parts.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QTextDocument>
#include <QToolButton>
#include <QUrl>
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
    else if (m_isEditable && key == Qt::Key_Delete)
        Q_EMIT clearRequested();
    else
        QLabel::keyPressEvent(event);
}

bool ValueLabel::event(QEvent *event)
{
    // Del on a value means the value, and not the element that the window's shortcut would delete.
    if (event->type() == QEvent::ShortcutOverride && m_isEditable &&
        static_cast<QKeyEvent *>(event)->matches(QKeySequence::Delete)) {
        event->accept();
        return true;
    }
    return QLabel::event(event);
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
    const bool isMixed = !field.several.isEmpty();
    const QString text = isMixed ? tr("several values") : displayed(field, model);
    m_value->setText(text.isEmpty() ? u"–"_s : text);
    m_value->setAccessibleName(u"%1: %2"_s.arg(field.property.label, text.isEmpty() ? tr("not set") : text));
    m_value->setAccessibleDescription(tr("Press Enter to edit"));
    m_value->setToolTip(isMixed ? field.several : field.source);
    m_value->setEditable(!field.isReadOnly);
    if (text.isEmpty() || isMixed)
        setLook(m_value, u"muted"_s);
    m_column->addWidget(m_value);
    addNote(m_column);
    m_problem->setContentsMargins(4, 0, 4, 2);
    m_problem->hide();
    m_column->addWidget(m_problem);
    row->addLayout(m_column, 1);
    addOpener(row);
    addClearer(row);
    rows->addLayout(row);
    rows->addWidget(hairline(this));
    connect(m_value, &ValueLabel::editRequested, this, &PropertyRow::edit);
    connect(m_value, &ValueLabel::clearRequested, this, &PropertyRow::clear);
}

void PropertyRow::addOpener(QHBoxLayout *row)
{
    if (m_field.property.type != metamodel::PropertyType::Url)
        return;
    // A path in a repository is an address too, but nothing that could be opened from here.
    const QUrl address(m_field.value.toString().trimmed(), QUrl::StrictMode);
    if (!address.isValid() || (address.scheme() != "https"_L1 && address.scheme() != "http"_L1))
        return;
    auto *open = new QToolButton(this);
    open->setObjectName(u"openAddress"_s);
    open->setIcon(icon(u"internet-services"_s));
    open->setAutoRaise(true);
    open->setFocusPolicy(Qt::StrongFocus);
    open->setAccessibleName(tr("Open %1").arg(m_field.property.label));
    open->setToolTip(tr("Open %1 in the browser").arg(address.toDisplayString()));
    connect(open, &QToolButton::clicked, this, [address] { QDesktopServices::openUrl(address); });
    row->addWidget(open, 0, Qt::AlignTop);
}

void PropertyRow::addClearer(QHBoxLayout *row)
{
    if (!m_field.canClear || m_field.isReadOnly)
        return;
    auto *clear = addQuiet(row, tr("Clear"), u"clear"_s);
    clear->setAccessibleName(tr("Clear %1 of all").arg(m_field.property.label));
    clear->setToolTip(tr("Leave it unset in all of them (Del)"));
    clear->setFocusPolicy(Qt::NoFocus); // Del on the value does the same
    row->setAlignment(clear, Qt::AlignTop);
    connect(clear, &QPushButton::clicked, this, &PropertyRow::clear);
}

void PropertyRow::clear()
{
    const bool isSet = !m_field.value.isUndefined() && !m_field.value.isNull();
    if (m_field.canClear || isSet)
        Q_EMIT edited(m_field.property.name, QJsonValue(QJsonValue::Null));
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
        auto *revert = addQuiet(line, tr("Revert"), u"revert"_s);
        const QString before = m_field.revertTo.isEmpty() ? tr("not set") : m_field.revertTo;
        revert->setAccessibleName(tr("Revert %1 to %2").arg(m_field.property.label, before));
        revert->setToolTip(tr("Back to the inherited value: %1").arg(before));
        connect(revert, &QPushButton::clicked, this, [this] { Q_EMIT reverted(m_field.property.name); });
    }
    line->addStretch();
    column->addLayout(line);
}

QPushButton *PropertyRow::addQuiet(QHBoxLayout *line, const QString &text, const QString &name)
{
    auto *link = new Link(text, this);
    setLook(link, u"quiet"_s);
    link->setObjectName(name);
    line->addWidget(link);
    return link;
}

void PropertyRow::edit()
{
    if (m_editor || m_field.isReadOnly)
        return;
    m_editor = makeEditor(m_field.property, m_field.value, m_model, this);
    m_untouched = m_editor->value();
    connect(m_editor, &ValueEditor::changed, this, &PropertyRow::check);
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
    const bool isSame = m_field.several.isEmpty() && *value == m_field.value;
    if (isSame || (m_untouched && *value == *m_untouched) || (wasUnset && value->isNull()))
        return close();
    if (const auto wrong = metamodel::checkValue(m_field.property, *value, &m_model))
        return refuse(u"%1 %2"_s.arg(m_field.property.label, *wrong));
    // The row owns what it compares with, and close() may take it along.
    const QJsonValue taken = *value; // NOLINT(performance-unnecessary-copy-initialization)
    close();
    Q_EMIT edited(m_field.property.name, taken);
}

void PropertyRow::check()
{
    if (!m_editor)
        return;
    auto problem = m_editor->problemSoFar();
    if (!problem) {
        const auto value = m_editor->value();
        const auto wrong =
            value ? metamodel::checkValue(m_field.property, *value, &m_model) : std::optional<QString>();
        if (wrong)
            problem = m_field.property.label + u' ' + *wrong;
    }
    m_problem->setText(problem.value_or(QString()));
    m_problem->setVisible(problem.has_value());
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
