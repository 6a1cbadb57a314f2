// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/model.h"

#include <QMap>

namespace gp::rules {

/// SQL with its placeholders filled in, and where its parts came from.
struct FilledSql
{
    QString sql;
    QStringList unknown; ///< placeholders that nothing was given for
    /// Where a place of `sql` stands in the text it was made from.
    [[nodiscard]] qsizetype originOf(qsizetype at) const;

    struct Piece
    {
        qsizetype at = 0;     ///< in `sql`
        qsizetype origin = 0; ///< in the original
        bool isFilled = false;
    };
    QList<Piece> pieces;
};

/// Replaces `:name` outside of literals and comments by what `values` holds for it, as it is.
[[nodiscard]] FilledSql fill(const QString &sql, const QMap<QString, QString> &values);

/// `:plateau` and `:date` of a model as quoted text, for fill().
[[nodiscard]] QMap<QString, QString> usualValues(const Model &model, PlateauId plateau,
                                                 const QDate &today = {});
/// Both at once.
[[nodiscard]] QString withValues(const QString &sql, const Model &model, PlateauId plateau);

/// SQL text literal.
[[nodiscard]] QString quoted(const QString &text);
/// A number as it is, anything else as a literal.
[[nodiscard]] QString literal(const QVariant &value);

} // namespace gp::rules
