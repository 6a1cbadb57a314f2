// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/change_rows.h"
#include "core/documents/contexts.h"
#include "core/documents/rows.h"
#include "core/documents/target_chapters.h"
#include "core/rules/conformance.h"
#include "core/rules/waivers.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

/// The groups that services are part of; where there are domains, only those: a service can be in a boundary
/// as well, and is counted once.
QList<ElementState> domainsOf(const PlateauModel &at)
{
    const QList<ElementState> groups = having(at.ofKind(u"group"_s), [&](const ElementState &group) {
        return std::ranges::contains(at.sources(group.id, u"partOf"_s), u"service"_s, &ElementState::kind);
    });
    const QList<ElementState> domains = having(
        groups, [](const ElementState &group) { return text(group.properties, u"type") == u"domain"; });
    return domains.isEmpty() ? groups : domains;
}

QList<ElementState> servicesIn(const PlateauModel &at, ElementId group)
{
    return having(at.sources(group, u"partOf"_s),
                  [](const ElementState &element) { return element.kind == u"service"_s; });
}

/// A model in which a domain stands for its services: who needs whom and which product. A picture of fifty
/// services says nothing on a page. Without domains the services themselves, with the golden paths.
Model contextModel(const Facts &facts, QStringList &keys)
{
    const PlateauModel &at = facts.at();
    Model model;
    for (const Plateau &plateau : facts.model().plateaus())
        model.put(plateau);
    QMap<ElementId, ElementId> standsFor;
    for (const ElementState &group : domainsOf(at)) {
        for (const ElementState &service : servicesIn(at, group.id))
            standsFor.insert(service.id, group.id);
    }
    const auto put = [&](const ElementState &element) {
        model.put(*facts.model().element(element.id));
        keys.append(element.key);
    };
    for (const ElementState &group : domainsOf(at))
        put(group);
    for (const ElementState &service : at.ofKind(u"service"_s)) {
        if (!standsFor.contains(service.id))
            put(service);
    }
    if (domainsOf(at).isEmpty()) {
        for (const ElementState &path : at.ofKind(u"goldenPath"_s))
            put(path);
    }
    for (const ElementState &technology : at.ofKind(u"technology"_s)) {
        if (std::ranges::contains(at.sources(technology.id, u"dependsOn"_s), u"service"_s,
                                  &ElementState::kind))
            put(technology);
    }
    for (const RelationState &relation : at.relations()) {
        if (relation.kind != u"dependsOn" && relation.kind != u"follows")
            continue;
        const ElementId source = standsFor.value(relation.source, relation.source);
        const ElementId target = standsFor.value(relation.target, relation.target);
        if (source == target || !model.element(source) || !model.element(target) ||
            model.relation(relation.kind, source, target))
            continue;
        Relation drawn = *facts.model().relation(relation.id);
        drawn.source = source;
        drawn.target = target;
        drawn.lifetime = {facts.model().rootPlateau(), {}};
        model.put(drawn);
    }
    return model;
}

void putContext(const Facts &facts, const DrawPicture &draw, QVariantHash &context)
{
    QVariantList domains;
    for (const ElementState &group : domainsOf(facts.at())) {
        const QList<ElementState> services = servicesIn(facts.at(), group.id);
        const auto first = std::ranges::count_if(services, [](const ElementState &service) {
            return service.properties.value(u"tier"_s).toInt() == 1;
        });
        const auto onPath = std::ranges::count_if(services, [&](const ElementState &service) {
            return !facts.at().outgoing(service.id, u"follows"_s).isEmpty();
        });
        domains.append(QVariantHash{{u"name"_s, group.name()},
                                    {u"services"_s, QString::number(services.size())},
                                    {u"tier_1"_s, QString::number(first)},
                                    {u"on_path"_s, QString::number(onPath)},
                                    {u"about"_s, facts.line(text(group.properties, u"description"))}});
    }
    context[u"domains"_s] = domains;
    QStringList keys;
    const Model model = contextModel(facts, keys);
    constexpr qsizetype mostOnAPage = 30;
    if (keys.size() <= mostOnAPage)
        context[u"context_picture"_s] =
            draw({u"target-architecture-context"_s,
                  domains.isEmpty() ? u"Services: who needs whom, and which golden path they follow"_s
                                    : u"Domains: who needs whom"_s,
                  keys,
                  {u"dependsOn"_s, u"follows"_s},
                  u"none"_s,
                  u"down"_s,
                  model});
}

void putChanges(const Facts &facts, QVariantHash &context)
{
    const PlateauId first = facts.model().rootPlateau();
    context[u"first"_s] = first == facts.plateau() ? QString() : facts.plateauName(first);
    if (first == facts.plateau())
        return;
    const compare::Gap &gap = facts.gap(first, facts.plateau());
    context[u"counts"_s] = gap.isEmpty() ? QVariantList() : countRows(facts, gap);
    context[u"replaced"_s] = replacedRows(facts, gap);
    QVariantList added;
    QVariantList removed;
    for (const metamodel::Kind &kind : facts.metamodel().kinds()) {
        if (const QStringList names = addedNames(gap, kind.name); !names.isEmpty())
            added.append(QVariantHash{{u"kind"_s, kind.plural}, {u"names"_s, names.join(u", "_s)}});
        if (const QStringList names = removedNames(gap, kind.name); !names.isEmpty())
            removed.append(QVariantHash{{u"kind"_s, kind.plural}, {u"names"_s, names.join(u", "_s)}});
    }
    context[u"added"_s] = added;
    context[u"removed"_s] = removed;
    context[u"gap_link"_s] = facts.linkTo(u"gap-analysis"_s, {}, u"gap analysis"_s);
}

void putAdoption(const Facts &facts, QVariantHash &context)
{
    QVariantList paths;
    for (const ElementState &path : facts.at().ofKind(u"goldenPath"_s)) {
        const ElementState *pipeline = facts.byKey(text(path.properties, u"pipeline"));
        paths.append(
            QVariantHash{{u"path"_s, facts.ref(path)},
                         {u"workload"_s, facts.value(path, u"workload"_s)},
                         {u"version"_s, facts.value(path, u"version"_s)},
                         {u"pipeline"_s, pipeline ? pipeline->name() : QString()},
                         {u"services"_s, QString::number(facts.at().sources(path.id, u"follows"_s).size())}});
    }
    QVariantList steps;
    for (const Plateau &step : stepsTo(facts, facts.plateau())) {
        const rules::ConformanceFigures figures = rules::conformanceOf(facts.evaluatedAt(step.id).at).figures;
        steps.append(QVariantHash{
            {u"plateau"_s, facts.plateauName(step.id)},
            {u"following"_s,
             figures.services == 0 ? u"–"_s : u"%1 of %2"_s.arg(figures.following).arg(figures.services)},
            {u"adoption"_s, percent(figures.adoption)},
            {u"conformance"_s, percent(figures.conformance)},
            {u"coverage"_s, percent(figures.templateCoverage)}});
    }
    context[u"paths"_s] = paths;
    context[u"adoption_steps"_s] = steps;
    context[u"off_path"_s] =
        namesOf(having(facts.at().ofKind(u"service"_s), [&](const ElementState &service) {
            return facts.at().outgoing(service.id, u"follows"_s).isEmpty();
        }));
}

/// Accepted decisions about something that is there in this state, and those about nothing in particular.
void putDecisions(const Facts &facts, QVariantHash &context)
{
    QVariantList govern;
    QVariantList undecided;
    QVariantList due;
    const QString today = rules::projectDate(facts.model());
    for (const Record &decision : decisionsInOrder(facts.model())) {
        const QString status = text(decision.properties, u"status");
        const QJsonArray about = decision.properties.value(u"elements"_s).toArray();
        if (!about.isEmpty() && facts.byKeys(about).isEmpty())
            continue;
        const QVariantHash row = decisionRow(facts, decision);
        if (status == u"draft" || status == u"proposed")
            undecided.append(row);
        if (status != u"accepted")
            continue;
        govern.append(row);
        const QString review = text(decision.properties, u"review_by");
        if (!today.isEmpty() && !review.isEmpty() && review < today)
            due.append(row);
    }
    context[u"decisions"_s] = govern;
    context[u"undecided"_s] = undecided;
    context[u"due"_s] = due;
}

/// "4 services have no owner": what the document would have said, had the model.
QStringList unanswered(const Facts &facts)
{
    QStringList list;
    const auto tell = [&](const QString &kind, const QString &words,
                          const std::function<bool(const ElementState &)> &lacks) {
        const QList<ElementState> found = having(facts.at().ofKind(kind), lacks);
        if (!found.isEmpty())
            list.append(u"%1 without %2: %3"_s.arg(
                counted(found.size(), labelOf(facts, kind), pluralOf(facts, kind).toLower()), words,
                namesOf(found, 8)));
    };
    const auto no = [](const QString &property) {
        return [property](const ElementState &element) { return !element.properties.contains(property); };
    };
    for (const QString &kind : {u"service"_s, u"pipeline"_s, u"environment"_s})
        tell(kind, u"an owner"_s, [&](const ElementState &element) {
            return facts.at().outgoing(element.id, u"ownedBy"_s).isEmpty();
        });
    tell(u"service"_s, u"a tier"_s, no(u"tier"_s));
    tell(u"service"_s, u"a data class"_s, no(u"data_class"_s));
    tell(u"service"_s, u"a release strategy"_s, no(u"deployment_strategy"_s));
    tell(u"service"_s, u"a word on secrets"_s, no(u"secrets"_s));
    tell(u"pipeline"_s, u"stages"_s, no(u"stages"_s));
    tell(u"environment"_s, u"a data policy"_s, no(u"data_policy"_s));
    tell(u"control"_s, u"an enforcement point"_s, no(u"enforcement_point"_s));
    return list;
}

void putOpen(const Facts &facts, QVariantHash &context)
{
    QMap<QString, int> errors;
    int warnings = 0;
    for (const rules::Finding &finding : facts.evaluated().findings) {
        if (finding.isOpen() && finding.severity == rules::Severity::Error)
            ++errors[finding.rule];
        warnings += finding.isOpen() && finding.severity == rules::Severity::Warning ? 1 : 0;
    }
    QVariantList rows;
    int count = 0;
    for (auto it = errors.cbegin(); it != errors.cend(); ++it) {
        const rules::Rule *rule = facts.evaluated().rules.rule(it.key());
        count += *it;
        rows.append(QVariantHash{{u"rule"_s, it.key()},
                                 {u"title"_s, rule ? rule->title : QString()},
                                 {u"count"_s, QString::number(*it)},
                                 {u"remediation"_s, rule ? rule->remediation : QString()}});
    }
    context[u"open_errors"_s] = rows;
    context[u"error_count"_s] = counted(count, u"error"_s, u"errors"_s);
    context[u"warning_count"_s] = counted(warnings, u"warning"_s, u"warnings"_s);
    QVariantList missing;
    for (const QString &one : unanswered(facts))
        missing.append(one);
    context[u"unanswered"_s] = missing;
    const auto open = std::ranges::count(facts.evaluated().nfrs, u"open"_s, &rules::NfrRow::answer);
    context[u"nfr_open"_s] = open > 0 ? counted(open, u"answer"_s, u"answers"_s) : QString();
    const QString today = rules::projectDate(facts.model());
    QStringList stale;
    for (const Record &evidence : facts.model().recordsOfKind(u"evidence"_s)) {
        const QString until = text(evidence.properties, u"valid_until");
        if (!today.isEmpty() && !until.isEmpty() && until < today)
            stale.append(lastName(facts.model(), text(evidence.properties, u"control")));
    }
    stale.sort();
    stale.removeDuplicates();
    context[u"stale_evidence"_s] = stale.join(u", "_s);
    QStringList options;
    for (const Plateau &plateau : facts.model().plateausInOrder()) {
        if (plateau.kind == PlateauKind::Option && plateau.id != facts.plateau())
            options.append(facts.plateauName(plateau.id));
    }
    context[u"options"_s] = sentenceList(options);
    static const QStringList described{u"service"_s, u"pipeline"_s,   u"environment"_s, u"control"_s,
                                       u"team"_s,    u"technology"_s, u"group"_s,       u"goldenPath"_s};
    QStringList countedOnly;
    for (const metamodel::Kind &kind : facts.metamodel().kinds()) {
        if (const qsizetype there = facts.at().ofKind(kind.name).size();
            there > 0 && !described.contains(kind.name))
            countedOnly.append(counted(there, kind.label, kind.plural));
    }
    context[u"counted_only"_s] = sentenceList(countedOnly);
}

} // namespace

QString architectureTitle(const Model &model, PlateauId plateau)
{
    const Plateau *at = model.plateau(plateau);
    if (!at || at->kind == PlateauKind::Target)
        return u"Target architecture"_s;
    const QString name = at->name.isEmpty() ? at->key : at->name;
    return at->kind == PlateauKind::Current ? u"Current architecture"_s
                                            : QString(u"Architecture at "_s + name);
}

QVariantHash targetArchitectureContext(const Facts &facts, const DrawPicture &draw)
{
    QVariantHash context = facts.header(architectureTitle(facts.model(), facts.plateau()));
    const PlateauId first = facts.model().rootPlateau();
    const Record *project = facts.model().record(u"project"_s, u"project"_s);
    context[u"description"_s] = project ? facts.text(project->properties, u"description"_s, 2) : QVariant();
    context[u"plateau_description"_s] = facts.text(facts.model().plateau(facts.plateau())->description, 2);
    QStringList holds;
    for (const QString &kind :
         {u"service"_s, u"pipeline"_s, u"environment"_s, u"goldenPath"_s, u"control"_s, u"technology"_s}) {
        if (const qsizetype count = facts.at().ofKind(kind).size(); count > 0)
            holds.append(counted(count, labelOf(facts, kind), pluralOf(facts, kind).toLower()));
    }
    context[u"holds"_s] = sentenceList(holds);
    putContext(facts, draw, context);
    putChanges(facts, context);
    putStages(facts, context);
    putEnvironments(facts, draw, context);
    putIdentity(facts, context);
    putArtifacts(facts, context);
    putObservability(facts, context);
    putRelease(facts, context);
    putGovernance(facts, context);
    putAdoption(facts, context);
    putDecisions(facts, context);
    context[u"nfrs"_s] = nfrRows(facts, facts.at().ofKind(u"service"_s)).value(u"characteristics"_s);
    context[u"risks"_s] = riskRows(facts, [](const Record &risk) {
        const QString status = text(risk.properties, u"status");
        return status != u"closed" && status != u"mitigated";
    });
    const QVariantList steps = stepRows(facts);
    context[u"steps"_s] = steps.size() > 1 ? steps : QVariantList();
    context[u"work"_s] = workPackageRows(facts, [&](const Record &work) { return isOnTheWay(facts, work); });
    context[u"costs"_s] = costRows(facts, first);
    putOpen(facts, context);
    for (const auto &[kind, words] :
         {std::pair(u"nfr-checklist"_s, u"NFR overview"_s), std::pair(u"slo-catalogue"_s, u"SLO catalogue"_s),
          std::pair(u"risk-register"_s, u"risk register"_s),
          std::pair(u"tool-landscape"_s, u"tool landscape"_s),
          std::pair(u"control-matrix"_s, u"control matrix"_s),
          std::pair(u"waiver-register"_s, u"waiver register"_s)})
        context[QString(kind).replace(u'-', u'_') + u"_link"_s] = facts.linkTo(kind, {}, words);
    return context;
}

} // namespace gp::documents
