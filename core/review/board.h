// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Who sits on the board, and the life of a review.
#pragma once

#include "core/model/draft.h"

#include <QDate>

namespace gp::review {

struct Member
{
    QString name;
    QString role;
    bool hasVote = true;
    bool isPresent = false;
    friend bool operator==(const Member &, const Member &) = default;
};

struct Board
{
    QList<Member> members; ///< in their order; of a review without members its attendees, all present
    QString chair;         ///< a name; may be empty
    int quorum = 0;        ///< members with a vote who have to be there; 0: none

    [[nodiscard]] const Member *member(const QString &name) const;
    [[nodiscard]] int present() const; ///< with a vote
    [[nodiscard]] bool hasQuorum() const { return present() >= quorum; }
};
[[nodiscard]] Board boardOf(const Record &review);

/// Where a review is on its way.
enum class ReviewStatus { Submitted, Scheduled, Held };
[[nodiscard]] ReviewStatus statusOf(const Record &review);

/// The date of the meeting; invalid where it has none.
[[nodiscard]] QDate dateOf(const Record &review);

// Each is one edit. Usage where there is no such review, Refused where it was held.

/// Of somebody who is no member: a guest without a vote.
[[nodiscard]] Result<void> setPresent(Draft &draft, const QString &review, const QString &name, bool present);
/// Held on a date: attendees and agenda are written down, no verdict can be given any more.
[[nodiscard]] Result<void> close(Draft &draft, const QString &review, const QDate &date,
                                 const QStringList &agenda);
/// Back to scheduled. Usage where it was not held.
[[nodiscard]] Result<void> reopen(Draft &draft, const QString &review);

} // namespace gp::review
