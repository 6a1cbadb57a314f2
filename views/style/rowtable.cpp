// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/style/rowtable.h"

#include "core/diagram/theme.h"

#include <QHeaderView>
#include <QTableWidget>

namespace gp::views {

void makeRows(QTableWidget *table, const QString &accessibleName, const QStringList &columns)
{
    table->setAccessibleName(accessibleName);
    table->setColumnCount(int(columns.size()));
    table->setHorizontalHeaderLabels(columns);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(30);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
}

void setRow(QTableWidget *table, int row, const QStringList &cells)
{
    for (int column = 0; column < cells.size(); ++column) {
        auto *item = new QTableWidgetItem(cells[column]);
        item->setToolTip(cells[column]);
        if (column > 0)
            item->setFont(diagram::tabularFont(12));
        table->setItem(row, column, item);
    }
}

Filling::Filling(QTableWidget *table)
    : m_table(table)
{
    auto *header = table->horizontalHeader();
    for (int column = 0; column < table->columnCount(); ++column) {
        if (header->sectionResizeMode(column) != QHeaderView::ResizeToContents)
            continue;
        m_fitted.append(column);
        header->setSectionResizeMode(column, QHeaderView::Interactive);
    }
}

Filling::~Filling()
{
    for (const int column : std::as_const(m_fitted))
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
}

} // namespace gp::views
