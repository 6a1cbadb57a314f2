// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/search/entry.h"

#include <map>

namespace gp::search {

/// What an entry is kept under: the sort of its subject, then its id.
using Place = std::pair<int, qint64>;

/// Entries sorted by place, in chunks that copies share: changing a few copies their chunks and the list of
/// chunks, not the rest. Value type.
class Shelf
{
public:
    /// An entry with what is looked at first, side by side in memory.
    struct Slot
    {
        Place place;
        EntryPointer entry;
        Letters letters = 0; ///< in names and key
        Pairs pairs;         ///< in the texts
    };
    using Chunk = std::vector<Slot>;

    /// Puts (or, with nullptr, takes away) entries.
    void apply(const std::map<Place, EntryPointer> &edits);
    [[nodiscard]] qsizetype size() const { return m_size; }

    template<typename Visit>
    void forEach(Visit visit) const
    {
        for (const auto &chunk : m_chunks) {
            for (const auto &slot : *chunk)
                visit(slot);
        }
    }

private:
    std::vector<std::shared_ptr<const Chunk>> m_chunks; ///< none is empty
    qsizetype m_size = 0;
};

} // namespace gp::search
