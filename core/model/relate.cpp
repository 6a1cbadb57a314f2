// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/model/relate.h"

using namespace Qt::StringLiterals;

namespace gp {

namespace {

QString nameOf(const Model &model, PlateauId id)
{
    const Plateau *plateau = model.plateau(id);
    if (!plateau)
        return {};
    return plateau->name.isEmpty() ? plateau->key : plateau->name;
}

} // namespace

Result<RelationId> relateAt(Draft &draft, const QString &kind, ElementId source, ElementId target,
                            PlateauId plateau)
{
    const Relation *present = draft.model().relation(kind, source, target);
    if (!present)
        return draft.addRelation(kind, source, target, plateau);
    const PlateauPath here = draft.model().pathTo(plateau);
    if (here.lives(present->lifetime))
        return fail(ErrorCode::Refused, u"This relation is there already"_s);

    Relation relation = *present;
    if (!here.contains(relation.lifetime.since)) {
        if (!draft.model().pathTo(relation.lifetime.since).contains(plateau))
            return fail(
                ErrorCode::Refused,
                u"There is this relation at the plateau '%1', on another branch: it cannot begin twice"_s.arg(
                    nameOf(draft.model(), relation.lifetime.since)));
        relation.lifetime.since = plateau;
    } else if (relation.lifetime.until.removeAll(plateau) == 0 || !here.lives(relation.lifetime)) {
        PlateauId ended;
        for (const PlateauId until : std::as_const(relation.lifetime.until))
            ended = here.contains(until) ? until : ended;
        return fail(ErrorCode::Refused, u"This relation ended at the plateau '%1': bring it back there"_s.arg(
                                            nameOf(draft.model(), ended)));
    }
    const RelationId id = relation.id;
    if (const auto updated = draft.update(relation); !updated)
        return std::unexpected(updated.error());
    return id;
}

} // namespace gp
