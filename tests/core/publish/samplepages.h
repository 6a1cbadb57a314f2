// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/publisher.h"
#include "core/store/store.h"
#include "sitethread.h"

namespace gp::test {

inline publish::WantedPage samplePage(const QString &path, const QString &parent, const QString &title,
                                      const QString &text)
{
    publish::WantedPage page;
    page.path = path;
    page.parent = parent;
    page.title = title;
    page.render = [text](const QMap<QString, QString> &titles) {
        return u"<h2>What</h2><p>%1</p><p><ac:link><ri:page ri:content-title=\"%2\"/></ac:link></p>"_s.arg(
            text.toHtmlEscaped(), titles.value(u"index"_s).toHtmlEscaped());
    };
    return page;
}

/// An index, a folder and pages below it, `count` in all; each has a picture, and some have labels.
inline QList<publish::WantedPage> samplePages(int count, const QString &text = u"Reason"_s)
{
    QList<publish::WantedPage> pages{samplePage(u"index"_s, {}, u"Shop platform"_s, u"All of it."_s),
                                     samplePage(u"decisions/"_s, u"index"_s, u"Decisions"_s, u"Below."_s)};
    for (int i = 3; i <= count; ++i) {
        publish::WantedPage page =
            samplePage(u"decisions/%1"_s.arg(i), u"decisions/"_s, u"ADR-%1 Sign <all> & more"_s.arg(i),
                       text + QString::number(i));
        page.files = {{u"picture %1.png"_s.arg(i), "\x89PNG "_ba + text.toUtf8() + QByteArray::number(i),
                       u"image/png"_s}};
        if (i % 3 == 0)
            page.labels = {u"adr"_s};
        pages.append(page);
    }
    return pages;
}

/// Plans and publishes, once.
struct Run
{
    publish::Plan plan;
    publish::PublishReport report;
    std::optional<Error> error; ///< before anything was published
};
inline Run publishPages(const publish::Site &site, const QString &project,
                        const QList<publish::WantedPage> &wanted, const publish::PublishOptions &options = {},
                        const std::function<void(publish::Plan &)> &decide = {}, std::stop_token stop = {})
{
    Run run;
    const auto client = publish::connectTo(site, std::move(stop));
    if (!client) {
        run.error = client.error();
        return run;
    }
    auto ledger = publish::Ledger::open(project, publish::placeOf(site, u"SHOP"_s, {}));
    if (!ledger) {
        run.error = ledger.error();
        return run;
    }
    publish::PlanOptions planning;
    planning.space = u"SHOP"_s;
    planning.titleSuffix = u"Shop"_s;
    auto plan = publish::makePlan(**client, **ledger, wanted, planning);
    if (!plan) {
        run.error = plan.error();
        return run;
    }
    if (decide)
        decide(*plan);
    run.plan = *plan;
    run.report = publish::publish(**client, **ledger, *plan, options);
    return run;
}

} // namespace gp::test
