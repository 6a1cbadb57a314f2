// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QExplicitlySharedDataPointer>
#include <QList>
#include <QSharedData>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace gp {

/// An ordered map whose copies share what is equal in them. Copying is free; the first change of a copy costs
/// one chunk of entries and the list of chunks, where a QMap or QHash would copy every entry: that is what
/// makes one edit of a big model cheap. Reads like a QMap. Iterators and references hold until this map
/// changes. Reentrant.
template<typename Key, typename T>
class ChunkedMap
{
    static constexpr std::size_t mostInChunk = 128;

    /// Keys apart from values, so that a search touches few cache lines.
    struct Chunk : QSharedData
    {
        std::vector<Key> keys;
        std::vector<T> values;
    };
    using Chunks = QList<QExplicitlySharedDataPointer<Chunk>>;

public:
    using key_type = Key;
    using mapped_type = T;
    using size_type = qsizetype;

    class const_iterator
    {
    public:
        using iterator_category = std::bidirectional_iterator_tag;
        using difference_type = std::ptrdiff_t;
        using value_type = T;
        using pointer = const T *;
        using reference = const T &;

        const_iterator() = default;

        [[nodiscard]] const Key &key() const { return (*m_chunks)[m_chunk]->keys[m_at]; }
        [[nodiscard]] const T &value() const { return (*m_chunks)[m_chunk]->values[m_at]; }
        const T &operator*() const { return value(); }
        const T *operator->() const { return &value(); }
        const_iterator &operator++()
        {
            if (++m_at == (*m_chunks)[m_chunk]->keys.size()) {
                ++m_chunk;
                m_at = 0;
            }
            return *this;
        }
        const_iterator operator++(int)
        {
            const_iterator old = *this;
            ++*this;
            return old;
        }
        const_iterator &operator--()
        {
            if (m_at == 0)
                m_at = (*m_chunks)[--m_chunk]->keys.size();
            --m_at;
            return *this;
        }
        const_iterator operator--(int)
        {
            const_iterator old = *this;
            --*this;
            return old;
        }
        friend bool operator==(const const_iterator &a, const const_iterator &b)
        {
            return a.m_chunk == b.m_chunk && a.m_at == b.m_at;
        }

    private:
        friend class ChunkedMap;
        const_iterator(const Chunks *chunks, qsizetype chunk, std::size_t at)
            : m_chunks(chunks)
            , m_chunk(chunk)
            , m_at(at)
        {
        }

        const Chunks *m_chunks = nullptr;
        qsizetype m_chunk = 0;
        std::size_t m_at = 0;
    };
    using iterator = const_iterator; ///< values change through insert() and operator[] only

    [[nodiscard]] qsizetype size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }

    [[nodiscard]] const_iterator begin() const { return {&m_chunks, 0, 0}; }
    [[nodiscard]] const_iterator end() const { return {&m_chunks, m_chunks.size(), 0}; }
    [[nodiscard]] const_iterator cbegin() const { return begin(); }
    [[nodiscard]] const_iterator cend() const { return end(); }
    [[nodiscard]] const_iterator constBegin() const { return begin(); }
    [[nodiscard]] const_iterator constEnd() const { return end(); }

    [[nodiscard]] const_iterator constFind(const Key &key) const
    {
        const Place place = find(key);
        return place.found ? const_iterator(&m_chunks, place.chunk, place.at) : end();
    }
    /// The first entry whose key is not before `key`.
    [[nodiscard]] const_iterator lowerBound(const Key &key) const
    {
        const Place place = find(key);
        const bool isInChunk = place.chunk < m_chunks.size() && place.at < m_chunks[place.chunk]->keys.size();
        if (isInChunk)
            return {&m_chunks, place.chunk, place.at};
        return {&m_chunks, std::min(place.chunk + 1, m_chunks.size()), 0};
    }
    [[nodiscard]] bool contains(const Key &key) const { return find(key).found; }
    [[nodiscard]] T value(const Key &key, const T &otherwise = T()) const
    {
        const T *known = pointer(key);
        return known ? *known : otherwise;
    }
    /// nullptr where there is none.
    [[nodiscard]] const T *pointer(const Key &key) const
    {
        const Place place = find(key);
        return place.found ? &m_chunks[place.chunk]->values[place.at] : nullptr;
    }
    [[nodiscard]] const Key &firstKey() const { return m_chunks.front()->keys.front(); }
    [[nodiscard]] const Key &lastKey() const { return m_chunks.back()->keys.back(); }
    [[nodiscard]] QList<Key> keys() const
    {
        QList<Key> all;
        all.reserve(m_size);
        for (const auto &chunk : m_chunks)
            all.append(QList<Key>(chunk->keys.begin(), chunk->keys.end()));
        return all;
    }
    [[nodiscard]] QList<T> values() const
    {
        QList<T> all;
        all.reserve(m_size);
        for (const auto &chunk : m_chunks)
            all.append(QList<T>(chunk->values.begin(), chunk->values.end()));
        return all;
    }

    /// The value of a key, made where there is none.
    T &operator[](const Key &key)
    {
        Place place = find(key);
        if (!place.found)
            place = open(place, key);
        return own(place.chunk).values[place.at];
    }
    void insert(const Key &key, const T &value) { (*this)[key] = value; }
    /// True where it was there.
    bool remove(const Key &key)
    {
        const Place place = find(key);
        if (!place.found)
            return false;
        Chunk &chunk = own(place.chunk);
        if (chunk.keys.size() == 1) {
            m_chunks.removeAt(place.chunk);
        } else {
            chunk.keys.erase(chunk.keys.begin() + static_cast<std::ptrdiff_t>(place.at));
            chunk.values.erase(chunk.values.begin() + static_cast<std::ptrdiff_t>(place.at));
        }
        --m_size;
        return true;
    }
    void clear() { *this = {}; }

    /// Quick where the maps share chunks.
    friend bool operator==(const ChunkedMap &a, const ChunkedMap &b)
    {
        if (a.m_size != b.m_size)
            return false;
        if (a.m_chunks.isSharedWith(b.m_chunks))
            return true;
        for (auto i = a.begin(), j = b.begin(); i != a.end();) {
            if (i.m_at == 0 && j.m_at == 0 && a.m_chunks[i.m_chunk] == b.m_chunks[j.m_chunk]) {
                ++i.m_chunk;
                ++j.m_chunk;
                continue;
            }
            if (!(i.key() == j.key()) || !(*i == *j))
                return false;
            ++i;
            ++j;
        }
        return true;
    }

private:
    struct Place
    {
        qsizetype chunk = 0;
        std::size_t at = 0;
        bool found = false;
    };

    /// Where a key is, or where it would go: then `chunk` may be one past the end of an empty map only.
    [[nodiscard]] Place find(const Key &key) const
    {
        if (m_chunks.isEmpty())
            return {};
        // The last chunk that begins at or before the key.
        const auto after =
            std::upper_bound(m_chunks.begin(), m_chunks.end(), key,
                             [](const Key &k, const auto &chunk) { return k < chunk->keys.front(); });
        const qsizetype index = std::max<qsizetype>(0, std::distance(m_chunks.begin(), after) - 1);
        const std::vector<Key> &keys = m_chunks[index]->keys;
        const auto at = std::lower_bound(keys.begin(), keys.end(), key);
        return {index, static_cast<std::size_t>(std::distance(keys.begin(), at)),
                at != keys.end() && !(key < *at)};
    }

    Chunk &own(qsizetype chunk)
    {
        auto &pointer = m_chunks[chunk];
        pointer.detach();
        return *pointer;
    }

    /// Makes room for a new key at its place.
    Place open(Place place, const Key &key)
    {
        if (m_chunks.isEmpty()) {
            m_chunks.append(QExplicitlySharedDataPointer<Chunk>(new Chunk));
        } else if (m_chunks[place.chunk]->keys.size() == mostInChunk) {
            place = split(place);
        }
        Chunk &chunk = own(place.chunk);
        chunk.keys.insert(chunk.keys.begin() + static_cast<std::ptrdiff_t>(place.at), key);
        chunk.values.insert(chunk.values.begin() + static_cast<std::ptrdiff_t>(place.at), T());
        ++m_size;
        return place;
    }

    /// Makes two chunks of a full one; appending in order leaves full ones behind.
    Place split(Place place)
    {
        Chunk &full = own(place.chunk);
        const bool appends = place.at == full.keys.size() && place.chunk + 1 == m_chunks.size();
        const std::size_t half = appends ? full.keys.size() : full.keys.size() / 2;
        auto rest = QExplicitlySharedDataPointer<Chunk>(new Chunk);
        const auto moveTail = [half](auto &from, auto &to) {
            to.assign(std::make_move_iterator(from.begin() + static_cast<std::ptrdiff_t>(half)),
                      std::make_move_iterator(from.end()));
            from.resize(half);
        };
        moveTail(full.keys, rest->keys);
        moveTail(full.values, rest->values);
        m_chunks.insert(place.chunk + 1, rest);
        if (place.at > half || appends)
            return {place.chunk + 1, place.at - half, false};
        return place;
    }

    Chunks m_chunks;
    qsizetype m_size = 0;
};

} // namespace gp
