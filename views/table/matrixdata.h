// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/table/tabledata.h"

namespace gp::views {

/// What a matrix is about. An empty kind is every kind; `isInverse` says that the relation runs from the
/// column to the row.
struct MatrixChoice
{
    QString rowKind;
    QString columnKind;
    QString relation;
    bool isInverse = false;

    /// "control,pipeline,guards,>"; read back by fromText(), which takes any text.
    [[nodiscard]] QString toText() const;
    [[nodiscard]] static MatrixChoice fromText(const QString &text);
    friend bool operator==(const MatrixChoice &, const MatrixChoice &) = default;
};

/// A row or a column.
struct MatrixEnd
{
    ElementId id;
    QString kind;
    QString name;
    compare::State state = compare::State::Kept;

    friend bool operator==(const MatrixEnd &, const MatrixEnd &) = default;
};

struct MatrixCell
{
    RelationId id;
    compare::State state = compare::State::Kept;
};

using MatrixPlace = std::pair<ElementId, ElementId>; ///< row, column

/// A matrix as plain values.
struct MatrixData
{
    MatrixChoice choice;
    QStringList kinds; ///< that the view shows, in the order of the metamodel
    QList<MatrixEnd> rows;
    QList<MatrixEnd> columns;
    QHash<MatrixPlace, MatrixCell> cells;
    /// How many relations of the view there are by "rowKind,columnKind,relation,direction"; what is offered
    /// is sorted by it.
    QHash<QString, int> counts;
    bool isCompare = false;
};

/// Makes the matrix of a view. Without a choice that the view can fill, it takes the relation of which there
/// are most. Linear in the size of the model; any thread.
[[nodiscard]] MatrixData makeMatrix(const TableSource &source, const MatrixChoice &choice);

/// The relations that can run between two kinds (empty: any), both ways, those first of which there are most.
[[nodiscard]] QList<MatrixChoice> choicesBetween(const metamodel::Metamodel &metamodel,
                                                 const QHash<QString, int> &counts, const QString &rowKind,
                                                 const QString &columnKind);

} // namespace gp::views
