// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/metamodel.h"
#include "core/model/draft.h"
#include "core/rules/rules.h"

#include <QDate>

#include <functional>

namespace gp::decisions {

/// A requirement that a change covers better or worse.
struct ControlChange
{
    QString framework;
    QString requirement;
    QString before;
    QString after;
    bool isLoss = false;
};

/// What the model says of the change that a decision is about: worked out anew whenever somebody looks.
struct Basis
{
    struct Fact
    {
        QString name;
        QString text; ///< "service, tier 1, owned by Checkout; 4 others depend on it"
    };

    QString from; ///< names of the plateaus
    QString to;
    QList<Fact> facts;   ///< of what there is before the change
    QStringList changes; ///< a line each
    QStringList closed;  ///< findings that go away with it: messages
    QStringList opened;  ///< and that come
    QList<ControlChange> controls;
    std::optional<double> costBefore; ///< a month, of the elements concerned; none: no figure
    std::optional<double> costAfter;
    QStringList hit;       ///< who depends on what goes or changes, and is not part of it
    QStringList teams;     ///< who is to be told
    QStringList migrate;   ///< who uses what goes, a line each
    QStringList questions; ///< what the model cannot answer and somebody must
};

/// A proposed decision about the change of some elements (all that changed, where none are named) from one
/// plateau to another: title, elements, options bound to the plateaus and the basis. Nothing computed is
/// stored. Returns the key. Usage where nothing of it changed.
[[nodiscard]] Result<QString> propose(Draft &draft, PlateauId from, PlateauId to,
                                      const QList<ElementId> &elements, const QDate &date);

/// Whether a decision was drafted from a gap.
[[nodiscard]] bool hasBasis(const Record &decision);
/// What the rules find at a plateau.
using FindingsAt = std::function<QList<rules::Finding>(PlateauId)>;
/// Runs the rules each time it is asked; it refers to the model.
[[nodiscard]] FindingsAt runningRules(const Model &model);
/// Refused where its plateaus are gone. Without `findingsAt` it runs the rules at both plateaus: up to
/// seconds for large models.
[[nodiscard]] Result<Basis> basisOf(const Model &model, const metamodel::Metamodel &metamodel,
                                    const Record &decision, const FindingsAt &findingsAt = {});

} // namespace gp::decisions
