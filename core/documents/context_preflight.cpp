// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/contexts.h"

#include "core/documents/rows.h"
#include "core/rules/conformance.h"
#include "core/rules/workbench.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

/// The figures of every plateau of the main line, the one described among them.
QVariantList figuresOver(const Facts &facts)
{
    QVariantList rows;
    for (const Plateau &plateau : facts.model().plateausInOrder()) {
        if (plateau.kind == PlateauKind::Option && plateau.id != facts.plateau())
            continue;
        const rules::ConformanceFigures figures =
            rules::conformanceOf(facts.evaluatedAt(plateau.id).at).figures;
        const rules::Score &score = facts.evaluatedAt(plateau.id).score;
        rows.append(QVariantHash{{u"plateau"_s, plateau.name},
                                 {u"is_this"_s, plateau.id == facts.plateau()},
                                 {u"score"_s, QString::number(score.open, 'f', 0)},
                                 {u"total"_s, QString::number(score.total, 'f', 0)},
                                 {u"open"_s, score.openFindings},
                                 {u"waived"_s, score.waivedFindings},
                                 {u"adoption"_s, percent(figures.adoption)},
                                 {u"conformance"_s, percent(figures.conformance)},
                                 {u"conforming"_s, figures.conforming},
                                 {u"services"_s, figures.services},
                                 {u"template_coverage"_s, percent(figures.templateCoverage)}});
    }
    return rows;
}

QVariantList offTheirPath(const Facts &facts)
{
    QVariantList rows;
    for (const rules::ServiceConformance &one : rules::conformanceOf(facts.at()).services) {
        const ElementState *service = facts.at().element(one.service);
        const ElementState *path = facts.at().element(one.goldenPath);
        if (!service || one.conforms())
            continue;
        QStringList missing;
        for (const rules::PathCheck &check : one.checks) {
            if (!check.isMet)
                missing.append(check.text);
        }
        rows.append(QVariantHash{
            {u"service"_s, facts.ref(*service)},
            {u"path"_s, path ? facts.ref(*path) : QVariant(u"none"_s)},
            {u"share"_s, path ? percent(100 * one.share()) : u"–"_s},
            {u"missing"_s, path ? u"not "_s + missing.join(u", not "_s) : u"it follows no golden path"_s}});
    }
    return rows;
}

/// What the way from the first plateau brings, by rule.
QVariantList changesFound(const Facts &facts, PlateauId first)
{
    rules::Workbench bench(facts.evaluated().rules, rules::forReports(facts.model(), first));
    bench.load(facts.model(), facts.plateau());
    QMap<QString, QVariantList> found;
    QMap<QString, rules::Severity> severities;
    for (const rules::Finding &finding : bench.findings()) {
        found[finding.rule].append(
            QVariantHash{{u"message"_s, finding.message}, {u"waived_by"_s, finding.waivedBy}});
        severities.insert(finding.rule, finding.severity);
    }
    QVariantList groups;
    for (const rules::Rule &rule : bench.rules().rules()) {
        if (!rule.isPreflight || !found.contains(rule.id))
            continue;
        groups.append(QVariantHash{{u"id"_s, rule.id},
                                   {u"title"_s, rule.title},
                                   {u"severity"_s, rules::toString(severities.value(rule.id))},
                                   {u"rationale"_s, rule.rationale},
                                   {u"remediation"_s, rule.remediation},
                                   {u"found"_s, found.value(rule.id)}});
    }
    return groups;
}

/// Remarks of reviewers that nobody has ticked.
QVariantList openNotes(const Facts &facts)
{
    QVariantList rows;
    for (const Record &decision : decisionsInOrder(facts.model())) {
        const QJsonArray notes = decision.properties.value("review_notes"_L1).toArray();
        const auto open =
            std::ranges::count_if(notes, [](const QJsonValue &note) { return !note["done"_L1].toBool(); });
        if (open > 0)
            rows.append(QVariantHash{{u"decision"_s, facts.decisionRef(decision)},
                                     {u"count"_s, QString::number(open)}});
    }
    return rows;
}

} // namespace

QVariantHash preflightContext(const Facts &facts)
{
    QVariantHash context = facts.header(u"Preflight"_s);
    const PlateauId first = facts.model().rootPlateau();
    const bool isFirst = first == facts.plateau();
    context[u"first"_s] = isFirst ? QString() : facts.plateauName(first);
    context[u"changes"_s] = isFirst ? QVariantList() : changesFound(facts, first);
    context[u"figures"_s] = figuresOver(facts);
    context[u"off_path"_s] = offTheirPath(facts);
    QVariantList open;
    for (const rules::Finding &finding : facts.evaluated().findings) {
        if (finding.isOpen() && finding.severity != rules::Severity::Info)
            open.append(QVariantHash{{u"rule"_s, finding.rule},
                                     {u"severity"_s, rules::toString(finding.severity)},
                                     {u"message"_s, finding.message}});
    }
    context[u"open"_s] = open;
    context[u"notes"_s] = openNotes(facts);
    return context;
}

} // namespace gp::documents
