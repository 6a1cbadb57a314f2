// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/model.h"

#include <QDate>
#include <QMultiHash>

namespace gp::decisions {

/// A decision that governs an element, and why.
struct Governing
{
    Record decision;
    QStringList chain; ///< keys from the decision that names the element to this one; one: it names it itself
    bool amends = false; ///< it changes the one before it in the chain, and does not take its place
    QString why;         ///< a sentence

    friend bool operator==(const Governing &, const Governing &) = default;
};

/// Looks through the decisions of a model once, and then tells quickly. Keeps a copy of the model.
class GoverningDecisions
{
public:
    explicit GoverningDecisions(const Model &model);

    /// Whether a decision was accepted on or before a date and had not ended by then. Invalid date: now,
    /// whatever dates say.
    [[nodiscard]] bool isInForce(const Record &decision, const QDate &date) const;
    /// Which decisions govern an element on a date; see docs/design/decisions.md. Sorted by number, then key.
    [[nodiscard]] QList<Governing> of(const QString &element, const QDate &date) const;
    /// At a plateau: on its date, and without those whose chosen option leads elsewhere.
    [[nodiscard]] QList<Governing> of(const QString &element, PlateauId plateau) const;

private:
    void follow(const Record &first, const QString &element, const QDate &date,
                QList<Governing> &found) const;
    [[nodiscard]] QDate endBySuccessor(const Record &decision) const;

    Model m_model;
    QMultiHash<QString, QString> m_naming;     ///< decisions by element
    QMultiHash<QString, QString> m_successors; ///< by the decision whose place they take
    QMultiHash<QString, QString> m_amending;   ///< by the decision that they amend
};

} // namespace gp::decisions
