// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/factrows.h"

namespace gp::rules {

/// The tables that rules read (resources/rules/README.md): the public views as they are at one plateau, a
/// table for each kind of relation, and what a comparison needs. Only those that somebody wants are filled.
/// One thread at a time.
class FactTables
{
public:
    using Reads = store::FactBase::Reads;

    struct Changed
    {
        Reads columns;                    ///< whose contents differ; all of a table where rows came or went
        QMap<QString, QSet<qint64>> rows; ///< elements or relations whose rows differ, by table
    };

    struct At
    {
        PlateauId plateau;
        PlateauId baseline;            ///< to compare with; invalid: nothing, and those tables are empty
        QStringList mandatoryControls; ///< ids of the catalogue
    };

    FactTables();

    /// Every table that there is, by name, with its columns.
    [[nodiscard]] static const QMap<QString, QStringList> &columns();
    /// The table of a kind of element ("services"); `elements` for one without a table of its own.
    [[nodiscard]] static QString tableOf(const QString &kind);

    /// What rowsByElement() and rowsByRelation() are to fill.
    [[nodiscard]] static Columns columnsFor(const Reads &wanted);
    /// The rows of all elements, or relations, in the tables of `columns`. Any thread.
    [[nodiscard]] static Rows rowsByElement(const Model &model, PlateauId plateau, const Columns &columns);
    [[nodiscard]] static Rows rowsByRelation(const Model &model, PlateauId plateau, const Columns &columns);

    /// Fills the tables anew; `made` are those rows of the same model, of all that is wanted or more.
    Result<void> load(const Model &model, const At &at, const Reads &wanted, const Rows &made);
    /// Fills further ones, from the model of the last load() or difference().
    Result<void> want(const Reads &wanted);
    /// What `change`, which led to `model`, makes different; the tables are still as they were.
    [[nodiscard]] Changed difference(const Model &model, const Change &change);
    /// Brings it in.
    Result<void> apply();

    [[nodiscard]] store::FactBase &base() { return *m_base; }

private:
    struct Replacement
    {
        QString table;
        QSet<qint64> ids; ///< whose rows go; empty: all of them
        store::CellRows rows;
    };

    Result<void> remake();
    /// Notes what is wanted, and tells which tables must be filled for it.
    [[nodiscard]] Result<QSet<QString>> note(const Reads &wanted);
    /// Fills tables that are empty; with whole rows of its own.
    Result<void> put(const QSet<QString> &tables, const Rows &made);
    [[nodiscard]] store::CellRows wholeRows(const Model &model, const QString &table) const;
    /// Which whole tables may differ after a change.
    [[nodiscard]] QSet<QString> wholeTouchedBy(const Model &model, const Change &change) const;

    std::unique_ptr<store::FactBase> m_base;
    Model m_model; ///< what the tables hold; a copy shares everything with the one that it was made of
    QList<Replacement> m_pending; ///< what apply() brings in
    At m_at;
    QSet<QString> m_wanted;
    Columns m_columns; ///< what is kept up of the wanted tables; the rest would cost time
};

} // namespace gp::rules
