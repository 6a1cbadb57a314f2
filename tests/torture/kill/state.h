// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/store.h"

namespace gp::torture {

struct Entry
{
    qint64 id = 0;
    qint64 parent = 0;
    QString label;

    friend bool operator==(const Entry &, const Entry &) = default;
};

/// Everything of a project that an edit can change. Two states are equal or something was lost, kept by half
/// or invented.
struct State
{
    Model model;
    qint64 head = 0;
    QList<Entry> history; ///< newest first
    QStringList snapshots;

    friend bool operator==(const State &, const State &) = default;
};

[[nodiscard]] State stateOf(const store::Store &project);
/// How two states differ, in a line.
[[nodiscard]] QString difference(const State &is, const State &expected);

/// The elements whose key begins with a prefix and the relations that begin at them.
struct Part
{
    QMap<ElementId, Element> elements;
    QMap<RelationId, Relation> relations;

    friend bool operator==(const Part &, const Part &) = default;
};
[[nodiscard]] Part partOf(const Model &model, const QString &prefix);

/// Metamodel checks on, as the programs open it.
[[nodiscard]] store::Options strictOptions();

} // namespace gp::torture
