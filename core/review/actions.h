// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Conditions, actions and parked questions: records of kind `action`.
#pragma once

#include "core/model/draft.h"
#include "core/review/verdicts.h"

namespace gp::review {

enum class ActionKind { Condition, Action, Question };
/// "condition".
[[nodiscard]] QString toString(ActionKind kind);
[[nodiscard]] std::optional<ActionKind> actionKindFrom(const QString &text);

struct Action
{
    QString key;
    QString title;
    ActionKind kind = ActionKind::Action;
    QString owner;
    QDate due;
    bool isDone = false;
    QDate done;       ///< when; may be invalid
    QString review;   ///< key of the one that it comes from
    QString decision; ///< keys of what it is about; may be empty
    QString waiver;
    QString note;

    [[nodiscard]] bool isOverdue(const QDate &date) const
    {
        return !isDone && due.isValid() && date.isValid() && due < date;
    }
    friend bool operator==(const Action &, const Action &) = default;
};

/// All, by review, then kind, then key.
[[nodiscard]] QList<Action> actionsOf(const Model &model);
[[nodiscard]] QList<Action> actionsOf(const Model &model, const QString &review);
/// The conditions of a verdict.
[[nodiscard]] QList<Action> conditionsOf(const Model &model, const QString &review, const Subject &subject);
/// Open ones of other reviews than this, which were there before it: those to ask about first, by due date.
[[nodiscard]] QList<Action> carriedOver(const Model &model, const QString &review);
/// Open and due before a date, the most overdue first.
[[nodiscard]] QList<Action> overdueActions(const Model &model, const QDate &date);

struct NewAction
{
    QString title;
    ActionKind kind = ActionKind::Action; ///< conditions come with a verdict: Usage for them
    QString owner{};
    QDate due{};
    Subject about{}; ///< an empty key: nothing in particular
};
/// Returns its key: "2026-11-action-1". Usage without a title, or an action without an owner.
[[nodiscard]] Result<QString> addAction(Draft &draft, const QString &review, const NewAction &action);
/// Done on a date, or open again where that is invalid.
[[nodiscard]] Result<void> setDone(Draft &draft, const QString &key, const QDate &date,
                                   const QString &note = {});

/// Makes these the conditions of a verdict; those of the same title stay the same. For decide().
[[nodiscard]] Result<void> putConditions(Draft &draft, const QString &review, const Subject &subject,
                                         const QList<Condition> &conditions);

} // namespace gp::review
