// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/compare/gap.h"
#include "views/table/names.h"

namespace gp::views {

/// A column of a view's table: a property, or one of the four that every element has.
struct TableColumn
{
    QString name; ///< of the property; the names below for the others
    QString label;
    QString help;
    bool isShort = true;   ///< neither text of many lines nor a table: worth a column unasked
    bool isFilled = false; ///< some row says something here
    bool isNumber = false;

    static constexpr QStringView sign = u"@sign"; ///< first, in a compare only
    static constexpr QStringView key = u"@key";
    static constexpr QStringView kind = u"@kind";

    /// What an element says of itself, and what so can be edited.
    [[nodiscard]] bool isProperty() const { return !name.startsWith(u'@'); }
    friend bool operator==(const TableColumn &, const TableColumn &) = default;
};

/// One element of the view at the plateau shown; where it is gone there, at the plateau compared with.
struct TableRow
{
    ElementId id;
    QString key;
    QString kind;
    compare::State state = compare::State::Kept;
    QJsonObject properties;
    QStringList texts;              ///< one a column
    QHash<QString, QString> before; ///< of a changed property, as it was
    QString searched;               ///< all texts, case folded

    [[nodiscard]] bool isGone() const
    {
        return state == compare::State::Removed || state == compare::State::Replaced;
    }
    friend bool operator==(const TableRow &, const TableRow &) = default;
};

/// A table as plain values: columns in the order of the metamodel, rows by kind and name.
struct TableData
{
    QList<TableColumn> columns;
    QList<TableRow> rows;
    Names names;
    bool isCompare = false;
};

/// Everything a table is made from; copies are cheap.
struct TableSource
{
    Model model;
    metamodel::Metamodel metamodel;
    QJsonObject view; ///< properties of the view
    PlateauId plateau;
    PlateauId from; ///< valid in a compare
};

/// Makes the table of a view. Linear in the size of the model, so for a worker thread; any thread.
[[nodiscard]] TableData makeTable(const TableSource &source);

/// The row's texts and what is searched in them, anew from its properties.
void fillTexts(TableRow &row, const QList<TableColumn> &columns, const metamodel::Metamodel &metamodel,
               const Names &names);

} // namespace gp::views
