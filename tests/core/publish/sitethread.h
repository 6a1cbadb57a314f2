// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/wiki.h"
#include "core/standin/standin.h"

#include <QRegularExpression>
#include <QThread>

namespace gp::test {

using namespace Qt::StringLiterals;

/// A stand-in in a thread of its own, as a site is elsewhere.
class SiteThread
{
public:
    explicit SiteThread(const standin::Options &options = {})
    {
        m_standin = new standin::StandIn(options);
        m_standin->moveToThread(&m_thread);
        m_thread.start();
        on([this] { m_isListening = m_standin->listen(); });
        m_site.base = QUrl(m_standin->base());
        m_site.user = options.user;
        m_site.token = options.token.isEmpty() ? u"secret-of-mine"_s : options.token;
    }
    ~SiteThread()
    {
        on([this] { delete m_standin; });
        m_thread.quit();
        m_thread.wait();
    }
    SiteThread(const SiteThread &) = delete;
    SiteThread &operator=(const SiteThread &) = delete;

    /// In the stand-in's thread, until it is done.
    template<typename Work>
    void on(Work work)
    {
        QMetaObject::invokeMethod(m_standin, work, Qt::BlockingQueuedConnection);
    }
    [[nodiscard]] standin::StandIn *operator->() const { return m_standin; }
    [[nodiscard]] const publish::Site &site() const { return m_site; }
    [[nodiscard]] bool isListening() const { return m_isListening; }
    [[nodiscard]] QString summary()
    {
        QString text;
        on([&] { text = m_standin->wiki().summary(); });
        static const QRegularExpression project(u"\"project\":\"[0-9a-f-]+\""_s); // each has its own
        return text.remove(project);
    }
    /// Titles of what is below the page, in order.
    [[nodiscard]] QStringList outline(const QString &title)
    {
        const qint64 id = idOf(title);
        QStringList lines;
        on([&] { lines = m_standin->wiki().outline(id); });
        return lines;
    }
    [[nodiscard]] QStringList journal()
    {
        QStringList lines;
        on([&] { lines = m_standin->journal(); });
        return lines;
    }
    [[nodiscard]] int writes()
    {
        int count = 0;
        on([&] { count = m_standin->writes(); });
        return count;
    }
    [[nodiscard]] qsizetype requests()
    {
        qsizetype count = 0;
        on([&] { count = m_standin->journal().size(); });
        return count;
    }
    void clearJournal()
    {
        on([this] { m_standin->clearJournal(); });
    }
    [[nodiscard]] qint64 idOf(const QString &title)
    {
        qint64 found = 0;
        on([&] {
            const auto all = m_standin->wiki().ids();
            for (const qint64 id : all) {
                if (m_standin->wiki().page(id)->now().title == title)
                    found = id;
            }
        });
        return found;
    }

private:
    QThread m_thread;
    standin::StandIn *m_standin = nullptr;
    bool m_isListening = false;
    publish::Site m_site;
};

} // namespace gp::test
