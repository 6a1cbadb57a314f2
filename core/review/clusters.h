// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// A gap as changes that a board can talk about one by one. See docs/design/review.md.
#pragma once

#include "core/compare/gap.h"
#include "core/metamodel/metamodel.h"

namespace gp::review {

/// So many items a step at most: more cannot be read in one picture.
inline constexpr qsizetype mostItems = 12;

/// Items of a gap that are one change.
struct Cluster
{
    QString id;       ///< "change/decision/sign-every-artifact", "change/replaced/jenkins/service"
    QString title;    ///< "Pipelines: jenkins-shared → golden-web"
    QString decision; ///< key of the one that covers it; empty: none
    QList<compare::ElementGap> items;
    friend bool operator==(const Cluster &, const Cluster &) = default;
};

/// Every item of the gap in exactly one cluster, none with more than `most`. `first`: keys of the decisions
/// that are on the table, which take their elements before all others. In the order in which they are to be
/// talked about. Same model, same clusters. Any thread.
[[nodiscard]] QList<Cluster> clustersOf(const Model &model, const metamodel::Metamodel &metamodel,
                                        const compare::Gap &gap, PlateauId from, PlateauId to,
                                        const QStringList &first, qsizetype most = mostItems);

} // namespace gp::review
