// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/tablefilter.h"

namespace gp::views {

TableFilter::TableFilter(TableModel *table, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_table(table)
{
    setSourceModel(table);
}

void TableFilter::setWords(const QString &text)
{
    m_words = text.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

const TableRow &TableFilter::row(int shown) const
{
    return m_table->rows()[mapToSource(index(shown, 0)).row()];
}

int TableFilter::shownRowOf(ElementId id) const
{
    const int row = m_table->rowOf(id);
    return row < 0 ? -1 : mapFromSource(m_table->index(row, 0)).row();
}

QVariant TableFilter::headerData(int section, Qt::Orientation orientation, int role) const
{
    // Rows are counted as they stand.
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    return QSortFilterProxyModel::headerData(section, orientation, role);
}

bool TableFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const QString &searched = m_table->rows()[row].searched;
    return std::ranges::all_of(m_words, [&](const QString &word) { return searched.contains(word); });
}

bool TableFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const auto &column = m_table->columns()[left.column()];
    const auto &a = m_table->rows()[left.row()];
    const auto &b = m_table->rows()[right.row()];
    const QString &textA = a.texts[left.column()];
    const QString &textB = b.texts[left.column()];
    if (textA.isEmpty() != textB.isEmpty())
        return textA.isEmpty() == (sortOrder() == Qt::DescendingOrder);
    const auto valueA = a.properties.value(column.name);
    const auto valueB = b.properties.value(column.name);
    if (valueA.isDouble() && valueB.isDouble())
        return valueA.toDouble() < valueB.toDouble();
    return textA.compare(textB, Qt::CaseInsensitive) < 0;
}

} // namespace gp::views
