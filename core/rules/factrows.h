// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// From the model to rows of the tables that rules read. Private to the room.
#pragma once

#include "core/model/at.h"
#include "core/store/factbase.h"

namespace gp::rules {

/// Rows by table.
using Rows = QMap<QString, store::CellRows>;
/// Columns by table.
using Columns = QHash<QString, QSet<QString>>;

/// The tables whose rows come from one element or one relation each, and are known by its id.
[[nodiscard]] const QList<store::FactBase::Table> &tablesByElement();
[[nodiscard]] const QList<store::FactBase::Table> &tablesByRelation();
/// The tables that are small, or hang on much at once, and are always filled as a whole.
[[nodiscard]] const QList<store::FactBase::Table> &wholeTables();

/// As `properties ->> '$.x'` gives it in the views.
[[nodiscard]] QVariant cellOf(const QJsonValue &value);
[[nodiscard]] QString compactJson(const QJsonObject &object);

/// The table of a kind ("services"), or of a kind of relation ("depends_on"); empty where there is none.
[[nodiscard]] QString tableOfKind(const QString &kind);
[[nodiscard]] QString tableOfRelation(const QString &kind);

/// Makes the rows of one plateau. Keeps references to the model.
class RowMaker
{
public:
    /// `columns`: which of each table are filled; the others are null. Whole tables are always whole.
    RowMaker(const Model &model, PlateauId plateau, const Columns &columns);

    void add(const Element &element, const QSet<QString> &tables, Rows &rows) const;
    void add(const Relation &relation, const QSet<QString> &tables, Rows &rows) const;
    /// The rows of one whole table.
    [[nodiscard]] QList<QVariantList> whole(const QString &table) const;

private:
    /// Where a cell comes from.
    enum class From {
        Plateau,
        Id,
        Key,
        Name,
        Kind,
        Owner,
        GoldenPath,
        Source,
        Target,
        SourceKey,
        TargetKey,
        Since,
        Until,
        Properties,
        Property
    };
    struct Cell
    {
        qsizetype at; ///< in the row
        From from;
        QString property;
    };
    /// The cells of a table's rows that are wanted; the others are null.
    struct Plan
    {
        qsizetype columns = 0;
        QList<Cell> cells;
        bool asksProperties = false;
    };

    [[nodiscard]] static From fromOf(const QString &column);
    [[nodiscard]] Plan planOf(const store::FactBase::Table &table, const Columns &wanted) const;
    void addRow(const Plan &plan, const Element &element, const QJsonObject &properties, const QString &name,
                store::CellRows &rows) const;
    void addRow(const Plan &plan, const Relation &relation, store::CellRows &rows) const;
    [[nodiscard]] QVariant since(const Lifetime &lifetime) const;
    [[nodiscard]] store::CellRows &in(Rows &rows, const QString &table) const;
    [[nodiscard]] bool lives(const Relation &relation) const;
    /// Where the first by key of the relations of two kinds lead; null where there is none.
    struct Ends
    {
        const Element *owner = nullptr;
        const Element *goldenPath = nullptr;
    };
    [[nodiscard]] Ends endsOf(ElementId id) const;
    [[nodiscard]] QVariant until(const Lifetime &lifetime) const;
    [[nodiscard]] QVariant idOf(const QJsonValue &key) const;
    [[nodiscard]] QList<QVariantList> ofRecords(const QString &table) const;
    [[nodiscard]] QList<QVariantList> sources() const;
    [[nodiscard]] QList<QVariantList> unresolved() const;

    const Model &m_model;
    PlateauPath m_path;
    QString m_plateau;
    QHash<QString, Plan> m_plans; ///< of the tables by element and by relation
};

} // namespace gp::rules
