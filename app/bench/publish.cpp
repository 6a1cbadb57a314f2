// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/bench/bench.h"

#include "core/publish/publisher.h"
#include "core/standin/standin.h"
#include "core/store/store.h"

#include <QThread>

using namespace Qt::StringLiterals;

namespace gp::bench {

namespace {

constexpr int pageCount = 500;

QList<publish::WantedPage> pages()
{
    QList<publish::WantedPage> list;
    for (int i = 0; i < pageCount; ++i) {
        publish::WantedPage page;
        page.path = i == 0 ? u"index"_s : u"decisions/%1"_s.arg(i);
        page.parent = i == 0 ? QString() : u"index"_s;
        page.title = u"Page %1"_s.arg(i);
        page.files = {{u"picture.png"_s, QByteArray(20'000, char(i)), u"image/png"_s}};
        page.render = [i](const QMap<QString, QString> &) {
            return u"<p>Words of page %1. </p>"_s.arg(i).repeated(100);
        };
        list.append(page);
    }
    return list;
}

/// A stand-in in a thread of its own, as a site is elsewhere.
class Site
{
public:
    Site()
        : m_server(new standin::StandIn)
    {
        m_server->moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            m_server, [this] { (void)m_server->listen(); }, Qt::BlockingQueuedConnection);
    }
    ~Site()
    {
        QMetaObject::invokeMethod(m_server, [this] { delete m_server; }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    Site(const Site &) = delete;
    Site &operator=(const Site &) = delete;

    [[nodiscard]] publish::Site address() const
    {
        publish::Site site;
        site.base = QUrl(m_server->base());
        site.flavour = publish::Flavour::Cloud;
        return site;
    }

private:
    QThread m_thread;
    standin::StandIn *m_server;
};

/// Plans and publishes; what it took, in milliseconds, and how many requests.
struct Taken
{
    double plan = 0;
    double push = 0;
    int requests = 0;
};
Taken publishTo(const Site &site, const QString &project, const publish::PublishOptions &options,
                std::stop_token stop = {})
{
    const auto client = publish::connectTo(site.address(), std::move(stop));
    auto ledger = publish::Ledger::open(project, publish::placeOf(site.address(), u"SHOP"_s, {}));
    if (!client || !ledger)
        giveUp(u"no connection to the stand-in"_s);
    publish::PlanOptions planning;
    planning.space = u"SHOP"_s;
    Taken taken;
    Result<publish::Plan> plan;
    taken.plan = timed([&] { plan = publish::makePlan(**client, **ledger, pages(), planning); });
    if (!plan)
        giveUp(plan.error().text());
    taken.push =
        timed([&] { taken.requests = publish::publish(**client, **ledger, *plan, options).requests; });
    return taken;
}

} // namespace

void benchPublish(Report &report)
{
    const QTemporaryDir folder;
    const QString project = folder.filePath(u"bench.gplan"_s);
    if (!store::Store::create(project))
        giveUp(u"no project"_s);
    const Site site;
    const auto client = publish::connectTo(site.address());
    if (!client)
        giveUp(client.error().text());
    constexpr int asked = 200;
    const double bare = timed([&] {
                            for (int i = 0; i < asked; ++i)
                                (void)(*client)->space(u"SHOP"_s);
                        }) /
                        asked;

    const Taken first = publishTo(site, project, {});
    report.add(
        {u"publish: a page with a picture"_s, first.push / pageCount, u"ms"_s, u"a bare request"_s, bare});
    report.add({u"publish: %1 pages"_s.arg(pageCount), 1000.0 * pageCount / first.push, u"pages/s"_s, {}, 0});
    report.add({u"publish: requests for a page"_s, double(first.requests) / pageCount, u"requests"_s, {}, 0});
    const Taken again = publishTo(site, project, {});
    report.add({u"publish: plan of what is there already"_s, again.plan, u"ms"_s, u"a bare request"_s, bare});
    report.add({u"publish: requests where nothing changed"_s, double(again.requests), u"requests"_s, {}, 0});

    // How long it takes until a run that is stopped is over.
    const QString other = folder.filePath(u"stopped.gplan"_s);
    if (!store::Store::create(other))
        giveUp(u"no project"_s);
    const Site slow;
    std::stop_source stop;
    std::chrono::steady_clock::time_point stopped;
    publish::PublishOptions options;
    options.progress = [&](int done, int, const publish::Outcome &) {
        if (done == pageCount / 5) {
            stopped = std::chrono::steady_clock::now();
            stop.request_stop();
        }
    };
    (void)publishTo(slow, other, options, stop.get_token());
    report.add({u"publish: from stop to the end"_s,
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - stopped).count(),
                u"ms"_s, u"a bare request"_s, bare});
}

} // namespace gp::bench
