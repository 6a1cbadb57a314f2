// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/publisher.h"
#include "core/publish/secrets.h"
#include "core/publish/sitecheck.h"
#include "core/publish/standing.h"
#include "core/publish/target.h"
#include "core/store/store.h"
#include "sitethread.h"

#include <QTemporaryDir>
#include <QTest>

using namespace gp;
using namespace gp::publish;
using gp::test::SiteThread;
using namespace Qt::StringLiterals;

namespace {

/// A keychain that answers later, as real ones do, or never.
class Drawer : public SecretKeeper
{
public:
    QMap<QString, QString> *kept;
    bool isLocked = false;

    explicit Drawer(QMap<QString, QString> *to, bool locked = false)
        : kept(to)
        , isLocked(locked)
    {
    }
    void read(const QString &name, const Read &done) override
    {
        later([=, this] { done(isLocked ? Result<QString>(no()) : Result<QString>(kept->value(name))); });
    }
    void write(const QString &name, const QString &secret, const Done &done) override
    {
        if (!isLocked)
            kept->insert(name, secret);
        later([=, this] { done(isLocked ? Result<void>(no()) : Result<void>()); });
    }
    void remove(const QString &name, const Done &done) override
    {
        kept->remove(name);
        later([=] { done({}); });
    }

private:
    static std::unexpected<Error> no()
    {
        return fail(ErrorCode::Refused, u"The keychain does not answer: it is locked."_s);
    }
    static void later(const std::function<void()> &work)
    {
        QMetaObject::invokeMethod(QCoreApplication::instance(), work, Qt::QueuedConnection);
    }
};

WantedPage page(const QString &path, const QString &parent, const QString &text,
                const QStringList &links = {})
{
    WantedPage made;
    made.path = path;
    made.parent = parent;
    made.title = u"Title of "_s + path;
    made.render = [text, links](const QMap<QString, QString> &titles) {
        QString storage = u"<p>%1</p>"_s.arg(text.toHtmlEscaped());
        for (const QString &link : links) {
            if (titles.contains(link))
                storage +=
                    u"<p><ac:link><ri:page ri:content-title=\"%1\"/></ac:link></p>"_s.arg(titles.value(link));
        }
        return storage;
    };
    return made;
}

QList<WantedPage> threeDecisions(const QString &text = u"As it is."_s)
{
    return {page(u"index"_s, {}, u"All."_s), page(u"decisions/"_s, u"index"_s, u"Below."_s),
            page(u"decisions/1"_s, u"decisions/"_s, text, {u"decisions/2"_s}),
            page(u"decisions/2"_s, u"decisions/"_s, u"Two."_s),
            page(u"decisions/3"_s, u"decisions/"_s, u"Three."_s)};
}

Site shop(const QString &user = u"me@example.org"_s)
{
    Site site;
    site.base = QUrl(u"https://wiki.example.org/confluence/"_s);
    site.user = user;
    return site;
}

} // namespace

class TestPublishParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        qunsetenv("GROUNDPLAN_CONFLUENCE_TOKEN");
        qunsetenv("GROUNDPLAN_CONFLUENCE_USER");
    }
    void init()
    {
        m_project = m_folder.filePath(u"p%1.gplan"_s.arg(++m_number));
        QVERIFY(store::Store::create(m_project));
    }
    void cleanup()
    {
        qunsetenv("GROUNDPLAN_CONFLUENCE_TOKEN");
        qunsetenv("GROUNDPLAN_CONFLUENCE_USER");
    }

    void tokensAreKeptByUserAndSite();
    void aLockedKeychainMeansThisSession();
    void theEnvironmentGoesFirst();
    void nobodyIsToldWhoIsGone();
    void theRealKeychainAnswersOrSaysWhy();
    void addressesAreRead_data();
    void addressesAreRead();
    void theTargetIsKeptBeside();
    void sitesAreChecked_data();
    void sitesAreChecked();
    void whatIsWrongIsSaid();
    void aCheckEndsWhenItIsStopped();
    void aSelectionBringsWhatIsAbove();
    void standingsAreTold();
    void projectsToReadArePlanned();

private:
    Secret find(Secrets &secrets, const Site &site)
    {
        std::optional<Secret> found;
        secrets.find(site, this, [&](const Secret &secret) { found = secret; });
        const bool isDone = QTest::qWaitFor([&] { return found.has_value(); }, 60'000);
        return isDone ? *found : Secret{{}, {}, KeptIn::Nowhere, u"no answer"_s};
    }
    Secret keep(Secrets &secrets, Site site, const QString &token)
    {
        site.token = token;
        std::optional<Secret> kept;
        secrets.keep(site, this, [&](const Secret &secret) { kept = secret; });
        const bool isDone = QTest::qWaitFor([&] { return kept.has_value(); }, 60'000);
        return isDone ? *kept : Secret{{}, {}, KeptIn::Nowhere, u"no answer"_s};
    }
    Result<Plan> plan(SiteThread &site, const QList<WantedPage> &wanted, const QSet<QString> &only = {})
    {
        const auto client = connectTo(site.site());
        auto ledger = Ledger::open(m_project, m_place);
        PlanOptions options;
        options.space = u"SHOP"_s;
        options.titleSuffix = u"Shop"_s;
        options.only = only;
        auto made = makePlan(**client, **ledger, wanted, options);
        if (made) {
            made->place = m_place;
            const auto kept = rememberLook(m_project, *made, QDateTime::currentDateTimeUtc());
            if (!kept)
                return std::unexpected(kept.error());
        }
        return made;
    }
    PublishReport push(SiteThread &site, const Plan &plan)
    {
        const auto client = connectTo(site.site());
        auto ledger = Ledger::open(m_project, m_place);
        return publish::publish(**client, **ledger, plan);
    }
    Standing standing(const QList<WantedPage> &wanted, const QString &path)
    {
        const auto found = standingsOf(m_project, m_place, wanted);
        return found ? found->documents.value(path).standing : Standing::Never;
    }

    QTemporaryDir m_folder;
    QString m_project;
    const QString m_place = u"http://site SHOP "_s;
    int m_number = 0;
};

void TestPublishParts::tokensAreKeptByUserAndSite()
{
    QMap<QString, QString> drawer;
    Secrets secrets(std::make_unique<Drawer>(&drawer));
    QVERIFY(find(secrets, shop()).from == KeptIn::Nowhere);
    QVERIFY(keep(secrets, shop(), u"geheim"_s).from == KeptIn::Keychain);
    QCOMPARE(drawer.value(u"https://wiki.example.org/confluence me@example.org"_s), u"geheim"_s);
    const Secret found = find(secrets, shop());
    QVERIFY(found.from == KeptIn::Keychain);
    QCOMPARE(found.token, u"geheim"_s);
    QVERIFY(find(secrets, shop(u"she@example.org"_s)).token.isEmpty());
    // Who is not told a user takes the last one.
    QCOMPARE(find(secrets, shop({})).user, u"me@example.org"_s);
    QCOMPARE(find(secrets, shop({})).token, u"geheim"_s);
    Site other = shop();
    other.base = QUrl(u"https://evil.example.org/confluence"_s);
    QVERIFY(find(secrets, other).token.isEmpty());
    QVERIFY(keep(secrets, shop({}), u"bearer"_s).from == KeptIn::Keychain);
    QCOMPARE(find(secrets, shop({})).token, u"bearer"_s);
    QVERIFY(find(secrets, shop({})).user.isEmpty());
    keep(secrets, shop(), {});
    QVERIFY(find(secrets, shop()).token.isEmpty());
}

void TestPublishParts::aLockedKeychainMeansThisSession()
{
    QMap<QString, QString> drawer;
    Secrets secrets(std::make_unique<Drawer>(&drawer, true));
    const Secret nothing = find(secrets, shop());
    QVERIFY(nothing.token.isEmpty());
    QVERIFY(nothing.trouble.contains("locked"_L1));
    const Secret kept = keep(secrets, shop(), u"geheim"_s);
    QVERIFY(kept.from == KeptIn::Session);
    QVERIFY(kept.trouble.contains("locked"_L1));
    QVERIFY(drawer.isEmpty());
    QVERIFY(find(secrets, shop()).from == KeptIn::Session);
    QCOMPARE(find(secrets, shop()).token, u"geheim"_s);
    Secrets next(std::make_unique<Drawer>(&drawer, true));
    QVERIFY(find(next, shop()).token.isEmpty());
}

void TestPublishParts::theEnvironmentGoesFirst()
{
    QMap<QString, QString> drawer;
    Secrets secrets(std::make_unique<Drawer>(&drawer));
    keep(secrets, shop(), u"geheim"_s);
    qputenv("GROUNDPLAN_CONFLUENCE_TOKEN", "of the pipeline");
    const Secret found = find(secrets, shop());
    QVERIFY(found.from == KeptIn::Environment);
    QCOMPARE(found.token, u"of the pipeline"_s);
    QVERIFY(found.user.isEmpty());
    QCOMPARE(signedIn(shop(), found).token, u"of the pipeline"_s);
}

void TestPublishParts::nobodyIsToldWhoIsGone()
{
    QMap<QString, QString> drawer;
    auto secrets = std::make_unique<Secrets>(std::make_unique<Drawer>(&drawer));
    bool isTold = false;
    auto *receiver = new QObject;
    secrets->find(shop(), receiver, [&](const Secret &) { isTold = true; });
    delete receiver;
    secrets.reset();
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    QVERIFY(!isTold);
}

void TestPublishParts::theRealKeychainAnswersOrSaysWhy()
{
    // Whatever this machine has: nothing hangs, and nothing is lost within the session. Only read from: a
    // test leaves no secrets behind.
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        QSKIP("There may be a keychain with somebody's secrets.");
    Secrets secrets(systemKeychain());
    const Secret nothing = find(secrets, shop());
    QVERIFY(nothing.token.isEmpty());
    QVERIFY2(nothing.trouble.startsWith("The keychain does not answer: "_L1),
             qUtf8Printable(nothing.trouble));
    const Secret kept = keep(secrets, shop(), u"geheim"_s);
    QVERIFY(kept.from == KeptIn::Session);
    QVERIFY(!kept.trouble.isEmpty());
    QCOMPARE(find(secrets, shop()).token, u"geheim"_s);
}

void TestPublishParts::addressesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("space");
    QTest::addColumn<QString>("page");
    const auto row = [](const char *name, const QString &text, const QString &base, const QString &space = {},
                        const QString &page = {}) { QTest::newRow(name) << text << base << space << page; };
    row("cloud page", u"https://x.atlassian.net/wiki/spaces/SHOP/pages/12345/All+of+it"_s,
        u"https://x.atlassian.net/wiki"_s, u"SHOP"_s, u"12345"_s);
    row("cloud edit", u"https://x.atlassian.net/wiki/spaces/SHOP/pages/edit-v2/12345"_s,
        u"https://x.atlassian.net/wiki"_s, u"SHOP"_s);
    row("cloud host", u"x.atlassian.net"_s, u"https://x.atlassian.net/wiki"_s);
    row("cloud space", u" https://x.atlassian.net/wiki/spaces/~5f/overview "_s,
        u"https://x.atlassian.net/wiki"_s, u"~5f"_s);
    row("page by number", u"https://wiki.example.org/confluence/pages/viewpage.action?pageId=987"_s,
        u"https://wiki.example.org/confluence"_s, {}, u"987"_s);
    row("page by title", u"https://wiki.example.org/display/SHOP/All+of+it"_s, u"https://wiki.example.org"_s,
        u"SHOP"_s);
    row("server page", u"https://wiki.example.org:8443/spaces/SHOP/pages/12345/All"_s,
        u"https://wiki.example.org:8443"_s, u"SHOP"_s, u"12345"_s);
    row("local", u"http://127.0.0.1:8080/wiki"_s, u"http://127.0.0.1:8080/wiki"_s);
    row("bare", u"wiki.example.org/"_s, u"https://wiki.example.org"_s);
    row("a secret in it", u"https://me:geheim@wiki.example.org/x/AbC"_s, u"https://wiki.example.org"_s);
    row("a number that is none", u"https://wiki.example.org/?pageId=1;drop"_s, u"https://wiki.example.org"_s);
    row("a file", u"file:///etc/passwd"_s, {});
    row("a script", u"javascript://x/%0aalert(1)"_s, {});
    row("words", u"our wiki"_s, {});
    row("nothing", {}, {});
}

void TestPublishParts::addressesAreRead()
{
    QFETCH(QString, text);
    const Address address = readAddress(text);
    QTEST(address.base.toString(), "base");
    QTEST(address.space, "space");
    QTEST(address.page, "page");
    QTEST(pageIdFrom(text), "page");
    QCOMPARE(pageIdFrom(u" 42 "_s), u"42"_s);
}

void TestPublishParts::theTargetIsKeptBeside()
{
    QVERIFY(!targetOf(m_project)->isSet());
    const Target target{u"https://wiki.example.org"_s, u"SHOP"_s, u"42"_s, u"target"_s};
    QVERIFY(setTarget(m_project, target));
    QVERIFY(*targetOf(m_project) == target);
    QVERIFY(setTarget(m_project, {u"file:///etc/passwd"_s, u"SHOP"_s, {}, {}}));
    QVERIFY(!targetOf(m_project)->isSet());
    QVERIFY(setTarget(m_project, {}));
    QVERIFY(!targetOf(m_project)->isSet());
    QVERIFY(!targetOf(m_folder.filePath(u"nothing.gplan"_s)));
}

void TestPublishParts::sitesAreChecked_data()
{
    QTest::addColumn<bool>("isCloud");
    QTest::newRow("cloud") << true;
    QTest::newRow("datacenter") << false;
}

void TestPublishParts::sitesAreChecked()
{
    QFETCH(bool, isCloud);
    standin::Options options;
    options.isCloud = isCloud;
    options.user = isCloud ? u"me@example.org"_s : QString();
    options.token = u"geheim"_s;
    SiteThread site(options);
    QStringList told;
    const auto check =
        checkSite(site.site(), u"SHOP"_s, {}, {}, [&](const CheckStep &step) { told.append(step.text); });
    QVERIFY2(check.isGood(), qUtf8Printable(told.join(u'\n')));
    QCOMPARE(told.size(), 6);
    QVERIFY(check.flavour == (isCloud ? Flavour::Cloud : Flavour::DataCenter));
    QVERIFY(check.steps.last().verdict == Verdict::Good);
    QCOMPARE(site.writes(), 0);

    Site wrong = site.site();
    wrong.token = u"another"_s;
    const auto refused = checkSite(wrong, u"SHOP"_s, {}, {});
    QVERIFY(!refused.isGood());
    QVERIFY(refused.steps.at(int(Checked::SignIn)).verdict == Verdict::Bad);
    QVERIFY(!refused.steps.at(int(Checked::SignIn)).todo.isEmpty());
    QVERIFY(refused.steps.at(int(Checked::Space)).verdict == Verdict::Skipped);
    QCOMPARE(refused.steps.size(), 6);
    for (const CheckStep &step : refused.steps)
        QVERIFY(!QString(step.text + step.todo).contains("another"_L1));

    const auto noSpace = checkSite(site.site(), u"NONE"_s, {}, {});
    QVERIFY(noSpace.steps.at(int(Checked::Space)).verdict == Verdict::Bad);
    const auto noPage = checkSite(site.site(), u"SHOP"_s, u"4711"_s, {});
    QVERIFY(noPage.steps.at(int(Checked::Space)).verdict == Verdict::Good);
    QVERIFY(noPage.steps.at(int(Checked::Root)).verdict == Verdict::Bad);
    QVERIFY(noPage.steps.at(int(Checked::Create)).verdict == Verdict::Skipped);
    QCOMPARE(site.writes(), 0);
}

void TestPublishParts::whatIsWrongIsSaid()
{
    standin::Options options;
    options.mayOnlyRead = true;
    SiteThread site(options);
    const auto readOnly = checkSite(site.site(), u"SHOP"_s, {}, {});
    QVERIFY(readOnly.steps.last().verdict == Verdict::Bad);
    QVERIFY(!readOnly.steps.last().todo.isEmpty());
    Site inTheClear = shop();
    inTheClear.base = QUrl(u"http://wiki.example.org"_s);
    const auto refused = checkSite(inTheClear, u"SHOP"_s, {}, {});
    QVERIFY(refused.steps.first().verdict == Verdict::Bad);
    QCOMPARE(refused.steps.size(), 6);
}

void TestPublishParts::aCheckEndsWhenItIsStopped()
{
    SiteThread site;
    std::stop_source stop;
    int told = 0;
    const auto check = checkSite(site.site(), u"SHOP"_s, {}, stop.get_token(), [&](const CheckStep &) {
        ++told;
        stop.request_stop();
    });
    QVERIFY(!check.isGood());
    QVERIFY(told <= 2);
}

void TestPublishParts::aSelectionBringsWhatIsAbove()
{
    SiteThread site;
    auto made = plan(site, threeDecisions(), {u"decisions/1"_s});
    QVERIFY2(made, qUtf8Printable(made ? QString() : made.error().text()));
    QStringList paths;
    for (const PlanItem &item : made->items)
        paths.append(item.path);
    QCOMPARE(paths, (QStringList{u"index"_s, u"decisions/"_s, u"decisions/1"_s}));
    QVERIFY(made->items.at(1).reason.contains("comes along"_L1));
    QVERIFY(made->items.at(2).reason.isEmpty());
    // What has no page is not linked to.
    QVERIFY(!made->items.at(2).storage.contains("decisions/2"_L1));
    QVERIFY(push(site, *made).isClean());
    QVERIFY(plan(site, threeDecisions(), {u"decisions/1"_s})->isDone());
    const auto second = plan(site, threeDecisions(), {u"decisions/2"_s});
    QCOMPARE(second->items.size(), 1);
    QVERIFY(push(site, *second).isClean());
    // Now it has one; nothing of the others is an orphan.
    const auto again = plan(site, threeDecisions(), {u"decisions/1"_s});
    QCOMPARE(again->items.size(), 1);
    QVERIFY(again->items.first().action == Action::Update);
    QVERIFY(again->items.first().storage.contains("Title of decisions/2"_L1));
    QVERIFY(!plan(site, threeDecisions(), {u"decisions/9"_s}));
}

void TestPublishParts::standingsAreTold()
{
    SiteThread site;
    QVERIFY(standing(threeDecisions(), u"decisions/1"_s) == Standing::Never);
    QVERIFY(!standingsOf(m_project, m_place, threeDecisions())->looked.isValid());
    QVERIFY(push(site, *plan(site, threeDecisions())).isClean());
    const auto all = standingsOf(m_project, m_place, threeDecisions());
    QCOMPARE(all->count(Standing::InStep), 5);
    QVERIFY(all->looked.isValid());
    QVERIFY(!all->documents.value(u"decisions/1"_s).url.isEmpty());
    const auto changed = threeDecisions(u"Otherwise."_s);
    QVERIFY(standing(changed, u"decisions/1"_s) == Standing::ChangedHere);

    const qint64 id = site.idOf(u"Title of decisions/1"_s);
    site.on([&] {
        const auto now = site->wiki().page(id)->now();
        QVERIFY(site->wiki().update(id, now.number + 1, now.title, 0, u"<p>Theirs.</p>"_s, {}, u"ana"_s));
    });
    // Nobody looked.
    QVERIFY(standing(threeDecisions(), u"decisions/1"_s) == Standing::InStep);
    QVERIFY(plan(site, threeDecisions()));
    QVERIFY(standing(threeDecisions(), u"decisions/1"_s) == Standing::ChangedThere);
    QVERIFY(standing(changed, u"decisions/1"_s) == Standing::Conflict);
    auto settled = plan(site, threeDecisions());
    for (PlanItem &item : settled->items)
        item.choice = Choice::PublishOurs;
    QVERIFY(push(site, *settled).isClean());
    // What was written settles it, without another look.
    QVERIFY(standing(threeDecisions(), u"decisions/1"_s) == Standing::InStep);
    site.on([&] { QVERIFY(site->wiki().trash(id)); });
    QVERIFY(plan(site, threeDecisions()));
    QVERIFY(standing(threeDecisions(), u"decisions/1"_s) == Standing::Conflict);
}

void TestPublishParts::projectsToReadArePlanned()
{
    SiteThread site;
    QVERIFY(push(site, *plan(site, threeDecisions())).isClean());
    const auto bytes = [this] {
        QFile file(m_project);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray before = bytes();
    const auto client = connectTo(site.site());
    auto ledger = Ledger::openToRead(m_project, u"http://elsewhere SHOP "_s);
    QVERIFY(ledger);
    PlanOptions options;
    options.space = u"SHOP"_s;
    options.titleSuffix = u"Shop"_s;
    const auto elsewhere = makePlan(**client, **ledger, threeDecisions(), options);
    QVERIFY(elsewhere);
    QVERIFY((*ledger)->set(u"index"_s, {}));
    ledger = Ledger::openToRead(m_project, m_place);
    QVERIFY(makePlan(**client, **ledger, threeDecisions(), options)->isDone());
    ledger->reset();
    QCOMPARE(bytes(), before);
    QVERIFY(!publishedPlaces(m_project)->contains(u"http://elsewhere SHOP "_s));
}

QTEST_GUILESS_MAIN(TestPublishParts)
#include "tst_publishparts.moc"
