// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// What the architect makes of a proposed agenda. Stored in the review (table `steps`).
#pragma once

#include "core/model/draft.h"
#include "core/review/agenda.h"

namespace gp::review {

/// Puts what is stored in a review over the steps that were worked out. Steps that are not stored keep their
/// place behind the one that they follow.
[[nodiscard]] QList<Step> arranged(const Model &model, const Record &review, QList<Step> steps);

// Each is one edit of the review, and takes the agenda as it is shown. Usage where there is no such review or
// step.

/// So that it stands at `place` (from 0, among all steps, those that are cut too).
[[nodiscard]] Result<void> moveStep(Draft &draft, const Agenda &agenda, const QString &step, qsizetype place);
/// Leaves a step out, or takes it in again.
[[nodiscard]] Result<void> cutStep(Draft &draft, const Agenda &agenda, const QString &step, bool cut);
/// An empty title is the one worked out.
[[nodiscard]] Result<void> renameStep(Draft &draft, const Agenda &agenda, const QString &step,
                                      const QString &title);
/// What the speaker wants to say; Markdown.
[[nodiscard]] Result<void> noteStep(Draft &draft, const Agenda &agenda, const QString &step,
                                    const QString &notes);

/// The text of an own step; Markdown. Refused for the others, whose lines are worked out.
[[nodiscard]] Result<void> writeStep(Draft &draft, const Agenda &agenda, const QString &step,
                                     const QString &text);

struct OwnStep
{
    QString title;
    QString text{};         ///< Markdown
    QString view{};         ///< key of a view to show; may be empty
    QStringList elements{}; ///< keys of what to show in it, or instead
};
/// Behind a step; at the end where `after` is empty. Returns its id.
[[nodiscard]] Result<QString> addStep(Draft &draft, const Agenda &agenda, const OwnStep &step,
                                      const QString &after = {});
/// Takes away an own step or one that is gone. Refused for the others: they can be cut.
[[nodiscard]] Result<void> removeStep(Draft &draft, const Agenda &agenda, const QString &step);
/// Order, cuts and titles as worked out; notes stay, and own steps, which come last.
[[nodiscard]] Result<void> resetSteps(Draft &draft, const Agenda &agenda);

} // namespace gp::review
