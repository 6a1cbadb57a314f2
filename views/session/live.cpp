// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/session/live.h"

#include <QGuiApplication>

namespace gp::views {

Live::Live(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_head(session.store().head())
{
    m_timer.setInterval(500);
    connect(&m_timer, &QTimer::timeout, this, &Live::look);
    connect(&session, &Session::changed, this, [this] { m_head = m_session.store().head(); });
    m_timer.start();
}

void Live::look()
{
    // A card that is being dragged is not taken out of the user's hand.
    if (QGuiApplication::mouseButtons() != Qt::NoButton)
        return;
    const auto id = m_session.selectedElement();
    const auto *shown = id.isValid() ? m_session.shown(id) : nullptr;
    const QString name = shown ? shown->name() : QString();
    const qint64 before = m_head;
    const auto change = m_session.store().refresh();
    if (!change) {
        if (std::exchange(m_trouble, change.error().message) != change.error().message)
            Q_EMIT m_session.failed(change.error());
        return;
    }
    m_trouble.clear();
    if (!name.isEmpty() && change->elements.touches(id))
        tell(name, id, before);
}

QString Live::authorsSince(qint64 head) const
{
    constexpr int most = 100;
    QStringList names;
    for (const auto &entry : m_session.store().history(most)) {
        if (entry.onPath && entry.id > head && !entry.author.isEmpty() && !names.contains(entry.author))
            names.prepend(entry.author);
    }
    return names.join(tr(" and "));
}

void Live::tell(const QString &name, ElementId id, qint64 headBefore)
{
    const QString authors = authorsSince(headBefore);
    const bool isThere = m_session.model().element(id) != nullptr;
    if (authors.isEmpty())
        Q_EMIT m_session.informed(isThere ? tr("%1 was changed in another window.").arg(name)
                                          : tr("%1 was removed in another window.").arg(name));
    else
        Q_EMIT m_session.informed(isThere ? tr("%1 was changed by %2 in another window.").arg(name, authors)
                                          : tr("%1 was removed by %2 in another window.").arg(name, authors));
}

} // namespace gp::views
