// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/search/shelf.h"

namespace gp::search {

namespace {

constexpr std::size_t chunkSize = 256;

Shelf::Slot slotOf(const Place &place, const EntryPointer &entry)
{
    return {place, entry, entry->names.occurring, entry->pairs};
}

using Edit = std::map<Place, EntryPointer>::const_iterator;

/// The slots of a chunk after the edits.
Shelf::Chunk merged(const Shelf::Chunk &chunk, Edit edit, Edit last)
{
    Shelf::Chunk result;
    result.reserve(chunk.size() + std::size_t(std::distance(edit, last)));
    auto slot = chunk.begin();
    while (slot != chunk.end() || edit != last) {
        if (edit == last || (slot != chunk.end() && slot->place < edit->first)) {
            result.push_back(*slot++);
            continue;
        }
        if (slot != chunk.end() && slot->place == edit->first)
            ++slot;
        if (edit->second)
            result.push_back(slotOf(edit->first, edit->second));
        ++edit;
    }
    return result;
}

} // namespace

void Shelf::apply(const std::map<Place, EntryPointer> &edits)
{
    if (edits.empty())
        return;
    std::vector<std::shared_ptr<const Chunk>> chunks;
    chunks.reserve(m_chunks.size() + edits.size() / chunkSize + 1);
    const auto add = [&](Chunk &&slots) {
        m_size += qsizetype(slots.size());
        if (slots.size() <= 2 * chunkSize) {
            if (!slots.empty())
                chunks.push_back(std::make_shared<const Chunk>(std::move(slots)));
            return;
        }
        for (auto at = slots.begin(); at != slots.end();) {
            const auto left = std::size_t(std::distance(at, slots.end()));
            const auto end = at + std::ptrdiff_t(left <= 2 * chunkSize ? left : chunkSize);
            chunks.push_back(std::make_shared<const Chunk>(at, end));
            at = end;
        }
    };
    Edit edit = edits.begin();
    for (std::size_t i = 0; i < m_chunks.size(); ++i) {
        // A chunk takes what belongs before the next one begins.
        const Edit last =
            i + 1 < m_chunks.size() ? edits.lower_bound(m_chunks[i + 1]->front().place) : edits.end();
        if (edit == last) {
            chunks.push_back(m_chunks[i]);
            continue;
        }
        m_size -= qsizetype(m_chunks[i]->size());
        add(merged(*m_chunks[i], edit, last));
        edit = last;
    }
    if (m_chunks.empty())
        add(merged({}, edit, edits.end()));
    m_chunks = std::move(chunks);
}

} // namespace gp::search
