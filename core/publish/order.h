// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/wiki.h"

/// In which order pages of one parent stand.
namespace gp::publish {

/// Where one of our pages should go.
struct OrderMove
{
    QString path;
    Side side = Side::After;
    QString sibling; ///< path of the page that it goes next to

    friend bool operator==(const OrderMove &, const OrderMove &) = default;
};

/// The fewest moves after which every page of `loose` stands where `wanted` has it: behind the page before
/// it, or before the one behind it. `there` is how ours stand now; only pages of `loose` are moved, and where
/// somebody put the others in another order, that stays. To be carried out one after the other. All are
/// paths.
[[nodiscard]] QList<OrderMove> orderMoves(const QStringList &there, const QStringList &wanted,
                                          const QStringList &loose);

/// How a site orders pages that nobody put anywhere: by title, without case, numbers by their value.
[[nodiscard]] bool isTitledBefore(const QString &first, const QString &second);
/// Siblings as a site shows them: those with a position first.
void sortAsShown(QList<WikiPage> &pages);

} // namespace gp::publish
