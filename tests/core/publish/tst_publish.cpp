// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/http.h"
#include "core/publish/storage.h"
#include "publishruns.h"

#include <QTest>

using namespace gp;
using namespace gp::publish;
using namespace gp::test;
using namespace Qt::StringLiterals;

class TestPublish : public QObject, private PublishRuns
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(startProject()); }

    void retryAfterIsBounded();
    void canonicalForms();
    void marksAreCarried();
    void errorsAreTold();
    void onlySafeSites();

    void publishesOnce_data() { flavours(); }
    void publishesOnce();
    void killedAnywhere_data();
    void killedAnywhere();
    void storms_data() { flavours(); }
    void storms();
    void changedThere_data() { flavours(); }
    void changedThere();
    void goneThere_data() { flavours(); }
    void goneThere();
    void titlesOfOthers_data() { flavours(); }
    void titlesOfOthers();
    void commentsAreKept_data() { flavours(); }
    void commentsAreKept();
    void changesBetweenPlanAndPush();
    void orphansAreArchived();
    void requestsAreFew_data() { flavours(); }
    void requestsAreFew();
    void wrongSignIn_data() { flavours(); }
    void wrongSignIn();
    void undoForgetsNoPage();
    void secretsStaySecret();
    void cancelledAtOnce();
};

void TestPublish::retryAfterIsBounded()
{
    QCOMPARE(retryAfter("3"), std::optional<qint64>(3000));
    QCOMPARE(retryAfter("9223372036854775807"), std::optional<qint64>(120'000));
    QCOMPARE(retryAfter("-5"), std::optional<qint64>(0));
    QCOMPARE(retryAfter("Wed, 21 Oct 2015 07:28:00 GMT"), std::optional<qint64>(0));
    QVERIFY(!retryAfter("soon"));
    QVERIFY(!retryAfter(""));
}

void TestPublish::canonicalForms()
{
    const QString ours = u"<p>A &amp; b<br/></p><ac:structured-macro ac:name=\"info\"><ac:parameter "
                         u"ac:name=\"title\">T</ac:parameter>"
                         "<ac:parameter "
                         "ac:name=\"icon\">x</ac:parameter><ac:rich-text-body><p>x</p></ac:rich-text-body></"
                         "ac:structured-macro>"
                         "<table><tr><td>1</td></tr></table>"_s;
    const QString theirs =
        u"<p local-id=\"7\">A &#38; b<br /></p>\n<ac:structured-macro ac:macro-id=\"1-2\" ac:name=\"info\" "
        u"ac:schema-version=\"1\">"
        "<ac:parameter ac:name=\"icon\">x</ac:parameter><ac:parameter ac:name=\"title\">T</ac:parameter>"
        "<ac:rich-text-body>\n<p>x</p></ac:rich-text-body></ac:structured-macro><table><tbody><tr><td><p>1</p></td></tr></tbody></table>"_s;
    QCOMPARE(canonicalStorage(ours), canonicalStorage(theirs));
    QVERIFY(canonicalStorage(ours) != canonicalStorage(QString(theirs).replace(u"b<br"_s, u"c<br"_s)));
    QVERIFY(checkStorage(ours));
    const auto broken = checkStorage(u"<p>a</b>"_s);
    QVERIFY(!broken);
    QCOMPARE(broken.error().line, 1);
    QVERIFY(!checkStorage(QString(1000, u'x').replace(u"x"_s, u"<p>"_s)));
    QCOMPARE(storageLines(u"<h1>T</h1><p>a <strong>b</strong></p><ul><li>c</li></ul>"_s),
             (QStringList{u"T"_s, u"a b"_s, u"c"_s}));
}

void TestPublish::marksAreCarried()
{
    const QString theirs =
        u"<p>We <ac:inline-comment-marker ac:ref=\"1\">sign all</ac:inline-comment-marker> of it, "
        "<ac:inline-comment-marker ac:ref=\"2\">twice</ac:inline-comment-marker>.</p>"_s;
    const auto carried = carryMarks(u"<p>New. We sign all of it.</p>"_s, theirs);
    QCOMPARE(carried.lost, 1);
    QCOMPARE(
        carried.storage,
        u"<p>New. We <ac:inline-comment-marker ac:ref=\"1\">sign all</ac:inline-comment-marker> of it.</p>"_s);
    // Not into a tag, and not where it would be a guess.
    QCOMPARE(carryMarks(u"<p class=\"sign all\">x</p>"_s, theirs).lost, 2);
    QCOMPARE(carryMarks(u"<p>sign all, sign all</p>"_s, theirs).lost, 2);
}

void TestPublish::errorsAreTold()
{
    const auto said = [](int status, const QByteArray &body, const QByteArray &type = "application/json") {
        return errorOf({status, body, type}, u"Doing"_s);
    };
    QVERIFY(isStale(
        said(409, R"({"errors":[{"status":409,"code":"CONFLICT","title":"Version must be incremented"}]})")));
    QVERIFY(isTitleTaken(said(400, R"({"message":"A page with this title already exists: x"})")));
    QVERIFY(isOutOfReach(said(404, R"({"errors":[{"title":"Cannot find a page with id [7]"}]})")));
    // Cloud says so to who is not signed in: it is not "no such page".
    QVERIFY(!isOutOfReach(said(404, R"({"errors":[{"title":"Not Found"}]})")));
    QVERIFY(said(404, R"({"errors":[{"title":"Not Found"}]})").message.contains(u"token"_s));
    QCOMPARE(said(500, "<html><title>Oops &lt;x&gt;</title></html>", "text/html").message,
             u"Doing: Oops &lt;x&gt;."_s);
    QVERIFY(said(400, R"({"message":"com.atlassian.x.BadRequestException: Error parsing xhtml: a"})")
                .message.startsWith(u"Doing: Error parsing xhtml"_s));
    QCOMPARE(said(418, "").message, u"Doing: status 418."_s);
}

void TestPublish::onlySafeSites()
{
    const auto code = [](const char *url) {
        const auto client = connectTo({QUrl(QString::fromLatin1(url)), Flavour::Cloud, {}, u"t"_s});
        return client ? QString() : client.error().message;
    };
    QVERIFY(code("http://wiki.example.org").contains(u"https"_s));
    QVERIFY(code("ftp://wiki.example.org").contains(u"address"_s));
    QVERIFY(code("nonsense").contains(u"address"_s));
    QVERIFY(code("https://wiki.example.org/wiki").isEmpty());
    QVERIFY(code("http://localhost:8090").isEmpty());
}

void TestPublish::publishesOnce()
{
    QFETCH(const bool, isCloud);
    standin::Options options = optionsOf(isCloud);
    options.pageCap = 2; // every list has several pages
    SiteThread site(options);
    QVERIFY(site.isListening());
    const auto wanted = wantedPages(9);
    const Plan first = run(site, wanted);
    QVERIFY2(!m_error, m_error ? qPrintable(m_error->text()) : "");
    QCOMPARE(first.count(Action::Create), 11);
    QVERIFY(m_report.isClean());
    QCOMPARE(m_report.outcomes.size(), 11);
    QVERIFY(m_report.outcomes.first().url.isValid());
    const QString summary = site.summary();
    QVERIFY(summary.contains(u"ADR-3 Sign <all> & more < Decisions | current"_s));
    QVERIFY(summary.contains(u"picture 3.png:"_s) && summary.contains(u"| adr |"_s));

    site.clearJournal();
    const Plan second = run(site, wanted);
    QVERIFY(second.isDone());
    QCOMPARE(site.writes(), 0);
    QCOMPARE(site.summary(), summary);

    // One text, one picture, one title, one place.
    auto changed = wanted;
    changed[3] =
        wantedPage(changed.at(3).path, changed.at(3).parent, changed.at(3).title, u"Another reason"_s);
    changed[3].labels = {u"adr"_s};
    changed[4].files = {{u"picture 3.png"_s, "\x89PNG new", u"image/png"_s}};
    changed[5].title = u"ADR-4 Renamed"_s;
    changed[6].parent = u"index"_s;
    site.clearJournal();
    const Plan third = run(site, changed);
    QVERIFY(m_report.isClean());
    QCOMPARE(third.count(Action::Skip), 7);
    QCOMPARE(itemOf(third, u"decisions/4"_s)->oldTitle, u"ADR-4 Sign <all> & more"_s);
    QVERIFY(site.summary().contains(u"ADR-4 Renamed < Decisions"_s));
    QVERIFY(site.summary().contains(u"ADR-5 Sign <all> & more < Shop platform"_s));
    QVERIFY(run(site, changed).isDone());
}

void TestPublish::killedAnywhere_data()
{
    QTest::addColumn<bool>("isCloud");
    QTest::addColumn<int>("how");
    for (const bool isCloud : {true, false}) {
        const char *name = isCloud ? "cloud" : "data center";
        QTest::addRow("%s, before it was done", name) << isCloud << int(standin::Fault::DropBefore);
        QTest::addRow("%s, after it was done", name) << isCloud << int(standin::Fault::DropAfter);
    }
}

void TestPublish::killedAnywhere()
{
    QFETCH(const bool, isCloud);
    QFETCH(const int, how);
    const auto wanted = wantedPages(4);
    QString clean;
    int most = 0;
    {
        SiteThread site(optionsOf(isCloud));
        (void)run(site, wanted, {.connections = 1});
        QVERIFY(m_report.isClean());
        clean = site.summary();
        most = int(site.requests());
    }
    QVERIFY(most > (isCloud ? 12 : 6)); // Data Center takes more in one request
    for (int at = 3; at <= most; ++at) {
        init();
        SiteThread site(optionsOf(isCloud));
        // The process dies there: nothing that comes after is sent.
        std::stop_source stop;
        site.on([&] {
            site->setFault([&stop, at, how](int number, const standin::Call &) {
                if (number < at)
                    return standin::Fault::None;
                stop.request_stop();
                return number == at ? standin::Fault(how) : standin::Fault::DropBefore;
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
        site.on([&] { site->setFault({}); });
        const Plan again = run(site, wanted);
        QVERIFY2(!m_error, m_error ? qPrintable(m_error->text()) : "");
        QVERIFY2(m_report.isClean(), qPrintable(u"request %1"_s.arg(at)));
        QVERIFY2(again.count(Action::Conflict) == 0, qPrintable(u"request %1"_s.arg(at)));
        if (site.summary() != clean) {
            qInfo().noquote() << "killed at request" << at << '\n' << site.summary();
            QCOMPARE(site.summary(), clean);
        }
        QVERIFY(run(site, wanted).isDone());
    }
}

void TestPublish::storms()
{
    QFETCH(const bool, isCloud);
    const auto wanted = wantedPages(12);
    QString clean;
    {
        SiteThread site(optionsOf(isCloud));
        (void)run(site, wanted);
        clean = site.summary();
    }
    init();
    standin::Options options = optionsOf(isCloud);
    options.limitEvery = 5;
    SiteThread site(options);
    (void)run(site, wanted);
    QVERIFY(m_report.isClean());
    QCOMPARE(site.summary(), clean);

    // Writes are not repeated blindly: what was not done is said, and the next run does it.
    init();
    SiteThread failing(optionsOf(isCloud));
    failing.on([&] {
        failing->setFault([](int number, const standin::Call &) {
            return number % 4 == 0 ? standin::Fault::Unavailable : standin::Fault::None;
        });
    });
    for (int i = 0; i < 12 && (i == 0 || !m_report.isClean() || m_error); ++i)
        (void)run(failing, wanted);
    failing.on([&] { failing->setFault({}); });
    (void)run(failing, wanted);
    QCOMPARE(failing.summary(), clean);
}

void TestPublish::changedThere()
{
    QFETCH(const bool, isCloud);
    SiteThread site(optionsOf(isCloud));
    auto wanted = wantedPages(5);
    (void)run(site, wanted);
    const qint64 edited = site.idOf(u"ADR-1 Sign <all> & more"_s);
    const qint64 renamed = site.idOf(u"ADR-2 Sign <all> & more"_s);
    const qint64 moved = site.idOf(u"ADR-3 Sign <all> & more"_s);
    const qint64 movedOut = site.idOf(u"ADR-4 Sign <all> & more"_s);
    site.on([&] {
        auto &wiki = site->wiki();
        const auto now = [&](qint64 id) { return wiki.page(id)->now(); };
        QVERIFY(wiki.update(edited, 2, now(edited).title, 0, u"<p>By hand</p>"_s, {}, u"jane"_s));
        QVERIFY(wiki.update(renamed, 2, u"Better name"_s, 0, now(renamed).storage, {}, u"jane"_s));
        QVERIFY(wiki.update(moved, 2, now(moved).title, site->wiki().homepage(), now(moved).storage, {},
                            u"jane"_s));
        wiki.page(movedOut)->parent = 0;
    });
    const QString before = site.summary();
    for (qsizetype i = 2; i < wanted.size(); ++i) {
        const auto files = wanted.at(i).files;
        wanted[i] = wantedPage(wanted.at(i).path, wanted.at(i).parent, wanted.at(i).title, u"New text"_s);
        wanted[i].files = files;
    }
    const Plan plan = run(site, wanted);
    for (const int i : {1, 2, 4}) {
        const auto *item = itemOf(plan, u"decisions/%1"_s.arg(i));
        QVERIFY2(item && item->action == Action::Conflict, qPrintable(u"%1"_s.arg(i)));
        QVERIFY(!item->reason.isEmpty());
    }
    const auto *conflict = itemOf(plan, u"decisions/1"_s);
    QVERIFY(conflict->theirStorage.contains(u"By hand"_s));
    QVERIFY(conflict->difference.contains(u"- By hand"_s) && conflict->difference.contains(u"+ New text"_s));
    QVERIFY(itemOf(plan, u"decisions/2"_s)->reason.contains(u"Better name"_s));
    QVERIFY(itemOf(plan, u"decisions/3"_s)->action == Action::Update); // a move below our root is no conflict
    QVERIFY(!m_report.isClean());
    site.on([&] {
        auto &wiki = site->wiki();
        QCOMPARE(wiki.page(edited)->now().storage, u"<p>By hand</p>"_s);
        QCOMPARE(wiki.page(renamed)->now().title, u"Better name"_s);
        QCOMPARE(wiki.page(moved)->parent, wiki.homepage()); // and it stays where they put it
        QVERIFY(wiki.page(moved)->now().storage.contains(u"New text"_s));
    });

    // Ours over theirs, and theirs as it is.
    (void)run(site, wanted, {}, [](Plan &made) {
        for (PlanItem &item : made.items) {
            if (item.path == "decisions/1"_L1)
                item.choice = Choice::PublishOurs;
            if (item.path == "decisions/2"_L1)
                item.choice = Choice::KeepTheirs;
        }
    });
    site.on([&] {
        auto &wiki = site->wiki();
        QVERIFY(wiki.page(edited)->now().storage.contains(u"New text"_s));
        QCOMPARE(wiki.page(edited)->versions.at(1).storage, u"<p>By hand</p>"_s); // still in the history
        QCOMPARE(wiki.page(renamed)->now().title, u"Better name"_s);
    });
    const Plan after = run(site, wanted);
    QVERIFY(itemOf(after, u"decisions/1"_s)->action == Action::Skip);
    QVERIFY(itemOf(after, u"decisions/2"_s)->action == Action::Skip);
}

void TestPublish::goneThere()
{
    QFETCH(const bool, isCloud);
    SiteThread site(optionsOf(isCloud));
    auto wanted = wantedPages(4);
    (void)run(site, wanted);
    const qint64 trashed = site.idOf(u"ADR-1 Sign <all> & more"_s);
    const qint64 restricted = site.idOf(u"ADR-2 Sign <all> & more"_s);
    site.on([&] {
        QVERIFY(site->wiki().trash(trashed));
        site->wiki().page(restricted)->isRestricted = true;
    });
    for (const qsizetype i : {2, 3, 4})
        wanted[i] = wantedPage(wanted.at(i).path, wanted.at(i).parent, wanted.at(i).title, u"New"_s);
    const Plan plan = run(site, wanted);
    QVERIFY(itemOf(plan, u"decisions/1"_s)->action == Action::Conflict);
    QVERIFY(itemOf(plan, u"decisions/1"_s)->reason.contains(u"trash"_s));
    QVERIFY(itemOf(plan, u"decisions/2"_s)->action == Action::Conflict);
    // The others went on, and nothing was made twice.
    QVERIFY(site.summary().contains(u"ADR-3 Sign"_s));
    site.on([&] {
        QCOMPARE(site->wiki().page(trashed)->status, u"trashed"_s);
        QCOMPARE(site->wiki().page(restricted)->now().number, 1);
    });
    QCOMPARE(site.summary().count(u"ADR-1 Sign"_s), 1);
    (void)run(site, wanted, {}, [](Plan &made) {
        for (PlanItem &item : made.items) {
            if (item.path == "decisions/1"_L1)
                item.choice = Choice::PublishOurs;
        }
    });
    QCOMPARE(site.summary().count(u"ADR-1 Sign"_s), 2); // the one in the trash stays there
}

void TestPublish::titlesOfOthers()
{
    QFETCH(const bool, isCloud);
    SiteThread site(optionsOf(isCloud));
    qint64 foreign = 0;
    site.on([&] {
        foreign = site->wiki().create(0, u"SHOP PLATFORM"_s, u"<p>Not yours</p>"_s, u"jane"_s).value_or(0);
        if (isCloud) {
            const auto old = site->wiki().create(0, u"adr-2 sign <all> & more"_s, u"<p>Old</p>"_s, u"jane"_s);
            QVERIFY(old && site->wiki().archive(*old));
        }
    });
    const auto wanted = wantedPages(2);
    {
        const auto client = connectTo(site.site());
        auto ledger = ledgerOf(site);
        const auto strict = planOf(**client, *ledger, wanted, true);
        QVERIFY(strict);
        QVERIFY(itemOf(*strict, u"index"_s)->action == Action::Refused);
        QVERIFY(itemOf(*strict, u"index"_s)->reason.contains(u"SHOP PLATFORM"_s));
    }
    const Plan plan = run(site, wanted);
    QVERIFY(m_report.isClean());
    const auto *index = itemOf(plan, u"index"_s);
    QVERIFY(index->isTitleProposed);
    QCOMPARE(index->title, u"Shop platform (Shop)"_s);
    QVERIFY(site.summary().contains(u"Shop platform (Shop) < Shop Home"_s));
    if (isCloud)
        QVERIFY(site.summary().contains(u"ADR-2 Sign <all> & more (Shop) < Decisions"_s));
    site.on([&] { QCOMPARE(site->wiki().page(foreign)->now().number, 1); });
    QVERIFY(run(site, wanted).isDone());
}

void TestPublish::commentsAreKept()
{
    QFETCH(const bool, isCloud);
    SiteThread site(optionsOf(isCloud));
    auto wanted = wantedPages(2);
    (void)run(site, wanted);
    const qint64 kept = site.idOf(u"ADR-1 Sign <all> & more"_s);
    const qint64 lost = site.idOf(u"ADR-2 Sign <all> & more"_s);
    site.on([&] {
        site->wiki().comment(kept, u"Reason"_s, u"Why?"_s, u"jane"_s);
        site->wiki().comment(lost, u"Reason 2"_s, u"Why?"_s, u"jane"_s);
    });
    QVERIFY(run(site, wanted).isDone()); // a note is no edit
    wanted[2] =
        wantedPage(wanted.at(2).path, u"decisions/"_s, wanted.at(2).title, u"Another Reason than 1"_s);
    wanted[3] = wantedPage(wanted.at(3).path, u"decisions/"_s, wanted.at(3).title, u"Nothing of the old"_s);
    const Plan plan = run(site, wanted);
    QVERIFY(itemOf(plan, u"decisions/1"_s)->action == Action::Update);
    QVERIFY(itemOf(plan, u"decisions/2"_s)->action == Action::Conflict);
    QCOMPARE(itemOf(plan, u"decisions/2"_s)->comments, 1);
    site.on([&] {
        const QString text = site->wiki().page(kept)->now().storage;
        QVERIFY(text.contains(u"Another <ac:inline-comment-marker"_s));
        QVERIFY(site->wiki().page(lost)->now().storage.contains(u"Reason 2"_s));
    });
}

void TestPublish::changesBetweenPlanAndPush()
{
    SiteThread site;
    auto wanted = wantedPages(2);
    (void)run(site, wanted);
    const qint64 id = site.idOf(u"ADR-1 Sign <all> & more"_s);
    wanted[2] = wantedPage(wanted.at(2).path, u"decisions/"_s, wanted.at(2).title, u"Late"_s);
    (void)run(site, wanted, {}, [&](Plan &) {
        site.on([&] {
            const auto now = site->wiki().page(id)->now();
            QVERIFY(
                site->wiki().update(id, now.number + 1, now.title, 0, u"<p>Quicker</p>"_s, {}, u"jane"_s));
        });
    });
    QCOMPARE(m_report.outcomes.size(), 1);
    QVERIFY(m_report.outcomes.first().error && isStale(*m_report.outcomes.first().error));
    site.on([&] { QCOMPARE(site->wiki().page(id)->now().storage, u"<p>Quicker</p>"_s); });
    QVERIFY(itemOf(run(site, wanted), u"decisions/1"_s)->action == Action::Conflict);
}

void TestPublish::orphansAreArchived()
{
    SiteThread site;
    auto wanted = wantedPages(3);
    (void)run(site, wanted);
    wanted.removeLast();
    const Plan plan = run(site, wanted);
    QCOMPARE(plan.count(Action::Orphan), 1);
    QVERIFY(site.summary().contains(
        u"ADR-3 Sign <all> & more < Decisions | current"_s)); // left alone unless asked
    (void)run(site, wanted, {.archivesOrphans = true});
    QVERIFY(site.summary().contains(u"ADR-3 Sign <all> & more < Decisions | archived"_s));
    QVERIFY(run(site, wanted).isDone());
}

void TestPublish::requestsAreFew()
{
    QFETCH(const bool, isCloud);
    SiteThread site(optionsOf(isCloud));
    auto wanted = wantedPages(120);
    (void)run(site, wanted);
    QVERIFY(m_report.isClean());
    QVERIFY2(site.requests() <= 122 * 3 + 20, qPrintable(u"%1 requests"_s.arg(site.requests())));
    site.clearJournal();
    for (qsizetype i = 2; i < 12; ++i) {
        auto files = wanted.at(i).files;
        if (!files.isEmpty())
            files.first().bytes += "new";
        wanted[i] = wantedPage(wanted.at(i).path, wanted.at(i).parent, wanted.at(i).title, u"New"_s);
        wanted[i].files = files;
    }
    (void)run(site, wanted);
    QVERIFY(m_report.isClean());
    QVERIFY2(site.requests() <= 10 * 3 + 20, qPrintable(u"%1 requests"_s.arg(site.requests())));
}

void TestPublish::wrongSignIn()
{
    QFETCH(const bool, isCloud);
    standin::Options options = optionsOf(isCloud);
    options.user = u"me@example.org"_s;
    options.token = u"right-token"_s;
    SiteThread site(options);
    QVERIFY(!run(site, wantedPages(1)).items.isEmpty());
    Site wrong = site.site();
    wrong.token = u"wrong-token"_s;
    const auto client = connectTo(wrong);
    if (client) {
        const auto space = (*client)->space(u"SHOP"_s);
        QVERIFY(!space);
        QVERIFY2(space.error().message.contains(u"token"_s), qPrintable(space.error().message));
        QVERIFY(!space.error().text().contains(u"wrong-token"_s));
    }
}

void TestPublish::undoForgetsNoPage()
{
    SiteThread site;
    const auto wanted = wantedPages(2);
    (void)run(site, wanted);
    auto store = store::Store::open(m_project);
    QVERIFY(store);
    QVERIFY((*store)->history().isEmpty());
    QVERIFY((*store)->verify().isEmpty());
    (*store)->close();
    QVERIFY(run(site, wanted).isDone());
}

void TestPublish::secretsStaySecret()
{
    SiteThread site;
    (void)run(site, wantedPages(3));
    QFile file(m_project);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("secret-of-mine"));
}

void TestPublish::cancelledAtOnce()
{
    standin::Options options;
    options.delay = 30;
    SiteThread site(options);
    std::stop_source stop;
    const auto client = connectTo(site.site(), stop.get_token());
    QVERIFY(client);
    auto ledger = ledgerOf(site);
    const auto wanted = wantedPages(40);
    const auto plan = planOf(**client, *ledger, wanted);
    QVERIFY(plan);
    PublishOptions publishing;
    publishing.progress = [&](int done, int, const Outcome &) {
        if (done == 5)
            stop.request_stop();
    };
    const auto report = publish::publish(**client, *ledger, *plan, publishing);
    QVERIFY(report.isCancelled);
    QVERIFY(site.requests() < 60);
    (void)run(site, wanted);
    QVERIFY(m_report.isClean());
    QCOMPARE(site.summary().count(u"ADR-"_s), 40);
}

QTEST_GUILESS_MAIN(TestPublish)
#include "tst_publish.moc"
