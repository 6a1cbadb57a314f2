// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/review/effects.h"

#include "core/review/parts.h"
#include "core/review/stage.h"
#include "core/rules/controls.h"
#include "core/rules/workbench.h"

using namespace Qt::StringLiterals;

namespace gp::review {

namespace {

using compare::ElementGap;
using compare::State;

QList<rules::Finding> open(QList<rules::Finding> findings)
{
    findings.removeIf([](const rules::Finding &finding) { return !finding.isOpen(); });
    return findings;
}

/// Without what is not talked about.
compare::Gap narrowed(compare::Gap gap, const QStringList &only)
{
    if (only.isEmpty())
        return gap;
    const auto count = [](compare::Counts &counts, State state) {
        switch (state) {
        case State::Added:
            ++counts.added;
            break;
        case State::Removed:
            ++counts.removed;
            break;
        case State::Changed:
            ++counts.changed;
            break;
        case State::Replaced:
            ++counts.replaced;
            break;
        case State::Kept:
            ++counts.kept;
        }
    };
    gap.elementCounts = {};
    for (auto it = gap.elements.begin(); it != gap.elements.end();) {
        const bool stays = it->state == State::Kept || only.contains(it->key);
        if (stays)
            count(gap.elementCounts, it->state);
        it = stays ? std::next(it) : gap.elements.erase(it);
    }
    return gap;
}

QString modeOf(const ElementState *control)
{
    const QString mode = control ? control->properties.value(u"mode"_s).toString() : QString();
    return mode.isEmpty() ? u"planned"_s : mode;
}

int strengthOf(const ElementState *control)
{
    static const QStringList order{u"planned"_s, u"warn"_s, u"enforced"_s};
    return control ? int(order.indexOf(modeOf(control))) : -1;
}

} // namespace

Ground::Ground(const Model &m, const metamodel::Metamodel &mm, const Scope &wanted, const Sources &sources)
    : model(m)
    , metamodel(mm)
    , scope(wanted)
    , before(m, wanted.from)
    , after(m, wanted.to)
    , gap(narrowed(compare::gapBetween(m, wanted.from, wanted.to), wanted.only))
{
    const decisions::FindingsAt find =
        sources.findingsAt ? sources.findingsAt : decisions::runningRules(model);
    findingsBefore = open(find(scope.from));
    findingsAfter = open(find(scope.to));
    if (sources.preflight) {
        preflight = open(sources.preflight(scope.from, scope.to));
    } else {
        rules::Workbench bench(rules::RuleSet::of(model), rules::forReports(model, scope.from));
        bench.load(model, scope.to);
        preflight = open(bench.findings());
        preflight.removeIf([&bench](const rules::Finding &finding) {
            const rules::Rule *rule = bench.rules().rule(finding.rule);
            return !rule || !rule->isPreflight;
        });
    }
    if (sources.nfrsAt) {
        hasNfrs = true;
        nfrsBefore = sources.nfrsAt(scope.from);
        nfrsAfter = sources.nfrsAt(scope.to);
    }
    shown = shownByViews(model, before, after);
}

QString Ground::nameOf(ElementId id) const
{
    const ElementState *state = after.element(id);
    if (!state)
        state = before.element(id);
    return state ? state->name() : QString();
}

decisions::FindingsAt Ground::findingsAt() const
{
    return [this](PlateauId plateau) {
        return plateau == scope.from ? findingsBefore
               : plateau == scope.to ? findingsAfter
                                     : decisions::runningRules(model)(plateau);
    };
}

int worthOf(const QString &answer)
{
    if (answer == "met"_L1 || answer == "not-applicable"_L1)
        return 3;
    if (answer == "waived"_L1)
        return 2;
    return answer == "partly"_L1 ? 1 : 0;
}

std::optional<double> costOf(const PlateauModel &at, const std::function<bool(ElementId)> &isMine)
{
    std::optional<double> sum;
    for (const ElementState &state : at.elements()) {
        const QJsonValue cost = state.properties.value(u"monthly_cost"_s);
        if (cost.isDouble() && isMine(state.id))
            sum = sum.value_or(0) + cost.toDouble();
    }
    return sum;
}

Effects::Effects(const Ground &ground, const QList<Cluster> &clusters)
    : m_ground(ground)
{
    for (const Cluster &cluster : clusters) {
        for (const ElementGap &item : cluster.items)
            m_clusterOf.insert(item.id, cluster.id);
    }
    QStringList frameworks = rules::frameworksIn(ground.before) + rules::frameworksIn(ground.after);
    frameworks.removeDuplicates();
    frameworks.sort();
    for (const QString &framework : std::as_const(frameworks)) {
        const auto changes = rules::coverageChanges(ground.model, ground.before, ground.after, framework);
        for (const rules::CoverageChange &change : changes) {
            Covered covered{{rules::Frameworks::builtin().nameOf(framework),
                             change.after.requirement.requirement, rules::toString(change.before.coverage),
                             rules::toString(change.after.coverage),
                             change.after.coverage < change.before.coverage},
                            {}};
            for (const ElementId id : change.before.controls + change.after.controls)
                covered.controls.insert(id);
            m_coverage.append(covered);
        }
    }
    QHash<std::pair<ElementId, QString>, QString> answers;
    for (const rules::NfrRow &row : ground.nfrsBefore)
        answers.insert({row.element, row.nfr}, row.answer);
    for (const rules::NfrRow &row : ground.nfrsAfter) {
        const QString was = answers.value({row.element, row.nfr});
        if (!was.isEmpty() && worthOf(was) != worthOf(row.answer))
            m_nfrs.append({row.nfr, row.element, was, row.answer, worthOf(row.answer) < worthOf(was)});
    }
    std::ranges::stable_sort(m_nfrs,
                             [](const NfrChange &a, const NfrChange &b) { return a.isWorse > b.isWorse; });
}

void Effects::addFindings(const QString &cluster, Effect &effect) const
{
    const auto mine = [&](const QList<rules::Finding> &findings) {
        QMap<QString, QString> messages;
        for (const rules::Finding &finding : findings) {
            const QString of = m_clusterOf.value(finding.element, m_clusterOf.value(finding.related));
            if (cluster.isEmpty() || of == cluster)
                messages.insert(finding.fingerprint, finding.message + u" ("_s + finding.rule + u')');
        }
        return messages;
    };
    const QMap<QString, QString> before = mine(m_ground.findingsBefore);
    const QMap<QString, QString> after = mine(m_ground.findingsAfter);
    for (const auto &[print, message] : before.asKeyValueRange()) {
        if (!after.contains(print))
            effect.findingsClosed.append(message);
    }
    for (const auto &[print, message] : after.asKeyValueRange()) {
        if (!before.contains(print))
            effect.findingsOpened.append(message);
    }
    effect.findingsClosed.sort();
    effect.findingsOpened.sort();
}

Effect Effects::made(const std::function<bool(ElementId)> &isMine, const QString &cluster) const
{
    Effect effect;
    for (const ElementGap &item : m_ground.gap.items()) {
        if (item.kind != "control"_L1 || !isMine(item.id))
            continue;
        const ElementState *was = m_ground.before.element(item.id);
        const ElementState *is = m_ground.after.element(item.id);
        const int more = strengthOf(is) - strengthOf(was);
        const QString line =
            u"%1: %2 → %3"_s.arg(item.name, was ? modeOf(was) : u"none"_s, is ? modeOf(is) : u"none"_s);
        if (more > 0)
            effect.controlsGained.append(line);
        else if (more < 0)
            effect.controlsLost.append(line);
    }
    for (const Covered &covered : m_coverage) {
        if (cluster.isEmpty() || std::ranges::any_of(covered.controls, isMine))
            effect.coverage.append(covered.change);
    }
    for (const NfrChange &change : m_nfrs) {
        if (cluster.isEmpty() || isMine(change.element))
            effect.nfrs.append(change);
    }
    effect.costBefore = costOf(m_ground.before, isMine);
    effect.costAfter = costOf(m_ground.after, isMine);
    addFindings(cluster, effect);
    const auto waivers = m_ground.model.recordsOfKind(u"waiver"_s);
    for (const Record &waiver : waivers) {
        const Element *element = m_ground.model.element(textOf(waiver.properties, u"element"_s));
        if (textOf(waiver.properties, u"status"_s) == "requested"_L1 && element && isMine(element->id))
            effect.waivers.append(waiver.key);
    }
    return effect;
}

Effect Effects::of(const Cluster &cluster) const
{
    QSet<ElementId> ids;
    QSet<QString> keys;
    for (const ElementGap &item : cluster.items) {
        ids.insert(item.id);
        keys.insert(item.key);
    }
    Effect effect = made([&ids](ElementId id) { return ids.contains(id); }, cluster.id);
    const auto risks = m_ground.model.recordsOfKind(u"risk"_s);
    for (const Record &risk : risks) {
        const QString status = textOf(risk.properties, u"status"_s);
        if (status == "closed"_L1 || status == "mitigated"_L1)
            continue;
        const bool names = std::ranges::any_of(listOf(risk.properties, u"elements"_s),
                                               [&](const QString &key) { return keys.contains(key); });
        const bool decides =
            !cluster.decision.isEmpty() && listOf(risk.properties, u"decisions"_s).contains(cluster.decision);
        if (names || decides)
            effect.risks.append(risk.key);
    }
    return effect;
}

Effect Effects::all() const
{
    return made([](ElementId) { return true; }, {});
}

} // namespace gp::review
