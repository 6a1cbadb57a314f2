// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QSet>
#include <QString>

#include <condition_variable>
#include <mutex>

namespace gp::publish {

/// Lets several threads make the pages of one parent one after the other, so that they come to stand in
/// order: a site puts a new page behind its siblings. Work is taken up in the order in which it was added;
/// then the one that all others wait for is always being done.
class Turns
{
public:
    /// Before the threads begin.
    void clear()
    {
        m_before.clear();
        m_last.clear();
        m_ended.clear();
    }
    void add(qsizetype work, const QString &parent)
    {
        if (const auto last = m_last.constFind(parent); last != m_last.constEnd())
            m_before.insert(work, *last);
        m_last.insert(parent, work);
    }

    /// Until the one before it has ended.
    void wait(qsizetype work)
    {
        std::unique_lock lock(m_lock);
        const auto before = m_before.constFind(work);
        if (before != m_before.constEnd())
            m_changed.wait(lock, [&] { return m_isOver || m_ended.contains(*before); });
    }
    /// May be called more than once.
    void end(qsizetype work)
    {
        {
            const std::lock_guard guard(m_lock);
            m_ended.insert(work);
        }
        m_changed.notify_all();
    }
    /// Nobody waits any more: what was to be done before is perhaps never taken up.
    void endAll()
    {
        {
            const std::lock_guard guard(m_lock);
            m_isOver = true;
        }
        m_changed.notify_all();
    }

private:
    QHash<qsizetype, qsizetype> m_before;
    QHash<QString, qsizetype> m_last;
    std::mutex m_lock; ///< guards what follows
    std::condition_variable m_changed;
    QSet<qsizetype> m_ended;
    bool m_isOver = false;
};

} // namespace gp::publish
