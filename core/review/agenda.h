// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// The steps of a review as plain values, worked out from the model. See docs/design/review.md.
#pragma once

#include "core/compare/gap.h"
#include "core/decisions/proposal.h"
#include "core/rules/nfr.h"

namespace gp::review {

enum class StepKind {
    Why,       ///< why we are here
    Current,   ///< the state that the change starts from
    Target,    ///< and the one that it leads to
    Change,    ///< one change, with its decision
    Controls,  ///< coverage and evidence
    Nfrs,      ///< the NFR checklist at both states
    Risks,     ///< risks, waivers and those asked for
    Questions, ///< open questions from preflight and of the decisions
    Roadmap,   ///< plateaus between and work packages
    Decisions, ///< decisions to take
    Actions,   ///< conditions and actions carried over from earlier reviews
    Own,       ///< of the architect
};
/// "change".
[[nodiscard]] QString toString(StepKind kind);

/// A line of a step.
struct Line
{
    QString sign;    ///< + − ~ → !, or empty; never says anything that the text does not
    QString label;   ///< short, in front: "ADR-0011", "2027-01-29"; may be empty
    QString text;    ///< plain
    QString kind{};  ///< what it leads to: kind of a record; empty: none
    QString key{};   ///< and its key
    QString group{}; ///< lines of one group stand together: "Granted", "Asked for"; may be empty
    ElementId element{};
    friend bool operator==(const Line &, const Line &) = default;
};

/// What is on the screen.
struct Stage
{
    QString view;            ///< key of the view that shows most of `before` and `after`; empty: no view does
    QList<ElementId> before; ///< what matters and is there at `from`; sorted by id
    QList<ElementId> after;  ///< what matters and is there at `to`
    QList<ElementId> around; ///< neighbours at either state: shown dimmed, so that one knows where one is
    friend bool operator==(const Stage &, const Stage &) = default;
};

struct NfrChange
{
    QString nfr; ///< id in the catalogue
    ElementId element;
    QString before; ///< met, partly, not-met, not-applicable, waived, open; empty: does not apply then
    QString after;
    bool isWorse = false;
    friend bool operator==(const NfrChange &, const NfrChange &) = default;
};

/// What a change does, beside the elements.
struct Effect
{
    QStringList controlsGained; ///< "Artifact signing: planned → enforced", a line a control
    QStringList controlsLost;
    QList<decisions::ControlChange> coverage; ///< requirements of frameworks, by framework
    QList<NfrChange> nfrs;                    ///< worse first
    std::optional<double> costBefore;         ///< a month, of what matters; none: no figure
    std::optional<double> costAfter;
    QStringList findingsClosed; ///< messages with the rule's id
    QStringList findingsOpened;
    QStringList risks;   ///< keys
    QStringList waivers; ///< keys of those that are asked for
};

struct Step
{
    QString id; ///< stable; see docs/design/review.md
    StepKind kind = StepKind::Own;
    QString title;    ///< the architect's, else the one worked out
    QString summary;  ///< a sentence: "6 removed, 14 added, 11 changed"
    QString notes;    ///< the speaker's; Markdown
    QString text;     ///< of an own step; Markdown
    QString decision; ///< key; of a Change
    Stage stage;
    QList<compare::ElementGap> items; ///< of a Change
    compare::Counts counts;           ///< of the items
    Effect effect;                    ///< of a Change; of Target that of all
    QList<Line> lines;
    bool isCut = false;     ///< left out of the walk
    bool isGone = false;    ///< stored, and the model does not have its subject any more
    bool isRenamed = false; ///< the title is the architect's
};

struct Agenda
{
    QString review; ///< key; empty: of no review
    QString title;
    PlateauId from;
    PlateauId to;
    QList<Step> steps; ///< in their order, with those that are cut
    QStringList usual; ///< ids of those that were worked out, in their usual order

    /// Those that are walked through.
    [[nodiscard]] QList<Step> shown() const;
    [[nodiscard]] const Step *step(const QString &id) const;
};

/// Where the answers come from that take time to work out.
struct Sources
{
    decisions::FindingsAt findingsAt; ///< none: runs the rules
    /// What the rules of preflight find on the way between two plateaus; none: runs them.
    std::function<QList<rules::Finding>(PlateauId from, PlateauId to)> preflight;
    /// The NFR checklist at a plateau; none: nothing is said of NFRs.
    std::function<QList<rules::NfrRow>(PlateauId)> nfrsAt;
};

/// What a review is to be about.
struct Scope
{
    PlateauId from;
    PlateauId to;
    QStringList decisions{}; ///< keys of those to be decided, in their order
    QStringList only{};      ///< keys of the elements whose change is talked about; empty: all that changes
};

/// Usage where a plateau is missing or both are the same. Without sources seconds for a large model. Any
/// thread.
[[nodiscard]] Result<Agenda> agendaFor(const Model &model, const metamodel::Metamodel &metamodel,
                                       const Scope &scope, const Sources &sources = {});
/// The same of a review: with what the architect made of it. Without plateaus of its own it goes from the
/// root to the last target. Usage where there is none of that key.
[[nodiscard]] Result<Agenda> agendaOf(const Model &model, const metamodel::Metamodel &metamodel,
                                      const QString &review, const Sources &sources = {});
/// What a review is about; Usage as agendaOf().
[[nodiscard]] Result<Scope> scopeOf(const Model &model, const QString &review);

} // namespace gp::review
