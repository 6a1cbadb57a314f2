// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// What a verdict does to its subject, and how that is taken back. Private to the room.
#pragma once

#include "core/review/verdicts.h"

namespace gp::review {

/// The decision with further deciders.
[[nodiscard]] Record withDeciders(const Record &decision, const QStringList &by);
/// The properties of a subject that a verdict touches, as JSON.
[[nodiscard]] QString beforeOf(const Model &model, const Subject &subject);
/// Puts the subject back to what a row says it was. Refused where somebody has moved it on since, or the row
/// does not say.
[[nodiscard]] Result<void> restore(Draft &draft, const Record &review, const Subject &subject,
                                   const QJsonObject &row);
[[nodiscard]] Result<void> applyToDecision(Draft &draft, const Record &review, const Ruling &ruling,
                                           const QDate &date);
[[nodiscard]] Result<void> applyToWaiver(Draft &draft, const Ruling &ruling, const QDate &date);
/// The given date, else that of the review, else that of the project.
[[nodiscard]] QDate dayOf(const Model &model, const Record &review, const QDate &given);

} // namespace gp::review
