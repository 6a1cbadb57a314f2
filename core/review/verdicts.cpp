// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/review/verdicts.h"

#include "core/decisions/life.h"
#include "core/review/actions.h"
#include "core/review/board.h"
#include "core/review/parts.h"
#include "core/review/ruling.h"
#include "core/rules/waivers.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace gp::review {

namespace {

struct Name
{
    Verdict verdict;
    QString text;
    QString word;
};

const QList<Name> &names()
{
    static const QList<Name> all{
        {Verdict::Accept, u"accept"_s, u"accepted"_s},
        {Verdict::AcceptWithConditions, u"accept-with-conditions"_s, u"accepted with conditions"_s},
        {Verdict::Defer, u"defer"_s, u"deferred"_s},
        {Verdict::Reject, u"reject"_s, u"rejected"_s}};
    return all;
}

QString columnOf(Subject::Kind kind)
{
    return kind == Subject::Kind::Decision ? u"decision"_s : u"waiver"_s;
}

std::optional<Subject> subjectOf(const QJsonObject &row)
{
    for (const Subject::Kind kind : {Subject::Kind::Decision, Subject::Kind::Waiver}) {
        if (const QString key = textOf(row, columnOf(kind)); !key.isEmpty())
            return Subject{kind, key};
    }
    return std::nullopt;
}

qsizetype rowWith(const QList<QJsonObject> &rows, const Subject &subject)
{
    const auto it =
        std::ranges::find_if(rows, [&](const QJsonObject &row) { return subjectOf(row) == subject; });
    return it == rows.end() ? -1 : it - rows.begin();
}

bool isAcceptance(Verdict verdict)
{
    return verdict == Verdict::Accept || verdict == Verdict::AcceptWithConditions;
}

void putRows(Record &review, const QList<QJsonObject> &rows)
{
    QJsonArray table;
    for (const QJsonObject &row : rows)
        table.append(row);
    if (table.isEmpty())
        review.properties.remove(u"verdicts"_s);
    else
        review.properties.insert(u"verdicts"_s, table);
}

QJsonObject rowOf(const Ruling &ruling, const QDate &date, const QString &before)
{
    QJsonObject row{{columnOf(ruling.subject.kind), ruling.subject.key},
                    {u"verdict"_s, toString(ruling.verdict)}};
    put(row, u"by"_s, ruling.by);
    put(row, u"rationale"_s, ruling.rationale);
    put(row, u"override"_s, ruling.override);
    put(row, u"date"_s, date);
    row.insert(u"before"_s, before);
    return row;
}

/// What can be said without trying.
QStringList missing(const Model &model, const Record &review, const Ruling &ruling)
{
    QStringList found;
    if (statusOf(review) == ReviewStatus::Held)
        found.append(u"The review was held, and its minutes are closed: reopen it first."_s);
    if (!model.record(columnOf(ruling.subject.kind), ruling.subject.key))
        found.append(u"There is no %1 '%2'."_s.arg(columnOf(ruling.subject.kind), ruling.subject.key));
    if (ruling.by.isEmpty())
        found.append(u"Name who decides."_s);
    const bool isDeviation = ruling.subject.kind == Subject::Kind::Waiver;
    const bool needsReason =
        isDeviation || ruling.verdict == Verdict::AcceptWithConditions || ruling.verdict == Verdict::Reject;
    if (needsReason && ruling.rationale.trimmed().isEmpty())
        found.append(isDeviation ? u"Say why: a verdict on a deviation needs a rationale."_s
                                 : u"Say why: conditions and rejections need a rationale."_s);
    if (ruling.verdict == Verdict::AcceptWithConditions) {
        if (ruling.conditions.isEmpty())
            found.append(u"Name the conditions."_s);
    } else if (!ruling.conditions.isEmpty())
        found.append(u"Conditions go with an acceptance with conditions only."_s);
    QStringList titles;
    for (const Condition &condition : ruling.conditions) {
        if (condition.title.trimmed().isEmpty())
            found.append(u"A condition says nothing."_s);
        else if (condition.owner.trimmed().isEmpty() || !condition.due.isValid())
            found.append(u"Say who sees to '%1', and by when."_s.arg(condition.title.trimmed()));
        if (titles.contains(condition.title.trimmed()))
            found.append(u"The condition '%1' is named twice."_s.arg(condition.title.trimmed()));
        titles.append(condition.title.trimmed());
    }
    return found;
}

/// The verdict is written, whoever may say it.
Result<void> write(Draft &draft, const Record &review, const Ruling &ruling)
{
    QList<QJsonObject> rows = rowsOf(review.properties, u"verdicts"_s);
    const qsizetype at = rowWith(rows, ruling.subject);
    if (at >= 0) {
        if (auto done = restore(draft, review, ruling.subject, rows.at(at)); !done)
            return done;
    }
    const QString before = beforeOf(draft.model(), ruling.subject);
    const QDate date = dayOf(draft.model(), review, ruling.date);
    if (!date.isValid())
        return fail(ErrorCode::Refused, u"Say of which date this is."_s);
    if (auto done = ruling.subject.kind == Subject::Kind::Decision
                        ? applyToDecision(draft, review, ruling, date)
                        : applyToWaiver(draft, ruling, date);
        !done)
        return done;
    if (auto done = putConditions(draft, review.key, ruling.subject, ruling.conditions); !done)
        return done;
    const QJsonObject row = rowOf(ruling, date, before);
    if (at >= 0)
        rows[at] = row;
    else
        rows.append(row);
    Record changed = review;
    putRows(changed, rows);
    return draft.update(changed);
}

QString nextWaiverKey(const Model &model)
{
    int highest = 0;
    const auto all = model.recordsOfKind(u"waiver"_s);
    for (const Record &waiver : all) {
        if (waiver.key.startsWith("wai-"_L1))
            highest = std::max(highest, waiver.key.sliced(4).toInt());
    }
    return u"wai-%1"_s.arg(highest + 1, 3, 10, QLatin1Char('0'));
}

} // namespace

QString toString(Verdict verdict)
{
    return std::ranges::find(names(), verdict, &Name::verdict)->text;
}

std::optional<Verdict> verdictFrom(const QString &text)
{
    const auto it = std::ranges::find(names(), text, &Name::text);
    return it == names().end() ? std::nullopt : std::optional(it->verdict);
}

QString wordOf(Verdict verdict)
{
    return std::ranges::find(names(), verdict, &Name::verdict)->word;
}

QList<Recorded> verdictsOf(const Record &review)
{
    QList<Recorded> all;
    const auto rows = rowsOf(review.properties, u"verdicts"_s);
    for (const QJsonObject &row : rows) {
        const auto subject = subjectOf(row);
        const auto verdict = verdictFrom(textOf(row, u"verdict"_s));
        if (subject && verdict)
            all.append({*subject, *verdict, listOf(row, u"by"_s), textOf(row, u"rationale"_s),
                        textOf(row, u"override"_s), dateIn(row, u"date"_s)});
    }
    return all;
}

std::optional<Recorded> verdictOn(const Record &review, const Subject &subject)
{
    const QList<Recorded> all = verdictsOf(review);
    const auto it = std::ranges::find(all, subject, &Recorded::subject);
    return it == all.end() ? std::nullopt : std::optional(*it);
}

QList<Subject> subjectsOf(const Model &model, const Record &review)
{
    QList<Subject> all;
    const auto add = [&](Subject::Kind kind, const QString &key) {
        const Subject subject{kind, key};
        if (model.record(columnOf(kind), key) && !all.contains(subject))
            all.append(subject);
    };
    for (const QString &key : listOf(review.properties, u"decisions"_s))
        add(Subject::Kind::Decision, key);
    for (const QString &key : listOf(review.properties, u"waivers"_s))
        add(Subject::Kind::Waiver, key);
    // A review that was held asked about what it asked about, and about no more.
    if (statusOf(review) != ReviewStatus::Held) {
        const auto waivers = model.recordsOfKind(u"waiver"_s);
        for (const Record &waiver : waivers) {
            if (textOf(waiver.properties, u"status"_s) == "requested"_L1)
                add(Subject::Kind::Waiver, waiver.key);
        }
    }
    const auto verdicts = verdictsOf(review);
    for (const Recorded &recorded : verdicts)
        add(recorded.subject.kind, recorded.subject.key);
    return all;
}

QString titleOf(const Model &model, const Subject &subject)
{
    const Record *record = model.record(columnOf(subject.kind), subject.key);
    return record ? gp::titleOf(*record) : subject.key;
}

QStringList violations(const Model &model, const QString &review, const Ruling &ruling)
{
    const Result<Record> found = reviewOf(model, review);
    if (!found)
        return {found.error().message};
    QStringList against;
    const Board board = boardOf(*found);
    if (!board.hasQuorum())
        against.append(
            u"There is no quorum: %1 with a vote are there, and it takes %2."_s.arg(board.present())
                .arg(board.quorum));
    if (const Member *chair = board.member(board.chair); chair && !chair->isPresent)
        against.append(u"%1, who chairs the board, is not there."_s.arg(board.chair));
    for (const QString &name : ruling.by) {
        const Member *member = board.member(name);
        if (board.members.isEmpty())
            break;
        if (!member)
            against.append(u"%1 is not on the board."_s.arg(name));
        else if (!member->isPresent)
            against.append(u"%1 is not there."_s.arg(name));
        else if (!member->hasVote)
            against.append(u"%1 has no vote."_s.arg(name));
    }
    if (!isAcceptance(ruling.verdict))
        return against;
    const Record *subject = model.record(columnOf(ruling.subject.kind), ruling.subject.key);
    if (subject && ruling.subject.kind == Subject::Kind::Decision) {
        const Record decided = withDeciders(*subject, ruling.by);
        const QStringList unsignedBy = decisions::missingSignatures(model, decided);
        for (const QString &name : unsignedBy)
            against.append(u"%1 signs decisions of reach %2 and is not among those who decide."_s.arg(
                name, textOf(subject->properties, u"reach"_s)));
    } else if (subject) {
        const QString approver = textOf(subject->properties, u"approver"_s);
        const QString owner = textOf(subject->properties, u"owner"_s);
        if (!approver.isEmpty() && !ruling.by.contains(approver))
            against.append(u"%1 has to approve it and is not among those who decide."_s.arg(approver));
        if (!owner.isEmpty() && ruling.by == QStringList{owner})
            against.append(u"%1 asks for it, and cannot grant it alone."_s.arg(owner));
    }
    return against;
}

QStringList obstacles(const Model &model, const QString &review, const Ruling &ruling)
{
    const Result<Record> found = reviewOf(model, review);
    if (!found)
        return {found.error().message};
    QStringList all = missing(model, *found, ruling);
    if (!all.isEmpty())
        return all;
    // What else is in the way shows by trying; a signature is a violation, and no obstacle.
    Draft trial(model);
    Ruling allowed = ruling;
    if (allowed.override.trimmed().isEmpty())
        allowed.override = u"-"_s;
    if (const auto done = write(trial, *found, allowed); !done)
        all.append(done.error().message);
    return all;
}

Result<void> decide(Draft &draft, const QString &review, const Ruling &ruling)
{
    const Result<Record> found = reviewOf(draft.model(), review);
    if (!found)
        return std::unexpected(found.error());
    QStringList inTheWay = obstacles(draft.model(), review, ruling);
    if (ruling.override.trimmed().isEmpty())
        inTheWay += violations(draft.model(), review, ruling);
    if (!inTheWay.isEmpty())
        return fail(ErrorCode::Refused,
                    u"'%1' cannot be %2. %3"_s.arg(titleOf(draft.model(), ruling.subject),
                                                   wordOf(ruling.verdict), inTheWay.join(u' ')));
    // Nothing to get over: no reason is kept.
    Ruling said = ruling;
    if (violations(draft.model(), review, ruling).isEmpty())
        said.override.clear();
    Draft work = draft;
    if (auto done = write(work, *found, said); !done)
        return done;
    draft = std::move(work);
    return {};
}

Result<void> withdraw(Draft &draft, const QString &review, const Subject &subject)
{
    const Result<Record> found = reviewOf(draft.model(), review);
    if (!found)
        return std::unexpected(found.error());
    QList<QJsonObject> rows = rowsOf(found->properties, u"verdicts"_s);
    const qsizetype at = rowWith(rows, subject);
    if (at < 0)
        return fail(ErrorCode::Usage, u"There is no verdict on '%1'"_s.arg(titleOf(draft.model(), subject)));
    if (statusOf(*found) == ReviewStatus::Held)
        return fail(ErrorCode::Refused,
                    u"The review was held, and its minutes are closed: reopen it first"_s);
    Draft work = draft;
    if (auto done = restore(work, *found, subject, rows.at(at)); !done)
        return done;
    if (auto done = putConditions(work, review, subject, {}); !done)
        return done;
    rows.removeAt(at);
    Record changed = *found;
    putRows(changed, rows);
    if (auto done = work.update(changed); !done)
        return done;
    draft = std::move(work);
    return {};
}

Result<QString> askForWaiver(Draft &draft, const QString &review, const Deviation &deviation)
{
    const Result<Record> found = reviewOf(draft.model(), review);
    if (!found)
        return std::unexpected(found.error());
    if (statusOf(*found) == ReviewStatus::Held)
        return fail(ErrorCode::Refused,
                    u"The review was held, and its minutes are closed: reopen it first"_s);
    QStringList lacking;
    if (deviation.rule.trimmed().isEmpty())
        lacking.append(u"the rule or NFR"_s);
    if (!draft.model().element(deviation.element))
        lacking.append(u"the element"_s);
    if (deviation.reason.trimmed().isEmpty())
        lacking.append(u"the reason"_s);
    if (deviation.compensatingControl.trimmed().isEmpty())
        lacking.append(u"what makes up for it"_s);
    if (!deviation.expires.isValid() && deviation.expiresAtPlateau.isEmpty())
        lacking.append(u"when it ends"_s);
    if (!deviation.expiresAtPlateau.isEmpty() && !draft.model().plateau(deviation.expiresAtPlateau))
        lacking.append(u"a plateau that there is"_s);
    if (!lacking.isEmpty())
        return fail(ErrorCode::Usage, u"A waiver names %1"_s.arg(lacking.join(u", "_s)));
    QString approver = deviation.approver.trimmed();
    if (approver.isEmpty())
        approver = boardOf(*found).chair;
    if (approver.isEmpty())
        return fail(ErrorCode::Usage, u"Name who approves the waiver"_s);
    QJsonObject properties{{u"rule"_s, deviation.rule.trimmed()},
                           {u"element"_s, deviation.element},
                           {u"reason"_s, deviation.reason.trimmed()},
                           {u"compensating_control"_s, deviation.compensatingControl.trimmed()},
                           {u"approver"_s, approver},
                           {u"status"_s, u"requested"_s}};
    put(properties, u"owner"_s, deviation.owner);
    put(properties, u"expires"_s, deviation.expires);
    put(properties, u"expires_at_plateau"_s, deviation.expiresAtPlateau);
    const QString key = nextWaiverKey(draft.model());
    Draft work = draft;
    if (const auto added = work.addRecord(u"waiver"_s, key, properties); !added)
        return std::unexpected(added.error());
    Record changed = *found;
    QStringList asked = listOf(changed.properties, u"waivers"_s);
    asked.append(key);
    put(changed.properties, u"waivers"_s, asked);
    if (auto done = work.update(changed); !done)
        return std::unexpected(done.error());
    draft = std::move(work);
    return key;
}

Result<QString> grantOnTheSpot(Draft &draft, const QString &review, const Deviation &deviation, Ruling ruling)
{
    Draft work = draft;
    const Result<QString> key = askForWaiver(work, review, deviation);
    if (!key)
        return key;
    ruling.subject = {Subject::Kind::Waiver, *key};
    if (ruling.rationale.trimmed().isEmpty())
        ruling.rationale = deviation.reason;
    if (auto done = decide(work, review, ruling); !done)
        return std::unexpected(done.error());
    draft = std::move(work);
    return key;
}

} // namespace gp::review
