// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/model.h"

#include <QSet>

namespace gp::rules {

/// The waivers that hold at a plateau: not expired by the project's date (`today` where it has none) or,
/// where that is later, the plateau's, and their last plateau not yet reached. Value type; keeps a copy of
/// the model.
class WaiversInForce
{
public:
    WaiversInForce(const Model &model, PlateauId plateau, const QDate &today = {});

    /// The one that covers a rule or an NFR for an element; nullptr if none does. Lives as long as this.
    [[nodiscard]] const Record *find(const QString &ruleOrNfr, const QString &elementKey) const;

    /// Whether there is one for this rule or NFR at all.
    [[nodiscard]] bool concerns(const QString &ruleOrNfr) const { return m_rules.contains(ruleOrNfr); }

private:
    QSet<QString> m_rules;
    QHash<std::pair<QString, QString>, Record> m_waivers;
};

/// Whether a waiver holds at a plateau: granted (which one without a status is), and not at its end.
[[nodiscard]] bool isInForce(const Model &model, const Record &waiver, PlateauId plateau,
                             const QDate &today = {});

/// "until 2027-03-31", "until Wave 2", or empty where it has no end.
[[nodiscard]] QString endOf(const Model &model, const Record &waiver);

/// The date of the facts: property `date` of the project's record; empty where it is not set.
[[nodiscard]] QString projectDate(const Model &model);
/// The same, or else `today` where that is valid.
[[nodiscard]] QString dateOf(const Model &model, const QDate &today);

} // namespace gp::rules
