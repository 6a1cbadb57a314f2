// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/record.h"

#include <QJsonObject>

#include <optional>

namespace gp::decisions {

/// What an option was given for one criterion.
struct Mark
{
    QString criterion;
    double weight = 0;
    std::optional<double> value; ///< none: it was not looked at
    friend bool operator==(const Mark &, const Mark &) = default;
};

struct OptionScore
{
    QString option;
    QList<Mark> marks; ///< in the order of the criteria
    std::optional<double>
        score;           ///< weighted mean of the marks that there are; else what was written as score
    int missing = 0;     ///< criteria without a mark
    QStringList unknown; ///< lines of `scores` that name no criterion or no number
    friend bool operator==(const OptionScore &, const OptionScore &) = default;
};

/// Of every considered option, in their order: `criteria` (name, weight; no weight: 1) against the option's
/// `scores`, lines "criterion: value".
[[nodiscard]] QList<OptionScore> scoresOf(const Record &decision);

} // namespace gp::decisions
