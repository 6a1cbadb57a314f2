// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QStringList>

class QTableWidget;

/// A table of plain rows in a dialog: one row selected at a time, the first column takes the room.
namespace gp::views {

void makeRows(QTableWidget *table, const QString &accessibleName, const QStringList &columns);
void setRow(QTableWidget *table, int row, const QStringList &cells);

/// While it lives the columns keep their widths. They are as wide as what is in them, and would be measured
/// over all rows anew for each cell that is set.
class Filling
{
public:
    explicit Filling(QTableWidget *table);
    ~Filling();
    Q_DISABLE_COPY_MOVE(Filling)

private:
    QTableWidget *m_table;
    QList<int> m_fitted; ///< columns that are as wide as what is in them
};

} // namespace gp::views
