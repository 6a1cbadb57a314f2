// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/review/steps.h"

#include "core/decisions/life.h"
#include "core/model/counted.h"
#include "core/review/actions.h"
#include "core/review/parts.h"
#include "core/review/stage.h"
#include "core/rules/rules.h"
#include "core/rules/waivers.h"

using namespace Qt::StringLiterals;

namespace gp::review {

namespace {

using compare::ElementGap;

constexpr qsizetype mostLines = 8;
constexpr int highRisk = 15;

/// The first paragraph of a longer text as one line.
QString firstOf(const QString &markdown)
{
    constexpr qsizetype longest = 240;
    const QString line = markdown.section(u"\n\n"_s, 0, 0, QString::SectionSkipEmpty).simplified();
    return line.size() > longest ? QString(line.first(longest - 1).trimmed() + u'…') : line;
}

Step made(const QString &id, StepKind kind, const QString &title)
{
    Step step;
    step.id = id;
    step.kind = kind;
    step.title = title;
    return step;
}

/// The first `mostLines` of a list, and how many more.
void addSome(QList<Line> &lines, const QString &group, const QString &sign, const QStringList &texts)
{
    for (const QString &text : texts.first(std::min(texts.size(), mostLines)))
        lines.append({sign, {}, text, {}, {}, group, {}});
    if (texts.size() > mostLines)
        lines.append({sign, {}, u"and %1 more"_s.arg(texts.size() - mostLines), {}, {}, group, {}});
}

/// Errors and warnings by rule, the most frequent first.
void addByRule(const Ground &ground, const QList<rules::Finding> &findings, const QString &group,
               QList<Line> &lines)
{
    struct OfRule
    {
        QString rule;
        rules::Severity severity = rules::Severity::Info;
        int count = 0;
    };
    QMap<QString, OfRule> byRule;
    for (const rules::Finding &finding : findings) {
        if (finding.severity == rules::Severity::Info)
            continue;
        OfRule &one = byRule[finding.rule];
        one.rule = finding.rule;
        one.severity = finding.severity;
        ++one.count;
    }
    QList<OfRule> sorted = byRule.values();
    std::ranges::stable_sort(sorted, {},
                             [](const OfRule &one) { return std::pair(one.severity, -one.count); });
    const rules::RuleSet all = rules::RuleSet::of(ground.model);
    for (const OfRule &one : sorted.first(std::min(sorted.size(), mostLines))) {
        const rules::Rule *rule = all.rule(one.rule);
        lines.append(
            {one.severity == rules::Severity::Error ? u"!"_s : QString(),
             one.rule,
             u"%1 (%2)"_s.arg(rule ? rule->title : one.rule, counted(one.count, u"finding"_s, u"findings"_s)),
             {},
             {},
             group,
             {}});
    }
    if (sorted.size() > mostLines)
        lines.append({{}, {}, u"and %1 more rules"_s.arg(sorted.size() - mostLines), {}, {}, group, {}});
}

/// "54 services, 14 pipelines": of those kinds that there are.
QString inventory(const Ground &ground, const PlateauModel &at)
{
    QStringList parts;
    for (const QString &kind :
         {u"service"_s, u"pipeline"_s, u"environment"_s, u"control"_s, u"technology"_s}) {
        const qsizetype count = at.ofKind(kind).size();
        const metamodel::Kind *known = ground.metamodel.kind(kind);
        if (count > 0 && known)
            parts.append(counted(count, known->label, known->plural.toLower()));
    }
    return parts.join(u", "_s);
}

QString dated(const Model &model, PlateauId id)
{
    const Plateau *plateau = model.plateau(id);
    const QString name = nameOf(model, id);
    return plateau && plateau->date.isValid()
               ? QString(name + u" ("_s + plateau->date.toString(Qt::ISODate) + u')')
               : name;
}

QList<Record> onTheTable(const Ground &ground)
{
    QList<Record> found;
    for (const QString &key : ground.scope.decisions) {
        if (const Record *decision = ground.model.record(u"decision"_s, key))
            found.append(*decision);
    }
    return found;
}

Line lineOf(const Record &decision, const QString &group, const QString &text)
{
    const QString number = numberOf(decision);
    return {{}, number, text, u"decision"_s, decision.key, group, {}};
}

QSet<ElementId> changed(const Ground &ground)
{
    QSet<ElementId> ids;
    for (const ElementGap &item : ground.gap.items())
        ids.insert(item.id);
    return ids;
}

} // namespace

QString countsText(const compare::Counts &counts)
{
    QStringList parts;
    for (const auto &[count, word] :
         {std::pair(counts.removed, u"removed"_s), std::pair(counts.replaced, u"replaced"_s),
          std::pair(counts.added, u"added"_s), std::pair(counts.changed, u"changed"_s)}) {
        if (count > 0)
            parts.append(QString::number(count) + u' ' + word);
    }
    return parts.isEmpty() ? u"nothing changes"_s : parts.join(u", "_s);
}

QString costText(const Effect &effect)
{
    if (!effect.costBefore && !effect.costAfter)
        return {};
    const double before = effect.costBefore.value_or(0);
    const double after = effect.costAfter.value_or(0);
    const auto number = [](double value) { return QString::number(qRound64(value)); };
    const QString difference = after > before   ? QString(u"+"_s + number(after - before))
                               : after < before ? QString(u"−"_s + number(before - after))
                                                : u"±0"_s;
    return u"%1 → %2 a month (%3)"_s.arg(number(before), number(after), difference);
}

Step whyStep(const Ground &ground, const QString &review)
{
    Step step = made(u"why"_s, StepKind::Why, u"Why we are here"_s);
    const QList<Record> decisions = onTheTable(ground);
    step.summary =
        u"From %1 to %2"_s.arg(dated(ground.model, ground.scope.from), dated(ground.model, ground.scope.to));
    if (!decisions.isEmpty())
        step.summary += u": "_s + counted(decisions.size(), u"decision"_s, u"decisions"_s) + u" to take"_s;
    step.summary += u'.';
    const Plateau *to = ground.model.plateau(ground.scope.to);
    if (to && !to->description.trimmed().isEmpty())
        step.lines.append({{}, nameOf(ground.model, to->id), firstOf(to->description), {}, {}, {}, {}});
    for (const Record &decision : decisions) {
        const QString context = firstOf(textOf(decision.properties, u"context"_s));
        step.lines.append(lineOf(decision, u"What asks for a decision"_s,
                                 context.isEmpty() ? textOf(decision.properties, u"title"_s) : context));
    }
    QStringList drivers;
    for (const Record &decision : decisions)
        drivers += listOf(decision.properties, u"drivers"_s);
    drivers.removeDuplicates();
    addSome(step.lines, u"Drivers"_s, {}, drivers);
    const Record *record = ground.model.record(u"review"_s, review);
    const QString by = record ? textOf(record->properties, u"submitter"_s) : QString();
    if (!by.isEmpty())
        step.lines.append({{}, u"Submitted by"_s, by, {}, {}, {}, {}});
    return step;
}

Step currentStep(const Ground &ground)
{
    Step step = made(u"current"_s, StepKind::Current, nameOf(ground.model, ground.scope.from));
    step.summary = inventory(ground, ground.before);
    step.stage = stageOf(ground, changed(ground), Side::Before);
    const Plateau *from = ground.model.plateau(ground.scope.from);
    if (from && !from->description.trimmed().isEmpty())
        step.lines.append({{}, {}, firstOf(from->description), {}, {}, {}, {}});
    addByRule(ground, ground.findingsBefore, u"What is found"_s, step.lines);
    return step;
}

Step targetStep(const Ground &ground, const Effect &all)
{
    Step step = made(u"target"_s, StepKind::Target, nameOf(ground.model, ground.scope.to));
    step.summary = u"%1: %2"_s.arg(inventory(ground, ground.after), countsText(ground.gap.elementCounts));
    step.stage = stageOf(ground, changed(ground), Side::After);
    step.counts = ground.gap.elementCounts;
    step.effect = all;
    const auto add = [&](const QString &label, const QString &text) {
        if (!text.isEmpty())
            step.lines.append({{}, label, text, {}, {}, {}, {}});
    };
    add(u"Cost"_s, costText(all));
    add(u"Findings"_s,
        u"%1 closed, %2 opened"_s.arg(all.findingsClosed.size()).arg(all.findingsOpened.size()));
    add(u"Controls"_s,
        u"%1 stronger, %2 weaker"_s.arg(all.controlsGained.size()).arg(all.controlsLost.size()));
    if (ground.hasNfrs) {
        const qsizetype worse = std::ranges::count_if(all.nfrs, &NfrChange::isWorse);
        add(u"NFR answers"_s, u"%1 better, %2 worse"_s.arg(all.nfrs.size() - worse).arg(worse));
    }
    addByRule(ground, ground.findingsAfter, u"What is found then"_s, step.lines);
    return step;
}

Step changeStep(const Ground &ground, const Cluster &cluster, const Effects &effects)
{
    Step step = made(cluster.id, StepKind::Change, cluster.title);
    step.decision = cluster.decision;
    step.items = cluster.items;
    QSet<ElementId> ids;
    for (const ElementGap &item : cluster.items) {
        ids.insert(item.id);
        switch (item.state) {
        case compare::State::Added:
            ++step.counts.added;
            break;
        case compare::State::Removed:
            ++step.counts.removed;
            break;
        case compare::State::Replaced:
            ++step.counts.replaced;
            break;
        case compare::State::Changed:
            ++step.counts.changed;
            break;
        case compare::State::Kept:
            break;
        }
    }
    step.summary = countsText(step.counts) + u'.';
    step.stage = stageOf(ground, ids, Side::Both);
    step.effect = effects.of(cluster);
    const QStringList &lost = step.effect.controlsLost;
    addSome(step.lines, u"Controls"_s, u"−"_s, lost);
    addSome(step.lines, u"Controls"_s, u"+"_s, step.effect.controlsGained);
    const qsizetype worse = std::ranges::count_if(step.effect.nfrs, &NfrChange::isWorse);
    if (!step.effect.nfrs.isEmpty())
        step.lines.append({worse > 0 ? u"!"_s : QString(),
                           u"NFR answers"_s,
                           u"%1 better, %2 worse"_s.arg(step.effect.nfrs.size() - worse).arg(worse),
                           {},
                           {},
                           u"Effect"_s,
                           {}});
    if (const QString cost = costText(step.effect); !cost.isEmpty())
        step.lines.append({{}, u"Cost"_s, cost, {}, {}, u"Effect"_s, {}});
    addSome(step.lines, u"Findings opened"_s, u"!"_s, step.effect.findingsOpened);
    addSome(step.lines, u"Findings closed"_s, u"+"_s, step.effect.findingsClosed);
    for (const QString &key : std::as_const(step.effect.risks)) {
        if (const Record *risk = ground.model.record(u"risk"_s, key))
            step.lines.append({{}, u"Risk"_s, gp::titleOf(*risk), u"risk"_s, key, u"Risks"_s, {}});
    }
    for (const QString &key : std::as_const(step.effect.waivers)) {
        if (const Record *waiver = ground.model.record(u"waiver"_s, key))
            step.lines.append(
                {u"!"_s, u"Waiver asked for"_s, gp::titleOf(*waiver), u"waiver"_s, key, u"Waivers"_s, {}});
    }
    return step;
}

Step controlsStep(const Ground &ground, const Effect &all)
{
    Step step = made(u"controls"_s, StepKind::Controls, u"Controls and evidence"_s);
    QMap<QString, std::pair<int, int>> byFramework; // better, worse
    QStringList lost;
    for (const decisions::ControlChange &change : all.coverage) {
        auto &[better, worse] = byFramework[change.framework];
        ++(change.isLoss ? worse : better);
        if (change.isLoss)
            lost.append(
                u"%1 %2: %3 → %4"_s.arg(change.framework, change.requirement, change.before, change.after));
    }
    step.summary = u"%1 requirements covered better, %2 worse."_s.arg(all.coverage.size() - lost.size())
                       .arg(lost.size());
    addSome(step.lines, u"Covered worse"_s, u"−"_s, lost);
    for (const auto &[framework, counts] : byFramework.asKeyValueRange())
        step.lines.append({{},
                           framework,
                           u"%1 better, %2 worse"_s.arg(counts.first).arg(counts.second),
                           {},
                           {},
                           u"By framework"_s,
                           {}});
    addSome(step.lines, u"Controls"_s, u"−"_s, all.controlsLost);
    addSome(step.lines, u"Controls"_s, u"+"_s, all.controlsGained);
    const QString today = rules::projectDate(ground.model);
    QSet<QString> proven;
    const auto evidence = ground.model.recordsOfKind(u"evidence"_s);
    for (const Record &one : evidence) {
        const QString until = textOf(one.properties, u"valid_until"_s);
        if (textOf(one.properties, u"result"_s) == "pass"_L1 && (until.isEmpty() || until >= today))
            proven.insert(textOf(one.properties, u"control"_s));
    }
    QStringList without;
    qsizetype enforced = 0;
    for (const ElementState &control : ground.before.ofKind(u"control"_s)) {
        if (textOf(control.properties, u"mode"_s) != "enforced"_L1)
            continue;
        ++enforced;
        if (!proven.contains(control.key))
            without.append(control.name());
    }
    step.lines.append(
        {{},
         u"Evidence"_s,
         u"%1 of %2 controls in force today have valid evidence"_s.arg(enforced - without.size())
             .arg(enforced),
         {},
         {},
         u"Evidence"_s,
         {}});
    addSome(step.lines, u"Without valid evidence"_s, u"!"_s, without);
    return step;
}

Step nfrsStep(const Ground &ground, const Effect &all)
{
    Step step = made(u"nfrs"_s, StepKind::Nfrs, u"NFR checklist"_s);
    if (!ground.hasNfrs) {
        step.summary = u"The answers are not part of this agenda."_s;
        return step;
    }
    struct Counted
    {
        int done = 0;
        int all = 0;
    };
    QMap<QString, std::pair<Counted, Counted>> rows;
    Counted before;
    Counted after;
    const auto count = [](const rules::NfrRow &row, Counted &one) {
        ++one.all;
        one.done += worthOf(row.answer) >= 2 ? 1 : 0;
    };
    for (const rules::NfrRow &row : ground.nfrsBefore) {
        count(row, rows[row.characteristic].first);
        count(row, before);
    }
    for (const rules::NfrRow &row : ground.nfrsAfter) {
        count(row, rows[row.characteristic].second);
        count(row, after);
    }
    const auto text = [](const Counted &one) { return u"%1 of %2"_s.arg(one.done).arg(one.all); };
    step.summary = u"Met, waived or not applicable: %1 at %2, %3 at %4."_s.arg(
        text(before), nameOf(ground.model, ground.scope.from), text(after),
        nameOf(ground.model, ground.scope.to));
    QStringList worse;
    for (const NfrChange &change : all.nfrs) {
        if (change.isWorse)
            worse.append(u"%1 %2: %3 → %4"_s.arg(ground.nameOf(change.element), change.nfr, change.before,
                                                 change.after));
    }
    addSome(step.lines, u"Worse than before"_s, u"−"_s, worse);
    for (const auto &[characteristic, both] : rows.asKeyValueRange())
        step.lines.append({{},
                           characteristic,
                           text(both.first) + u" → "_s + text(both.second),
                           {},
                           {},
                           u"By characteristic"_s,
                           {}});
    return step;
}

Step risksStep(const Ground &ground)
{
    Step step = made(u"risks"_s, StepKind::Risks, u"Risks and waivers"_s);
    const auto scoreOf = [](const Record &risk) {
        return risk.properties.value(u"likelihood"_s).toInt() * risk.properties.value(u"impact"_s).toInt();
    };
    QList<Record> risks = ground.model.recordsOfKind(u"risk"_s);
    risks.removeIf([](const Record &risk) {
        const QString status = textOf(risk.properties, u"status"_s);
        return status == "closed"_L1 || status == "mitigated"_L1;
    });
    std::ranges::stable_sort(risks, std::greater(), scoreOf);
    for (const Record &risk : std::as_const(risks)) {
        const QString mitigation = firstOf(textOf(risk.properties, u"mitigation"_s));
        step.lines.append(
            {scoreOf(risk) >= highRisk ? u"!"_s : QString(),
             QString::number(scoreOf(risk)),
             mitigation.isEmpty() ? gp::titleOf(risk) : QString(gp::titleOf(risk) + u" — "_s + mitigation),
             u"risk"_s,
             risk.key,
             u"Open risks"_s,
             {}});
    }
    qsizetype asked = 0;
    QList<Line> inForce;
    const auto waivers = ground.model.recordsOfKind(u"waiver"_s);
    for (const Record &waiver : waivers) {
        const QString reason = firstOf(textOf(waiver.properties, u"reason"_s));
        const Line line{{}, waiver.key, gp::titleOf(waiver) + u": "_s + reason, u"waiver"_s, waiver.key,
                        {}, {}};
        if (textOf(waiver.properties, u"status"_s) == "requested"_L1) {
            ++asked;
            step.lines.append(line);
            step.lines.last().group = u"Waivers asked for"_s;
            step.lines.last().sign = u"!"_s;
        } else if (rules::isInForce(ground.model, waiver, ground.scope.from)) {
            inForce.append(line);
            const QString end = rules::endOf(ground.model, waiver);
            inForce.last().group = u"Waivers in force"_s;
            inForce.last().text += end.isEmpty() ? QString() : QString(u" ("_s + end + u')');
        }
    }
    step.summary = u"%1 open, %2 asked for, %3 in force."_s.arg(counted(risks.size(), u"risk"_s, u"risks"_s),
                                                                counted(asked, u"waiver"_s, u"waivers"_s),
                                                                QString::number(inForce.size()));
    step.lines += inForce;
    QList<rules::Finding> errors = ground.findingsAfter;
    errors.removeIf([](const rules::Finding &one) { return one.severity != rules::Severity::Error; });
    addByRule(ground, errors, u"Errors then that nobody has waived"_s, step.lines);
    return step;
}

Step questionsStep(const Ground &ground, const QList<Cluster> &clusters)
{
    Step step = made(u"questions"_s, StepKind::Questions, u"Open questions"_s);
    for (const rules::Finding &finding : ground.preflight)
        step.lines.append({finding.severity == rules::Severity::Error ? u"!"_s : QString(),
                           finding.rule,
                           finding.message,
                           {},
                           {},
                           u"From preflight"_s,
                           finding.element});
    QStringList keys = ground.scope.decisions;
    for (const Cluster &cluster : clusters) {
        const Record *decision = ground.model.record(u"decision"_s, cluster.decision);
        // What is in force is asked about elsewhere.
        if (decision && decisions::statusOf(*decision) == decisions::Status::Proposed)
            keys.append(cluster.decision);
    }
    keys.removeDuplicates();
    for (const QString &key : std::as_const(keys)) {
        const Record *decision = ground.model.record(u"decision"_s, key);
        if (!decision)
            continue;
        QStringList questions = listOf(decision->properties, u"open_questions"_s);
        if (decisions::hasBasis(*decision)) {
            if (const auto basis =
                    decisions::basisOf(ground.model, ground.metamodel, *decision, ground.findingsAt()))
                questions += basis->questions;
        }
        for (const QString &question : std::as_const(questions))
            step.lines.append(lineOf(*decision, gp::titleOf(*decision), question));
    }
    step.summary = step.lines.isEmpty()
                       ? u"Nothing is open."_s
                       : QString(counted(step.lines.size(), u"question"_s, u"questions"_s) + u'.');
    return step;
}

Step roadmapStep(const Ground &ground)
{
    Step step = made(u"roadmap"_s, StepKind::Roadmap, u"Roadmap"_s);
    QList<PlateauId> way = ground.model.pathTo(ground.scope.to).nearestFirst();
    std::ranges::reverse(way);
    if (const qsizetype start = way.indexOf(ground.scope.from); start >= 0)
        way = way.sliced(start);
    QSet<QString> keys;
    for (const PlateauId id : std::as_const(way)) {
        const Plateau *plateau = ground.model.plateau(id);
        keys.insert(plateau->key);
        const QString about = firstOf(plateau->description);
        const QString name = nameOf(ground.model, id);
        step.lines.append({{},
                           plateau->date.toString(Qt::ISODate),
                           about.isEmpty() ? name : QString(name + u": "_s + about),
                           {},
                           {},
                           u"States"_s,
                           {}});
    }
    QList<Record> packages = ground.model.recordsOfKind(u"workPackage"_s);
    packages.removeIf([&](const Record &one) {
        const QString from = ground.model.plateau(ground.scope.from)->key;
        const QString to = textOf(one.properties, u"to_plateau"_s);
        return !keys.contains(to) || to == from;
    });
    std::ranges::stable_sort(packages, {},
                             [](const Record &one) { return textOf(one.properties, u"start"_s); });
    double effort = 0;
    for (const Record &one : std::as_const(packages)) {
        const double days = one.properties.value(u"effort_days"_s).toDouble();
        effort += days;
        QStringList about{gp::titleOf(one)};
        const Element *team = ground.model.element(textOf(one.properties, u"owner"_s));
        if (team)
            about.append(ground.nameOf(team->id).isEmpty() ? team->key : ground.nameOf(team->id));
        if (days > 0)
            about.append(QString::number(days) + u' ' + unitFor(days, u"days"_s));
        const QString start = textOf(one.properties, u"start"_s);
        const QString finish = textOf(one.properties, u"finish"_s);
        step.lines.append(
            {{},
             start.isEmpty() && finish.isEmpty() ? QString() : QString(start + u" – "_s + finish),
             about.join(u" · "_s),
             u"workPackage"_s,
             one.key,
             u"Work packages"_s,
             {}});
    }
    step.summary =
        u"%1 on the way, %2"_s.arg(counted(way.size(), u"state"_s, u"states"_s),
                                   counted(packages.size(), u"work package"_s, u"work packages"_s));
    step.summary +=
        effort > 0 ? QString(u", %1 %2 of work."_s.arg(effort).arg(unitFor(effort, u"days"_s))) : u"."_s;
    return step;
}

Step decisionsStep(const Ground &ground, const QString &review)
{
    Step step = made(u"decisions"_s, StepKind::Decisions, u"Decisions to take"_s);
    QList<Subject> subjects;
    for (const QString &key : ground.scope.decisions)
        subjects.append({Subject::Kind::Decision, key});
    if (const Record *record = ground.model.record(u"review"_s, review))
        subjects = subjectsOf(ground.model, *record);
    for (const Subject &subject : std::as_const(subjects)) {
        if (subject.kind == Subject::Kind::Waiver) {
            if (const Record *waiver = ground.model.record(u"waiver"_s, subject.key))
                step.lines.append({u"!"_s,
                                   u"Deviation"_s,
                                   gp::titleOf(*waiver),
                                   u"waiver"_s,
                                   subject.key,
                                   u"Deviations"_s,
                                   {}});
            continue;
        }
        const Record *decision = ground.model.record(u"decision"_s, subject.key);
        if (!decision)
            continue;
        QString text = textOf(decision->properties, u"title"_s);
        const QString chosen = textOf(decision->properties, u"chosen"_s);
        if (!chosen.isEmpty())
            text += u" — proposed: "_s + chosen;
        Line line = lineOf(*decision, u"Decisions"_s,
                           text + u" ("_s + decisions::toString(decisions::statusOf(*decision)) + u')');
        step.lines.append(line);
    }
    step.summary = step.lines.isEmpty()
                       ? u"Nothing is to be decided."_s
                       : QString(counted(step.lines.size(), u"decision"_s, u"decisions"_s) + u'.');
    return step;
}

Step actionsStep(const Ground &ground, const QString &review)
{
    Step step = made(u"actions"_s, StepKind::Actions, u"Open from earlier reviews"_s);
    const QDate today = QDate::fromString(rules::projectDate(ground.model), Qt::ISODate);
    int overdue = 0;
    const auto open = carriedOver(ground.model, review);
    for (const Action &action : open) {
        const bool isLate = action.isOverdue(today);
        overdue += isLate ? 1 : 0;
        QStringList about{action.title};
        if (!action.owner.isEmpty())
            about.append(action.owner);
        if (isLate)
            about.append(u"overdue"_s);
        step.lines.append({isLate ? u"!"_s : QString(),
                           action.due.toString(Qt::ISODate),
                           about.join(u" · "_s),
                           u"action"_s,
                           action.key,
                           toString(action.kind),
                           {}});
    }
    step.summary = step.lines.isEmpty() ? u"Nothing is open."_s
                                        : u"%1 open, %2 overdue."_s.arg(step.lines.size()).arg(overdue);
    return step;
}

} // namespace gp::review
