// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// What is worked out once for all steps of an agenda, and what a change does. Private to the room.
#pragma once

#include "core/review/agenda.h"
#include "core/review/clusters.h"

namespace gp::review {

/// Both states, and what was found at them.
struct Ground
{
    Ground(const Model &m, const metamodel::Metamodel &mm, const Scope &wanted, const Sources &sources);

    const Model &model;
    const metamodel::Metamodel &metamodel;
    Scope scope;
    PlateauModel before;
    PlateauModel after;
    compare::Gap gap;                     ///< of what is talked about
    QList<rules::Finding> findingsBefore; ///< open ones
    QList<rules::Finding> findingsAfter;
    QList<rules::Finding> preflight;
    QList<rules::NfrRow> nfrsBefore;
    QList<rules::NfrRow> nfrsAfter;
    bool hasNfrs = false;
    QList<std::pair<QString, QSet<ElementId>>> shown; ///< elements by view

    [[nodiscard]] QString nameOf(ElementId id) const;
    /// Findings at a plateau of the scope, for whoever asks for a basis.
    [[nodiscard]] decisions::FindingsAt findingsAt() const;
};

class Effects
{
public:
    Effects(const Ground &ground, const QList<Cluster> &clusters);

    [[nodiscard]] Effect of(const Cluster &cluster) const;
    /// Of the whole way.
    [[nodiscard]] Effect all() const;

private:
    struct Covered
    {
        decisions::ControlChange change;
        QSet<ElementId> controls;
    };
    [[nodiscard]] Effect made(const std::function<bool(ElementId)> &isMine, const QString &cluster) const;
    void addFindings(const QString &cluster, Effect &effect) const;

    const Ground &m_ground;
    QHash<ElementId, QString> m_clusterOf; ///< ids of clusters by element
    QList<Covered> m_coverage;
    QList<NfrChange> m_nfrs;
};

/// How much an answer is worth: more is better.
[[nodiscard]] int worthOf(const QString &answer);
/// What a month costs; none: nothing has a figure.
[[nodiscard]] std::optional<double> costOf(const PlateauModel &at,
                                           const std::function<bool(ElementId)> &isMine);

} // namespace gp::review
