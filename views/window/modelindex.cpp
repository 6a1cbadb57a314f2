// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/modelindex.h"

#include "core/documents/documents.h"

namespace gp::views {

namespace {

template<typename IdType>
void merge(Touched<IdType> &into, const Touched<IdType> &touched)
{
    for (const auto *ids : {&touched.added, &touched.updated, &touched.removed})
        into.updated.insert(ids->begin(), ids->end());
}

/// What can be generated; the id is the kind, a space and the path.
QList<search::Document> documentsOf(const Model &model, PlateauId plateau)
{
    QList<search::Document> all;
    for (const auto &listed : documents::listDocuments(model, plateau)) {
        const auto *kind = documents::documentKind(listed.kind);
        all.append(
            {listed.kind + QLatin1Char(' ') + listed.path, listed.title, kind ? kind->title : QString()});
    }
    return all;
}

} // namespace

ModelIndex::ModelIndex(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &Session::changed, this, &ModelIndex::note);
    // Documents are about one plateau. Who flips between two wants to see pictures, and searches later.
    m_later.setSingleShot(true);
    m_later.setInterval(100);
    connect(&m_later, &QTimer::timeout, this, [this] {
        m_isBehind = true;
        if (!m_making.isRunning())
            make();
    });
    connect(&session, &Session::plateauChanged, &m_later, qOverload<>(&QTimer::start));
    connect(&session, &Session::calmed, this, [this] {
        if (!m_making.isRunning())
            make();
    });
    make();
}

void ModelIndex::note(const Change &change)
{
    merge(m_pending.plateaus, change.plateaus);
    merge(m_pending.elements, change.elements);
    merge(m_pending.records, change.records);
    merge(m_pending.views, change.views);
    if (!m_making.isRunning() && !m_pending.isEmpty())
        make();
}

void ModelIndex::make()
{
    if (m_session.awaitsPicture())
        return;
    m_isBehind = false;
    m_making.run(
        this,
        [index = m_index, isReady = m_isReady, model = m_session.model(), plateau = m_session.plateau(),
         change = std::exchange(m_pending, {})]() mutable {
            if (isReady)
                index.update(model, change);
            else
                index = search::Index(model);
            index.setDocuments(documentsOf(model, plateau));
            return index;
        },
        [this](const search::Index &made) {
            m_index = made;
            m_isReady = true;
            if (m_isBehind || !m_pending.isEmpty())
                make();
            Q_EMIT updated();
        });
}

} // namespace gp::views
