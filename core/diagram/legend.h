// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/colouring.h"

#include <map>

namespace gp::diagram {

/// Collects what the colours of a scene mean while its cards are made.
class Legend
{
public:
    explicit Legend(const metamodel::Metamodel &metamodel)
        : m_metamodel(metamodel)
    {
    }

    void count(const ElementState &element, const Meaning &meaning);
    [[nodiscard]] QList<LegendEntry> entries() const;

private:
    const metamodel::Metamodel &m_metamodel;
    std::map<std::tuple<int, QString, QString>, int> m_counts; ///< by order, word and colour
};

/// A note as it is drawn, with its lines broken.
[[nodiscard]] Note makeNote(const NoteText &note);

} // namespace gp::diagram
