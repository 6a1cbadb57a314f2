// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/id.h"

#include <QDate>
#include <QList>
#include <QString>

namespace gp {

enum class PlateauKind { Current, Transition, Target, Option };

[[nodiscard]] QString toString(PlateauKind kind);
[[nodiscard]] std::optional<PlateauKind> plateauKindFrom(QStringView text);

/// A stable state of the platform (ArchiMate's term). Plateaus form a tree whose root is the one Current
/// plateau.
struct Plateau
{
    PlateauId id;
    QString key;
    QString name;
    QString description;
    PlateauKind kind = PlateauKind::Transition;
    PlateauId parent; ///< invalid for the root only
    int position = 0; ///< order among all plateaus, as shown in the plateau bar
    QDate date;       ///< when the platform is to be in this state; may be invalid

    friend bool operator==(const Plateau &, const Plateau &) = default;
};

/// Where a thing appears and where it is gone. It exists at plateau P when `since` lies on the path from the
/// root to P and none of `until` does. There can be one `until` on each branch, so it is a (sorted) list.
struct Lifetime
{
    PlateauId since;
    QList<PlateauId> until;

    friend bool operator==(const Lifetime &, const Lifetime &) = default;
};

/// The path from a plateau to the root, nearest first. Short (a handful), so a list and linear look-ups.
class PlateauPath
{
public:
    PlateauPath() = default;
    explicit PlateauPath(QList<PlateauId> nearestFirst)
        : m_ids(std::move(nearestFirst))
    {
    }

    [[nodiscard]] const QList<PlateauId> &nearestFirst() const { return m_ids; }
    [[nodiscard]] bool contains(PlateauId id) const { return m_ids.contains(id); }
    [[nodiscard]] bool lives(const Lifetime &lifetime) const;

private:
    QList<PlateauId> m_ids;
};

} // namespace gp
