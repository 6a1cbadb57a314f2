// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/metamodel/impact.h"

#include "core/metamodel/metamodel.h"

using namespace Qt::StringLiterals;

namespace gp::metamodel {

namespace {

/// One thing that another one hits.
struct Step
{
    ElementId to;
    Effect effect = Effect::Fails;
    RelationId by;
    QString words;
    bool passesOn = true; ///< what it hits in turn is hit too
};

class Walk
{
public:
    explicit Walk(const PlateauModel &at)
        : m_at(at)
    {
        for (const auto &[id, element] : at.elements().asKeyValueRange()) {
            if (element.kind != "pipeline"_L1)
                continue;
            const QString runner = element.properties.value(u"runner"_s).toString();
            if (!runner.isEmpty())
                m_byRunner[runner.toCaseFolded()].append(id);
        }
    }

    [[nodiscard]] QList<Step> from(const ElementState &broken, Effect effect) const
    {
        QList<Step> steps;
        if (effect != Effect::Fails)
            return broken.kind == "pipeline"_L1 && effect == Effect::NotReleased ? released(broken) : steps;
        for (const RelationState &relation : m_at.incoming(broken.id)) {
            if (const auto step = stepBack(relation))
                steps.append(*step);
        }
        for (const RelationState &relation : m_at.outgoing(broken.id)) {
            if (relation.kind == "provides"_L1)
                steps.append({relation.target, Effect::Fails, relation.id, words(relation, true), true});
            else if (relation.kind == "guards"_L1)
                steps.append(
                    {relation.target, Effect::Unprotected, relation.id, words(relation, true), false});
        }
        if (broken.kind == "pipeline"_L1)
            steps += released(broken);
        if (broken.kind == "technology"_L1)
            steps += runOn(broken);
        if (broken.kind == "environment"_L1)
            steps += deliveredTo(broken);
        return steps;
    }

private:
    [[nodiscard]] QString words(const RelationState &relation, bool inverse) const
    {
        const RelationKind *kind = Metamodel::builtin().relationKind(relation.kind);
        const QString source = m_at.element(relation.source)->name();
        const QString target = m_at.element(relation.target)->name();
        if (!kind)
            return source + u' ' + relation.kind + u' ' + target;
        return inverse ? QString(target + u' ' + kind->inverse + u' ' + source)
                       : QString(source + u' ' + kind->label + u' ' + target);
    }

    /// From the end of a relation to its start.
    [[nodiscard]] std::optional<Step> stepBack(const RelationState &relation) const
    {
        const ElementState &source = *m_at.element(relation.source);
        const bool isPipeline = source.kind == "pipeline"_L1;
        const Effect effect = isPipeline ? Effect::NotReleased : Effect::Fails;
        Step step{relation.source, effect, relation.id, words(relation, false), true};
        if (relation.kind == "dependsOn"_L1) {
            step.passesOn = relation.properties.value(u"mode"_s).toString() != "async"_L1;
            return step;
        }
        // A golden path is a description: it cannot fail.
        if ((relation.kind == "uses"_L1 && source.kind != "goldenPath"_L1) || relation.kind == "runsIn"_L1)
            return step;
        if (relation.kind == "deploysTo"_L1) {
            step.passesOn = false; // it still delivers elsewhere
            return step;
        }
        return std::nullopt;
    }

    /// What gets no releases when a pipeline does not run.
    [[nodiscard]] QList<Step> released(const ElementState &pipeline) const
    {
        QList<Step> steps;
        for (const RelationState &relation : m_at.incoming(pipeline.id, u"deliveredBy"_s))
            steps.append({relation.source, Effect::NotReleased, relation.id, words(relation, false), false});
        for (const RelationState &relation : m_at.outgoing(pipeline.id, u"deploysTo"_s))
            steps.append({relation.target, Effect::NotReleased, relation.id, words(relation, true), false});
        return steps;
    }

    /// Services that are delivered to an environment and do not say where they run: in production they fail
    /// with it, before production they only get no further.
    [[nodiscard]] QList<Step> deliveredTo(const ElementState &environment) const
    {
        const bool isProduction = environment.properties.value(u"type"_s).toString() == "prod"_L1;
        QList<Step> steps;
        for (const RelationState &deployment : m_at.incoming(environment.id, u"deploysTo"_s)) {
            for (const RelationState &delivery : m_at.incoming(deployment.source, u"deliveredBy"_s)) {
                if (!m_at.outgoing(delivery.source, u"runsIn"_s).isEmpty())
                    continue;
                const QString sentence = m_at.element(delivery.source)->name() + u" is delivered to "_s +
                                         environment.name() + u" by "_s +
                                         m_at.element(deployment.source)->name();
                steps.append({delivery.source, isProduction ? Effect::Fails : Effect::NotReleased,
                              delivery.id, sentence, isProduction});
            }
        }
        return steps;
    }

    /// Pipelines that name it as their runner without a relation.
    [[nodiscard]] QList<Step> runOn(const ElementState &technology) const
    {
        QList<Step> steps;
        for (const QString &name : {technology.key, technology.name()}) {
            for (const ElementId id : m_byRunner.value(name.toCaseFolded())) {
                const QString sentence = m_at.element(id)->name() + u" runs on "_s + technology.name();
                steps.append({id, Effect::NotReleased, {}, sentence, true});
            }
        }
        return steps;
    }

    const PlateauModel &m_at;
    QHash<QString, QList<ElementId>> m_byRunner;
};

QList<ElementState> statesOf(const PlateauModel &at, const QSet<ElementId> &ids)
{
    QList<ElementState> states;
    for (const ElementId id : ids) {
        if (const ElementState *state = at.element(id))
            states.append(*state);
    }
    std::ranges::sort(states, {}, &ElementState::key);
    return states;
}

/// All that the elements need, directly or not.
QSet<ElementId> neededBy(const PlateauModel &at, const QSet<ElementId> &start)
{
    static const QStringList needing{u"dependsOn"_s, u"uses"_s, u"runsIn"_s, u"deliveredBy"_s};
    QSet<ElementId> needed;
    QList<ElementId> open(start.cbegin(), start.cend());
    while (!open.isEmpty()) {
        for (const RelationState &relation : at.outgoing(open.takeLast())) {
            if (!needing.contains(relation.kind) || needed.contains(relation.target) ||
                start.contains(relation.target))
                continue;
            needed.insert(relation.target);
            open.append(relation.target);
        }
    }
    return needed;
}

} // namespace

QString effectText(Effect effect, const QString &kind)
{
    switch (effect) {
    case Effect::Fails:
        return u"fails"_s;
    case Effect::Unprotected:
        return u"is unprotected"_s;
    case Effect::NotReleased:
        break;
    }
    if (kind == "pipeline"_L1)
        return u"cannot run"_s;
    return kind == "environment"_L1 ? u"gets no releases"_s : u"cannot be released"_s;
}

const Hit *Impact::hit(ElementId id) const
{
    const auto it = std::ranges::find_if(hits, [id](const Hit &one) { return one.element.id == id; });
    return it == hits.end() ? nullptr : &*it;
}

QList<Hit> Impact::pathTo(ElementId id) const
{
    QList<Hit> path;
    for (const Hit *at = hit(id); at && path.size() <= hits.size(); at = hit(at->from))
        path.prepend(*at);
    return path;
}

QList<ElementState> Impact::ofKind(const QString &kind) const
{
    QList<ElementState> found;
    std::ranges::copy_if(transitive, std::back_inserter(found),
                         [&kind](const ElementState &one) { return one.kind == kind; });
    return found;
}

Impact impactOf(const PlateauModel &at, const QSet<ElementId> &broken)
{
    struct State
    {
        Hit hit;
        bool passesOn = false;
    };
    const Walk walk(at);
    QHash<ElementId, State> states;
    struct Open
    {
        ElementId id;
        Effect effect;
        int distance;
    };
    QList<Open> open;
    for (const ElementState &start : statesOf(at, broken))
        open.append({start.id, Effect::Fails, 0});
    Impact impact;
    QSet<ElementId> direct;
    // Breadth first, so that the first way to a thing is a shortest one. Something that is reached again by a
    // worse effect, or by a way that passes on, is looked at again.
    for (qsizetype next = 0; next < open.size(); ++next) {
        const Open from = open.at(next);
        const ElementState *element = at.element(from.id);
        if (!element)
            continue;
        for (const Step &step : walk.from(*element, from.effect)) {
            if (broken.contains(step.to) || !at.element(step.to))
                continue;
            if (from.distance == 0)
                direct.insert(step.to);
            const auto known = states.find(step.to);
            const bool isNew = known == states.end();
            const bool isWorse = !isNew && step.effect < known->hit.effect;
            const bool goesFurther =
                !isNew && step.passesOn && !known->passesOn && step.effect <= known->hit.effect;
            if (!isNew && !isWorse && !goesFurther)
                continue;
            if (isNew || isWorse) {
                states.insert(step.to, {{*at.element(step.to), step.effect, from.id, step.by, step.words,
                                         from.distance + 1},
                                        step.passesOn});
            } else {
                known->passesOn = true;
            }
            if (step.passesOn)
                open.append({step.to, step.effect, from.distance + 1});
        }
    }
    QSet<ElementId> owners;
    QSet<ElementId> all;
    for (const State &state : std::as_const(states)) {
        all.insert(state.hit.element.id);
        impact.hits.append(state.hit);
        for (const RelationState &owned : at.outgoing(state.hit.element.id, u"ownedBy"_s))
            owners.insert(owned.target);
    }
    std::ranges::sort(impact.hits, {},
                      [](const Hit &hit) { return std::tie(hit.distance, hit.element.key); });
    impact.direct = statesOf(at, direct);
    impact.transitive = statesOf(at, all);
    impact.owners = statesOf(at, owners);
    impact.needs = statesOf(at, neededBy(at, broken));
    return impact;
}

Impact impactOf(const PlateauModel &at, ElementId id)
{
    return impactOf(at, QSet<ElementId>{id});
}

} // namespace gp::metamodel
