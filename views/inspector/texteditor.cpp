// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/texteditor.h"

#include "core/metamodel/duration.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QCalendarWidget>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QTextEdit>

using namespace Qt::StringLiterals;

namespace gp::views {

using metamodel::PropertyType;

namespace {

QString textOf(const metamodel::Property &property, const QJsonValue &value)
{
    if (value.isArray()) {
        QStringList lines;
        for (const auto &item : value.toArray())
            lines.append(item.toVariant().toString());
        return lines.join(u'\n');
    }
    if (value.isDouble()) {
        auto plain = property;
        plain.unit.clear();
        return metamodel::displayText(plain, value);
    }
    return value.toString();
}

} // namespace

TextEditor::TextEditor(const metamodel::Property &property, const QJsonValue &value, QWidget *parent)
    : ValueEditor(parent)
    , m_property(property)
    , m_edit(new QTextEdit(this))
{
    setLook(m_edit, u"cell"_s);
    m_edit->setAcceptRichText(false);
    m_edit->setTabChangesFocus(true);
    m_edit->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_edit->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_edit->document()->setDocumentMargin(1);
    m_edit->setPlainText(textOf(property, value));
    m_edit->setAccessibleName(property.label);
    m_edit->setAccessibleDescription(property.help);
    m_edit->setPlaceholderText(hasLines() && property.type == PropertyType::List ? tr("One a line")
                               : property.type == PropertyType::Duration         ? tr("30 d, 8 h, 15 min")
                                                                                 : property.unit);
    m_edit->installEventFilter(this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_edit);
    if (isNumber() && !property.unit.isEmpty()) {
        auto *unit = textLabel(property.unit, u"muted"_s, this);
        unit->setObjectName(u"unit"_s);
        unit->setWordWrap(false);
        row->setSpacing(4);
        row->addWidget(unit);
    }
    setFocusProxy(m_edit);
    connect(m_edit, &QTextEdit::textChanged, this, &TextEditor::grow);
    connect(m_edit, &QTextEdit::textChanged, this, &ValueEditor::changed);
    grow();
}

bool TextEditor::isNumber() const
{
    return m_property.type == PropertyType::Integer || m_property.type == PropertyType::Number;
}

bool TextEditor::hasLines() const
{
    return m_property.type == PropertyType::Markdown || m_property.type == PropertyType::List;
}

std::expected<QJsonValue, QString> TextEditor::value() const
{
    const QString text = m_edit->toPlainText().trimmed();
    if (text.isEmpty())
        return QJsonValue(QJsonValue::Null);
    if (m_property.type == PropertyType::List) {
        QJsonArray items;
        for (const auto &line : text.split(u'\n', Qt::SkipEmptyParts))
            items.append(line.trimmed());
        return items;
    }
    if (m_property.type == PropertyType::Duration && !metamodel::isDuration(text))
        return std::unexpected(tr("A duration is needed here, such as 30 d, 8 h or 15 min."));
    if (!isNumber())
        return text;
    QString digits = text;
    if (digits.endsWith(m_property.unit))
        digits.chop(m_property.unit.size());
    digits = digits.trimmed().replace(u',', u'.');
    bool isValid = false;
    if (m_property.type == PropertyType::Integer) {
        const qint64 whole = digits.toLongLong(&isValid);
        if (isValid)
            return QJsonValue(whole);
        return std::unexpected(tr("A whole number is needed here."));
    }
    const double number = digits.toDouble(&isValid);
    if (isValid)
        return QJsonValue(number);
    return std::unexpected(tr("A number is needed here."));
}

void TextEditor::begin()
{
    m_edit->setFocus(Qt::OtherFocusReason);
    m_edit->selectAll();
}

void TextEditor::grow()
{
    m_edit->document()->setTextWidth(std::max(40, m_edit->viewport()->width()));
    const int least = hasLines() ? 64 : 24;
    const int height = int(std::ceil(m_edit->document()->size().height())) + 8;
    m_edit->setFixedHeight(std::clamp(height, least, 320));
    m_edit->setVerticalScrollBarPolicy(height > 320 ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
}

void TextEditor::resizeEvent(QResizeEvent *event)
{
    ValueEditor::resizeEvent(event);
    grow();
}

bool TextEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && (!hasLines() || key->modifiers() & Qt::ControlModifier)) {
            Q_EMIT committed();
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            Q_EMIT cancelled();
            return true;
        }
    }
    if (event->type() == QEvent::FocusOut &&
        static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason)
        QMetaObject::invokeMethod(this, &ValueEditor::committed, Qt::QueuedConnection);
    return ValueEditor::eventFilter(watched, event);
}

DateEditor::DateEditor(const metamodel::Property &property, const QJsonValue &value, QWidget *parent)
    : ValueEditor(parent)
    , m_edit(new QDateEdit(this))
{
    const QDate date = QDate::fromString(value.toString(), Qt::ISODate);
    m_edit->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_edit->setCalendarPopup(true);
    m_edit->setDate(date.isValid() ? date : QDate::currentDate());
    m_isEmpty = !date.isValid(); // today is only offered: looking at it sets nothing
    connect(m_edit, &QDateEdit::dateChanged, this, [this] {
        m_isEmpty = false;
        Q_EMIT changed();
    });
    m_edit->setAccessibleName(property.label);
    m_edit->setToolTip(tr("Delete empties it"));
    m_edit->installEventFilter(this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_edit);
    setFocusProxy(m_edit);
}

std::expected<QJsonValue, QString> DateEditor::value() const
{
    return m_isEmpty ? QJsonValue(QJsonValue::Null) : QJsonValue(m_edit->date().toString(Qt::ISODate));
}

void DateEditor::begin()
{
    m_edit->setFocus(Qt::OtherFocusReason);
    m_edit->setSelectedSection(QDateTimeEdit::YearSection);
}

bool DateEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_isEmpty = false;
            Q_EMIT committed();
            return true;
        }
        if (key == Qt::Key_Delete) {
            m_isEmpty = true;
            Q_EMIT committed();
            return true;
        }
        if (key == Qt::Key_Escape) {
            Q_EMIT cancelled();
            return true;
        }
    }
    if (event->type() == QEvent::FocusOut &&
        static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason)
        QMetaObject::invokeMethod(this, &ValueEditor::committed, Qt::QueuedConnection);
    return ValueEditor::eventFilter(watched, event);
}

} // namespace gp::views
