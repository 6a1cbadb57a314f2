// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/order.h"
#include "publishruns.h"

#include <QTest>

using namespace gp;
using namespace gp::publish;
using namespace gp::test;
using namespace Qt::StringLiterals;

namespace {

/// "a b c"
QStringList paths(const QString &text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

QStringList withoutRest(QStringList titles)
{
    for (QString &title : titles)
        title = title.section(u' ', 0, 0);
    return titles;
}

qsizetype movesIn(const QStringList &journal)
{
    return std::ranges::count_if(journal, [](const QString &line) { return line.contains("/move/"_L1); });
}

} // namespace

/// Pages of one parent stand as the documents do, with as few moves as that takes, and nobody else's is
/// moved.
class TestPublishOrder : public QObject, private PublishRuns
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(startProject()); }

    void fewestMoves_data()
    {
        QTest::addColumn<QString>("there");
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("loose");
        QTest::addColumn<QString>("after");
        QTest::addColumn<int>("moves");
        const auto row = [](const char *name, const char *there, const char *wanted, const char *loose,
                            const char *after, int moves) {
            QTest::newRow(name) << QString::fromLatin1(there) << QString::fromLatin1(wanted)
                                << QString::fromLatin1(loose) << QString::fromLatin1(after) << moves;
        };
        row("nothing", "", "", "", "", 0);
        row("in order", "a b c d", "a b c d", "a b c d", "a b c d", 0);
        row("last to the front", "b c d a", "a b c d", "a b c d", "a b c d", 1);
        row("first to the end", "d a b c", "a b c d", "a b c d", "a b c d", 1);
        row("turned round", "d c b a", "a b c d", "a b c d", "a b c d", 3);
        row("one between", "a b d c", "a b c d", "c", "a b c d", 1);
        row("two between", "a d b c", "a b c d", "b c", "a b c d", 2);
        row("the first of all", "b c a", "a b c", "a", "a b c", 1);
        row("only what came", "c b a d", "a b c d", "d", "c d b a", 1);
        row("others have an order of their own", "c a b", "a b c", "", "c a b", 0);
        row("behind the one before it, wherever that is", "c a b x", "a x b c", "x", "c a x b", 1);
        row("not all are there", "c a", "a b c d", "a c", "a c", 1);
        row("not ours", "a", "a", "z", "a", 0);
    }
    void fewestMoves()
    {
        QFETCH(const QString, there);
        QFETCH(const QString, wanted);
        QFETCH(const QString, loose);
        QFETCH(const QString, after);
        QFETCH(const int, moves);
        QStringList order = paths(there);
        const auto made = orderMoves(order, paths(wanted), paths(loose));
        for (const OrderMove &move : made) {
            QVERIFY(order.removeOne(move.path));
            const qsizetype sibling = order.indexOf(move.sibling);
            QVERIFY(sibling >= 0);
            order.insert(move.side == Side::After ? sibling + 1 : sibling, move.path);
        }
        QCOMPARE(order.join(u' '), after);
        QCOMPARE(made.size(), moves);
    }

    void titlesInOrder()
    {
        QVERIFY(isTitledBefore(u"ADR-2 x"_s, u"adr-10 a"_s));
        QVERIFY(!isTitledBefore(u"ADR-10 a"_s, u"ADR-2 x"_s));
        QVERIFY(isTitledBefore(u"a"_s, u"B"_s) && isTitledBefore(u"a"_s, u"a b"_s));
        QVERIFY(!isTitledBefore(u"a7"_s, u"A7"_s) && !isTitledBefore(u"A7"_s, u"a7"_s));
    }

    void madeInOrder_data() { flavours(); }
    void madeInOrder()
    {
        QFETCH(const bool, isCloud);
        SiteThread site(optionsOf(isCloud));
        auto wanted = wantedPages(30);
        std::ranges::swap(wanted[4], wanted[20]); // not by title
        (void)run(site, wanted, {.connections = 4});
        QVERIFY(m_report.isClean() && m_report.notes.isEmpty());
        QStringList titles;
        for (const WantedPage &page : wanted.sliced(2))
            titles.append(page.title);
        QCOMPARE(site.outline(u"Decisions"_s), titles);
        // A site that numbers pages has them in order from the start.
        QCOMPARE(movesIn(site.journal()), isCloud ? 0 : 2);
        QVERIFY2(site.requests() <= 32 * 3 + 20, qPrintable(u"%1 requests"_s.arg(site.requests())));
        site.clearJournal();
        QVERIFY(run(site, wanted).isDone());
        QCOMPARE(site.writes(), 0);
    }

    void oneBetween_data() { flavours(); }
    void oneBetween()
    {
        QFETCH(const bool, isCloud);
        SiteThread site(optionsOf(isCloud));
        auto wanted = wantedPages(4);
        (void)run(site, wanted);
        const qint64 folder = site.idOf(u"Decisions"_s);
        const qint64 third = site.idOf(u"ADR-3 Sign <all> & more"_s);
        site.on([&] {
            const auto foreign = site->wiki().create(folder, u"Notes of Jane"_s, u"<p>x</p>"_s, u"jane"_s);
            QVERIFY(foreign && site->wiki().move(*foreign, u"after"_s, third));
        });
        wanted.insert(4, wantedPage(u"decisions/2b"_s, u"decisions/"_s, u"Between"_s, u"x"_s));
        site.clearJournal();
        const Plan plan = run(site, wanted);
        const auto *item = itemOf(plan, u"decisions/2b"_s);
        QVERIFY(item && item->action == Action::Create);
        QVERIFY2(item->reason.contains(u"order: behind 'ADR-2 Sign <all> & more'"_s),
                 qPrintable(item->reason));
        QCOMPARE(plan.count(Action::Skip), 6);
        QVERIFY(m_report.isClean() && m_report.notes.isEmpty());
        QCOMPARE(withoutRest(site.outline(u"Decisions"_s)),
                 (QStringList{u"ADR-1"_s, u"ADR-2"_s, u"Between"_s, u"ADR-3"_s, u"Notes"_s, u"ADR-4"_s}));
        QCOMPARE(movesIn(site.journal()), 1);
        site.clearJournal();
        QVERIFY(run(site, wanted).isDone());
        QCOMPARE(site.writes(), 0);
    }

    /// What moves to another parent is put in its place there.
    void movedByUs_data() { flavours(); }
    void movedByUs()
    {
        QFETCH(const bool, isCloud);
        SiteThread site(optionsOf(isCloud));
        auto wanted = wantedPages(3);
        WantedPage stray = wantedPage(u"zebra"_s, u"index"_s, u"Zebra"_s, u"x"_s);
        wanted.append(stray);
        (void)run(site, wanted);
        wanted.removeLast();
        stray.parent = u"decisions/"_s;
        wanted.insert(3, stray);
        (void)run(site, wanted);
        QVERIFY(m_report.isClean());
        QCOMPARE(withoutRest(site.outline(u"Decisions"_s)),
                 (QStringList{u"ADR-1"_s, u"Zebra"_s, u"ADR-2"_s, u"ADR-3"_s}));
        QVERIFY(run(site, wanted).isDone());
    }

    /// Where somebody put unchanged pages in another order, that is how they stand; a new one still goes
    /// behind the one before it.
    void othersOrderStays_data() { flavours(); }
    void othersOrderStays()
    {
        QFETCH(const bool, isCloud);
        SiteThread site(optionsOf(isCloud));
        auto wanted = wantedPages(4);
        (void)run(site, wanted);
        const qint64 first = site.idOf(u"ADR-1 Sign <all> & more"_s);
        const qint64 last = site.idOf(u"ADR-4 Sign <all> & more"_s);
        site.on([&] { QVERIFY(site->wiki().move(last, u"before"_s, first)); });
        site.clearJournal();
        QVERIFY(run(site, wanted).isDone());
        QCOMPARE(site.writes(), 0);
        wanted.append(wantedPage(u"decisions/5"_s, u"decisions/"_s, u"ADR-5 Sign"_s, u"x"_s));
        (void)run(site, wanted);
        QCOMPARE(withoutRest(site.outline(u"Decisions"_s)),
                 (QStringList{u"ADR-4"_s, u"ADR-5"_s, u"ADR-1"_s, u"ADR-2"_s, u"ADR-3"_s}));
        QVERIFY(run(site, wanted).isDone());
    }

    /// A page that is gone and is made anew stands where the old one stood.
    void madeAnew()
    {
        SiteThread site;
        const auto wanted = wantedPages(3);
        (void)run(site, wanted);
        const qint64 second = site.idOf(u"ADR-2 Sign <all> & more"_s);
        site.on([&] { QVERIFY(site->wiki().trash(second)); });
        const Plan plan = run(site, wanted, {}, [](Plan &made) {
            for (PlanItem &item : made.items) {
                if (item.path == "decisions/2"_L1)
                    item.choice = Choice::PublishOurs;
            }
        });
        QVERIFY(!itemOf(plan, u"decisions/2"_s)->reason.contains(u"order"_s));
        QVERIFY(m_report.isClean());
        QCOMPARE(withoutRest(site.outline(u"Decisions"_s)),
                 (QStringList{u"ADR-1"_s, u"ADR-2"_s, u"ADR-3"_s}));
        QVERIFY(run(site, wanted).isDone());
    }

    void notOffered()
    {
        standin::Options options = optionsOf(false);
        options.canMove = false;
        SiteThread site(options);
        auto wanted = wantedPages(3);
        std::ranges::swap(wanted[2], wanted[4]);
        (void)run(site, wanted);
        QVERIFY(m_report.isClean());
        QCOMPARE(m_report.notes.size(), 1);
        QVERIFY2(m_report.notes.first().contains(u"'Decisions'"_s), qPrintable(m_report.notes.first()));
        QCOMPARE(site.outline(u"Decisions"_s).size(), 3);
        QVERIFY(run(site, wanted).isDone()); // and it is not tried again
    }

    /// A run that dies anywhere leaves nothing that the next one does not put in its place.
    void killedAnywhere_data()
    {
        QTest::addColumn<bool>("isCloud");
        QTest::addColumn<int>("how");
        for (const bool isCloud : {true, false}) {
            const char *name = isCloud ? "cloud" : "data center";
            QTest::addRow("%s, before it was done", name) << isCloud << int(standin::Fault::DropBefore);
            QTest::addRow("%s, after it was done", name) << isCloud << int(standin::Fault::DropAfter);
        }
    }
    void killedAnywhere()
    {
        QFETCH(const bool, isCloud);
        QFETCH(const int, how);
        const auto old = wantedPages(3);
        auto wanted = old;
        wanted.insert(2, wantedPage(u"decisions/0"_s, u"decisions/"_s, u"First"_s, u"x"_s));
        wanted.insert(4, wantedPage(u"decisions/1b"_s, u"decisions/"_s, u"Between"_s, u"x"_s));
        const QStringList order{u"First"_s, u"ADR-1"_s, u"Between"_s, u"ADR-2"_s, u"ADR-3"_s};
        int most = 1;
        for (int at = 1; at <= most; ++at) {
            QVERIFY(startProject());
            SiteThread site(optionsOf(isCloud));
            (void)run(site, old);
            const int before = int(site.requests());
            std::stop_source stop;
            site.on([&] {
                site->setFault([&stop, at, how, before](int number, const standin::Call &) {
                    if (number < before + at)
                        return standin::Fault::None;
                    stop.request_stop();
                    return number == before + at ? standin::Fault(how) : standin::Fault::DropBefore;
                });
            });
            {
                const auto client = connectTo(site.site(), stop.get_token());
                auto ledger = ledgerOf(site);
                if (client) {
                    const auto plan = planOf(**client, *ledger, wanted);
                    if (plan)
                        m_report = publish::publish(**client, *ledger, *plan, {.connections = 1});
                }
            }
            // One request more until a run comes to its end by itself.
            if (stop.stop_requested())
                most = at + 1;
            QVERIFY(most < 60);
            site.on([&] { site->setFault({}); });
            const Plan again = run(site, wanted);
            QVERIFY2(m_report.isClean() && !m_error, qPrintable(u"request %1"_s.arg(at)));
            QVERIFY2(again.count(Action::Conflict) == 0, qPrintable(u"request %1"_s.arg(at)));
            QVERIFY2(withoutRest(site.outline(u"Decisions"_s)) == order, qPrintable(u"request %1"_s.arg(at)));
            site.clearJournal();
            QVERIFY(run(site, wanted).isDone());
            QCOMPARE(site.writes(), 0);
        }
        QVERIFY(most > 6);
    }

    void whatTheStandInRefuses()
    {
        standin::Wiki wiki(u"S"_s, u"Shop"_s, true);
        const qint64 a = wiki.create(0, u"A"_s, u"<p/>"_s, u"x"_s).value_or(0);
        const qint64 b = wiki.create(a, u"B"_s, u"<p/>"_s, u"x"_s).value_or(0);
        QVERIFY(!wiki.move(b, u"after"_s, wiki.homepage())); // next to the top
        QVERIFY(!wiki.move(a, u"append"_s, b));              // into itself
        QVERIFY(!wiki.move(a, u"before"_s, a));
        QVERIFY(!wiki.move(a, u"after"_s, 7));
        QVERIFY(wiki.move(b, u"before"_s, a));
        QCOMPARE(wiki.outline(wiki.homepage()), (QStringList{u"B"_s, u"A"_s}));
        QCOMPARE(wiki.page(b)->now().number, 1);
    }
};

QTEST_GUILESS_MAIN(TestPublishOrder)
#include "tst_publishorder.moc"
