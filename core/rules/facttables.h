// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/model.h"
#include "core/store/factbase.h"

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

    /// Fills the tables from the model; what was there is gone.
    Result<void> load(const Model &model, const At &at, const Reads &wanted);
    /// Fills further ones.
    Result<void> want(const Model &model, const Reads &asked);
    /// Brings what `change` touched up to `model`, and tells what is not as it was.
    Result<Changed> update(const Model &model, const Change &change);

    [[nodiscard]] store::FactBase &base() { return *m_base; }

private:
    Result<void> remake();
    [[nodiscard]] QList<QVariantList> wholeRows(const Model &model, const QString &table) const;
    /// Puts rows in the place of those of some elements or relations, and notes what is different.
    Result<void> replace(const QString &table, const QSet<qint64> &ids, const QList<QVariantList> &rows,
                         Changed &changed);

    std::unique_ptr<store::FactBase> m_base;
    At m_at;
    QSet<QString> m_wanted;
    QHash<QString, QSet<QString>>
        m_columns; ///< what is filled of the wanted tables; the rest would cost time
};

} // namespace gp::rules
