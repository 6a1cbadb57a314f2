// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/model/merge_option.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp {

namespace {

bool isSaidBefore(const Revisions &revisions, const PlateauPath &path, const QString &property)
{
    return std::ranges::any_of(path.nearestFirst().sliced(1),
                               [&](PlateauId id) { return revisions.value(id).contains(property); });
}

/// What is set at `option` becomes set at the end of `base`; true where there was anything.
bool moveRevision(Revisions &revisions, PlateauId option, const PlateauPath &base)
{
    if (!revisions.contains(option))
        return false;
    const QJsonObject said = revisions.take(option);
    const PlateauId to = base.nearestFirst().front();
    QJsonObject merged = revisions.value(to);
    for (auto it = said.constBegin(); it != said.constEnd(); ++it) {
        // "Unset from here on" needs to be said only where something before sets it.
        if (it->isNull() && !isSaidBefore(revisions, base, it.key()))
            merged.remove(it.key());
        else
            merged.insert(it.key(), it.value());
    }
    if (merged.isEmpty())
        revisions.remove(to);
    else
        revisions.insert(to, merged);
    return true;
}

/// Moves where an element or a relation begins and what it says; where it ends is for the second round.
template<typename Thing>
bool moveBeginning(Thing &thing, PlateauId option, const PlateauPath &base)
{
    const bool begins = thing.lifetime.since == option;
    if (begins)
        thing.lifetime.since = base.nearestFirst().front();
    return moveRevision(thing.revisions, option, base) || begins;
}

/// Takes back an end; true where there was one.
bool forgetEnd(Lifetime &lifetime, PlateauId plateau)
{
    return lifetime.until.removeAll(plateau) > 0;
}

/// A record's references to a plateau are its keys in properties (or columns of tables) of these names; see
/// resources/metamodel/records.yaml.
bool namesPlateau(const QString &property)
{
    return property == "plateau"_L1 || property.endsWith("_plateau"_L1);
}

/// With `to` in place of `from`; an empty `to` takes it out. Rows of tables, and with `isAll` the properties
/// themselves.
QJsonObject renamed(const QJsonObject &properties, const QString &from, const QString &to, bool isAll = true)
{
    QJsonObject result = properties;
    for (const QString &name : properties.keys()) {
        const QJsonValue value = properties.value(name);
        if (isAll && namesPlateau(name) && value.toString() == from) {
            if (to.isEmpty())
                result.remove(name);
            else
                result.insert(name, to);
        }
        if (!value.isArray())
            continue;
        QJsonArray rows;
        for (const auto &row : value.toArray())
            rows.append(row.isObject() ? QJsonValue(renamed(row.toObject(), from, to)) : row);
        result.insert(name, rows);
    }
    return result;
}

Result<void> renamePlateau(Draft &draft, const QString &from, const QString &to, bool isAll = true)
{
    const auto records = draft.model().records();
    for (Record record : records) {
        const QJsonObject properties = renamed(record.properties, from, to, isAll);
        if (properties == record.properties)
            continue;
        record.properties = properties;
        if (auto edit = draft.update(record); !edit)
            return edit;
    }
    return {};
}

/// Everything that begins at, changes at or is ended by a plateau.
template<typename Map>
auto idsAt(const Map &things, PlateauId plateau)
{
    QList<typename Map::key_type> ids;
    for (const auto &thing : things) {
        if (thing.lifetime.since == plateau || thing.lifetime.until.contains(plateau) ||
            thing.revisions.contains(plateau))
            ids.append(thing.id);
    }
    return ids;
}

} // namespace

QList<Plateau> plateausAfter(const Model &model, PlateauId plateau)
{
    QList<Plateau> after = model.plateausInOrder();
    after.removeIf(
        [&](const Plateau &one) { return one.id == plateau || !model.pathTo(one.id).contains(plateau); });
    return after;
}

Result<Draft> mergeOption(const Model &model, PlateauId option, MergedOption then)
{
    const Plateau *plateau = model.plateau(option);
    if (!plateau || plateau->kind != PlateauKind::Option)
        return fail(ErrorCode::Refused, u"Only an option can be merged into the plateau it branches off"_s);
    const Plateau *into = model.plateau(plateau->parent);
    if (!into)
        return fail(ErrorCode::Refused,
                    u"The plateau that '%1' branches off is not there any more"_s.arg(plateau->key));
    Draft draft(model);
    const PlateauPath base = model.pathTo(into->id);
    const auto elements = idsAt(model.elements(), option);
    const auto relations = idsAt(model.relations(), option);

    // First all that begins or changes, elements before the relations between them…
    for (const ElementId id : elements) {
        Element element = *draft.model().element(id);
        if (!moveBeginning(element, option, base))
            continue;
        if (const auto edit = draft.update(element); !edit)
            return std::unexpected(edit.error());
    }
    for (const RelationId id : relations) {
        Relation relation = *draft.model().relation(id);
        if (!moveBeginning(relation, option, base))
            continue;
        if (const auto edit = draft.update(relation); !edit)
            return std::unexpected(edit.error());
    }
    // … then what ends; what begins at the base itself was never there, and takes its relations along.
    for (const RelationId id : relations) {
        Relation relation = *draft.model().relation(id);
        if (!forgetEnd(relation.lifetime, option))
            continue;
        auto edit = draft.update(relation);
        if (edit && base.lives(relation.lifetime))
            edit = draft.removeRelationAt(id, into->id);
        if (!edit)
            return std::unexpected(edit.error());
    }
    for (const ElementId id : elements) {
        Element element = *draft.model().element(id);
        if (!forgetEnd(element.lifetime, option))
            continue;
        auto edit = draft.update(element);
        if (edit && base.lives(element.lifetime))
            edit = draft.removeElementAt(id, into->id);
        if (!edit)
            return std::unexpected(edit.error());
    }
    if (then == MergedOption::Keep)
        return draft;

    for (Plateau child : model.plateausInOrder()) {
        if (child.parent != option)
            continue;
        child.parent = into->id;
        if (const auto edit = draft.update(child); !edit)
            return std::unexpected(edit.error());
    }
    if (const auto edit = renamePlateau(draft, plateau->key, into->key); !edit)
        return std::unexpected(edit.error());
    if (const auto edit = draft.removePlateau(option); !edit)
        return std::unexpected(edit.error());
    return draft;
}

Result<Draft> dropPlateau(const Model &model, PlateauId plateau)
{
    const Plateau *dropped = model.plateau(plateau);
    if (!dropped || !dropped->parent.isValid())
        return fail(ErrorCode::Refused, u"The first plateau cannot be deleted"_s);
    for (const Plateau &other : model.plateausInOrder()) {
        if (other.parent == plateau)
            return fail(ErrorCode::Refused,
                        u"'%1' goes on to '%2': delete that first"_s.arg(dropped->name, other.name));
    }
    for (const Record &record : model.records()) {
        const auto names = [&](const QString &property) {
            return namesPlateau(property) && record.properties.value(property).toString() == dropped->key;
        };
        if (std::ranges::any_of(record.properties.keys(), names))
            return fail(ErrorCode::Refused,
                        u"'%1' names '%2': change that first"_s.arg(titleOf(record), dropped->name));
    }
    Draft draft(model);
    if (const auto edit = renamePlateau(draft, dropped->key, {}, false); !edit)
        return std::unexpected(edit.error());
    for (const RelationId id : idsAt(model.relations(), plateau)) {
        Relation relation = *draft.model().relation(id);
        forgetEnd(relation.lifetime, plateau);
        relation.revisions.remove(plateau);
        const auto edit =
            relation.lifetime.since == plateau ? draft.eraseRelation(id) : draft.update(relation);
        if (!edit)
            return std::unexpected(edit.error());
    }
    for (const ElementId id : idsAt(model.elements(), plateau)) {
        Element element = *draft.model().element(id);
        forgetEnd(element.lifetime, plateau);
        element.revisions.remove(plateau);
        const auto edit = element.lifetime.since == plateau ? draft.eraseElement(id) : draft.update(element);
        if (!edit)
            return std::unexpected(edit.error());
    }
    if (const auto edit = draft.removePlateau(plateau); !edit)
        return std::unexpected(edit.error());
    return draft;
}

} // namespace gp
