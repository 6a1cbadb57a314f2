// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/scene.h"
#include "core/metamodel/metamodel.h"
#include "core/model/draft.h"

namespace gp::views {

/// What gestures and keys on a view mean for the model: each a plain function (edits::) to one edit with its
/// label, to be committed as one history row. Nothing here touches a window or a store.

/// Where an edit happens.
struct EditPlace
{
    const Model &model;
    const metamodel::Metamodel &metamodel;
    const diagram::SceneBuilder &builder; ///< of the view
    ViewId view;
    PlateauId plateau; ///< the one that is shown
};

struct Edit
{
    Draft draft;
    QString label;
    QList<ElementId> made; ///< new elements, to be selected
};

/// A relation of a kind that may run between two elements, as a menu offers it.
struct Offer
{
    QString kind;
    ElementId source;
    ElementId target;
    QString text;         ///< "Checkout depends on Payment"
    bool isThere = false; ///< exists at the plateau already
};

/// A kind that something new may have so that it can be connected, and the relation that then comes with it.
struct Possible
{
    QString kind;
    QString relation;
    bool isOutgoing = true; ///< from the present element to the new one
    QString text;           ///< "Pipeline: Checkout is delivered by it"
};

struct NewElement
{
    QString kind;
    QString name;
    QPoint corner;
    ElementId group; ///< of the frame it stands in
    ElementId other; ///< to be connected with; `relation` is empty where it is not
    QString relation;
    bool isOutgoing = true; ///< from `other` to the new one
};

namespace edits {

/// All legal relations between two elements, those from `a` to `b` first.
[[nodiscard]] QList<Offer> offersBetween(const EditPlace &place, ElementId a, ElementId b);
/// Why two elements cannot be connected; empty where they can.
[[nodiscard]] QString objectionTo(const EditPlace &place, ElementId from, ElementId to);

[[nodiscard]] QList<Possible> possibleAt(const EditPlace &place, ElementId from);

/// New corners; with a valid `group` (a domain or a team) the cards change over to it.
[[nodiscard]] Result<Edit> moveCards(const EditPlace &place, const QMap<ElementId, QPoint> &corners,
                                     ElementId group);
[[nodiscard]] Result<Edit> connect(const EditPlace &place, const Offer &offer);

[[nodiscard]] Result<Edit> create(const EditPlace &place, const NewElement &wanted);
/// Copies beside the originals, with what they say at the plateau and the relations to and among each other's
/// copies.
[[nodiscard]] Result<Edit> duplicate(const EditPlace &place, const QList<ElementId> &ids);
/// Ends the lifetimes at the plateau; what begins there is erased.
[[nodiscard]] Result<Edit> remove(const EditPlace &place, const QList<ElementId> &ids);
/// Takes the elements out of this view; the model keeps them.
[[nodiscard]] Result<Edit> hide(const EditPlace &place, const QList<ElementId> &ids);
/// A new element of the same kind takes over at the plateau: what the old one says and its relations, the
/// place in the view, and a `replaces` relation; the old one ends.
[[nodiscard]] Result<Edit> replaceBy(const EditPlace &place, ElementId id, const QString &name);

/// A part of other edits: puts elements into the view at their corners; where its rules do not cover their
/// kinds, they are named.
[[nodiscard]] Result<void> takeIn(Draft &draft, const EditPlace &place,
                                  const QMap<ElementId, QPoint> &corners);

} // namespace edits

} // namespace gp::views
