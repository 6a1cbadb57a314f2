// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/compare/gap.h"
#include "core/documents/deck.h"
#include "core/documents/rows.h"
#include "core/documents/template_engine.h"
#include "core/review/actions.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

/// The lines of a step, those of one group together: {title, lines: {sign, label, text}}.
QVariantList groupsOf(const QList<review::Line> &lines)
{
    QStringList titles;
    QHash<QString, QVariantList> groups;
    for (const review::Line &line : lines) {
        if (!titles.contains(line.group))
            titles.append(line.group);
        groups[line.group].append(
            QVariantHash{{u"sign"_s, line.sign}, {u"label"_s, line.label}, {u"text"_s, line.text}});
    }
    QVariantList list;
    for (const QString &title : std::as_const(titles)) {
        QString shown = title;
        if (!shown.isEmpty())
            shown[0] = shown.at(0).toUpper();
        list.append(QVariantHash{{u"title"_s, shown}, {u"lines"_s, groups.value(title)}});
    }
    return list;
}

/// {sign, name, kind, what}: what becomes of each item.
QVariantList itemRows(const Facts &facts, const QList<compare::ElementGap> &items, const compare::Gap &gap)
{
    QVariantList rows;
    for (const compare::ElementGap &item : items) {
        const metamodel::Kind *kind = facts.metamodel().kind(item.kind);
        QStringList what;
        const auto names = [&](const QList<ElementId> &ids) {
            QStringList all;
            for (const ElementId id : ids)
                all.append(gap.elements.value(id).name);
            return all.join(u", "_s);
        };
        if (!item.replacedBy.isEmpty())
            what.append(u"replaced by "_s + names(item.replacedBy));
        if (!item.replaces.isEmpty())
            what.append(u"replaces "_s + names(item.replaces));
        if (item.state == compare::State::Changed) {
            for (const compare::FieldChange &field : item.fields)
                what.append(compare::fieldLabel(field, facts.metamodel(), item.kind).toLower());
            what.removeDuplicates();
        }
        rows.append(QVariantHash{{u"sign"_s, compare::signOf(item.state)},
                                 {u"state"_s, compare::stateName(item.state)},
                                 {u"name"_s, item.name},
                                 {u"kind"_s, kind ? kind->label : item.kind},
                                 {u"what"_s, what.join(u", "_s)}});
    }
    return rows;
}

QVariantList coverageRows(const QList<decisions::ControlChange> &changes)
{
    QVariantList rows;
    for (const decisions::ControlChange &change : changes)
        rows.append(QVariantHash{{u"sign"_s, change.isLoss ? u"−"_s : u"+"_s},
                                 {u"framework"_s, change.framework},
                                 {u"id"_s, change.requirement},
                                 {u"before"_s, change.before},
                                 {u"after"_s, change.after}});
    return rows;
}

QVariantHash stepValues(const Facts &facts, const Slide &slide, const compare::Gap &gap, int number)
{
    const review::Step &step = slide.step;
    QVariantHash values{{u"number"_s, QString::number(number)},
                        {u"title"_s, step.title},
                        {u"kind"_s, review::toString(step.kind)},
                        {u"summary"_s, step.summary},
                        {u"text"_s, facts.text(step.text, 3)},
                        {u"notes"_s, facts.text(step.notes, 3)},
                        {u"is_gone"_s, step.isGone},
                        {u"before"_s, slide.before.picture},
                        {u"after"_s, slide.after.picture},
                        {u"groups"_s, groupsOf(step.lines)},
                        {u"items"_s, itemRows(facts, step.items, gap)}};
    if (step.kind == review::StepKind::Change)
        values[u"coverage"_s] = coverageRows(step.effect.coverage);
    if (const Record *decision = facts.model().record(u"decision"_s, step.decision)) {
        values[u"decision"_s] = facts.decisionRef(*decision);
        values[u"decision_status"_s] = slide.decisionStatus;
        values[u"outcome"_s] = facts.line(slide.outcome);
    }
    return values;
}

QVariantHash actionRow(const Facts &facts, const review::Action &action)
{
    return {{u"title"_s, action.title},
            {u"owner"_s, facts.teamName(action.owner)},
            {u"due"_s, action.due.toString(Qt::ISODate)},
            {u"status"_s, action.isDone ? u"✓ done"_s : u"○ open"_s},
            {u"done"_s, action.done.toString(Qt::ISODate)}};
}

QVariantList actionRows(const Facts &facts, const QList<review::Action> &actions)
{
    QVariantList rows;
    for (const review::Action &action : actions)
        rows.append(actionRow(facts, action));
    return rows;
}

QString signOf(review::Verdict verdict)
{
    switch (verdict) {
    case review::Verdict::Accept:
        return u"✓ "_s;
    case review::Verdict::AcceptWithConditions:
        return u"◐ "_s;
    case review::Verdict::Defer:
        return u"○ "_s;
    case review::Verdict::Reject:
        break;
    }
    return u"✕ "_s;
}

QVariantList itemValues(const Facts &facts, const review::Minutes &minutes)
{
    QVariantList items;
    for (const review::Item &item : minutes.items) {
        const review::Recorded &said = item.verdict;
        QVariantHash values{{u"verdict"_s, QString(signOf(said.verdict) + review::wordOf(said.verdict))},
                            {u"title"_s, item.title},
                            {u"by"_s, sentenceList(said.by)},
                            {u"date"_s, said.date.toString(Qt::ISODate)},
                            {u"rationale"_s, facts.text(said.rationale, 3)},
                            {u"override"_s, facts.line(said.override)},
                            {u"status"_s, item.status},
                            {u"conditions"_s, actionRows(facts, item.conditions)}};
        if (said.subject.kind == review::Subject::Kind::Decision) {
            if (const Record *decision = facts.model().record(u"decision"_s, said.subject.key)) {
                values[u"subject"_s] = facts.decisionRef(*decision);
                values[u"outcome"_s] = facts.line(text(decision->properties, u"chosen"));
            }
        } else if (const Record *waiver = facts.model().record(u"waiver"_s, said.subject.key)) {
            values[u"subject"_s] = u"Deviation %1"_s.arg(gp::titleOf(*waiver));
            values[u"reason"_s] = facts.line(text(waiver->properties, u"reason"));
            values[u"compensating"_s] = facts.line(text(waiver->properties, u"compensating_control"));
            values[u"until"_s] = text(waiver->properties, u"expires");
        }
        if (!values.contains(u"subject"_s))
            values[u"subject"_s] = item.title;
        items.append(values);
    }
    return items;
}

} // namespace

QVariantHash boardPackContext(const Facts &facts, const Deck &deck)
{
    QVariantHash context = facts.header(u"Board pack: "_s + deck.title);
    context[u"name"_s] = deck.title;
    context[u"from"_s] = deck.from;
    context[u"to"_s] = deck.to;
    context[u"meeting"_s] = deck.date;
    const Record *review = facts.model().record(u"review"_s, deck.key);
    if (review) {
        const review::Board board = review::boardOf(*review);
        context[u"chair"_s] = board.chair;
        context[u"quorum"_s] = board.quorum > 0 ? QString::number(board.quorum) : QString();
        QVariantList members;
        for (const review::Member &member : board.members)
            members.append(QVariantHash{
                {u"name"_s, member.name}, {u"role"_s, member.role}, {u"vote"_s, member.hasVote}});
        context[u"members"_s] = members;
        context[u"minutes"_s] = facts.linkTo(u"minutes"_s, deck.key, u"minutes"_s);
    }
    const auto scope = review::scopeOf(facts.model(), deck.key);
    const compare::Gap gap = scope ? facts.gap(scope->from, scope->to) : compare::Gap();
    QVariantList steps;
    int number = 0;
    for (const Slide &slide : deck.slides)
        steps.append(stepValues(facts, slide, gap, ++number));
    context[u"steps"_s] = steps;
    return context;
}

QVariantHash minutesContext(const Facts &facts, const review::Minutes &minutes, const Deck &deck)
{
    QVariantHash context = facts.header(u"Minutes: "_s + minutes.title);
    context[u"name"_s] = minutes.title;
    context[u"meeting"_s] = minutes.date.toString(Qt::ISODate);
    context[u"is_held"_s] = minutes.status == review::ReviewStatus::Held;
    QVariantList present;
    QVariantList absent;
    for (const review::Member &member : minutes.board.members) {
        const QVariantHash row{{u"name"_s, member.name},
                               {u"role"_s, member.role},
                               {u"vote"_s, member.hasVote},
                               {u"chair"_s, member.name == minutes.board.chair}};
        (member.isPresent ? present : absent).append(row);
    }
    context[u"present"_s] = present;
    context[u"absent"_s] = absent;
    context[u"quorum"_s] =
        minutes.board.quorum > 0
            ? u"%1 of the members with a vote were there; the quorum is %2."_s.arg(minutes.board.present())
                  .arg(minutes.board.quorum)
            : QString();
    QVariantList agenda;
    for (const QString &title : minutes.agenda)
        agenda.append(title);
    context[u"agenda"_s] = agenda;
    context[u"items"_s] = itemValues(facts, minutes);
    QVariantList undecided;
    for (const review::Subject &subject : minutes.undecided)
        undecided.append(review::titleOf(facts.model(), subject));
    context[u"undecided"_s] = undecided;
    context[u"actions"_s] = actionRows(facts, minutes.actions);
    context[u"questions"_s] = actionRows(facts, minutes.questions);
    context[u"text"_s] = facts.text(minutes.text, 2);
    QVariantList pictures;
    for (const Slide &slide : deck.slides) {
        if (slide.before.picture.isValid() || slide.after.picture.isValid())
            pictures.append(QVariantHash{{u"title"_s, slide.step.title},
                                         {u"summary"_s, slide.step.summary},
                                         {u"before"_s, slide.before.picture},
                                         {u"after"_s, slide.after.picture}});
    }
    context[u"pictures"_s] = pictures;
    context[u"pack"_s] = facts.linkTo(u"board-pack"_s, minutes.key, u"board pack"_s);
    return context;
}

} // namespace gp::documents
