// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/decisions/life.h"

#include "core/decisions/links.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::decisions {

namespace {

struct Name
{
    Status status;
    QString text;
    QString verb;
};

const QList<Name> &names()
{
    static const QList<Name> all{{Status::Draft, u"draft"_s, u"Back to draft"_s},
                                 {Status::Proposed, u"proposed"_s, u"Propose"_s},
                                 {Status::Accepted, u"accepted"_s, u"Accept"_s},
                                 {Status::Rejected, u"rejected"_s, u"Reject"_s},
                                 {Status::Deprecated, u"deprecated"_s, u"Deprecate"_s},
                                 {Status::Superseded, u"superseded"_s, u"Supersede"_s}};
    return all;
}

QString trimmedText(const Record &record, const QString &property)
{
    return record.properties.value(property).toString().trimmed();
}

QStringList listOf(const Record &record, const QString &property)
{
    QStringList items;
    const QJsonArray list = record.properties.value(property).toArray();
    for (const QJsonValue &item : list)
        items.append(item.toString());
    return items;
}

QStringList obstaclesToAccept(const Model &model, const Record &decision, const Step &step)
{
    QStringList found;
    const QString chosen = trimmedText(decision, u"chosen"_s);
    if (chosen.isEmpty() && trimmedText(decision, u"outcome"_s).isEmpty())
        found.append(u"It says nothing of what was decided: name the chosen option or write the outcome."_s);
    QStringList options;
    const QJsonArray table = decision.properties.value(u"options"_s).toArray();
    for (const QJsonValue &option : table)
        options.append(option[u"title"_s].toString());
    if (!chosen.isEmpty() && !options.isEmpty() && !options.contains(chosen))
        found.append(
            u"The chosen option '%1' is not among the considered ones (%2): choose one of them."_s.arg(
                chosen, options.join(u", "_s)));
    if (trimmedText(decision, u"context"_s).isEmpty() && trimmedText(decision, u"basis_to"_s).isEmpty())
        found.append(u"It has no context: say what made the decision necessary."_s);
    if (listOf(decision, u"deciders"_s).isEmpty())
        found.append(u"Nobody decided it: name the deciders."_s);
    const QStringList missing =
        step.unsignedBecause.trimmed().isEmpty() ? missingSignatures(model, decision) : QStringList();
    for (const QString &name : missing)
        found.append(u"%1 signs decisions of reach %2 and is not among the deciders."_s.arg(
            name, trimmedText(decision, u"reach"_s)));
    return found;
}

QStringList obstaclesToSupersede(const Model &model, const Record &decision, const Step &step)
{
    if (step.successor.isEmpty())
        return {u"Name the decision that takes its place."_s};
    const Record *successor = model.record(u"decision"_s, step.successor);
    if (!successor)
        return {u"There is no decision '%1' to take its place."_s.arg(step.successor)};
    if (successor->key == decision.key)
        return {u"A decision cannot take its own place."_s};
    if (statusOf(*successor) != Status::Accepted)
        return {u"'%1' is %2: accept it before it takes the place of another."_s.arg(
            titleOf(*successor), toString(statusOf(*successor)))};
    return {};
}

/// The history with one more line.
QJsonArray historyWith(const Record &decision, const Step &step)
{
    QJsonArray history;
    const auto add = [&history](const Passed &passed) {
        QJsonObject line{{u"status"_s, toString(passed.status)}};
        if (passed.date.isValid())
            line.insert(u"date"_s, passed.date.toString(Qt::ISODate));
        if (!passed.by.isEmpty())
            line.insert(u"by"_s, passed.by);
        if (!passed.note.isEmpty())
            line.insert(u"note"_s, passed.note);
        if (!passed.review.isEmpty())
            line.insert(u"review"_s, passed.review);
        history.append(line);
    };
    for (const Passed &passed : historyOf(decision))
        add(passed);
    QString note = step.note;
    if (!step.unsignedBecause.trimmed().isEmpty())
        note = QString(note.isEmpty() ? step.unsignedBecause : note + u' ' + step.unsignedBecause);
    add({step.to, step.date, step.by, note, step.review});
    return history;
}

} // namespace

QString toString(Status status)
{
    return std::ranges::find(names(), status, &Name::status)->text;
}

std::optional<Status> statusFrom(const QString &text)
{
    const auto it = std::ranges::find(names(), text, &Name::text);
    return it == names().end() ? std::nullopt : std::optional(it->status);
}

Status statusOf(const Record &decision)
{
    return statusFrom(trimmedText(decision, u"status"_s)).value_or(Status::Draft);
}

QString verbOf(Status to)
{
    return std::ranges::find(names(), to, &Name::status)->verb;
}

QList<Status> nextOf(Status status)
{
    switch (status) {
    case Status::Draft:
        return {Status::Proposed};
    case Status::Proposed:
        return {Status::Accepted, Status::Rejected, Status::Draft};
    case Status::Accepted:
        return {Status::Superseded, Status::Deprecated};
    case Status::Rejected:
        return {Status::Proposed};
    case Status::Deprecated:
        return {Status::Superseded};
    case Status::Superseded:
        break;
    }
    return {};
}

QStringList obstacles(const Model &model, const Record &decision, const Step &step)
{
    const Status now = statusOf(decision);
    if (!nextOf(now).contains(step.to)) {
        QStringList possible;
        for (const Status next : nextOf(now))
            possible.append(toString(next));
        return {possible.isEmpty() ? u"It is %1, and stays so."_s.arg(toString(now))
                                   : u"It is %1, and can become %2, not %3."_s.arg(
                                         toString(now), possible.join(u" or "_s), toString(step.to))};
    }
    QStringList found;
    const QList<Passed> passed = historyOf(decision);
    if (!step.date.isValid())
        found.append(u"Say of which date this is."_s);
    else if (!passed.isEmpty() && passed.last().date.isValid() && step.date < passed.last().date)
        found.append(u"It became %1 on %2: the next step cannot be before."_s.arg(
            toString(passed.last().status), passed.last().date.toString(Qt::ISODate)));
    if (step.to == Status::Proposed && trimmedText(decision, u"title"_s).isEmpty())
        found.append(u"It has no title."_s);
    if (step.to == Status::Accepted)
        found += obstaclesToAccept(model, decision, step);
    if (step.to == Status::Superseded)
        found += obstaclesToSupersede(model, decision, step);
    if ((step.to == Status::Rejected || step.to == Status::Deprecated) && step.note.trimmed().isEmpty())
        found.append(
            u"Say why it is %1: whoever asks for the same again wants to know."_s.arg(toString(step.to)));
    return found;
}

Result<void> take(Draft &draft, const QString &key, const Step &step)
{
    const Record *decision = draft.model().record(u"decision"_s, key);
    if (!decision)
        return fail(ErrorCode::Usage, u"There is no decision '%1'"_s.arg(key));
    const QStringList inTheWay = obstacles(draft.model(), *decision, step);
    if (!inTheWay.isEmpty())
        return fail(ErrorCode::Refused, u"'%1' cannot become %2. %3"_s.arg(
                                            titleOf(*decision), toString(step.to), inTheWay.join(u' ')));
    Record changed = *decision;
    changed.properties.insert(u"history"_s, historyWith(*decision, step));
    changed.properties.insert(u"status"_s, toString(step.to));
    changed.properties.insert(u"date"_s, step.date.toString(Qt::ISODate));
    if (auto done = draft.update(changed); !done)
        return done;
    if (step.to == Status::Accepted) {
        if (const auto number = giveNumber(draft, key); !number)
            return std::unexpected(number.error());
    }
    return step.to == Status::Superseded ? link(draft, step.successor, u"supersedes"_s, key) : Result<void>();
}

Result<void> remark(Draft &draft, const QString &key, const Step &step)
{
    const Record *decision = draft.model().record(u"decision"_s, key);
    if (!decision)
        return fail(ErrorCode::Usage, u"There is no decision '%1'"_s.arg(key));
    Record changed = *decision;
    Step same = step;
    same.to = statusOf(*decision);
    changed.properties.insert(u"history"_s, historyWith(*decision, same));
    return draft.update(changed);
}

QList<Passed> historyOf(const Record &decision)
{
    QList<Passed> passed;
    const QJsonArray history = decision.properties.value(u"history"_s).toArray();
    for (const QJsonValue &line : history)
        passed.append({statusFrom(line[u"status"_s].toString()).value_or(Status::Draft),
                       QDate::fromString(line[u"date"_s].toString(), Qt::ISODate), line[u"by"_s].toString(),
                       line[u"note"_s].toString(), line[u"review"_s].toString()});
    // Someone may have set the status by hand, or read it from a file.
    if (passed.isEmpty() || passed.last().status != statusOf(decision))
        passed.append(
            {statusOf(decision), QDate::fromString(trimmedText(decision, u"date"_s), Qt::ISODate), {}, {}});
    return passed;
}

int nextNumber(const Model &model)
{
    int highest = 0;
    for (const Record &decision : model.recordsOfKind(u"decision"_s))
        highest = std::max(highest, decision.properties.value(u"number"_s).toInt());
    return highest + 1;
}

Result<int> giveNumber(Draft &draft, const QString &key)
{
    const Record *decision = draft.model().record(u"decision"_s, key);
    if (!decision)
        return fail(ErrorCode::Usage, u"There is no decision '%1'"_s.arg(key));
    if (const int number = decision->properties.value(u"number"_s).toInt(); number > 0)
        return number;
    Record changed = *decision;
    const int number = nextNumber(draft.model());
    changed.properties.insert(u"number"_s, number);
    if (const auto done = draft.update(changed); !done)
        return std::unexpected(done.error());
    return number;
}

QStringList missingSignatures(const Model &model, const Record &decision)
{
    const QString reach = trimmedText(decision, u"reach"_s);
    const QStringList deciders = listOf(decision, u"deciders"_s);
    QStringList missing;
    if (reach.isEmpty())
        return missing;
    for (const Record &stakeholder : model.recordsOfKind(u"stakeholder"_s)) {
        const QString name = trimmedText(stakeholder, u"name"_s);
        const bool signs = listOf(stakeholder, u"signs"_s).contains(reach);
        if (signs && !deciders.contains(stakeholder.key) && !deciders.contains(name))
            missing.append(name.isEmpty() ? stakeholder.key : name);
    }
    missing.sort();
    return missing;
}

bool isReviewDue(const Record &decision, const QDate &date)
{
    const QString by = trimmedText(decision, u"review_by"_s);
    return date.isValid() && statusOf(decision) == Status::Accepted && !by.isEmpty() &&
           by < date.toString(Qt::ISODate);
}

QList<Record> overdueReviews(const Model &model, const QDate &date)
{
    QList<Record> due;
    const auto all = model.recordsOfKind(u"decision"_s);
    std::ranges::copy_if(all, std::back_inserter(due),
                         [&](const Record &decision) { return isReviewDue(decision, date); });
    std::ranges::sort(due, {},
                      [](const Record &one) { return std::pair(trimmedText(one, u"review_by"_s), one.key); });
    return due;
}

QString keyFor(const Model &model, const QString &title)
{
    constexpr qsizetype longest = 60;
    QString key;
    for (const QChar c : title.normalized(QString::NormalizationForm_KD).toLower()) {
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'))
            key += c;
        else if (!key.isEmpty() && !key.endsWith(u'-') && c.category() != QChar::Mark_NonSpacing)
            key += u'-';
        if (key.size() == longest)
            break;
    }
    while (key.endsWith(u'-'))
        key.chop(1);
    if (key.isEmpty())
        key = u"decision"_s;
    QString free = key;
    for (int number = 2; model.record(u"decision"_s, free); ++number)
        free = key + u'-' + QString::number(number);
    return free;
}

} // namespace gp::decisions
