// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/ownerfield.h"

#include "core/model/relate.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

const QString &team()
{
    static const QString name = u"team"_s;
    return name;
}

} // namespace

std::optional<metamodel::Property> ownerProperty(const metamodel::Metamodel &metamodel, const QString &kind)
{
    const auto *relation = metamodel.relationKind(ownerField);
    if (!relation || !relation->allows(kind, team()))
        return std::nullopt;
    metamodel::Property property;
    property.name = ownerField;
    property.label = QCoreApplication::translate("gp::views", "Owner");
    property.help = QCoreApplication::translate("gp::views", "The team or person that owns it");
    property.type = metamodel::PropertyType::Reference;
    property.refersTo = team();
    return property;
}

QJsonValue ownerOf(const PlateauModel &at, ElementId id)
{
    const auto owners = at.targets(id, ownerField);
    if (owners.isEmpty())
        return QJsonValue::Undefined;
    if (owners.size() == 1)
        return owners.front().key;
    QJsonArray keys;
    for (const auto &owner : owners)
        keys.append(owner.key);
    return keys;
}

Result<void> setOwner(Draft &draft, ElementId id, PlateauId plateau, const QJsonValue &owner)
{
    const auto *next = owner.isString() ? draft.model().element(owner.toString()) : nullptr;
    if (!owner.isNull() && !next)
        return fail(ErrorCode::Invalid, u"There is no team or person '%1'"_s.arg(owner.toString()));
    const ElementId nextId = next ? next->id : ElementId();
    bool isThere = false;
    const auto path = draft.model().pathTo(plateau);
    for (const auto relationId : draft.model().outgoing(id)) {
        const auto *relation = draft.model().relation(relationId);
        if (!relation || relation->kind != ownerField || !path.lives(relation->lifetime))
            continue;
        if (relation->target == nextId)
            isThere = true;
        else if (const auto ended = draft.removeRelationAt(relationId, plateau); !ended)
            return ended;
    }
    if (isThere || !nextId.isValid())
        return {};
    const auto related = relateAt(draft, ownerField, id, nextId, plateau);
    return related ? Result<void>() : std::unexpected(related.error());
}

} // namespace gp::views
