// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// What waits for the board, how long it takes, and what is overdue.
#pragma once

#include "core/review/actions.h"
#include "core/review/board.h"
#include "core/rules/nfr.h"

#include <functional>

namespace gp::review {

/// Business days that a design may wait for its verdict.
inline constexpr int bar = 10;

/// Monday to Friday, without the first day: 0 on the same day. Negative where `to` is before `from`; none
/// where a date is invalid.
[[nodiscard]] std::optional<int> businessDays(const QDate &from, const QDate &to);

/// Something that a submitted design should have.
struct Check
{
    QString text; ///< what is asked
    bool isMet = false;
    QString missing{}; ///< where it is not: what to do
    friend bool operator==(const Check &, const Check &) = default;
};

using NfrsAt = std::function<QList<rules::NfrRow>(PlateauId)>;

struct Waiting
{
    QString key;
    QString title;
    ReviewStatus status = ReviewStatus::Submitted;
    QDate submitted;
    QDate date; ///< of the meeting; may be invalid
    QStringList reviewers;
    QList<Check> checks;
    int complete = 0;           ///< per cent of the checks that are met
    std::optional<int> waited;  ///< business days, up to `today`
    std::optional<int> planned; ///< up to the meeting
    bool isLate = false;        ///< more than the bar has passed, or will have at the meeting
};
/// Those that were not held, the longest waiting first. `nfrsAt`: asks for the answers to the NFRs as well.
[[nodiscard]] QList<Waiting> queueOf(const Model &model, const QDate &today, const NfrsAt &nfrsAt = {});
/// What one design should have before it comes to the board.
[[nodiscard]] QList<Check> checksOf(const Model &model, const Record &review, const NfrsAt &nfrsAt = {});

struct Cycle
{
    QString key;
    QString title;
    QDate submitted;
    QDate decided;
    int days = 0; ///< business days
};
struct Throughput
{
    QList<Cycle> cycles; ///< held reviews with both dates, by date
    double mean = 0;     ///< business days; 0 where there is none
    double median = 0;
    int late = 0; ///< that took longer than the bar
};
[[nodiscard]] Throughput throughputOf(const Model &model);

struct Overdue
{
    QList<Action> actions;   ///< conditions among them
    QList<Record> decisions; ///< whose review is due
    QList<Waiting> reviews;  ///< later than the bar
};
[[nodiscard]] Overdue overdueAt(const Model &model, const QDate &today);

} // namespace gp::review
