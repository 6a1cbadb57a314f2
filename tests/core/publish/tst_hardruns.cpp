// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "samplepages.h"

#include <QTemporaryDir>
#include <QTest>

using namespace gp;
using namespace gp::publish;
using gp::test::publishPages;
using gp::test::samplePage;
using gp::test::samplePages;
using gp::test::SiteThread;
using namespace Qt::StringLiterals;

/// Publishing where everything goes wrong, and where there is much of it.
class TestHardRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_project = m_folder.filePath(u"p%1.gplan"_s.arg(++m_number));
        QVERIFY(store::Store::create(m_project));
    }

    void manyPages_data() { flavours(); }
    void manyPages();
    void cancelledSoon_data() { flavours(); }
    void cancelledSoon();
    void everythingFails_data();
    void everythingFails();
    void betweenPlanAndPush_data();
    void betweenPlanAndPush();
    void busyIsNotChanged_data() { flavours(); }
    void busyIsNotChanged();
    void newPathSamePage_data() { flavours(); }
    void newPathSamePage();
    void whatNoSiteTakes();

private:
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
    static const PlanItem *itemOf(const Plan &plan, const QString &path)
    {
        const auto found = std::ranges::find(plan.items, path, &PlanItem::path);
        return found == plan.items.end() ? nullptr : &*found;
    }

    QTemporaryDir m_folder;
    QString m_project;
    int m_number = 0;
};

void TestHardRuns::manyPages()
{
    QFETCH(const bool, isCloud);
    constexpr int count = 500;
    SiteThread site(optionsOf(isCloud));
    QList<int> told;
    PublishOptions options;
    options.progress = [&](int done, int all, const Outcome &) {
        told.append(done);
        QCOMPARE(all, count);
    };
    const auto first = publishPages(site.site(), m_project, samplePages(count), options);
    QVERIFY2(!first.error, first.error ? qPrintable(first.error->text()) : "");
    QVERIFY(first.report.isClean());
    // A page, its mark, its picture; labels for each third. Data Center takes mark and labels with the page.
    const int most = isCloud ? count * 3 + count / 3 + 20 : count * 2 + 20;
    QVERIFY2(site.requests() <= most, qPrintable(QString::number(site.requests())));
    QCOMPARE(told.size(), count);
    for (int i = 0; i < count; ++i)
        QCOMPARE(told.at(i), i + 1);
    int connections = 0;
    site.on([&] { connections = site->mostConnections(); });
    QVERIFY2(connections <= options.connections + 1, qPrintable(QString::number(connections)));

    site.clearJournal();
    QVERIFY(publishPages(site.site(), m_project, samplePages(count)).plan.isDone());
    QVERIFY(site.requests() <= 20);

    auto changed = samplePages(count);
    const auto other = samplePages(count, u"Another"_s);
    for (const qsizetype i : {5, 50, 100, 250, 499})
        changed[i] = other.at(i);
    site.clearJournal();
    const auto second = publishPages(site.site(), m_project, changed);
    QVERIFY(second.report.isClean());
    QCOMPARE(second.plan.count(Action::Update), 5);
    QVERIFY2(site.requests() <= 5 * 3 + 5 + 20, qPrintable(QString::number(site.requests())));
}

void TestHardRuns::cancelledSoon()
{
    QFETCH(const bool, isCloud);
    SiteThread site(optionsOf(isCloud));
    std::stop_source stop;
    std::atomic<int> after = 0;
    site.on([&] {
        site->setFault([&](int, const standin::Call &) {
            if (stop.stop_requested())
                ++after;
            return standin::Fault::None;
        });
    });
    PublishOptions options;
    options.progress = [&](int done, int, const Outcome &) {
        if (done == 40)
            stop.request_stop();
    };
    const auto run = publishPages(site.site(), m_project, samplePages(300), options, {}, stop.get_token());
    QVERIFY(run.report.isCancelled);
    // What was on its way on each connection, and no more.
    QVERIFY2(after <= 2 * options.connections, qPrintable(QString::number(after)));
    const auto rest = publishPages(site.site(), m_project, samplePages(300));
    QVERIFY(rest.report.isClean());
    QCOMPARE(rest.plan.count(Action::Conflict), 0);
    QCOMPARE(site.summary().count(u"ADR-"_s), 298);
}

void TestHardRuns::everythingFails_data()
{
    QTest::addColumn<bool>("isCloud");
    QTest::addColumn<int>("fault");
    for (const bool isCloud : {true, false}) {
        const char *name = isCloud ? "cloud" : "data center";
        const auto row = [&](const char *what, standin::Fault fault) {
            QTest::addRow("%s, %s", name, what) << isCloud << int(fault);
        };
        row("429", standin::Fault::TooMany);
        row("503", standin::Fault::Unavailable);
        row("dropped before", standin::Fault::DropBefore);
        row("dropped after", standin::Fault::DropAfter);
        row("answers too late", standin::Fault::Stall);
    }
}

void TestHardRuns::everythingFails()
{
    QFETCH(const bool, isCloud);
    QFETCH(const int, fault);
    const auto wanted = samplePages(12);
    QString clean;
    {
        SiteThread site(optionsOf(isCloud));
        QVERIFY(publishPages(site.site(), m_project, wanted).report.isClean());
        clean = site.summary();
    }
    init();
    standin::Options options = optionsOf(isCloud);
    options.stall = 700;
    SiteThread site(options);
    Site impatient = site.site();
    impatient.pause = 1;
    impatient.timeout = fault == int(standin::Fault::Stall) ? 150 : impatient.timeout;
    site.on([&] {
        site->setFault([fault](int number, const standin::Call &) {
            return number % 5 == 0 ? standin::Fault(fault) : standin::Fault::None;
        });
    });
    bool isClean = false;
    for (int i = 0; i < 15 && !isClean; ++i) {
        const auto run = publishPages(impatient, m_project, wanted);
        isClean = !run.error && run.report.isClean() && !run.report.isCancelled;
        QCOMPARE(run.plan.count(Action::Conflict), 0);
    }
    site.on([&] { site->setFault({}); });
    const auto last = publishPages(site.site(), m_project, wanted);
    QVERIFY(!last.error && last.report.isClean());
    QCOMPARE(site.summary(), clean);
    QVERIFY(publishPages(site.site(), m_project, wanted).plan.isDone());
}

void TestHardRuns::betweenPlanAndPush_data()
{
    QTest::addColumn<bool>("isCloud");
    QTest::addColumn<QString>("what");
    for (const bool isCloud : {true, false}) {
        for (const char *what : {"edited", "moved", "renamed", "trashed", "restricted"})
            QTest::addRow("%s, %s", isCloud ? "cloud" : "data center", what)
                << isCloud << QString::fromLatin1(what);
    }
}

void TestHardRuns::betweenPlanAndPush()
{
    QFETCH(const bool, isCloud);
    QFETCH(const QString, what);
    SiteThread site(optionsOf(isCloud));
    QVERIFY(publishPages(site.site(), m_project, samplePages(6)).report.isClean());
    const qint64 id = site.idOf(u"ADR-4 Sign <all> & more"_s);
    QString theirs;
    const auto run = publishPages(site.site(), m_project, samplePages(6, u"New"_s), {}, [&](Plan &) {
        site.on([&] {
            auto &wiki = site->wiki();
            const auto now = wiki.page(id)->now();
            const int next = now.number + 1;
            if (what == "edited"_L1)
                QVERIFY(wiki.update(id, next, now.title, 0, u"<p>Quicker</p>"_s, {}, u"jane"_s));
            else if (what == "moved"_L1)
                QVERIFY(wiki.update(id, next, now.title, wiki.homepage(), now.storage, {}, u"jane"_s));
            else if (what == "renamed"_L1)
                QVERIFY(wiki.update(id, next, u"Theirs"_s, 0, now.storage, {}, u"jane"_s));
            else if (what == "trashed"_L1)
                QVERIFY(wiki.trash(id));
            else
                wiki.page(id)->isRestricted = true;
            theirs = wiki.page(id)->now().storage;
        });
    });
    // This one is told, the others are done.
    QCOMPARE(run.report.outcomes.size(), 4);
    for (const Outcome &outcome : run.report.outcomes)
        QCOMPARE(outcome.error.has_value(), outcome.path == "decisions/4"_L1);
    site.on([&] {
        QCOMPARE(site->wiki().page(id)->now().storage, theirs);
        QVERIFY(site->wiki().page(id)->now().author == "jane"_L1 || site->wiki().page(id)->now().number == 1);
    });
    QCOMPARE(site.summary().count(u"ADR-4 Sign"_s), what == "renamed"_L1 ? 0 : 1);
    // And the next plan sees it.
    const auto next = publishPages(site.site(), m_project, samplePages(6, u"New"_s), {},
                                   [](Plan &plan) { plan.items.clear(); });
    QVERIFY(!next.error);
    const auto plan = publishPages(site.site(), m_project, samplePages(6, u"New"_s)).plan;
    QVERIFY(itemOf(plan, u"decisions/4"_s)->action ==
            (what == "moved"_L1 ? Action::Update : Action::Conflict));
}

void TestHardRuns::busyIsNotChanged()
{
    QFETCH(const bool, isCloud);
    SiteThread site(optionsOf(isCloud));
    QVERIFY(publishPages(site.site(), m_project, samplePages(4)).report.isClean());
    site.on([&] {
        site->setFault([seen = 0](int, const standin::Call &call) mutable {
            return call.method == "PUT" && seen++ % 2 == 0 ? standin::Fault::Conflict : standin::Fault::None;
        });
    });
    const auto run = publishPages(site.site(), m_project, samplePages(4, u"New"_s), {.connections = 1});
    QVERIFY2(run.report.isClean(), run.report.outcomes.isEmpty() || !run.report.outcomes.first().error
                                       ? ""
                                       : qPrintable(run.report.outcomes.first().error->text()));
}

void TestHardRuns::newPathSamePage()
{
    QFETCH(const bool, isCloud);
    SiteThread site(optionsOf(isCloud));
    auto wanted = samplePages(4);
    for (WantedPage &page : wanted)
        page.subject = page.path.startsWith("decisions/"_L1) ? u"decision "_s + page.title : QString();
    QVERIFY(publishPages(site.site(), m_project, wanted).report.isClean());
    const qint64 id = site.idOf(u"ADR-3 Sign <all> & more"_s);
    // As after a decision got another title, or was accepted and got its number.
    wanted[2].path = u"decisions/0003-other"_s;
    wanted[2].title = u"ADR-3 Another title"_s;
    const auto run = publishPages(site.site(), m_project, wanted);
    QVERIFY(run.report.isClean());
    QCOMPARE(run.plan.count(Action::Create), 0);
    QCOMPARE(run.plan.count(Action::Orphan), 0);
    QCOMPARE(site.idOf(u"ADR-3 Another title"_s), id);
    QVERIFY(site.summary().contains(u"decisions/0003-other"_s)); // the mark says the new path
    QVERIFY(publishPages(site.site(), m_project, wanted).plan.isDone());
}

void TestHardRuns::whatNoSiteTakes()
{
    SiteThread site;
    auto wanted = samplePages(5);
    wanted[2].render = [](const QMap<QString, QString> &) {
        return u"<p>"_s + QString(5'300'000, u'x') + u"</p>"_s;
    };
    wanted[3].files.first().name = u"a:b.png"_s;
    wanted[4].title = QString(400, u't');
    wanted[4].labels = {u"Two words"_s, u"ä/ö"_s, u"two words"_s};
    const auto run = publishPages(site.site(), m_project, wanted);
    QVERIFY(!run.error);
    QCOMPARE(run.plan.count(Action::Refused), 2);
    QVERIFY(itemOf(run.plan, wanted.at(2).path)->reason.contains(u"5 MB"_s));
    QVERIFY(itemOf(run.plan, wanted.at(3).path)->reason.contains(u"a:b.png"_s));
    QCOMPARE(itemOf(run.plan, wanted.at(4).path)->labels, QStringList{u"two-words"_s});
    QVERIFY(site.summary().contains(u"| two-words |"_s));
    QVERIFY(publishPages(site.site(), m_project, wanted).plan.count(Action::Skip) == 3);
}

QTEST_GUILESS_MAIN(TestHardRuns)
#include "tst_hardruns.moc"
