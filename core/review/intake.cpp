// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/review/intake.h"

#include "core/compare/gap.h"
#include "core/decisions/life.h"
#include "core/review/agenda.h"
#include "core/review/parts.h"

using namespace Qt::StringLiterals;

namespace gp::review {

namespace {

constexpr int saturday = 6;

/// What a decision that is to be taken should say.
void addDecisionChecks(const Record &decision, QList<Check> &checks)
{
    const QString title = gp::titleOf(decision);
    const QJsonObject &p = decision.properties;
    const auto check = [&](const QString &what, bool isMet, const QString &missing) {
        checks.append({u"%1: %2"_s.arg(title, what), isMet, isMet ? QString() : missing});
    };
    check(u"context"_s, !textOf(p, u"context"_s).isEmpty() || !textOf(p, u"basis_to"_s).isEmpty(),
          u"say what makes the decision necessary"_s);
    check(u"two options at least"_s, rowsOf(p, u"options"_s).size() >= 2, u"name what else was considered"_s);
    check(u"a proposal"_s, !textOf(p, u"chosen"_s).isEmpty() || !textOf(p, u"outcome"_s).isEmpty(),
          u"name the option that is proposed"_s);
    check(u"consequences"_s,
          !listOf(p, u"good_consequences"_s).isEmpty() || !listOf(p, u"bad_consequences"_s).isEmpty(),
          u"say what follows from it, good and bad"_s);
    check(u"reach"_s, !textOf(p, u"reach"_s).isEmpty(), u"say how far it reaches, and so who signs it"_s);
    check(u"how it is confirmed"_s,
          !textOf(p, u"confirmation"_s).isEmpty() || !listOf(p, u"confirmed_by"_s).isEmpty(),
          u"say how one sees that it was done"_s);
}

/// Of the services that the change touches, how many answers there are.
void addNfrCheck(const Model &model, const Scope &scope, const NfrsAt &nfrsAt, QList<Check> &checks)
{
    QSet<ElementId> touched;
    const compare::Gap gap = compare::gapBetween(model, scope.from, scope.to);
    for (const compare::ElementGap &item : gap.items()) {
        if (item.kind == "service"_L1)
            touched.insert(item.id);
    }
    int open = 0;
    int all = 0;
    const QList<rules::NfrRow> rows = nfrsAt(scope.to);
    for (const rules::NfrRow &row : rows) {
        if (!touched.contains(row.element))
            continue;
        ++all;
        open += row.answer == "open"_L1 ? 1 : 0;
    }
    if (all > 0)
        checks.append({u"NFR checklist of the services that change"_s, open == 0,
                       open == 0 ? QString() : u"%1 of %2 answers are open"_s.arg(open).arg(all)});
}

Waiting waitingOf(const Model &model, const Record &review, const QDate &today, const NfrsAt &nfrsAt)
{
    Waiting waiting;
    waiting.key = review.key;
    waiting.title = gp::titleOf(review);
    waiting.status = statusOf(review);
    waiting.submitted = dateIn(review.properties, u"submitted"_s);
    waiting.date = dateOf(review);
    waiting.reviewers = listOf(review.properties, u"reviewers"_s);
    waiting.checks = checksOf(model, review, nfrsAt);
    const auto met = std::ranges::count_if(waiting.checks, &Check::isMet);
    waiting.complete = waiting.checks.isEmpty() ? 100 : int(100 * met / waiting.checks.size());
    waiting.waited = businessDays(waiting.submitted, today);
    waiting.planned = businessDays(waiting.submitted, waiting.date);
    waiting.isLate = waiting.waited.value_or(0) > bar || waiting.planned.value_or(0) > bar;
    return waiting;
}

QList<Waiting> queued(const Model &model, const QDate &today, const NfrsAt &nfrsAt)
{
    QList<Waiting> queue;
    const auto all = model.recordsOfKind(u"review"_s);
    for (const Record &review : all) {
        if (statusOf(review) != ReviewStatus::Held)
            queue.append(waitingOf(model, review, today, nfrsAt));
    }
    std::ranges::stable_sort(queue, {}, [](const Waiting &one) {
        return std::pair(!one.submitted.isValid(), one.submitted.isValid() ? one.submitted.toJulianDay() : 0);
    });
    return queue;
}

} // namespace

std::optional<int> businessDays(const QDate &from, const QDate &to)
{
    if (!from.isValid() || !to.isValid())
        return std::nullopt;
    if (to < from)
        return -businessDays(to, from).value_or(0);
    // Whole weeks have five each; the rest is counted.
    const qint64 days = from.daysTo(to);
    qint64 count = days / 7 * 5;
    for (QDate day = from.addDays(days / 7 * 7); day < to;) {
        day = day.addDays(1);
        count += day.dayOfWeek() < saturday ? 1 : 0;
    }
    return static_cast<int>(std::min<qint64>(count, std::numeric_limits<int>::max()));
}

QList<Check> checksOf(const Model &model, const Record &review, const NfrsAt &nfrsAt)
{
    QList<Check> checks;
    const QJsonObject &p = review.properties;
    const auto check = [&](const QString &what, bool isMet, const QString &missing) {
        checks.append({what, isMet, isMet ? QString() : missing});
    };
    const bool hasWay =
        model.plateau(textOf(p, u"from_plateau"_s)) && model.plateau(textOf(p, u"to_plateau"_s));
    check(u"the states it goes between"_s, hasWay, u"name both plateaus"_s);
    check(u"date of submission"_s, dateIn(p, u"submitted"_s).isValid(), u"say when it was submitted"_s);
    check(u"date of the meeting"_s, dateOf(review).isValid(), u"schedule it"_s);
    check(u"reviewers"_s, !listOf(p, u"reviewers"_s).isEmpty(), u"name who reads it before the meeting"_s);
    check(u"a board"_s, !rowsOf(p, u"members"_s).isEmpty(), u"name the members"_s);
    const QStringList keys = listOf(p, u"decisions"_s);
    check(u"decisions to take"_s, !keys.isEmpty(), u"name the decisions"_s);
    for (const QString &key : keys) {
        if (const Record *decision = model.record(u"decision"_s, key))
            addDecisionChecks(*decision, checks);
    }
    if (nfrsAt && hasWay) {
        if (const auto scope = scopeOf(model, review.key); scope && scope->from != scope->to)
            addNfrCheck(model, *scope, nfrsAt, checks);
    }
    return checks;
}

QList<Waiting> queueOf(const Model &model, const QDate &today, const NfrsAt &nfrsAt)
{
    return queued(model, today, nfrsAt);
}

Throughput throughputOf(const Model &model)
{
    Throughput throughput;
    const auto all = model.recordsOfKind(u"review"_s);
    for (const Record &review : all) {
        const QDate submitted = dateIn(review.properties, u"submitted"_s);
        const QDate decided = dateOf(review);
        const auto days = businessDays(submitted, decided);
        if (statusOf(review) != ReviewStatus::Held || !days || *days < 0)
            continue;
        throughput.cycles.append({review.key, gp::titleOf(review), submitted, decided, *days});
        throughput.late += *days > bar ? 1 : 0;
    }
    std::ranges::stable_sort(throughput.cycles, {}, &Cycle::decided);
    if (throughput.cycles.isEmpty())
        return throughput;
    QList<int> days;
    double sum = 0;
    for (const Cycle &cycle : std::as_const(throughput.cycles)) {
        days.append(cycle.days);
        sum += cycle.days;
    }
    std::ranges::sort(days);
    const qsizetype count = days.size();
    throughput.mean = sum / double(count);
    throughput.median =
        count % 2 == 1 ? double(days.at(count / 2)) : (days.at(count / 2 - 1) + days.at(count / 2)) / 2.0;
    return throughput;
}

Overdue overdueAt(const Model &model, const QDate &today)
{
    Overdue overdue;
    overdue.actions = overdueActions(model, today);
    overdue.decisions = decisions::overdueReviews(model, today);
    overdue.reviews = queued(model, today, {});
    overdue.reviews.removeIf([](const Waiting &one) { return !one.isLate; });
    return overdue;
}

} // namespace gp::review
