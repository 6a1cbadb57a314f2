// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/legend.h"

#include "core/metamodel/metamodel.h"

using namespace Qt::StringLiterals;

namespace gp::diagram {

void Legend::count(const ElementState &element, const Meaning &meaning)
{
    QString word = oneLine(meaning.word);
    int order = meaning.order;
    if (word.isEmpty()) {
        const auto *kind = m_metamodel.kind(element.kind);
        word = kind ? kind->plural : element.kind;
        // As the metamodel has them: services first.
        order = kind ? int(kind - m_metamodel.kinds().constData()) : int(m_metamodel.kinds().size());
    }
    if (meaning.colour == "set-7"_L1)
        word = u"others"_s; // colours for more owners cannot be told apart
    ++m_counts[{order, word, meaning.colour}];
}

QList<LegendEntry> Legend::entries() const
{
    QList<LegendEntry> result;
    for (const auto &[what, count] : m_counts)
        result.append({std::get<2>(what), std::get<1>(what), count});
    return result;
}

} // namespace gp::diagram
