// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/table/tablemodel.h"

#include <QSortFilterProxyModel>

namespace gp::views {

/// A table as it is looked at: rows in which every word typed occurs, numbers sorted as numbers, what says
/// nothing always last.
class TableFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit TableFilter(TableModel *table, QObject *parent = nullptr);

    void setWords(const QString &text);
    [[nodiscard]] const TableRow &row(int shown) const;
    /// Where an element stands now; -1 where it is filtered out.
    [[nodiscard]] int shownRowOf(ElementId id) const;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    TableModel *m_table;
    QStringList m_words;
};

} // namespace gp::views
