// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/metamodel/impact.h"

using namespace Qt::StringLiterals;

namespace gp::metamodel {

namespace {

/// The elements that are hit at once when `id` fails.
QList<ElementId> hitBy(const PlateauModel &at, ElementId id)
{
    static const QStringList needing{u"dependsOn"_s, u"uses"_s, u"runsIn"_s, u"deliveredBy"_s,
                                     u"deploysTo"_s};
    QList<ElementId> hit;
    for (const RelationState &relation : at.incoming(id)) {
        if (needing.contains(relation.kind))
            hit.append(relation.source);
    }
    for (const RelationState &relation : at.outgoing(id, u"provides"_s))
        hit.append(relation.target);
    return hit;
}

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

} // namespace

Impact impactOf(const PlateauModel &at, ElementId id)
{
    QSet<ElementId> direct;
    QSet<ElementId> all;
    QList<ElementId> open{id};
    while (!open.isEmpty()) {
        const ElementId next = open.takeLast();
        for (const ElementId hit : hitBy(at, next)) {
            if (hit == id)
                continue;
            if (next == id)
                direct.insert(hit);
            if (!all.contains(hit)) {
                all.insert(hit);
                open.append(hit);
            }
        }
    }
    QSet<ElementId> owners;
    for (const ElementId hit : std::as_const(all)) {
        for (const RelationState &owned : at.outgoing(hit, u"ownedBy"_s))
            owners.insert(owned.target);
    }
    return {statesOf(at, direct), statesOf(at, all), statesOf(at, owners)};
}

} // namespace gp::metamodel
