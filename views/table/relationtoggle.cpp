// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/relationtoggle.h"

#include "core/model/relate.h"
#include "views/table/tabletext.h"

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString whyIllegal(const metamodel::Metamodel &metamodel, const metamodel::RelationKind &relation,
                   const Element &source, const Element &target)
{
    const auto labelOf = [&](const QString &name) {
        const auto *kind = metamodel.kind(name);
        return kind ? kind->label : name;
    };
    QStringList possible;
    for (const auto *legal : metamodel.legalRelations(source.kind, target.kind))
        possible.append(legal->label);
    const QString sentence =
        tr("“%1” cannot run from %2 to %3.").arg(relation.label, labelOf(source.kind), labelOf(target.kind));
    return possible.isEmpty() ? sentence
                              : QString(sentence + u' ' + tr("Possible: %1.").arg(possible.join(u", "_s)));
}

/// Why a relation that is in the model, but not at this plateau, cannot come (back) here.
QString whyNotHere(const Session &session, const Relation &relation)
{
    const auto &model = session.model();
    const auto path = model.pathTo(session.plateau());
    for (const auto until : relation.lifetime.until) {
        if (path.contains(until) && until != session.plateau())
            return tr("It ended in %1 already; show %1 to bring it back.").arg(session.plateauName(until));
    }
    const auto since = relation.lifetime.since;
    if (!path.contains(since) && !model.pathTo(since).contains(session.plateau()))
        return tr("It is there in %1, which is on another branch.").arg(session.plateauName(since));
    return {};
}

} // namespace

RelationAt relationAt(const Session &session, const QString &kind, ElementId source, ElementId target)
{
    const auto &model = session.model();
    const auto *described = session.metamodel().relationKind(kind);
    const auto *from = model.element(source);
    const auto *to = model.element(target);
    if (!described || !from || !to)
        return {false, tr("It is not there any more.")};
    if (const auto *relation = model.relation(kind, source, target)) {
        if (model.pathTo(session.plateau()).lives(relation->lifetime))
            return {true, {}};
        return {false, whyNotHere(session, *relation)};
    }
    if (source == target)
        return {false, tr("Nothing can be related to itself.")};
    if (!described->allows(from->kind, to->kind))
        return {false, whyIllegal(session.metamodel(), *described, *from, *to)};
    return {};
}

Result<Draft> toggled(const Session &session, const QString &kind, ElementId source, ElementId target)
{
    const auto at = relationAt(session, kind, source, target);
    if (!at.problem.isEmpty())
        return fail(ErrorCode::Invalid, at.problem);
    Draft draft(session.model());
    Result<void> edit;
    if (at.exists)
        edit = draft.removeRelationAt(session.model().relation(kind, source, target)->id, session.plateau());
    else if (const auto related = relateAt(draft, kind, source, target, session.plateau()); !related)
        edit = std::unexpected(related.error());
    if (!edit)
        return std::unexpected(edit.error());
    return draft;
}

} // namespace gp::views
