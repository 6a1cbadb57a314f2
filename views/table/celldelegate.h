// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonValue>
#include <QStyledItemDelegate>

#include <functional>

namespace gp::metamodel {
struct Property;
}

namespace gp {
class Model;
}

namespace gp::views {

/// What a cell is edited as, and who takes what was entered.
struct CellEditing
{
    /// nullptr where the cell cannot be edited.
    std::function<const metamodel::Property *(const QModelIndex &)> property;
    std::function<const Model &()> model;
    /// False where the value is refused, after that was said; the editor then stays.
    std::function<bool(const QModelIndex &, const QJsonValue &)> take;
    std::function<void(const QModelIndex &, const QString &)> refuse;
};

/// Cells of a view's table: edited with the inspector's editors, the current one framed, its row tinted.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    CellDelegate(CellEditing editing, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void finish(QWidget *editor, bool keep);

    CellEditing m_editing;
    mutable bool m_isRefused = false;
};

} // namespace gp::views
