// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/choiceeditor.h"

#include "views/style/parts.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace gp::views {

using metamodel::PropertyType;

ChoiceEditor::ChoiceEditor(const metamodel::Property &property, const QJsonValue &value, const Model &model,
                           QWidget *parent)
    : ValueEditor(parent)
    , m_combo(new QComboBox(this))
    , m_isBoolean(property.type == PropertyType::Boolean)
{
    m_combo->setAccessibleName(property.label);
    m_combo->addItem(tr("not set"), QString());
    for (const auto &[key, name] : choicesFor(property, model))
        m_combo->addItem(name, key);
    const QString now = value.isBool() ? (value.toBool() ? u"true"_s : u"false"_s) : value.toString();
    m_combo->setCurrentIndex(std::max(0, m_combo->findData(now)));
    m_combo->setMinimumContentsLength(8);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_combo->installEventFilter(this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_combo);
    setFocusProxy(m_combo);
    connect(m_combo, &QComboBox::activated, this, &ValueEditor::committed);
}

std::expected<QJsonValue, QString> ChoiceEditor::value() const
{
    const QString key = m_combo->currentData().toString();
    if (key.isEmpty())
        return QJsonValue(QJsonValue::Null);
    return m_isBoolean ? QJsonValue(key == "true"_L1) : QJsonValue(key);
}

void ChoiceEditor::begin()
{
    m_combo->setFocus(Qt::OtherFocusReason);
    QTimer::singleShot(0, m_combo, &QComboBox::showPopup);
}

bool ChoiceEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        Q_EMIT cancelled();
        return true;
    }
    // Who looks into another window comes back to the list.
    const auto staysOpen = [](const QFocusEvent *focus) {
        return focus->reason() == Qt::PopupFocusReason || focus->reason() == Qt::ActiveWindowFocusReason;
    };
    if (event->type() == QEvent::FocusOut && !staysOpen(static_cast<QFocusEvent *>(event)) &&
        !m_combo->view()->isVisible())
        QMetaObject::invokeMethod(this, &ValueEditor::committed, Qt::QueuedConnection);
    return ValueEditor::eventFilter(watched, event);
}

ReferenceEditor::ReferenceEditor(const metamodel::Property &property, const QJsonValue &value,
                                 const Model &model, QWidget *parent)
    : ChoiceEditor(property, value, model, parent)
{
    m_combo->setEditable(true);
    m_combo->setInsertPolicy(QComboBox::NoInsert);
    m_combo->completer()->setFilterMode(Qt::MatchContains);
    m_combo->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_combo->lineEdit()->setAccessibleName(property.label);
    connect(m_combo->lineEdit(), &QLineEdit::returnPressed, this, &ValueEditor::committed);
    connect(m_combo, &QComboBox::editTextChanged, this, &ValueEditor::changed);
}

std::expected<QJsonValue, QString> ReferenceEditor::value() const
{
    const QString text = m_combo->currentText().trimmed();
    if (text.isEmpty() || text == m_combo->itemText(0))
        return QJsonValue(QJsonValue::Null);
    int at = m_combo->findText(text, Qt::MatchFixedString);
    if (at < 0)
        at = m_combo->findData(text);
    if (at < 0)
        return std::unexpected(tr("There is no “%1” in this project.").arg(text));
    return QJsonValue(m_combo->itemData(at).toString());
}

std::optional<QString> ReferenceEditor::problemSoFar() const
{
    const QString text = m_combo->currentText().trimmed();
    return m_combo->findText(text, Qt::MatchContains) >= 0 ? std::nullopt : ValueEditor::problemSoFar();
}

void ReferenceEditor::begin()
{
    m_combo->setFocus(Qt::OtherFocusReason);
    m_combo->lineEdit()->selectAll();
}

ChecklistEditor::ChecklistEditor(const metamodel::Property &property, const QJsonValue &value,
                                 const Model &model, QWidget *parent)
    : ValueEditor(parent)
    , m_list(new QListWidget(this))
{
    m_list->setAccessibleName(property.label);
    m_list->setToolTip(tr("Space ticks, Enter is done"));
    const auto ticked = value.toArray();
    auto choices = choicesFor(property, model);
    // What is ticked comes first, and a value that nothing offers any more stays.
    for (const auto &item : ticked) {
        const auto it = std::ranges::find(choices, item.toString(), &std::pair<QString, QString>::first);
        if (it == choices.end())
            choices.prepend({item.toString(), item.toString()});
    }
    std::ranges::stable_partition(choices, [&](const auto &choice) { return ticked.contains(choice.first); });
    for (const auto &[key, name] : std::as_const(choices)) {
        auto *item = new QListWidgetItem(name, m_list);
        item->setData(Qt::UserRole, key);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(ticked.contains(key) ? Qt::Checked : Qt::Unchecked);
    }
    m_list->setFixedHeight(std::clamp(int(choices.size()) * 24 + 4, 52, 220));
    m_list->installEventFilter(this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_list);
    setFocusProxy(m_list);
}

std::expected<QJsonValue, QString> ChecklistEditor::value() const
{
    QJsonArray keys;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked)
            keys.append(m_list->item(row)->data(Qt::UserRole).toString());
    }
    return keys.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(keys);
}

void ChecklistEditor::begin()
{
    m_list->setFocus(Qt::OtherFocusReason);
    if (m_list->count() > 0)
        m_list->setCurrentRow(0);
}

bool ChecklistEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            Q_EMIT committed();
            return true;
        }
        if (key == Qt::Key_Escape) {
            Q_EMIT cancelled();
            return true;
        }
    }
    if (event->type() == QEvent::FocusOut)
        QMetaObject::invokeMethod(this, &ValueEditor::committed, Qt::QueuedConnection);
    return ValueEditor::eventFilter(watched, event);
}

} // namespace gp::views
