// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/documents.h"

using namespace Qt::StringLiterals;

namespace gp::documents {

const QList<DocumentKind> &documentKinds()
{
    static const QList<DocumentKind> kinds{
        {u"target-architecture"_s, u"Target architecture"_s,
         u"The platform in this state: delivery, environments, identity, artifacts, objectives, controls, way there"_s,
         Scope::Project, true},
        {u"gap-analysis"_s, u"Gap analysis"_s,
         u"What is added, removed, replaced and changed from the first state to this one, with effort and cost"_s,
         Scope::Project, false},
        {u"reference-architecture"_s, u"Reference architectures"_s,
         u"One for each golden path, with diagrams"_s, Scope::GoldenPath, true},
        {u"adr-index"_s, u"Decisions"_s, u"All decisions with status, date and what they leave open"_s,
         Scope::Project, false},
        {u"adr"_s, u"Decision records"_s, u"One record in MADR 4 form for each decision"_s, Scope::Decision,
         false},
        {u"nfr-checklist"_s, u"NFR checklists"_s, u"An overview, and one checklist for each service"_s,
         Scope::Service, false},
        {u"preflight"_s, u"Preflight"_s,
         u"Before a review: what the change brings, and score, adoption and conformance over the plateaus"_s,
         Scope::Project, false},
        {u"control-matrix"_s, u"Control matrix"_s,
         u"Controls by requirement and by service, gaps, and what this state gains or loses"_s,
         Scope::Project, false},
        {u"evidence-pack"_s, u"Evidence pack"_s,
         u"An overview for the auditor, and a page for each control"_s, Scope::Control, false},
        {u"waiver-register"_s, u"Waiver register"_s,
         u"Accepted deviations with reason, compensation and end"_s, Scope::Project, false},
        {u"risk-register"_s, u"Risk register"_s,
         u"Risks by likelihood and impact, and what is done about them"_s, Scope::Project, false},
        {u"slo-catalogue"_s, u"SLO catalogue"_s,
         u"Objectives with error budgets, who relies on them, and services without"_s, Scope::Project, false},
        {u"tool-landscape"_s, u"Tool landscape"_s,
         u"Technologies by category and ring, who uses them, what they cost, where several do one job"_s,
         Scope::Project, false},
        {u"runbook"_s, u"Runbooks"_s,
         u"For each service what the one on call has to know: dependencies, release and rollback, restore, contacts"_s,
         Scope::Service, false},
        {u"board-pack"_s, u"Board packs"_s,
         u"For each review what is before the board: every change with pictures, effect and decision, risks, questions, the way there"_s,
         Scope::Review, true},
        {u"minutes"_s, u"Minutes of reviews"_s,
         u"For each review that was held attendance, verdicts with rationale, conditions, actions, open questions"_s,
         Scope::Review, true}};
    return kinds;
}

const DocumentKind *documentKind(const QString &id)
{
    const auto it = std::ranges::find(documentKinds(), id, &DocumentKind::id);
    return it == documentKinds().end() ? nullptr : &*it;
}

const QList<FormatInfo> &allFormats()
{
    static const QList<FormatInfo> formats{
        {Format::Markdown, u"md"_s, u"Markdown"_s},
        {Format::Html, u"html"_s, u"HTML"_s},
        {Format::Pdf, u"pdf"_s, u"PDF"_s},
        {Format::Confluence, u"confluence"_s, u"Confluence storage format"_s},
        {Format::Slides, u"slides"_s, u"Slides of board packs"_s},
        {Format::Walkthrough, u"walkthrough"_s, u"Walkthrough of board packs"_s}};
    return formats;
}

std::optional<Format> formatFrom(QStringView name)
{
    if (name == u"markdown")
        return Format::Markdown;
    const auto it = std::ranges::find(allFormats(), name, &FormatInfo::name);
    return it == allFormats().end() ? std::nullopt : std::optional(it->format);
}

} // namespace gp::documents
