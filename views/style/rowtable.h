// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

class QTableWidget;

/// A table of plain rows in a dialog: one row selected at a time, the first column takes the room.
namespace gp::views {

void makeRows(QTableWidget *table, const QString &accessibleName, const QStringList &columns);
void setRow(QTableWidget *table, int row, const QStringList &cells);

} // namespace gp::views
