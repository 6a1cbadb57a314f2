// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/look.h"
#include "core/diagram/scene.h"
#include "core/diagram/texts.h"

namespace gp::diagram {

/// What an element's colour means: the token of the theme (see Theme::kindColor()), and the word that says
/// the same. Without a word the kind speaks for itself.
struct Meaning
{
    QString colour;
    QString word;
    int order = 0; ///< in the legend

    friend bool operator==(const Meaning &, const Meaning &) = default;
};

/// Gives every element of one state its colour. Value type, any thread.
class Colouring
{
public:
    /// `owners`: those that the view has at any plateau, most elements first, so that a team keeps its colour
    /// from plateau to plateau. All references must outlive this.
    Colouring(ColourBy by, const PlateauModel &state, const metamodel::Metamodel &metamodel,
              const Marks &marks, const QStringList &owners);

    [[nodiscard]] Meaning of(const ElementState &element) const;
    /// The text of a card with the word on it: as its first badge where there are badges, else before the
    /// subtitle, so that the card keeps its size.
    [[nodiscard]] static CardText withWord(CardText text, const Meaning &meaning);
    /// "Owner", "Tier"…
    [[nodiscard]] QString title() const;

private:
    [[nodiscard]] Meaning byOwner(const ElementState &element) const;
    [[nodiscard]] Meaning byState(const ElementState &element) const;

    ColourBy m_by;
    const PlateauModel &m_state;
    const metamodel::Metamodel &m_metamodel;
    const Marks &m_marks;
    const QStringList &m_owners;
    double m_mostCost = 0;
};

} // namespace gp::diagram
