// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/source.h"

#include <QJsonObject>

/// How many places that speak of one thing become one set of properties. Pure functions of the sources, in
/// any order, so that imports in any order end in the same model.
namespace gp::exchange {

/// Which place of which file a source is; two imports of one file give the same.
[[nodiscard]] QString placeOf(const Source &source);

/// In the one order in which sources are stored, each place once (where it is there twice, the lowest line).
[[nodiscard]] QList<Source> normalised(const QList<Source> &sources);

/// The properties that the sources give together: of two values the catalogue's wins over a manifest's, then
/// the first file's; a guess counts where nobody states a value.
[[nodiscard]] QJsonObject mergedValues(const QList<Source> &sources);

/// Whether a place that was read before now says something else about a property.
[[nodiscard]] bool statementChanged(const QList<Source> &before, const QList<Source> &after,
                                    const QString &property);

} // namespace gp::exchange
