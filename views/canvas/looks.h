// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/look.h"
#include "core/diagram/scene.h"
#include "core/metamodel/metamodel.h"

#include <QJsonObject>

/// How a view is looked at, changed: plain functions from a view's properties to new ones with the label of
/// the edit. Nothing here touches a window or a store.
namespace gp::views::looks {

struct LookEdit
{
    QJsonObject properties; ///< of the view, all of them
    QString label;          ///< with %1 for the view's title
};

/// A trait that something shown (or hidden) in a view has; see diagram::traitsOf().
struct Trait
{
    QString trait;
    QString text;  ///< "Team Basket"
    int count = 0; ///< elements of the view that have it
    bool isHidden = false;
};

/// Traits of the elements by what they tell (kind, tag, team, technology), each group sorted by text.
[[nodiscard]] QMap<QString, QList<Trait>> traitsIn(const PlateauModel &state,
                                                   const QList<ElementId> &elements,
                                                   const diagram::Look &look,
                                                   const metamodel::Metamodel &metamodel);
/// "controls", "Team Basket", "tagged legacy", "Kafka".
[[nodiscard]] QString textOf(const QString &trait, const PlateauModel &state,
                             const metamodel::Metamodel &metamodel);

[[nodiscard]] LookEdit hide(QJsonObject properties, const QString &trait, const QString &text);
[[nodiscard]] LookEdit show(QJsonObject properties, const QString &trait, const QString &text);
[[nodiscard]] LookEdit showAll(QJsonObject properties);

[[nodiscard]] LookEdit fold(QJsonObject properties, const QStringList &groups, const QString &text);
[[nodiscard]] LookEdit unfold(QJsonObject properties, const QStringList &groups, const QString &text);

[[nodiscard]] LookEdit colourBy(QJsonObject properties, diagram::ColourBy by);
/// "by kind", "by owner"…
[[nodiscard]] QString textOf(diagram::ColourBy by);

[[nodiscard]] LookEdit addNote(QJsonObject properties, const QString &text, QPoint at);
/// An empty text takes the note away. An index that is not there changes nothing.
[[nodiscard]] LookEdit setNote(QJsonObject properties, int index, const QString &text);
[[nodiscard]] LookEdit moveNote(QJsonObject properties, int index, QPoint at);

} // namespace gp::views::looks
