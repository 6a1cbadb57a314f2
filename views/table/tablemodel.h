// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"
#include "views/table/tabledata.h"

#include <QAbstractTableModel>

namespace gp::views {

/// The rows of a view's table, handed over as a whole; what stays keeps its place, so that the current cell,
/// the selection and an open editor stay as well. Reading only: edits go through the page.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit TableModel(const Session &session, QObject *parent = nullptr);

    void setData(TableData data);
    using QAbstractTableModel::setData;
    /// Takes over what an edit did to the elements named, before the whole table is made anew.
    void refresh(const std::set<ElementId> &ids);

    [[nodiscard]] const QList<TableColumn> &columns() const { return m_data.columns; }
    [[nodiscard]] const QList<TableRow> &rows() const { return m_data.rows; }
    [[nodiscard]] bool isCompare() const { return m_data.isCompare; }
    [[nodiscard]] int rowOf(ElementId id) const;
    [[nodiscard]] int columnOf(QStringView name) const;
    /// What the cell's column is for the cell's kind; nullptr where the kind has none of this name.
    [[nodiscard]] const metamodel::Property *propertyAt(int row, int column) const;
    [[nodiscard]] bool isReadOnly() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    void takeRows(QList<TableRow> rows);
    [[nodiscard]] QString tipFor(const TableRow &row, int column) const;

    const Session &m_session;
    TableData m_data;
    QHash<ElementId, int> m_rowOf;
};

} // namespace gp::views
