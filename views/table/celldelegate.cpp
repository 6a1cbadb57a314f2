// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/celldelegate.h"

#include "views/inspector/editors.h"
#include "views/style/appearance.h"
#include "views/table/tableview.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace gp::views {

CellDelegate::CellDelegate(CellEditing editing, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_editing(std::move(editing))
{
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const auto &theme = currentTheme();
    const auto *view = qobject_cast<const QTableView *>(option.widget);
    const auto current = view ? view->currentIndex() : QModelIndex();
    // The style would write what is selected in one colour; here colours say something.
    QStyleOptionViewItem plain = option;
    plain.state.setFlag(QStyle::State_Selected, false);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.selection);
    else if (current.isValid() && current.row() == index.row())
        painter->fillRect(option.rect, diagram::blend(theme.selection, theme.panel, 0.45));
    else if (index.data(TableView::VoidRole).toBool())
        painter->fillRect(option.rect, diagram::blend(theme.line, theme.panel, 0.22));
    QStyledItemDelegate::paint(painter, plain, index);
    if (current != index || !view->hasFocus())
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(theme.accent, 1.5));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(option.rect).adjusted(1.25, 1.25, -1.25, -2.25), 4, 4);
    painter->restore();
}

QWidget *CellDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                    const QModelIndex &index) const
{
    const auto *property = m_editing.property(index);
    if (!property)
        return nullptr;
    const auto value = QJsonValue::fromVariant(index.data(Qt::EditRole));
    auto *editor = makeEditor(*property, value, m_editing.model(), parent);
    editor->setAutoFillBackground(true);
    auto *self = const_cast<CellDelegate *>(this);
    if (auto *field = editor->focusProxy())
        field->installEventFilter(self);
    connect(editor, &ValueEditor::committed, self, [self, editor] { self->finish(editor, true); });
    connect(editor, &ValueEditor::cancelled, self, [self, editor] { self->finish(editor, false); });
    // A table opens in a dialog, which needs the cell to be there.
    if (property->type == metamodel::PropertyType::Table)
        QMetaObject::invokeMethod(editor, [editor] { editor->begin(); }, Qt::QueuedConnection);
    return editor;
}

void CellDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    // Once, before the view hands the first letter typed on; later it is about an edit from elsewhere, and
    // what is being typed stays.
    const auto *property = m_editing.property(index);
    if (editor->property("begun").toBool() || !property || property->type == metamodel::PropertyType::Table)
        return;
    editor->setProperty("begun", true);
    static_cast<ValueEditor *>(editor)->begin();
}

void CellDelegate::finish(QWidget *editor, bool keep)
{
    const QPointer guard(editor);
    m_isRefused = false;
    if (keep)
        Q_EMIT commitData(editor);
    if (guard && !m_isRefused)
        Q_EMIT closeEditor(editor);
}

void CellDelegate::setModelData(QWidget *editor, QAbstractItemModel *, const QModelIndex &index) const
{
    const auto value = static_cast<ValueEditor *>(editor)->value();
    if (value)
        m_isRefused = !m_editing.take(index, *value);
    else
        m_editing.refuse(index, value.error());
    m_isRefused = m_isRefused || !value;
}

void CellDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                        const QModelIndex &) const
{
    QRect rect = option.rect;
    rect.setSize(rect.size().expandedTo({160, editor->sizeHint().height()}));
    // What is near the border grows inwards.
    const QRect room = editor->parentWidget()->rect();
    rect.moveRight(std::min(rect.right(), std::max(room.right(), option.rect.right())));
    rect.moveBottom(std::min(rect.bottom(), std::max(room.bottom(), option.rect.bottom())));
    editor->setGeometry(rect);
}

bool CellDelegate::eventFilter(QObject *watched, QEvent *event)
{
    // Tab in a field is done, too, and goes on to the next cell.
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        auto *editor = qobject_cast<ValueEditor *>(watched->parent());
        if (editor && (key == Qt::Key_Tab || key == Qt::Key_Backtab)) {
            const QPointer guard(editor);
            m_isRefused = false;
            Q_EMIT commitData(editor);
            if (guard && !m_isRefused)
                Q_EMIT closeEditor(editor, NoHint);
            if (auto *view = qobject_cast<QTableView *>(parent()); view && !m_isRefused) {
                view->setFocus();
                QKeyEvent step(QEvent::KeyPress, key == Qt::Key_Tab ? Qt::Key_Right : Qt::Key_Left,
                               Qt::NoModifier);
                QCoreApplication::sendEvent(view, &step);
            }
            return true;
        }
    }
    // The base is for editors that are one widget; ours say themselves when they are done.
    return false;
}

} // namespace gp::views
