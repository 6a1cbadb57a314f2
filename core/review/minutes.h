// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/review/actions.h"
#include "core/review/board.h"

namespace gp::review {

/// A verdict with all that is written down about it.
struct Item
{
    Recorded verdict;
    QString title;  ///< of its subject
    QString status; ///< that the decision or the waiver has now
    QList<Action> conditions;
};

/// What a review leaves behind: from the records alone, so that it agrees with them.
struct Minutes
{
    QString key;
    QString title;
    QDate date;
    ReviewStatus status = ReviewStatus::Submitted;
    Board board;
    QStringList agenda; ///< titles
    QList<Item> items;
    QList<Subject> undecided; ///< on the table, and without a verdict
    QList<Action> actions;    ///< that are no conditions and no questions
    QList<Action> questions;
    QString text; ///< what a person wrote; Markdown
};

/// Usage where there is no such review.
[[nodiscard]] Result<Minutes> minutesOf(const Model &model, const QString &review);

} // namespace gp::review
