// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/valuedelegate.h"

#include "views/inspector/editors.h"

#include <QPointer>

namespace gp::views {

ValueDelegate::ValueDelegate(PropertyAt propertyAt, Model model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_propertyAt(std::move(propertyAt))
    , m_model(std::move(model))
{
}

QWidget *ValueDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                     const QModelIndex &index) const
{
    const auto value = QJsonValue::fromVariant(index.data(Qt::EditRole));
    auto *editor = makeEditor(m_propertyAt(index), value, m_model, parent);
    editor->setAutoFillBackground(true);
    const auto finish = [this, guard = QPointer(editor)](bool keep) {
        if (!guard)
            return;
        auto *self = const_cast<ValueDelegate *>(this);
        if (keep)
            Q_EMIT self->commitData(guard);
        Q_EMIT self->closeEditor(guard);
    };
    connect(editor, &ValueEditor::committed, this, [finish] { finish(true); });
    connect(editor, &ValueEditor::cancelled, this, [finish] { finish(false); });
    QMetaObject::invokeMethod(editor, [editor] { editor->begin(); }, Qt::QueuedConnection);
    return editor;
}

void ValueDelegate::setEditorData(QWidget *, const QModelIndex &) const {}

void ValueDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    const auto value = static_cast<ValueEditor *>(editor)->value();
    if (value)
        model->setData(index, value->toVariant());
    else
        Q_EMIT refused(index, value.error());
}

void ValueDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                         const QModelIndex &) const
{
    QRect rect = option.rect;
    rect.setHeight(std::max(rect.height(), editor->sizeHint().height()));
    editor->setGeometry(rect);
}

} // namespace gp::views
