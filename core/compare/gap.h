// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/metamodel.h"
#include "core/model/at.h"

namespace gp::compare {

/// What became of a thing between two states. Replaced is a removed element that a new one `replaces`.
enum class State { Added, Removed, Changed, Replaced, Kept };

[[nodiscard]] QString stateName(State state);
/// The sign that goes with the colour: + − ~ → and nothing for kept.
[[nodiscard]] QString signOf(State state);

/// One property, or all relations of one kind that leave the element (`isRelation`: the values are lists of
/// keys).
struct FieldChange
{
    QString property;
    QJsonValue before; ///< undefined: was not set
    QJsonValue after;  ///< undefined: is not set any more
    bool isRelation = false;

    friend bool operator==(const FieldChange &, const FieldChange &) = default;
};

struct ElementGap
{
    ElementId id;
    QString key;
    QString kind;
    QString name; ///< at `to`; at `from` where it is gone
    State state = State::Kept;
    QList<FieldChange> fields;   ///< of Changed; of Replaced: old element against its first replacement
    QList<ElementId> replacedBy; ///< of Replaced
    QList<ElementId> replaces;   ///< of Added

    friend bool operator==(const ElementGap &, const ElementGap &) = default;
};

struct RelationGap
{
    RelationId id;
    QString kind;
    ElementId source;
    ElementId target;
    State state = State::Kept; ///< never Replaced
    QList<FieldChange> fields;

    friend bool operator==(const RelationGap &, const RelationGap &) = default;
};

struct Counts
{
    int added = 0;
    int removed = 0;
    int changed = 0;
    int replaced = 0;
    int kept = 0;

    friend bool operator==(const Counts &, const Counts &) = default;
};

/// The exact difference between two states of the platform. Value type.
struct Gap
{
    QMap<ElementId, ElementGap> elements;    ///< all that exist in either state
    QMap<RelationId, RelationGap> relations; ///< likewise
    Counts elementCounts;
    Counts relationCounts;

    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] State stateOf(ElementId id) const;
    [[nodiscard]] State stateOf(RelationId id) const;
    /// Without the kept ones, sorted by state, kind and key.
    [[nodiscard]] QList<ElementGap> items() const;
};

/// Between two plateaus of one project. Pure; linear in the size of the model.
[[nodiscard]] Gap gapBetween(const Model &model, PlateauId from, PlateauId to);

/// The same where both states are there already; `model` is theirs.
[[nodiscard]] Gap gapBetween(const Model &model, const PlateauModel &from, const PlateauModel &to);

/// Between the same (or any) plateaus of two projects; things are the same when their ids are.
[[nodiscard]] Gap gapBetween(const Model &fromModel, PlateauId from, const Model &toModel, PlateauId to);

/// For people and for machines. Titles name both states ("Current", "Target").
struct GapTitles
{
    QString from;
    QString to;
};
[[nodiscard]] QString toText(const Gap &gap, const GapTitles &titles, const metamodel::Metamodel &metamodel);
[[nodiscard]] QString toMarkdown(const Gap &gap, const GapTitles &titles,
                                 const metamodel::Metamodel &metamodel);
[[nodiscard]] QJsonObject toJson(const Gap &gap, const GapTitles &titles);

/// A field's value as people read it; "not set" where it is not.
[[nodiscard]] QString fieldText(const FieldChange &field, const QJsonValue &value,
                                const metamodel::Kind *kind);
/// The field's label: a property's, or a relation's.
[[nodiscard]] QString fieldLabel(const FieldChange &field, const metamodel::Metamodel &metamodel,
                                 const QString &kind);

} // namespace gp::compare
