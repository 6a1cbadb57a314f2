// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/review/agenda.h"

#include "core/review/arrange.h"
#include "core/review/parts.h"
#include "core/review/steps.h"

using namespace Qt::StringLiterals;

namespace gp::review {

namespace {

Result<Agenda> made(const Model &model, const metamodel::Metamodel &metamodel, const Scope &scope,
                    const Sources &sources, const QString &review)
{
    if (!model.plateau(scope.from) || !model.plateau(scope.to) || scope.from == scope.to)
        return fail(ErrorCode::Usage,
                    u"A review is about the way from one plateau to another: name two different ones"_s);
    const Ground ground(model, metamodel, scope, sources);
    const QList<Cluster> clusters =
        clustersOf(model, metamodel, ground.gap, scope.from, scope.to, scope.decisions);
    const Effects effects(ground, clusters);
    const Effect all = effects.all();
    Agenda agenda;
    agenda.review = review;
    agenda.from = scope.from;
    agenda.to = scope.to;
    agenda.title = u"%1 → %2"_s.arg(nameOf(model, scope.from), nameOf(model, scope.to));
    agenda.steps = {whyStep(ground, review), currentStep(ground), targetStep(ground, all)};
    for (const Cluster &cluster : clusters)
        agenda.steps.append(changeStep(ground, cluster, effects));
    agenda.steps += {controlsStep(ground, all),       nfrsStep(ground, all), risksStep(ground),
                     questionsStep(ground, clusters), roadmapStep(ground),   decisionsStep(ground, review),
                     actionsStep(ground, review)};
    for (const Step &step : std::as_const(agenda.steps))
        agenda.usual.append(step.id);
    return agenda;
}

/// The last target in the order of the plateaus; else the last one that is no option.
PlateauId lastTarget(const Model &model)
{
    PlateauId target;
    PlateauId other;
    const auto all = model.plateausInOrder();
    for (const Plateau &plateau : all) {
        if (plateau.kind == PlateauKind::Target)
            target = plateau.id;
        else if (plateau.kind != PlateauKind::Option)
            other = plateau.id;
    }
    return target.isValid() ? target : other;
}

} // namespace

QString toString(StepKind kind)
{
    switch (kind) {
    case StepKind::Why:
        return u"why"_s;
    case StepKind::Current:
        return u"current"_s;
    case StepKind::Target:
        return u"target"_s;
    case StepKind::Change:
        return u"change"_s;
    case StepKind::Controls:
        return u"controls"_s;
    case StepKind::Nfrs:
        return u"nfrs"_s;
    case StepKind::Risks:
        return u"risks"_s;
    case StepKind::Questions:
        return u"questions"_s;
    case StepKind::Roadmap:
        return u"roadmap"_s;
    case StepKind::Decisions:
        return u"decisions"_s;
    case StepKind::Actions:
        return u"actions"_s;
    case StepKind::Own:
        break;
    }
    return u"own"_s;
}

QList<Step> Agenda::shown() const
{
    QList<Step> list = steps;
    list.removeIf([](const Step &one) { return one.isCut; });
    return list;
}

const Step *Agenda::step(const QString &id) const
{
    const auto it = std::ranges::find(steps, id, &Step::id);
    return it == steps.end() ? nullptr : &*it;
}

Result<Agenda> agendaFor(const Model &model, const metamodel::Metamodel &metamodel, const Scope &scope,
                         const Sources &sources)
{
    return made(model, metamodel, scope, sources, {});
}

Result<Scope> scopeOf(const Model &model, const QString &review)
{
    const Result<Record> record = reviewOf(model, review);
    if (!record)
        return std::unexpected(record.error());
    Scope scope;
    const Plateau *from = model.plateau(textOf(record->properties, u"from_plateau"_s));
    const Plateau *to = model.plateau(textOf(record->properties, u"to_plateau"_s));
    scope.from = from ? from->id : model.rootPlateau();
    scope.to = to ? to->id : lastTarget(model);
    scope.decisions = listOf(record->properties, u"decisions"_s);
    return scope;
}

Result<Agenda> agendaOf(const Model &model, const metamodel::Metamodel &metamodel, const QString &review,
                        const Sources &sources)
{
    const Result<Scope> scope = scopeOf(model, review);
    if (!scope)
        return std::unexpected(scope.error());
    Result<Agenda> agenda = made(model, metamodel, *scope, sources, review);
    if (!agenda)
        return agenda;
    const Record &record = *model.record(u"review"_s, review);
    agenda->title = gp::titleOf(record);
    agenda->steps = arranged(model, record, std::move(agenda->steps));
    return agenda;
}

} // namespace gp::review
