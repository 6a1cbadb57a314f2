// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/viewedits.h"

#include "core/diagram/selection.h"
#include "core/model/relate.h"
#include "views/session/words.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::views::edits {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ViewEdits", text);
}

QString nameOf(const EditPlace &place, ElementId id)
{
    const auto state = stateAt(place.model, place.plateau, id);
    if (state)
        return state->name();
    const Element *element = place.model.element(id);
    return element ? element->key : QString();
}

QString plateauName(const EditPlace &place)
{
    const Plateau *plateau = place.model.plateau(place.plateau);
    return !plateau ? QString() : plateau->name.isEmpty() ? plateau->key : plateau->name;
}

QString viewName(const EditPlace &place)
{
    const View *view = place.model.view(place.view);
    if (!view)
        return {};
    const QString title = view->properties.value("title"_L1).toString();
    return title.isEmpty() ? view->key : title;
}

/// "Checkout", "Checkout and Cart", "4 elements".
QString namesOf(const EditPlace &place, const QList<ElementId> &ids)
{
    if (ids.size() == 1)
        return nameOf(place, ids.front());
    if (ids.size() == 2)
        return tr("%1 and %2").arg(nameOf(place, ids.front()), nameOf(place, ids.back()));
    return tr("%1 elements").arg(ids.size());
}

std::unexpected<Error> refuse(const QString &why)
{
    return std::unexpected(Error{ErrorCode::Refused, why, {}, {}, 0});
}

QString kindLabel(const EditPlace &place, const QString &kind)
{
    const auto *found = place.metamodel.kind(kind);
    return found ? found->label.toLower() : kind;
}

/// The relation that makes an element stand in the frame of a group: part of a domain, owned by a team.
QString membershipOf(const Element &group)
{
    return group.kind == u"team" ? u"ownedBy"_s : u"partOf"_s;
}

/// Ends what makes the element stand where it stands, and lets it stand in `group`.
Result<void> changeOver(Draft &draft, const EditPlace &place, ElementId id, ElementId group)
{
    const Element *element = draft.model().element(id);
    const Element *frame = draft.model().element(group);
    if (!element || !frame)
        return refuse(tr("One of them is not there any more"));
    const QString kind = membershipOf(*frame);
    const auto *relation = place.metamodel.relationKind(kind);
    if (!relation || !relation->allows(element->kind, frame->kind))
        return refuse(tr("%1 cannot become a part of %2: a %3 does not belong to a %4")
                          .arg(nameOf(place, id), nameOf(place, group), kindLabel(place, element->kind),
                               kindLabel(place, frame->kind)));
    const PlateauPath path = draft.model().pathTo(place.plateau);
    for (const RelationId present : draft.model().outgoing(id)) {
        const Relation *old = draft.model().relation(present);
        const Element *from = old ? draft.model().element(old->target) : nullptr;
        if (!from || old->kind != kind || from->kind != frame->kind || !path.lives(old->lifetime))
            continue;
        if (from->id == group)
            return {};
        if (const auto ended = draft.removeRelationAt(present, place.plateau); !ended)
            return ended;
    }
    const auto made = relateAt(draft, kind, id, group, place.plateau);
    return made ? Result<void>() : std::unexpected(made.error());
}

/// The new elements of an edit, and their corners.
Result<void> takeIn(Draft &draft, const EditPlace &place, ElementId id, QPoint corner)
{
    return edits::takeIn(draft, place, QMap<ElementId, QPoint>{{id, corner}});
}

/// What an element says at the plateau, under another name.
Result<ElementId> addCopy(Draft &draft, const EditPlace &place, const ElementState &of, const QString &name)
{
    QJsonObject properties = of.properties;
    properties.insert(u"name"_s, name);
    return draft.addElement(of.kind, {}, place.plateau, properties);
}

/// The relations of `from` at the plateau, now at `to`. Ends that are in `instead` are exchanged.
Result<void> copyRelations(Draft &draft, const EditPlace &place, const PlateauModel &state, ElementId from,
                           ElementId to, const QMap<ElementId, ElementId> &instead)
{
    const auto copy = [&](const RelationState &relation, ElementId source, ElementId target) -> Result<void> {
        if (relation.kind == u"replaces" || source == target)
            return {};
        const auto made =
            draft.addRelation(relation.kind, source, target, place.plateau, relation.properties);
        return made ? Result<void>() : std::unexpected(made.error());
    };
    for (const RelationState &relation : state.outgoing(from)) {
        if (const auto done = copy(relation, to, instead.value(relation.target, relation.target)); !done)
            return done;
    }
    for (const RelationState &relation : state.incoming(from)) {
        if (instead.contains(relation.source))
            continue; // comes with the other end
        if (const auto done = copy(relation, relation.source, to); !done)
            return done;
    }
    return {};
}

/// Adds what a menu or a box offers between two kinds.
void addOffers(QList<Offer> &offers, const EditPlace &place, const ElementState &source,
               const ElementState &target)
{
    const PlateauPath path = place.model.pathTo(place.plateau);
    for (const auto *kind : place.metamodel.legalRelations(source.kind, target.kind)) {
        const Relation *present = place.model.relation(kind->name, source.id, target.id);
        offers.append({kind->name, source.id, target.id,
                       u"%1 %2 %3"_s.arg(source.name(), kind->label, target.name()),
                       present && path.lives(present->lifetime)});
    }
}

} // namespace

Result<void> takeIn(Draft &draft, const EditPlace &place, const QMap<ElementId, QPoint> &corners)
{
    const View *present = draft.model().view(place.view);
    if (!present)
        return refuse(tr("The view is not there any more"));
    View view = *present;
    const diagram::ViewRules rules(view.properties);
    QJsonArray include = view.properties.value("include"_L1).toArray();
    QJsonArray exclude = view.properties.value("exclude"_L1).toArray();
    for (const auto &[id, corner] : corners.asKeyValueRange()) {
        view.positions.insert(id, corner);
        const Element *element = draft.model().element(id);
        for (qsizetype i = exclude.size() - 1; i >= 0; --i) {
            if (exclude.at(i).toString() == element->key)
                exclude.removeAt(i);
        }
        // A view without kinds and names shows everything; a name would make it show that alone.
        const bool isByKind =
            rules.kinds.isEmpty() ? rules.include.isEmpty() : rules.kinds.contains(element->kind);
        const bool isNamed = !rules.kinds.isEmpty() || !rules.include.isEmpty();
        const bool isNeverShown = !isNamed && (element->kind == "team"_L1 || element->kind == "group"_L1);
        if (isNeverShown && !view.properties.contains("kinds"_L1)) {
            // What the view shows so far, said by name.
            QJsonArray kinds;
            for (const auto &kind : place.metamodel.kinds()) {
                if (kind.name != "team"_L1 && kind.name != "group"_L1)
                    kinds.append(kind.name);
            }
            view.properties.insert(u"kinds"_s, kinds);
        }
        if (isNeverShown && !include.contains(element->key))
            include.append(element->key);
        if (isNamed && (!isByKind || !rules.domains.isEmpty()) && !include.contains(element->key))
            include.append(element->key);
    }
    if (view.properties.contains("exclude"_L1))
        view.properties.insert(u"exclude"_s, exclude);
    if (!include.isEmpty())
        view.properties.insert(u"include"_s, include);
    return draft.update(view);
}

QList<Offer> offersBetween(const EditPlace &place, ElementId a, ElementId b)
{
    const auto from = stateAt(place.model, place.plateau, a);
    const auto to = stateAt(place.model, place.plateau, b);
    QList<Offer> offers;
    if (!from || !to || a == b)
        return offers;
    addOffers(offers, place, *from, *to);
    addOffers(offers, place, *to, *from);
    return offers;
}

QString objectionTo(const EditPlace &place, ElementId from, ElementId to)
{
    const QList<Offer> offers = offersBetween(place, from, to);
    const Element *a = place.model.element(from);
    const Element *b = place.model.element(to);
    if (!a || !b)
        return tr("One of them is not there any more");
    if (!stateAt(place.model, place.plateau, from) || !stateAt(place.model, place.plateau, to))
        return tr("One of them does not exist in %1").arg(plateauName(place));
    if (offers.isEmpty())
        return tr("No relation may run between %1 and %2")
            .arg(kindLabel(place, a->kind), kindLabel(place, b->kind));
    if (std::ranges::all_of(offers, &Offer::isThere))
        return tr("%1 and %2 have all relations they may have").arg(nameOf(place, from), nameOf(place, to));
    return {};
}

QList<Possible> possibleAt(const EditPlace &place, ElementId from)
{
    QList<Possible> possible;
    const Element *element = place.model.element(from);
    if (!element)
        return possible;
    const QString name = nameOf(place, from);
    for (const auto &kind : place.metamodel.kinds()) {
        for (const auto *relation : place.metamodel.legalRelations(element->kind, kind.name)) {
            possible.append({kind.name, relation->name, true,
                             tr("%1: %2 %3 it").arg(capitalised(kind.label), name, relation->label)});
        }
        for (const auto *relation : place.metamodel.legalRelations(kind.name, element->kind)) {
            possible.append({kind.name, relation->name, false,
                             tr("%1: it %2 %3").arg(capitalised(kind.label), relation->label, name)});
        }
    }
    return possible;
}

Result<Edit> moveCards(const EditPlace &place, const QMap<ElementId, QPoint> &corners, ElementId group)
{
    const QList<ElementId> ids = corners.keys();
    Edit edit{Draft(place.model), {}, {}};
    if (const auto moved = edit.draft.update(place.builder.withMoved(corners)); !moved)
        return std::unexpected(moved.error());
    if (!group.isValid()) {
        edit.label = tr("Move %1 in %2").arg(namesOf(place, ids), viewName(place));
        return edit;
    }
    for (const ElementId id : ids) {
        if (const auto changed = changeOver(edit.draft, place, id, group); !changed)
            return std::unexpected(changed.error());
    }
    edit.label = tr("Move %1 to %2 in %3").arg(namesOf(place, ids), nameOf(place, group), plateauName(place));
    return edit;
}

Result<Edit> connect(const EditPlace &place, const Offer &offer)
{
    Edit edit{Draft(place.model), tr("Add %1 in %2").arg(offer.text, plateauName(place)), {}};
    const auto made = relateAt(edit.draft, offer.kind, offer.source, offer.target, place.plateau);
    if (!made)
        return std::unexpected(made.error());
    return edit;
}

Result<Edit> create(const EditPlace &place, const NewElement &wanted)
{
    Edit edit{Draft(place.model), {}, {}};
    const auto id = edit.draft.addElement(wanted.kind, {}, place.plateau, {{u"name"_s, wanted.name}});
    if (!id)
        return std::unexpected(id.error());
    edit.made = {*id};
    // A frame is no reason to refuse: what cannot belong to it just stands there.
    if (const Element *frame = place.model.element(wanted.group)) {
        const auto *membership = place.metamodel.relationKind(membershipOf(*frame));
        if (membership && membership->allows(wanted.kind, frame->kind)) {
            if (const auto member = changeOver(edit.draft, place, *id, wanted.group); !member)
                return std::unexpected(member.error());
        }
    }
    if (!wanted.relation.isEmpty()) {
        const auto made = edit.draft.addRelation(wanted.relation, wanted.isOutgoing ? wanted.other : *id,
                                                 wanted.isOutgoing ? *id : wanted.other, place.plateau);
        if (!made)
            return std::unexpected(made.error());
    }
    if (const auto done = takeIn(edit.draft, place, *id, wanted.corner); !done)
        return std::unexpected(done.error());
    edit.label = tr("Add %1 in %2").arg(wanted.name, plateauName(place));
    return edit;
}

Result<Edit> duplicate(const EditPlace &place, const QList<ElementId> &ids)
{
    constexpr QPoint aside(32, 32);
    const PlateauModel state(place.model, place.plateau);
    Edit edit{Draft(place.model), {}, {}};
    QMap<ElementId, ElementId> copies;
    QMap<ElementId, QPoint> corners;
    const View *view = place.model.view(place.view);
    QList<ElementId> originals;
    for (const ElementId id : ids) {
        const ElementState *original = state.element(id);
        if (!original)
            continue;
        const auto copy = addCopy(edit.draft, place, *original, tr("%1 (copy)").arg(original->name()));
        if (!copy)
            return std::unexpected(copy.error());
        originals.append(id);
        copies.insert(id, *copy);
        edit.made.append(*copy);
        if (view && view->positions.contains(id))
            corners.insert(*copy, view->positions.value(id) + aside);
    }
    if (originals.isEmpty())
        return refuse(tr("There is nothing to duplicate in %1").arg(plateauName(place)));
    for (const ElementId id : std::as_const(originals)) {
        if (const auto done = copyRelations(edit.draft, place, state, id, copies.value(id), copies); !done)
            return std::unexpected(done.error());
    }
    if (const auto done = takeIn(edit.draft, place, corners); !done)
        return std::unexpected(done.error());
    edit.label = tr("Duplicate %1 in %2").arg(namesOf(place, originals), plateauName(place));
    return edit;
}

Result<Edit> remove(const EditPlace &place, const QList<ElementId> &ids)
{
    Edit edit{Draft(place.model), {}, {}};
    QList<ElementId> gone;
    for (const ElementId id : ids) {
        if (!stateAt(edit.draft.model(), place.plateau, id))
            continue;
        if (const auto ended = edit.draft.removeElementAt(id, place.plateau); !ended)
            return std::unexpected(ended.error());
        gone.append(id);
    }
    if (gone.isEmpty())
        return refuse(tr("There is nothing to delete in %1").arg(plateauName(place)));
    edit.label = tr("Delete %1 in %2").arg(namesOf(place, gone), plateauName(place));
    return edit;
}

Result<Edit> hide(const EditPlace &place, const QList<ElementId> &ids)
{
    const View *present = place.model.view(place.view);
    if (!present || ids.isEmpty())
        return refuse(tr("There is nothing to take out of the view"));
    View view = *present;
    QJsonArray include = view.properties.value("include"_L1).toArray();
    QJsonArray exclude = view.properties.value("exclude"_L1).toArray();
    for (const ElementId id : ids) {
        const Element *element = place.model.element(id);
        if (!element)
            continue;
        for (qsizetype i = include.size() - 1; i >= 0; --i) {
            if (include.at(i).toString() == element->key)
                include.removeAt(i);
        }
        if (!exclude.contains(element->key))
            exclude.append(element->key);
        view.positions.remove(id);
    }
    // An empty list of names would mean everything.
    if (include.isEmpty() && view.properties.contains("include"_L1) && !view.properties.contains("kinds"_L1))
        include = present->properties.value("include"_L1).toArray();
    if (view.properties.contains("include"_L1))
        view.properties.insert(u"include"_s, include);
    view.properties.insert(u"exclude"_s, exclude);
    Edit edit{Draft(place.model), tr("Take %1 out of %2").arg(namesOf(place, ids), viewName(place)), {}};
    if (const auto done = edit.draft.update(view); !done)
        return std::unexpected(done.error());
    return edit;
}

Result<Edit> replaceBy(const EditPlace &place, ElementId id, const QString &name)
{
    const PlateauModel state(place.model, place.plateau);
    const ElementState *old = state.element(id);
    if (!old)
        return refuse(tr("It does not exist in %1").arg(plateauName(place)));
    if (place.model.element(id)->lifetime.since == place.plateau)
        return refuse(tr("%1 begins in %2 itself: rename it, there is nothing to replace")
                          .arg(old->name(), plateauName(place)));
    Edit edit{Draft(place.model), {}, {}};
    const auto made = addCopy(edit.draft, place, *old, name);
    if (!made)
        return std::unexpected(made.error());
    edit.made = {*made};
    if (const auto done = copyRelations(edit.draft, place, state, id, *made, {}); !done)
        return std::unexpected(done.error());
    if (const auto done = edit.draft.addRelation(u"replaces"_s, *made, id, place.plateau); !done)
        return std::unexpected(done.error());
    if (const auto ended = edit.draft.removeElementAt(id, place.plateau); !ended)
        return std::unexpected(ended.error());
    // Below what it replaces: a compare shows both.
    const View *view = place.model.view(place.view);
    if (view && view->positions.contains(id)) {
        constexpr QPoint below(0, 96);
        if (const auto done = takeIn(edit.draft, place, *made, view->positions.value(id) + below); !done)
            return std::unexpected(done.error());
    }
    edit.label = tr("Replace %1 by %2 in %3").arg(old->name(), name, plateauName(place));
    return edit;
}

} // namespace gp::views::edits
