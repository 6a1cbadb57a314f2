// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/modelindex.h"

namespace gp::views {

namespace {

template<typename IdType>
void merge(Touched<IdType> &into, const Touched<IdType> &touched)
{
    for (const auto *ids : {&touched.added, &touched.updated, &touched.removed})
        into.updated.insert(ids->begin(), ids->end());
}

} // namespace

ModelIndex::ModelIndex(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &Session::changed, this, &ModelIndex::note);
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
    m_making.run(
        this,
        [index = m_index, isReady = m_isReady, model = m_session.model(),
         change = std::exchange(m_pending, {})]() mutable {
            if (!isReady)
                return search::Index(model);
            index.update(model, change);
            return index;
        },
        [this](const search::Index &made) {
            m_index = made;
            m_isReady = true;
            if (!m_pending.isEmpty())
                make();
            Q_EMIT updated();
        });
}

} // namespace gp::views
