// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

/// Words beside numbers, as English has them. Any thread.
namespace gp {

/// The word that goes with a count: `one` with 1, `many` with all else, 0 too.
[[nodiscard]] inline QString wordFor(qsizetype count, const QString &one, const QString &many)
{
    return count == 1 ? one : many;
}

/// "1 service", "12 services".
[[nodiscard]] inline QString counted(qsizetype count, const QString &one, const QString &many)
{
    return QString::number(count) + u' ' + wordFor(count, one, many);
}

/// A unit beside a number: "day" beside 1 where the unit is "days"; what is no English plural (%, min, €)
/// stays as it is.
[[nodiscard]] QString unitFor(double value, const QString &unit);

} // namespace gp
