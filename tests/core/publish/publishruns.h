// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// What tests of publishing share: pages to publish, a project that remembers them, and runs against a site.
#pragma once

#include "core/publish/publisher.h"
#include "core/store/store.h"
#include "sitethread.h"

#include <QTemporaryDir>
#include <QTest>

namespace gp::test {

using namespace gp::publish;

inline WantedPage wantedPage(const QString &path, const QString &parent, const QString &title,
                             const QString &text)
{
    WantedPage page;
    page.path = path;
    page.parent = parent;
    page.title = title;
    page.render = [text](const QMap<QString, QString> &titles) {
        return u"<h2>What</h2><p>%1</p><p><ac:link><ri:page ri:content-title=\"%2\"/></ac:link></p>"
               "<ac:structured-macro ac:name=\"code\"><ac:plain-text-body><![CDATA[a < b]]></ac:plain-text-body></ac:structured-macro>"_s
                   .arg(text.toHtmlEscaped(), titles.value(u"index"_s).toHtmlEscaped());
    };
    return page;
}

/// An index, a folder and so many decisions below it; each third one has a picture.
inline QList<WantedPage> wantedPages(int decisions)
{
    QList<WantedPage> pages{wantedPage(u"index"_s, {}, u"Shop platform"_s, u"All of it."_s),
                            wantedPage(u"decisions/"_s, u"index"_s, u"Decisions"_s, u"Below."_s)};
    for (int i = 1; i <= decisions; ++i) {
        WantedPage page = wantedPage(u"decisions/%1"_s.arg(i), u"decisions/"_s,
                                     u"ADR-%1 Sign <all> & more"_s.arg(i), u"Reason %1"_s.arg(i));
        if (i % 3 == 0)
            page.files = {
                {u"picture %1.png"_s.arg(i), "\x89PNG "_ba + QByteArray::number(i), u"image/png"_s}};
        else
            page.labels = {u"adr"_s};
        pages.append(page);
    }
    return pages;
}

class PublishRuns
{
protected:
    /// A new project that was never published.
    bool startProject()
    {
        m_project = m_folder.filePath(u"p%1.gplan"_s.arg(++m_number));
        return store::Store::create(m_project).has_value();
    }
    static void flavours()
    {
        QTest::addColumn<bool>("isCloud");
        QTest::newRow("cloud") << true;
        QTest::newRow("data center") << false;
    }
    static standin::Options optionsOf(bool isCloud)
    {
        standin::Options options;
        options.isCloud = isCloud;
        return options;
    }
    [[nodiscard]] Result<Plan> planOf(Client &client, Ledger &ledger, const QList<WantedPage> &wanted,
                                      bool isStrict = false)
    {
        PlanOptions options;
        options.space = u"SHOP"_s;
        options.isStrict = isStrict;
        options.titleSuffix = u"Shop"_s;
        return makePlan(client, ledger, wanted, options);
    }
    [[nodiscard]] std::unique_ptr<Ledger> ledgerOf(const SiteThread &site)
    {
        auto ledger = Ledger::open(m_project, placeOf(site.site(), u"SHOP"_s, {}));
        return ledger ? std::move(*ledger) : nullptr;
    }
    /// Plans and publishes; the plan that was carried out.
    [[nodiscard]] Plan run(SiteThread &site, const QList<WantedPage> &wanted,
                           const PublishOptions &options = {}, const std::function<void(Plan &)> &decide = {})
    {
        m_report = {};
        m_error.reset();
        const auto client = connectTo(site.site());
        auto ledger = ledgerOf(site);
        if (!client || !ledger) {
            m_error = client ? Error{} : client.error();
            return {};
        }
        auto plan = planOf(**client, *ledger, wanted);
        if (!plan) {
            m_error = plan.error();
            return {};
        }
        if (decide)
            decide(*plan);
        m_report = publish::publish(**client, *ledger, *plan, options);
        return *plan;
    }
    [[nodiscard]] static const PlanItem *itemOf(const Plan &plan, const QString &path)
    {
        const auto found = std::ranges::find(plan.items, path, &PlanItem::path);
        return found == plan.items.end() ? nullptr : &*found;
    }

    QTemporaryDir m_folder;
    QString m_project;
    int m_number = 0;
    PublishReport m_report;
    std::optional<Error> m_error;
};

} // namespace gp::test
