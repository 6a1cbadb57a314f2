// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/metamodel.h"

namespace gp::metamodel {

/// What a project adds to the built-in metamodel: kinds and properties of its own. They are ordinary records
/// (kinds `ownKind` and `ownProperty` of resources/metamodel/records.yaml; the record's key is the name of
/// the kind or property), so that history, undo, text twin and two windows at once need nothing more. A file
/// may hold anything, so each definition is looked at before it counts.
inline constexpr QLatin1StringView ownKindRecord("ownKind");
inline constexpr QLatin1StringView ownPropertyRecord("ownProperty");

[[nodiscard]] bool isDefinition(const Record &record);

/// More definitions than this are not taken: each costs in every look at an element.
inline constexpr int mostOwnKinds = 100;
inline constexpr int mostOwnProperties = 500;

struct Extended
{
    Metamodel metamodel;
    /// Definitions that are left out, or parts of them, and why: name what, where and what to do. The first
    /// words are "ownKind 'x'" or "ownProperty 'x'".
    QList<Error> problems;
};

/// `base` (as a rule Metamodel::builtin()) with what the model's definitions add. A definition that is wrong
/// is left out and the rest counts.
[[nodiscard]] Extended extended(const Metamodel &base, const Model &model);
/// The built-in metamodel with what this project adds: what everybody asks who shows or edits its elements.
[[nodiscard]] Metamodel metamodelOf(const Model &model);

/// The definition of a property of its own that a project adds to kinds; for dialogs, before it is stored.
[[nodiscard]] Result<Property> readOwnProperty(const Record &record);

/// The check of a project's edits (store::Validator): what is against its metamodel, wrong definitions among
/// what was touched, and definitions that were taken away or changed although elements still need them.
[[nodiscard]] QList<Error> findProjectProblems(const Model &after, const Change &change);
/// The same over everything.
[[nodiscard]] QList<Error> findProjectProblems(const Model &model);

/// The elements that are of the kind, or say something of the property (at any plateau), sorted by key.
[[nodiscard]] QList<ElementId> usersOf(const Model &model, const Record &definition);
/// Why a definition cannot be taken away: how many use it and who; nothing where nobody does.
[[nodiscard]] std::optional<Error> whyInUse(const Model &model, const Record &definition);

/// Why a definition cannot become another: who would lose a value because its kind has the property no
/// longer.
[[nodiscard]] std::optional<Error> whyNotReplace(const Model &model, const Record &before,
                                                 const Record &after);

/// The name of a definition made of its title: "Cost centre" -> "cost_centre", for a kind "cost-centre".
/// Empty where nothing usable is left.
[[nodiscard]] QString nameForProperty(const QString &title);
[[nodiscard]] QString nameForKind(const QString &title);

} // namespace gp::metamodel
