// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/reviewtexts.h"

#include "core/decisions/life.h"

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

QString dated(const QDate &date)
{
    return date.isValid() ? date.toString(Qt::ISODate) : QString();
}

QJsonValue dayOf(const QDate &date)
{
    return date.isValid() ? QJsonValue(dated(date)) : QJsonValue();
}

template<typename Number>
QJsonValue numberOf(const std::optional<Number> &number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

QJsonArray keysOf(const Model &model, const QList<ElementId> &ids)
{
    QJsonArray keys;
    for (const ElementId id : ids) {
        if (const Element *element = model.element(id))
            keys.append(element->key);
    }
    return keys;
}

QString keyOf(const Model &model, PlateauId plateau)
{
    const Plateau *found = model.plateau(plateau);
    return found ? found->key : QString();
}

QJsonArray linesOf(const Model &model, const QList<review::Line> &lines)
{
    QJsonArray list;
    for (const review::Line &line : lines) {
        QJsonObject one{{u"group"_s, line.group},
                        {u"sign"_s, line.sign},
                        {u"label"_s, line.label},
                        {u"text"_s, line.text}};
        if (!line.key.isEmpty())
            one.insert(line.kind, line.key);
        if (const Element *element = model.element(line.element))
            one.insert(u"element"_s, element->key);
        list.append(one);
    }
    return list;
}

QJsonObject effectOf(const Model &model, const review::Effect &effect)
{
    QJsonArray coverage;
    for (const decisions::ControlChange &change : effect.coverage)
        coverage.append(QJsonObject{{u"framework"_s, change.framework},
                                    {u"requirement"_s, change.requirement},
                                    {u"before"_s, change.before},
                                    {u"after"_s, change.after},
                                    {u"lost"_s, change.isLoss}});
    QJsonArray nfrs;
    for (const review::NfrChange &change : effect.nfrs) {
        const Element *element = model.element(change.element);
        nfrs.append(QJsonObject{{u"nfr"_s, change.nfr},
                                {u"element"_s, element ? element->key : QString()},
                                {u"before"_s, change.before},
                                {u"after"_s, change.after},
                                {u"worse"_s, change.isWorse}});
    }
    return {{u"controls_gained"_s, QJsonArray::fromStringList(effect.controlsGained)},
            {u"controls_lost"_s, QJsonArray::fromStringList(effect.controlsLost)},
            {u"coverage"_s, coverage},
            {u"nfrs"_s, nfrs},
            {u"cost_before"_s, numberOf(effect.costBefore)},
            {u"cost_after"_s, numberOf(effect.costAfter)},
            {u"findings_closed"_s, QJsonArray::fromStringList(effect.findingsClosed)},
            {u"findings_opened"_s, QJsonArray::fromStringList(effect.findingsOpened)},
            {u"risks"_s, QJsonArray::fromStringList(effect.risks)},
            {u"waivers"_s, QJsonArray::fromStringList(effect.waivers)}};
}

QJsonObject actionOf(const review::Action &action)
{
    return {{u"key"_s, action.key},
            {u"title"_s, action.title},
            {u"kind"_s, review::toString(action.kind)},
            {u"owner"_s, action.owner},
            {u"due"_s, dayOf(action.due)},
            {u"done"_s, action.isDone},
            {u"review"_s, action.review},
            {u"decision"_s, action.decision},
            {u"waiver"_s, action.waiver}};
}

QJsonArray actionsOf(const QList<review::Action> &actions)
{
    QJsonArray list;
    for (const review::Action &action : actions)
        list.append(actionOf(action));
    return list;
}

QString actionText(const review::Action &action)
{
    QStringList parts{action.title};
    if (!action.owner.isEmpty())
        parts.append(action.owner);
    if (action.due.isValid())
        parts.append(u"by "_s + dated(action.due));
    parts.append(action.isDone ? u"done"_s : u"open"_s);
    return u"%1 (%2)\n"_s.arg(parts.join(u", "_s), action.key);
}

QString actionTexts(const QString &title, const QList<review::Action> &actions)
{
    QString text;
    for (const review::Action &action : actions)
        text += u"  "_s + actionText(action);
    return actions.isEmpty() ? QString() : QString(title + u'\n' + text);
}

QString statusWord(review::ReviewStatus status)
{
    return status == review::ReviewStatus::Held        ? u"held"_s
           : status == review::ReviewStatus::Scheduled ? u"scheduled"_s
                                                       : u"submitted"_s;
}

QString columnOf(const review::Subject &subject)
{
    return subject.kind == review::Subject::Kind::Decision ? u"decision"_s : u"waiver"_s;
}

QJsonObject waitingOf(const review::Waiting &one)
{
    QJsonArray checks;
    for (const review::Check &check : one.checks)
        checks.append(
            QJsonObject{{u"check"_s, check.text}, {u"met"_s, check.isMet}, {u"missing"_s, check.missing}});
    return {{u"key"_s, one.key},
            {u"title"_s, one.title},
            {u"status"_s, statusWord(one.status)},
            {u"submitted"_s, dayOf(one.submitted)},
            {u"date"_s, dayOf(one.date)},
            {u"reviewers"_s, QJsonArray::fromStringList(one.reviewers)},
            {u"complete"_s, one.complete},
            {u"checks"_s, checks},
            {u"waited"_s, numberOf(one.waited)},
            {u"planned"_s, numberOf(one.planned)},
            {u"late"_s, one.isLate}};
}

} // namespace

QString textOf(const review::Agenda &agenda)
{
    QString text = agenda.title + u'\n';
    int number = 0;
    for (const review::Step &step : agenda.steps) {
        text += step.isCut ? u"   –  "_s : QString(QString::number(++number).rightJustified(4) + u"  "_s);
        text += u"%1  [%2]\n      %3\n"_s.arg(step.title, step.id, step.summary);
        if (step.isCut)
            continue;
        QString group;
        for (const review::Line &line : step.lines) {
            if (line.group != group && !line.group.isEmpty())
                text += u"      "_s + line.group + u'\n';
            group = line.group;
            text += u"        %1%2%3\n"_s.arg(
                line.sign.isEmpty() ? u"  "_s : QString(line.sign + u' '),
                line.label.isEmpty() ? QString() : QString(line.label + u"  "_s), line.text);
        }
        if (!step.notes.isEmpty())
            text += u"      Notes: "_s + step.notes.simplified() + u'\n';
    }
    return text;
}

QJsonObject toJson(const Model &model, const review::Agenda &agenda)
{
    QJsonArray steps;
    for (const review::Step &step : agenda.steps) {
        QJsonArray items;
        for (const compare::ElementGap &item : step.items)
            items.append(QJsonObject{{u"element"_s, item.key}, {u"state"_s, compare::stateName(item.state)}});
        QJsonObject one{{u"id"_s, step.id},
                        {u"kind"_s, review::toString(step.kind)},
                        {u"title"_s, step.title},
                        {u"summary"_s, step.summary},
                        {u"cut"_s, step.isCut},
                        {u"gone"_s, step.isGone},
                        {u"notes"_s, step.notes},
                        {u"text"_s, step.text},
                        {u"decision"_s, step.decision},
                        {u"view"_s, step.stage.view},
                        {u"before"_s, keysOf(model, step.stage.before)},
                        {u"after"_s, keysOf(model, step.stage.after)},
                        {u"around"_s, keysOf(model, step.stage.around)},
                        {u"items"_s, items},
                        {u"lines"_s, linesOf(model, step.lines)}};
        if (step.kind == review::StepKind::Change || step.kind == review::StepKind::Target)
            one.insert(u"effect"_s, effectOf(model, step.effect));
        steps.append(one);
    }
    return {{u"review"_s, agenda.review},
            {u"title"_s, agenda.title},
            {u"from"_s, keyOf(model, agenda.from)},
            {u"to"_s, keyOf(model, agenda.to)},
            {u"steps"_s, steps}};
}

QString textOf(const Model &model, const review::Minutes &minutes)
{
    QString text =
        u"%1\n%2%3\n"_s.arg(minutes.title, statusWord(minutes.status),
                            minutes.date.isValid() ? QString(u" on "_s + dated(minutes.date)) : QString());
    QStringList present;
    QStringList absent;
    for (const review::Member &member : minutes.board.members)
        (member.isPresent ? present : absent).append(member.name);
    if (!present.isEmpty())
        text += u"Present: "_s + present.join(u", "_s) + u'\n';
    if (!absent.isEmpty())
        text += u"Absent: "_s + absent.join(u", "_s) + u'\n';
    if (minutes.board.quorum > 0)
        text += u"Quorum: %1 of %2\n"_s.arg(minutes.board.present()).arg(minutes.board.quorum);
    for (const review::Item &item : minutes.items) {
        text += u"%1: %2 by %3 (now %4)\n"_s.arg(item.title, review::wordOf(item.verdict.verdict),
                                                 item.verdict.by.join(u", "_s), item.status);
        if (!item.verdict.rationale.isEmpty())
            text += u"  "_s + item.verdict.rationale.simplified() + u'\n';
        if (!item.verdict.override.isEmpty())
            text += u"  In spite of what stood in the way: "_s + item.verdict.override + u'\n';
        for (const review::Action &condition : item.conditions)
            text += u"  - "_s + actionText(condition);
    }
    for (const review::Subject &subject : minutes.undecided)
        text += u"%1: no verdict\n"_s.arg(review::titleOf(model, subject));
    text += actionTexts(u"Actions"_s, minutes.actions);
    return text + actionTexts(u"Open questions"_s, minutes.questions);
}

QJsonObject toJson(const Model &model, const review::Minutes &minutes)
{
    QJsonArray members;
    for (const review::Member &member : minutes.board.members)
        members.append(QJsonObject{{u"name"_s, member.name},
                                   {u"role"_s, member.role},
                                   {u"vote"_s, member.hasVote},
                                   {u"present"_s, member.isPresent}});
    QJsonArray verdicts;
    for (const review::Item &item : minutes.items) {
        const review::Recorded &said = item.verdict;
        verdicts.append(QJsonObject{{columnOf(said.subject), said.subject.key},
                                    {u"title"_s, item.title},
                                    {u"verdict"_s, review::toString(said.verdict)},
                                    {u"by"_s, QJsonArray::fromStringList(said.by)},
                                    {u"rationale"_s, said.rationale},
                                    {u"override"_s, said.override},
                                    {u"date"_s, dayOf(said.date)},
                                    {u"status"_s, item.status},
                                    {u"conditions"_s, actionsOf(item.conditions)}});
    }
    QJsonArray undecided;
    for (const review::Subject &subject : minutes.undecided)
        undecided.append(
            QJsonObject{{columnOf(subject), subject.key}, {u"title"_s, review::titleOf(model, subject)}});
    return {{u"key"_s, minutes.key},
            {u"title"_s, minutes.title},
            {u"date"_s, dayOf(minutes.date)},
            {u"status"_s, statusWord(minutes.status)},
            {u"chair"_s, minutes.board.chair},
            {u"quorum"_s, minutes.board.quorum},
            {u"members"_s, members},
            {u"agenda"_s, QJsonArray::fromStringList(minutes.agenda)},
            {u"verdicts"_s, verdicts},
            {u"undecided"_s, undecided},
            {u"actions"_s, actionsOf(minutes.actions)},
            {u"questions"_s, actionsOf(minutes.questions)},
            {u"text"_s, minutes.text}};
}

QString textOf(const QList<review::Waiting> &queue, const review::Throughput &throughput,
               const review::Overdue &overdue)
{
    QString text;
    for (const review::Waiting &one : queue) {
        text += u"%1  %2 % complete  %3%4%5\n"_s.arg(
            statusWord(one.status).leftJustified(9), QString::number(one.complete).rightJustified(3),
            one.title, one.waited ? QString(u", waiting %1 business days"_s.arg(*one.waited)) : QString(),
            one.isLate ? u", later than the bar of %1"_s.arg(review::bar) : QString());
        for (const review::Check &check : one.checks) {
            if (!check.isMet)
                text += u"           missing: %1: %2\n"_s.arg(check.text, check.missing);
        }
    }
    if (queue.isEmpty())
        text += u"nothing waits for the board\n"_s;
    if (!throughput.cycles.isEmpty())
        text += u"%1 held: median %2, mean %3 business days; %4 later than the bar of %5\n"_s
                    .arg(throughput.cycles.size())
                    .arg(throughput.median)
                    .arg(QString::number(throughput.mean, 'f', 1))
                    .arg(throughput.late)
                    .arg(review::bar);
    text += actionTexts(u"Overdue"_s, overdue.actions);
    for (const Record &decision : overdue.decisions)
        text += u"due for review: %1 (by %2)\n"_s.arg(titleOf(decision),
                                                      decision.properties.value(u"review_by"_s).toString());
    return text;
}

QJsonObject toJson(const QList<review::Waiting> &queue, const review::Throughput &throughput,
                   const review::Overdue &overdue)
{
    QJsonArray waiting;
    for (const review::Waiting &one : queue)
        waiting.append(waitingOf(one));
    QJsonArray cycles;
    for (const review::Cycle &cycle : throughput.cycles)
        cycles.append(QJsonObject{{u"key"_s, cycle.key},
                                  {u"title"_s, cycle.title},
                                  {u"submitted"_s, dayOf(cycle.submitted)},
                                  {u"decided"_s, dayOf(cycle.decided)},
                                  {u"days"_s, cycle.days}});
    QJsonArray decisions;
    for (const Record &decision : overdue.decisions)
        decisions.append(QJsonObject{{u"key"_s, decision.key},
                                     {u"title"_s, titleOf(decision)},
                                     {u"review_by"_s, decision.properties.value(u"review_by"_s)}});
    return {{u"queue"_s, waiting},
            {u"bar"_s, review::bar},
            {u"cycles"_s, cycles},
            {u"median"_s, throughput.median},
            {u"mean"_s, throughput.mean},
            {u"late"_s, throughput.late},
            {u"overdue_actions"_s, actionsOf(overdue.actions)},
            {u"decisions_due"_s, decisions}};
}

} // namespace gp::cli
