// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/at.h"

#include <QSet>

namespace gp::metamodel {

/// What failing means for something that is hit. From the worst on.
enum class Effect {
    Fails,       ///< it does not work while the other is broken
    Unprotected, ///< it works, and a control does not hold for it
    NotReleased, ///< it works, and no change can be delivered to it or by it
};

/// "fails", "is unprotected", "cannot be released", of a pipeline "cannot run", of an environment "gets no
/// releases".
[[nodiscard]] QString effectText(Effect effect, const QString &kind);

/// One thing that is hit, and the step that hits it: the shortest way there.
struct Hit
{
    ElementState element;
    Effect effect = Effect::Fails;
    ElementId from;   ///< what hits it
    RelationId by;    ///< through which relation; invalid for a pipeline's `runner` that names the other
    QString words;    ///< "checkout depends on cart"
    int distance = 1; ///< steps from what broke
    friend bool operator==(const Hit &, const Hit &) = default;
};

/// Who is hit when elements fail, at one plateau. Lists are sorted by key.
struct Impact
{
    QList<ElementState> direct;     ///< those that need it themselves
    QList<ElementState> transitive; ///< those, and all that need them in turn
    QList<ElementState> owners;     ///< who owns what is hit, and is to be told
    QList<Hit> hits;                ///< of `transitive`, in the order of the distance, then by key
    QList<ElementState> needs;      ///< the other way: what it needs itself, directly or not

    [[nodiscard]] const Hit *hit(ElementId id) const;
    /// From what broke to `id`, a step a line.
    [[nodiscard]] QList<Hit> pathTo(ElementId id) const;
    [[nodiscard]] QList<ElementState> ofKind(const QString &kind) const;

    friend bool operator==(const Impact &, const Impact &) = default;
};

/// What depends on, uses or runs in something that fails, fails with it, and what it provides too. A pipeline
/// that fails stops nothing that runs: what it delivers and where it deploys get no releases, and the failing
/// goes no further. An environment takes with it what runs there, in production also what is delivered there
/// and does not say where it runs. A control that fails leaves what it guards unprotected. An asynchronous
/// dependency is hit, and passes nothing on. Walks as far as the relations go; loops end. Any thread.
[[nodiscard]] Impact impactOf(const PlateauModel &at, const QSet<ElementId> &broken);
[[nodiscard]] Impact impactOf(const PlateauModel &at, ElementId id);

} // namespace gp::metamodel
