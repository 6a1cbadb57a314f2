// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/review/actions.h"

#include "core/review/board.h"
#include "core/review/parts.h"

using namespace Qt::StringLiterals;

namespace gp::review {

namespace {

Action actionFrom(const Record &record)
{
    const QJsonObject &p = record.properties;
    return {record.key,
            textOf(p, u"title"_s),
            actionKindFrom(textOf(p, u"kind"_s)).value_or(ActionKind::Action),
            textOf(p, u"owner"_s),
            dateIn(p, u"due"_s),
            textOf(p, u"status"_s) == "done"_L1,
            dateIn(p, u"done"_s),
            textOf(p, u"review"_s),
            textOf(p, u"decision"_s),
            textOf(p, u"waiver"_s),
            textOf(p, u"note"_s)};
}

bool isAbout(const Action &action, const Subject &subject)
{
    return (subject.kind == Subject::Kind::Decision ? action.decision : action.waiver) == subject.key;
}

QString freeKey(const Model &model, const QString &review, ActionKind kind)
{
    for (int number = 1;; ++number) {
        const QString key = u"%1-%2-%3"_s.arg(review, toString(kind)).arg(number);
        if (!model.record(u"action"_s, key))
            return key;
    }
}

Result<QString> add(Draft &draft, const QString &review, const NewAction &action)
{
    QJsonObject properties{{u"title"_s, action.title.simplified()},
                           {u"kind"_s, toString(action.kind)},
                           {u"status"_s, u"open"_s},
                           {u"review"_s, review}};
    put(properties, u"owner"_s, action.owner);
    put(properties, u"due"_s, action.due);
    put(properties, action.about.kind == Subject::Kind::Decision ? u"decision"_s : u"waiver"_s,
        action.about.key);
    const QString key = freeKey(draft.model(), review, action.kind);
    const auto added = draft.addRecord(u"action"_s, key, properties);
    return added ? Result<QString>(key) : Result<QString>(std::unexpected(added.error()));
}

/// By due date, those without one last.
void sortByDue(QList<Action> &actions)
{
    std::ranges::stable_sort(actions, {}, [](const Action &action) {
        return std::pair(!action.due.isValid(), action.due.isValid() ? action.due.toJulianDay() : 0);
    });
}

} // namespace

QString toString(ActionKind kind)
{
    switch (kind) {
    case ActionKind::Condition:
        return u"condition"_s;
    case ActionKind::Action:
        break;
    case ActionKind::Question:
        return u"question"_s;
    }
    return u"action"_s;
}

std::optional<ActionKind> actionKindFrom(const QString &text)
{
    for (const ActionKind kind : {ActionKind::Condition, ActionKind::Action, ActionKind::Question}) {
        if (toString(kind) == text)
            return kind;
    }
    return std::nullopt;
}

QList<Action> actionsOf(const Model &model)
{
    QList<Action> actions;
    const auto all = model.recordsOfKind(u"action"_s);
    for (const Record &record : all)
        actions.append(actionFrom(record));
    std::ranges::stable_sort(actions, {}, [](const Action &one) { return std::pair(one.review, one.kind); });
    return actions;
}

QList<Action> actionsOf(const Model &model, const QString &review)
{
    QList<Action> actions = actionsOf(model);
    actions.removeIf([&](const Action &action) { return action.review != review; });
    return actions;
}

QList<Action> conditionsOf(const Model &model, const QString &review, const Subject &subject)
{
    QList<Action> actions = actionsOf(model, review);
    actions.removeIf([&](const Action &action) {
        return action.kind != ActionKind::Condition || !isAbout(action, subject);
    });
    return actions;
}

QList<Action> carriedOver(const Model &model, const QString &review)
{
    const Record *now = model.record(u"review"_s, review);
    const QDate date = now ? dateOf(*now) : QDate();
    QList<Action> actions = actionsOf(model);
    actions.removeIf([&](const Action &action) {
        if (action.isDone || (!review.isEmpty() && action.review == review))
            return true;
        const Record *from = model.record(u"review"_s, action.review);
        return from && date.isValid() && dateOf(*from).isValid() && dateOf(*from) > date;
    });
    sortByDue(actions);
    return actions;
}

QList<Action> overdueActions(const Model &model, const QDate &date)
{
    QList<Action> actions = actionsOf(model);
    actions.removeIf([&](const Action &action) { return !action.isOverdue(date); });
    sortByDue(actions);
    return actions;
}

Result<QString> addAction(Draft &draft, const QString &review, const NewAction &action)
{
    const Result<Record> found = reviewOf(draft.model(), review);
    if (!found)
        return std::unexpected(found.error());
    if (action.kind == ActionKind::Condition)
        return fail(ErrorCode::Usage, u"A condition comes with a verdict"_s);
    if (action.title.trimmed().isEmpty())
        return fail(ErrorCode::Usage, u"Say what is to be done"_s);
    if (action.kind == ActionKind::Action && action.owner.trimmed().isEmpty())
        return fail(ErrorCode::Usage, u"Say who does '%1'"_s.arg(action.title.simplified()));
    return add(draft, review, action);
}

Result<void> setDone(Draft &draft, const QString &key, const QDate &date, const QString &note)
{
    const Record *found = draft.model().record(u"action"_s, key);
    if (!found)
        return fail(ErrorCode::Usage, u"There is no action '%1'"_s.arg(key));
    Record changed = *found;
    changed.properties.insert(u"status"_s, date.isValid() ? u"done"_s : u"open"_s);
    put(changed.properties, u"done"_s, date);
    if (!note.isEmpty())
        put(changed.properties, u"note"_s, note);
    return draft.update(changed);
}

Result<void> putConditions(Draft &draft, const QString &review, const Subject &subject,
                           const QList<Condition> &conditions)
{
    QList<Action> old = conditionsOf(draft.model(), review, subject);
    QList<Condition> fresh;
    for (const Condition &condition : conditions) {
        const auto same = std::ranges::find(old, condition.title.simplified(), &Action::title);
        if (same == old.end()) {
            fresh.append(condition);
            continue;
        }
        Record changed = *draft.model().record(u"action"_s, same->key);
        put(changed.properties, u"owner"_s, condition.owner);
        put(changed.properties, u"due"_s, condition.due);
        if (auto done = draft.update(changed); !done)
            return done;
        old.erase(same);
    }
    for (const Action &gone : std::as_const(old)) {
        if (auto done = draft.eraseRecord(draft.model().record(u"action"_s, gone.key)->id); !done)
            return done;
    }
    for (const Condition &condition : std::as_const(fresh)) {
        const auto added = add(
            draft, review, {condition.title, ActionKind::Condition, condition.owner, condition.due, subject});
        if (!added)
            return std::unexpected(added.error());
    }
    return {};
}

} // namespace gp::review
