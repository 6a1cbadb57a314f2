// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/elementhistory.h"

#include "core/store/connection.h"

#include <QtEndian>

using namespace Qt::StringLiterals;

namespace gp::store {

namespace {

constexpr int waitMs = 3000;

/// An id as a changeset writes it: the type (1, an integer) and eight bytes, the highest first.
QByteArray bytesOf(qint64 id)
{
    QByteArray bytes(9, '\1');
    qToBigEndian(id, bytes.data() + 1);
    return bytes;
}

class Searcher
{
public:
    Searcher(ElementId element, const QList<RelationId> &relations)
        : m_element(element.value())
    {
        m_needles.append(bytesOf(m_element));
        for (const RelationId id : relations) {
            m_relations.insert(id.value());
            m_needles.append(bytesOf(id.value()));
        }
    }

    [[nodiscard]] bool isTouched(SQLite::Database &db, const QByteArray &changeset) const
    {
        // Looking for the bytes costs far less than taking a changeset apart, and most hold none of them. The
        // same bytes may stand for something else, so what is found is looked at.
        constexpr qsizetype few = 16; // for more, taking it apart is the shorter way
        if (m_needles.size() <= few &&
            std::ranges::none_of(m_needles, [&](const QByteArray &id) { return changeset.contains(id); }))
            return false;
        TouchedIds touched;
        collectTouched(db, changeset, touched);
        if (touched[static_cast<std::size_t>(Owner::Element)].contains(m_element))
            return true;
        return std::ranges::any_of(touched[static_cast<std::size_t>(Owner::Relation)],
                                   [&](qint64 id) { return m_relations.contains(id); });
    }

private:
    qint64 m_element;
    std::set<qint64> m_relations;
    QList<QByteArray> m_needles;
};

} // namespace

Result<QList<HistoryEntry>> historyOf(const QString &path, ElementId element,
                                      const QList<RelationId> &relations, int limit,
                                      const std::atomic_bool *cancelled)
{
    return guarded(path, [&]() -> Result<QList<HistoryEntry>> {
        Connection connection(openDatabase(path, Access::ReadOnly, waitMs, Look::Schema).db);
        const Turn reading(connection, Turn::For::Reading);
        const Searcher searcher(element, relations);
        QList<HistoryEntry> found;
        for (const HistoryEntry &entry : connection.history.entries(-1)) {
            if (found.size() >= limit || (cancelled && cancelled->load()))
                break;
            if (searcher.isTouched(*connection.db, connection.history.changeset(entry.id)))
                found.append(entry);
        }
        return found;
    });
}

} // namespace gp::store
