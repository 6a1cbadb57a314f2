// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/metamodel.h"

#include <QStyledItemDelegate>

namespace gp::views {

/// Edits a cell with the editor of the property that stands there. The cell's edit role is the value; what is
/// entered goes to setData(). What cannot be read at all is told by refused().
class ValueDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using PropertyAt = std::function<metamodel::Property(const QModelIndex &)>;

    ValueDelegate(PropertyAt propertyAt, Model model, QObject *parent);
    /// What references can name from now on.
    void setModel(const Model &model) { m_model = model; }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

Q_SIGNALS:
    void refused(const QModelIndex &index, const QString &why) const;

private:
    PropertyAt m_propertyAt;
    Model m_model;
};

} // namespace gp::views
