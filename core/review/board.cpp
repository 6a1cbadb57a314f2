// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/review/board.h"

#include "core/review/parts.h"

using namespace Qt::StringLiterals;

namespace gp::review {

namespace {

QJsonObject rowOf(const Member &member)
{
    QJsonObject row{{u"name"_s, member.name}, {u"present"_s, member.isPresent}};
    put(row, u"role"_s, member.role);
    if (!member.hasVote)
        row.insert(u"vote"_s, false);
    return row;
}

Result<Record> openReview(const Model &model, const QString &key)
{
    Result<Record> review = reviewOf(model, key);
    if (review && statusOf(*review) == ReviewStatus::Held)
        return fail(ErrorCode::Refused, u"'%1' was held, and its minutes are closed: reopen it first"_s.arg(
                                            gp::titleOf(*review)));
    return review;
}

} // namespace

const Member *Board::member(const QString &name) const
{
    const auto it = std::ranges::find(members, name, &Member::name);
    return it == members.end() ? nullptr : &*it;
}

int Board::present() const
{
    return static_cast<int>(std::ranges::count_if(
        members, [](const Member &member) { return member.hasVote && member.isPresent; }));
}

Board boardOf(const Record &review)
{
    Board board;
    board.chair = textOf(review.properties, u"chair"_s);
    int votes = 0;
    const auto rows = rowsOf(review.properties, u"members"_s);
    for (const QJsonObject &row : rows) {
        Member member{textOf(row, u"name"_s), textOf(row, u"role"_s), row.value(u"vote"_s).toBool(true),
                      row.value(u"present"_s).toBool()};
        if (member.name.isEmpty() || board.member(member.name))
            continue;
        votes += member.hasVote ? 1 : 0;
        board.members.append(member);
    }
    const bool hasMembers = !board.members.isEmpty();
    for (const QString &name : listOf(review.properties, u"attendees"_s)) {
        if (!board.member(name))
            board.members.append({name, {}, !hasMembers, true});
    }
    const QJsonValue quorum = review.properties.value(u"quorum"_s);
    board.quorum = quorum.isDouble() ? std::max(0, quorum.toInt()) : hasMembers ? votes / 2 + 1 : 0;
    return board;
}

ReviewStatus statusOf(const Record &review)
{
    const QString status = textOf(review.properties, u"status"_s);
    return status == "held"_L1        ? ReviewStatus::Held
           : status == "scheduled"_L1 ? ReviewStatus::Scheduled
                                      : ReviewStatus::Submitted;
}

QDate dateOf(const Record &review)
{
    return dateIn(review.properties, u"date"_s);
}

Result<void> setPresent(Draft &draft, const QString &review, const QString &name, bool present)
{
    const Result<Record> found = openReview(draft.model(), review);
    if (!found)
        return std::unexpected(found.error());
    if (name.trimmed().isEmpty())
        return fail(ErrorCode::Usage, u"Name who is there"_s);
    Record changed = *found;
    const bool hasTable = !rowsOf(changed.properties, u"members"_s).isEmpty();
    if (!hasTable) {
        // Attendees without members: those who came are named, and no more is known of them.
        QStringList attendees = listOf(changed.properties, u"attendees"_s);
        attendees.removeAll(name.trimmed());
        if (present)
            attendees.append(name.trimmed());
        put(changed.properties, u"attendees"_s, attendees);
        return draft.update(changed);
    }
    Board board = boardOf(changed);
    const auto member = std::ranges::find(board.members, name.trimmed(), &Member::name);
    if (member != board.members.end())
        member->isPresent = present;
    else
        board.members.append({name.trimmed(), {}, false, present});
    QJsonArray rows;
    for (const Member &one : std::as_const(board.members))
        rows.append(rowOf(one));
    changed.properties.insert(u"members"_s, rows);
    changed.properties.remove(u"attendees"_s);
    return draft.update(changed);
}

Result<void> close(Draft &draft, const QString &review, const QDate &date, const QStringList &agenda)
{
    const Result<Record> found = openReview(draft.model(), review);
    if (!found)
        return std::unexpected(found.error());
    if (!date.isValid())
        return fail(ErrorCode::Usage, u"Say when it was held"_s);
    Record changed = *found;
    QStringList there;
    for (const Board board = boardOf(changed); const Member &member : board.members) {
        if (member.isPresent)
            there.append(member.name);
    }
    put(changed.properties, u"attendees"_s, there);
    if (!agenda.isEmpty())
        put(changed.properties, u"agenda"_s, agenda);
    put(changed.properties, u"date"_s, date);
    changed.properties.insert(u"status"_s, u"held"_s);
    return draft.update(changed);
}

Result<void> reopen(Draft &draft, const QString &review)
{
    const Result<Record> found = reviewOf(draft.model(), review);
    if (!found)
        return std::unexpected(found.error());
    if (statusOf(*found) != ReviewStatus::Held)
        return fail(ErrorCode::Usage, u"'%1' was not held yet"_s.arg(gp::titleOf(*found)));
    Record changed = *found;
    changed.properties.insert(u"status"_s, u"scheduled"_s);
    return draft.update(changed);
}

} // namespace gp::review
