// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/review/ruling.h"

#include "core/decisions/life.h"
#include "core/review/board.h"
#include "core/review/parts.h"
#include "core/rules/waivers.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace gp::review {

namespace {

const QStringList &touchedBy(Subject::Kind kind)
{
    static const QStringList decision{u"chosen"_s,  u"date"_s,   u"deciders"_s,
                                      u"history"_s, u"number"_s, u"status"_s};
    static const QStringList waiver{u"approver"_s, u"granted"_s, u"status"_s};
    return kind == Subject::Kind::Decision ? decision : waiver;
}

const Record *recordOf(const Model &model, const Subject &subject)
{
    return model.record(subject.kind == Subject::Kind::Decision ? u"decision"_s : u"waiver"_s, subject.key);
}

/// Whether the subject is as a verdict left it; else what happened.
QString movedOn(const Record &review, const Subject &subject, const Record &record, const QJsonObject &row)
{
    if (subject.kind == Subject::Kind::Waiver) {
        const QString verdict = textOf(row, u"verdict"_s);
        const QString left = verdict == "reject"_L1  ? u"refused"_s
                             : verdict == "defer"_L1 ? u"requested"_s
                                                     : u"granted"_s;
        const QString status = textOf(record.properties, u"status"_s);
        return status == left ? QString() : u"it is %1 now"_s.arg(status.isEmpty() ? u"granted"_s : status);
    }
    const decisions::Passed last = decisions::historyOf(record).last();
    if (last.review == review.key)
        return {};
    return u"it became %1%2"_s.arg(decisions::toString(last.status),
                                   last.date.isValid() ? QString(u" on "_s + last.date.toString(Qt::ISODate))
                                                       : QString());
}

/// "Design review November 2026: accepted with 2 conditions. Batch jobs until March."
QString noteOf(const Record &review, const Ruling &ruling)
{
    QString note = gp::titleOf(review) + u": "_s + wordOf(ruling.verdict);
    if (!ruling.conditions.isEmpty()) {
        QStringList titles;
        for (const Condition &condition : ruling.conditions)
            titles.append(condition.title.trimmed());
        note += u" ("_s + titles.join(u"; "_s) + u')';
    }
    note += u'.';
    if (const QString rationale = ruling.rationale.simplified(); !rationale.isEmpty())
        note += u' ' + rationale;
    return note;
}

/// The statuses to go through, to get from one to another; none: there is no way.
std::optional<QList<decisions::Status>> wayTo(decisions::Status from, decisions::Status to)
{
    using decisions::Status;
    if (from == to)
        return QList<Status>{};
    if (decisions::nextOf(from).contains(to))
        return QList<Status>{to};
    if (decisions::nextOf(from).contains(Status::Proposed) &&
        decisions::nextOf(Status::Proposed).contains(to))
        return QList<Status>{Status::Proposed, to};
    return std::nullopt;
}

} // namespace

Record withDeciders(const Record &decision, const QStringList &by)
{
    Record changed = decision;
    QStringList deciders = listOf(decision.properties, u"deciders"_s);
    deciders += by;
    deciders.removeDuplicates();
    put(changed.properties, u"deciders"_s, deciders);
    return changed;
}

QString beforeOf(const Model &model, const Subject &subject)
{
    QJsonObject before;
    if (const Record *record = recordOf(model, subject)) {
        for (const QString &property : touchedBy(subject.kind)) {
            if (record->properties.contains(property))
                before.insert(property, record->properties.value(property));
        }
    }
    return QString::fromUtf8(QJsonDocument(before).toJson(QJsonDocument::Compact));
}

Result<void> restore(Draft &draft, const Record &review, const Subject &subject, const QJsonObject &row)
{
    const Record *record = recordOf(draft.model(), subject);
    if (!record)
        return fail(ErrorCode::Usage, u"'%1' is not there any more"_s.arg(subject.key));
    if (const QString moved = movedOn(review, subject, *record, row); !moved.isEmpty())
        return fail(ErrorCode::Refused,
                    u"'%1' has moved on since the verdict (%2): it cannot be changed here any more."_s.arg(
                        gp::titleOf(*record), moved));
    const QJsonDocument before = QJsonDocument::fromJson(row.value(u"before"_s).toString().toUtf8());
    if (!before.isObject())
        return fail(ErrorCode::Refused,
                    u"What '%1' was before the verdict is not written down: it cannot be changed here."_s.arg(
                        gp::titleOf(*record)));
    Record changed = *record;
    for (const QString &property : touchedBy(subject.kind)) {
        if (const QJsonValue value = before.object().value(property); !value.isUndefined() && !value.isNull())
            changed.properties.insert(property, value);
        else
            changed.properties.remove(property);
    }
    return draft.update(changed);
}

Result<void> applyToDecision(Draft &draft, const Record &review, const Ruling &ruling, const QDate &date)
{
    using decisions::Status;
    const Record *found = recordOf(draft.model(), ruling.subject);
    if (!found)
        return fail(ErrorCode::Usage, u"There is no decision '%1'"_s.arg(ruling.subject.key));
    const Status now = decisions::statusOf(*found);
    decisions::Step step{now, date, ruling.by.join(u", "_s), noteOf(review, ruling), {}, review.key, {}};
    if (!ruling.override.trimmed().isEmpty())
        step.unsignedBecause = u"Decided in spite of what stood in the way: "_s + ruling.override.trimmed();
    if (ruling.verdict == Verdict::Defer) {
        if (decisions::nextOf(now).isEmpty())
            return fail(ErrorCode::Refused, u"It is %1, and stays so."_s.arg(decisions::toString(now)));
        return decisions::remark(draft, ruling.subject.key, step);
    }
    Record changed = withDeciders(*found, ruling.by);
    if (!ruling.chosen.isEmpty())
        put(changed.properties, u"chosen"_s, ruling.chosen);
    const Status wanted = ruling.verdict == Verdict::Reject ? Status::Rejected : Status::Accepted;
    const auto way = wayTo(now, wanted);
    if (!way)
        return fail(ErrorCode::Refused,
                    u"It is %1, and a board cannot make it %2: supersede or deprecate it."_s.arg(
                        decisions::toString(now), decisions::toString(wanted)));
    if (auto done = draft.update(changed); !done)
        return done;
    if (way->isEmpty())
        return decisions::remark(draft, ruling.subject.key, step);
    for (const Status to : *way) {
        decisions::Step taken = step;
        taken.to = to;
        if (to != wanted)
            taken.unsignedBecause.clear();
        if (auto done = decisions::take(draft, ruling.subject.key, taken); !done)
            return done;
    }
    return {};
}

Result<void> applyToWaiver(Draft &draft, const Ruling &ruling, const QDate &date)
{
    const Record *found = recordOf(draft.model(), ruling.subject);
    if (!found)
        return fail(ErrorCode::Usage, u"There is no waiver '%1'"_s.arg(ruling.subject.key));
    Record changed = *found;
    switch (ruling.verdict) {
    case Verdict::Accept:
    case Verdict::AcceptWithConditions:
        changed.properties.insert(u"status"_s, u"granted"_s);
        put(changed.properties, u"granted"_s, date);
        if (!ruling.by.contains(textOf(changed.properties, u"approver"_s)) && !ruling.by.isEmpty())
            changed.properties.insert(u"approver"_s, ruling.by.first());
        break;
    case Verdict::Defer:
        changed.properties.insert(u"status"_s, u"requested"_s);
        break;
    case Verdict::Reject:
        changed.properties.insert(u"status"_s, u"refused"_s);
        break;
    }
    return draft.update(changed);
}

QDate dayOf(const Model &model, const Record &review, const QDate &given)
{
    if (given.isValid())
        return given;
    const QDate held = dateOf(review);
    return held.isValid() ? held : QDate::fromString(rules::projectDate(model), Qt::ISODate);
}

} // namespace gp::review
