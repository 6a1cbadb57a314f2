// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"
#include "views/table/tabledata.h"

namespace gp::views {

/// Why a cell was not taken: "Row 4, Tier: is above 4".
struct CellProblem
{
    int row = 0; ///< as counted in the table, from 1; 0 where it is about all
    QString column;
    QString why;

    [[nodiscard]] QString text() const;
};

/// Cells to be filled with texts: rows and columns of the table as it is shown, and what comes in. Texts
/// below the last row become new elements.
struct CellBlock
{
    QList<ElementId> rows;
    QList<int> numbers;         ///< of the rows, as counted in the table
    QList<TableColumn> columns; ///< shown, from the current one on
    QList<QStringList> texts;
    QString newKind; ///< of new elements that do not say theirs: that of the last row
};

/// An edit of many cells, ready to be stored, or all that is wrong with it.
struct CellEdits
{
    Draft draft;
    QString label;
    QList<CellProblem> problems;
    QList<ElementId> added;
    int cells = 0;   ///< that are different afterwards
    int skipped = 0; ///< whose kind has no such property
};

/// One value for a property of several elements at the plateau shown. Kinds without the property stay as they
/// are and are counted.
[[nodiscard]] CellEdits setOnAll(const Session &session, const QList<ElementId> &ids, const QString &property,
                                 const QJsonValue &value);

/// Each text for its cell, read by the property's type. Elements that are added show in `view`: where its
/// filter would leave them out they are included by name.
[[nodiscard]] CellEdits fillCells(const Session &session, ViewId view, const CellBlock &block);

} // namespace gp::views
