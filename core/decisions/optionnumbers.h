// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decisions/proposal.h"

namespace gp::decisions {

/// What the model says of an option that is bound to an option plateau: the differences to where the change
/// starts.
struct OptionNumbers
{
    PlateauId base;         ///< what it is measured against
    qsizetype changes = 0;  ///< things that differ
    qsizetype controls = 0; ///< enforced controls, more or less
    qsizetype findings = 0; ///< open errors, more or less
    double cost = 0;        ///< a month, of all elements
    friend bool operator==(const OptionNumbers &, const OptionNumbers &) = default;
};

/// Of a row of a decision's `options`. Measured against the plateau that the decision was drafted from, else
/// against the one that the option branches off. None where it has no plateau, or that is the base itself.
/// Without `findingsAt` it runs the rules at both plateaus.
[[nodiscard]] std::optional<OptionNumbers> numbersOf(const Model &model, const Record &decision,
                                                     const QJsonObject &option,
                                                     const FindingsAt &findingsAt = {});

/// "+3", "−2", "±0".
[[nodiscard]] QString signedNumber(qint64 value);

} // namespace gp::decisions
