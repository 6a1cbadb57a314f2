// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// How a decision becomes accepted, and what becomes of it then. See docs/design/decisions.md.
#pragma once

#include "core/model/draft.h"

#include <QDate>

namespace gp::decisions {

enum class Status { Draft, Proposed, Accepted, Rejected, Deprecated, Superseded };

/// "proposed".
[[nodiscard]] QString toString(Status status);
[[nodiscard]] std::optional<Status> statusFrom(const QString &text);
/// Draft where the record says nothing that is known.
[[nodiscard]] Status statusOf(const Record &decision);
/// What may follow, the usual one first; empty for a superseded one.
[[nodiscard]] QList<Status> nextOf(Status status);
/// What a person does to get there: "Propose", "Accept".
[[nodiscard]] QString verbOf(Status to);

/// One step in the life of a decision.
struct Step
{
    Status to = Status::Proposed;
    QDate date;
    QString by;
    QString note;      ///< a reason: required where a decision is rejected or deprecated
    QString successor; ///< key of the decision that takes its place; for Superseded
    QString review{};  ///< key of the review that took it; empty: none
    /// Why it is accepted without all who sign decisions of its reach; said in the history. Empty: it is not.
    QString unsignedBecause{};
};

/// What stands in the way of a step: sentences that say what to do. Empty: nothing.
[[nodiscard]] QStringList obstacles(const Model &model, const Record &decision, const Step &step);
/// Takes the step: status, date, history, a number with the acceptance, the successor's link. Refused with
/// all that stands in the way.
[[nodiscard]] Result<void> take(Draft &draft, const QString &key, const Step &step);

/// A line in the history that leaves the status as it is: that a board put it off. `step.to` is not read.
[[nodiscard]] Result<void> remark(Draft &draft, const QString &key, const Step &step);

/// A line of the history; where a decision has none, what its status and date say.
struct Passed
{
    Status status = Status::Draft;
    QDate date; ///< invalid where it is not known
    QString by;
    QString note;
    QString review{}; ///< key of the one that took the step
    friend bool operator==(const Passed &, const Passed &) = default;
};
[[nodiscard]] QList<Passed> historyOf(const Record &decision);

/// One more than the highest number that there is.
[[nodiscard]] int nextNumber(const Model &model);
/// Gives a number to a decision that has none; returns the one that it has.
[[nodiscard]] Result<int> giveNumber(Draft &draft, const QString &key);

/// Names of the stakeholders who sign decisions of its reach and are not among its deciders.
[[nodiscard]] QStringList missingSignatures(const Model &model, const Record &decision);
/// An accepted one whose review-by date is before `date`; nothing is due on an invalid date.
[[nodiscard]] bool isReviewDue(const Record &decision, const QDate &date);
/// Those, the most overdue first.
[[nodiscard]] QList<Record> overdueReviews(const Model &model, const QDate &date);

/// Key of a new decision: the title in small letters with hyphens, numbered where that is taken.
[[nodiscard]] QString keyFor(const Model &model, const QString &title);

} // namespace gp::decisions
