// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// What a board decided, and everything that follows from it. See docs/design/review.md.
#pragma once

#include "core/model/draft.h"

#include <QDate>

namespace gp::review {

enum class Verdict { Accept, AcceptWithConditions, Defer, Reject };
/// "accept-with-conditions".
[[nodiscard]] QString toString(Verdict verdict);
[[nodiscard]] std::optional<Verdict> verdictFrom(const QString &text);
/// "accepted with conditions".
[[nodiscard]] QString wordOf(Verdict verdict);

/// A decision, or a deviation: a waiver that is asked for.
struct Subject
{
    enum class Kind { Decision, Waiver };
    Kind kind = Kind::Decision;
    QString key;
    friend bool operator==(const Subject &, const Subject &) = default;
};

struct Condition
{
    QString title;
    QString owner;
    QDate due;
    friend bool operator==(const Condition &, const Condition &) = default;
};

/// What the board says.
struct Ruling
{
    Subject subject;
    Verdict verdict = Verdict::Accept;
    QStringList by;                ///< names of the members who decide
    QString rationale{};           ///< required for a deviation, with conditions and to reject
    QList<Condition> conditions{}; ///< at least one where it is accepted with conditions, else none
    QString chosen{};              ///< title of an option of the decision, where the board chooses
    QString override{};            ///< why it decides in spite of violations()
    QDate date{};                  ///< invalid: that of the review
};

/// A verdict as it is written down.
struct Recorded
{
    Subject subject;
    Verdict verdict = Verdict::Accept;
    QStringList by;
    QString rationale;
    QString override;
    QDate date;
    friend bool operator==(const Recorded &, const Recorded &) = default;
};
/// In the order in which they were given; rows that say nothing that is known are left out.
[[nodiscard]] QList<Recorded> verdictsOf(const Record &review);
[[nodiscard]] std::optional<Recorded> verdictOn(const Record &review, const Subject &subject);
/// What a board is asked about: the review's decisions and waivers, then those that are asked for and lie on
/// its way, those with a verdict among them.
[[nodiscard]] QList<Subject> subjectsOf(const Model &model, const Record &review);
/// "ADR-0011 Sign every artifact".
[[nodiscard]] QString titleOf(const Model &model, const Subject &subject);

/// Why this board may not say that: quorum, who is there, decision rights. Sentences. Empty: it may. An
/// override with a reason lets it through.
[[nodiscard]] QStringList violations(const Model &model, const QString &review, const Ruling &ruling);
/// What is missing or makes no sense, and no override helps. Sentences that say what to do.
[[nodiscard]] QStringList obstacles(const Model &model, const QString &review, const Ruling &ruling);

/// Writes a verdict down, or another one in its place: the row in the review, the decision's status and
/// history or the waiver's, the conditions as actions. Refused with all that stands in the way.
[[nodiscard]] Result<void> decide(Draft &draft, const QString &review, const Ruling &ruling);
/// As if it had not been given. Usage where there is none.
[[nodiscard]] Result<void> withdraw(Draft &draft, const QString &review, const Subject &subject);

/// A deviation that is asked for.
struct Deviation
{
    QString rule;    ///< a rule or an NFR
    QString element; ///< key
    QString reason;
    QString compensatingControl;
    QString owner{};
    QString approver{}; ///< by name; empty: the chair
    QDate expires{};
    QString expiresAtPlateau{}; ///< key
};
/// Puts a waiver on the table: requested, and among those of the review. Returns its key.
[[nodiscard]] Result<QString> askForWaiver(Draft &draft, const QString &review, const Deviation &deviation);
/// The same, and grants it in one edit. `ruling.subject` is filled in.
[[nodiscard]] Result<QString> grantOnTheSpot(Draft &draft, const QString &review, const Deviation &deviation,
                                             Ruling ruling);

} // namespace gp::review
