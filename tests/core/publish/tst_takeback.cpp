// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "../documents/twinproject.h"
#include "core/publish/pages.h"
#include "core/publish/publisher.h"
#include "core/publish/storage_reader.h"
#include "core/publish/takeback.h"
#include "sitethread.h"

#include <QJsonArray>
#include <QTest>

using namespace gp;
using namespace gp::publish;
using gp::test::SiteThread;
using gp::test::TwinProject;
using namespace Qt::StringLiterals;

namespace {

const QString decisionPath = u"decisions/0002-golden-paths-in-place-of-the-shared-jenkins"_s;

/// What people do to a page: these words in place of those.
struct Edit
{
    QString from;
    QString to;
};

QString edited(QString storage, const QList<Edit> &edits)
{
    for (const Edit &edit : edits) {
        if (!storage.contains(edit.from))
            qFatal("not on the page: %s\n%s", qPrintable(edit.from), qPrintable(storage));
        storage.replace(storage.indexOf(edit.from), edit.from.size(), edit.to);
    }
    return storage;
}

} // namespace

class TestTakeBack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_shop = std::make_unique<TwinProject>(test::dataFolder() + u"/small/model"_s); }

    void readsStorage_data();
    void readsStorage();
    void hostilePages();
    void nobodyTouchedIt();
    void oneEdit_data();
    void oneEdit();
    void whatIsNotTaken_data();
    void whatIsNotTaken();
    void anEditorsHand();
    void scoresStayWithRenamedOptions();
    void changedInBetween();
    void otherDocuments();
    void thereAndBack_data();
    void thereAndBack();
    void notesOfPages();

private:
    [[nodiscard]] QList<WantedPage> wanted()
    {
        documents::Request request = test::requestFor(*m_shop, {});
        request.kinds = {u"adr"_s, u"nfr-checklist"_s};
        request.formats = {documents::Format::Confluence};
        // The rules take their time, and most tests begin with the same model.
        const QString state = documents::modelState(m_shop->model());
        if (m_made.contains(state))
            return m_made.value(state);
        const auto rendered = m_shop->render(request);
        if (rendered)
            m_made.insert(state, pagesOf(*rendered));
        return m_made.value(state);
    }
    [[nodiscard]] QString pageOf(const QString &path, PageNames *names = nullptr)
    {
        const QList<WantedPage> pages = wanted();
        QMap<QString, QString> titles;
        for (const WantedPage &page : pages)
            titles.insert(page.path, page.title);
        if (names)
            names->titles = titles;
        const auto page = std::ranges::find(pages, path, &WantedPage::path);
        return page == pages.end() ? QString() : page->render(titles);
    }
    [[nodiscard]] Result<TakeBack> compared(const QList<Edit> &edits)
    {
        PageNames names;
        const QString ours = pageOf(decisionPath, &names);
        return compareTheirs(m_shop->model(), decisionPath, ours, edited(ours, edits), names);
    }
    [[nodiscard]] QJsonObject decision() const
    {
        return m_shop->model().record(u"decision"_s, u"golden-paths"_s)->properties;
    }
    [[nodiscard]] Result<Plan> planOf(Client &client, Ledger &ledger)
    {
        PlanOptions options;
        options.space = u"SHOP"_s;
        return makePlan(client, ledger, wanted(), options);
    }

    std::unique_ptr<TwinProject> m_shop;
    QHash<QString, QList<WantedPage>> m_made;
};

void TestTakeBack::readsStorage_data()
{
    QTest::addColumn<QString>("storage");
    QTest::addColumn<QString>("markdown");
    const auto row = [](const char *name, const QString &storage, const QString &markdown) {
        QTest::newRow(name) << storage << markdown;
    };
    row("emphasis", u"<p>a <strong> b </strong><em>c</em> <u>d</u> <del>e</del> <code>f*</code></p>"_s,
        u"a **b** *c* d ~~e~~ `f*`"_s);
    row("entities", u"<p>&Uuml;ber&nbsp;a &rarr; b &hellip; &amp; &lt;x&gt; &frac12; &#233;</p>"_s,
        u"Über a → b … & \\<x> ½ é"_s);
    row("signs", u"<p># no heading</p><p>1. no item</p><p>*a* _b_ snake_case [x](y)</p>"_s,
        u"\\# no heading\n\n1\\. no item\n\n\\*a\\* \\_b\\_ snake_case \\[x](y)"_s);
    row("headings",
        u"<h2>A</h2><h3><ac:structured-macro ac:name=\"anchor\"><ac:parameter "
        u"ac:name=\"\">b</ac:parameter></ac:structured-macro>B</h3>"_s,
        u"## A\n\n### B"_s);
    row("lists", u"<ul><li><p>a</p></li><li>b<ul><li>c</li></ul></li></ul><ol><li>d</li><li>e</li></ol>"_s,
        u"* a\n* b\n  * c\n\n1. d\n2. e"_s);
    row("tasks",
        u"<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-uuid>7</"
        u"ac:task-uuid><ac:task-status>complete</ac:task-status>"
        "<ac:task-body><span>a</span></ac:task-body></ac:task><ac:task><ac:task-status>incomplete</"
        "ac:task-status>"
        "<ac:task-body>b</ac:task-body></ac:task></ac:task-list>"_s,
        u"* [x] a\n* [ ] b"_s);
    row("table",
        u"<table "
        u"data-layout=\"default\"><colgroup><col/></colgroup><tbody><tr><th><p>A</p></th><th>B</th></tr>"
        "<tr><td><p>a|b</p></td><td><ac:structured-macro ac:name=\"status\"><ac:parameter "
        "ac:name=\"colour\">Red</ac:parameter><ac:parameter ac:name=\"title\">late</ac:parameter>"
        "</ac:structured-macro></td></tr></tbody></table>"_s,
        u"| A | B |\n| --- | --- |\n| a\\|b | late |"_s);
    row("code",
        u"<ac:structured-macro ac:name=\"code\"><ac:parameter ac:name=\"language\">yml</ac:parameter>"
        "<ac:plain-text-body><![CDATA[a: <b>\n```]]></ac:plain-text-body></ac:structured-macro>"_s,
        u"````yml\na: <b>\n```\n````"_s);
    row("links",
        u"<p><a href=\"https://x.example/a b\">x</a> <ac:link><ri:page ri:content-title=\"T &amp; U\" "
        u"ri:version-at-save=\"3\"/><ac:link-body>the <em>page</em></ac:link-body></ac:link> "
        "<ac:link><ri:page ri:content-title=\"V\"/></ac:link></p>"_s,
        u"[x](<https://x.example/a b>) [the *page*](<page:T & U>) [V](<page:V>)"_s);
    row("panels and breaks",
        u"<ac:structured-macro ac:name=\"note\"><ac:parameter "
        u"ac:name=\"title\">T</ac:parameter><ac:rich-text-body><p>a<br/>b</p>"
        "</ac:rich-text-body></ac:structured-macro><hr/><blockquote><p>q</p></blockquote>"_s,
        u"> **T**\n>\n> a\\\n> b\n\n---\n\n> q"_s);
    row("layouts, notes and words outside",
        u"<ac:layout><ac:layout-section ac:type=\"single\"><ac:layout-cell>lost "
        u"<ac:inline-comment-marker "
        "ac:ref=\"1\">words</ac:inline-comment-marker><p>a</p></ac:layout-cell></ac:layout-section></ac:layout>"_s,
        u"lost words\n\na"_s);
    row("unknown macro",
        u"<ac:structured-macro ac:name=\"gallery\" ac:macro-id=\"1\"/><ac:structured-macro ac:name=\"odd\">"
        "<ac:rich-text-body><p>kept</p></ac:rich-text-body></ac:structured-macro>"_s,
        u"\\[gallery\\]\n\nkept"_s);
    row("newer editor",
        u"<ac:adf-extension><ac:adf-node type=\"panel\"><ac:adf-content>no</ac:adf-content></ac:adf-node>"
        "<ac:adf-fallback><p>yes</p></ac:adf-fallback></ac:adf-extension><p>on <time "
        "datetime=\"2026-11-29\"/> <ac:emoticon ac:name=\"tick\" ac:emoji-fallback=\"✅\"/></p>"_s,
        u"yes\n\non 2026-11-29 ✅"_s);
}

void TestTakeBack::readsStorage()
{
    QFETCH(const QString, storage);
    QFETCH(const QString, markdown);
    const auto page = readPage(storage);
    QVERIFY(page);
    QCOMPARE(markdownOf(page->blocks), markdown);
    QCOMPARE(page->told.isEmpty(), !storage.contains(u"\"odd\""_s));
}

void TestTakeBack::hostilePages()
{
    QVERIFY(!readPage(u"<p>a</b>"_s));
    QVERIFY(!readPage(u"<ul><li>"_s.repeated(5000)));
    QVERIFY(!readPage(u"<!DOCTYPE x [<!ENTITY a \"b\">]><p>&a;</p>"_s));
    // An entity that nobody knows is text, and no end of it is found in it again.
    const auto unknown = readPage(u"<p>a &nonsense; b &nonsense;</p>"_s);
    QVERIFY(unknown);
    QVERIFY(markdownOf(unknown->blocks).contains(u"nonsense"_s));
    const auto empty =
        readPage(u"<table><tr/></table><ul/><ac:task-list/><ac:link/><h2></h2><p><strong/></p>"_s);
    QVERIFY(empty);
    QVERIFY(empty->blocks.isEmpty());
    const auto wide = readPage(u"<table>"_s + u"<tr><td>x</td></tr>"_s.repeated(20'000) + u"</table>"_s);
    QVERIFY(wide);
    QCOMPARE(wide->blocks.size(), 1);
    PageNames names;
    const QString ours = pageOf(decisionPath, &names);
    const auto paragraphs =
        compareTheirs(m_shop->model(), decisionPath, ours,
                      u"<h2>Context</h2>"_s + u"<p>@cart `[</p>"_s.repeated(20'000), names);
    QVERIFY(paragraphs);
}

void TestTakeBack::nobodyTouchedIt()
{
    const auto documents = {decisionPath, u"decisions/0001-use-jenkins"_s,
                            u"decisions/draft-sign-artifacts"_s};
    SiteThread site; // writes in its own hand
    for (const QString &path : documents) {
        const QString ours = pageOf(path);
        QVERIFY2(!ours.isEmpty(), qPrintable(path));
        QString stored;
        site.on([&] {
            const auto id = site->wiki().create(0, path, ours, u"jane"_s);
            QVERIFY(id);
            site->wiki().comment(*id, u"state described"_s, u"?"_s, u"jane"_s);
            stored = site->wiki().page(*id)->now().storage;
        });
        const auto back = compareTheirs(m_shop->model(), path, ours, stored);
        QVERIFY(back);
        for (const TakenPart &part : back->parts)
            qInfo().noquote() << part.property << part.ours << part.theirs;
        QVERIFY2(back->isSame(), qPrintable(path + back->unmapped.join(u'\n')));
    }
}

void TestTakeBack::oneEdit_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("property");
    QTest::addColumn<QString>("value"); ///< of a list: the items, a line each
    const auto row = [](const char *name, const QString &from, const QString &to, const QString &property,
                        const QString &value) { QTest::newRow(name) << from << to << property << value; };
    // The paragraph that nobody touched is as it was, letter by letter; its heading stays where it was.
    row("a paragraph more", u"76 hours from commit to production.</p>"_s,
        u"76 hours from commit to production.</p><p>It was <strong>99</strong> in spring.</p>"_s,
        u"context"_s,
        u"@cart is released by hand. Half of the changes wait for [the "
        u"calendar](https://example.org/calendar).\n\n"
        "## Figures\n\n76 hours from commit to production.\n\nIt was **99** in spring."_s);
    row("a reference in what was changed", u" is released by hand."_s, u" is still released by hand."_s,
        u"context"_s,
        u"@cart is still released by hand. Half of the changes wait for [the "
        u"calendar](https://example.org/calendar).\n\n"
        "## Figures\n\n76 hours from commit to production."_s);
    row("a heading more", u"76 hours from commit to production.</p>"_s,
        u"76 hours from commit to production.</p><h3>People</h3><p>Two teams.</p>"_s, u"context"_s,
        u"@cart is released by hand. Half of the changes wait for [the "
        u"calendar](https://example.org/calendar).\n\n"
        "## Figures\n\n76 hours from commit to production.\n\n## People\n\nTwo teams."_s);
    row("a driver", u"<li>audit in June</li>"_s, u"<li><p>audit in July</p></li><li><p>people</p></li>"_s,
        u"drivers"_s, u"audit in July\npeople\nfewer than five | six hours of lead time"_s);
    row("a driver less", u"<li>audit in June</li>"_s, QString(), u"drivers"_s,
        u"fewer than five | six hours of lead time"_s);
    row("the outcome", u"are the only ones that hold for all."_s, u"hold for all.</p><p>And for new ones."_s,
        u"outcome"_s, u"because controls that come with the way hold for all.\n\nAnd for new ones."_s);
    row("the choice", u"Chosen option: &quot;Golden paths&quot;"_s, u"Chosen option: “Mend Jenkins”"_s,
        u"chosen"_s, u"Mend Jenkins"_s);
    row("a good consequence", u"Good, because lead time falls below five hours"_s,
        u"Good, because lead time falls below four hours"_s, u"good_consequences"_s,
        u"lead time falls below four hours"_s);
    row("a bad consequence", u"<li>Bad, because two quarters of migration</li>"_s,
        u"<li>Bad, because two quarters of migration</li><li>Bad: training</li>"_s, u"bad_consequences"_s,
        u"two quarters of migration\ntraining"_s);
    row("another consequence", u"<li>Bad, because two quarters of migration</li>"_s,
        u"<li>Bad, because two quarters of migration</li><li>The calendar goes</li>"_s,
        u"neutral_consequences"_s, u"The calendar goes"_s);
    row("the confirmation", u"finds no service outside of the paths."_s,
        u"finds no service <em>outside</em> of the paths."_s, u"confirmation"_s,
        u"Rule DEL-003 finds no service *outside* of the paths."_s);
    row("more information, above what is worked out", u"More Information</h2>"_s,
        u"More Information</h2><p>See <a href=\"https://example.org/paths\">the paths</a>.</p>"_s,
        u"more_information"_s, u"See [the paths](https://example.org/paths)."_s);
    row("open questions", u"Decision Drivers</h2>"_s,
        u"Open questions</h2><ul><li>Who pays?</li></ul><h2>Decision Drivers</h2>"_s, u"open_questions"_s,
        u"Who pays?"_s);
}

void TestTakeBack::oneEdit()
{
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    QFETCH(const QString, property);
    QFETCH(const QString, value);
    const auto back = compared({{from, to}});
    QVERIFY2(back, back ? "" : qPrintable(back.error().text()));
    QVERIFY2(back->unmapped.isEmpty(), qPrintable(back->unmapped.join(u'\n')));
    QStringList properties;
    for (const TakenPart &part : back->parts)
        properties.append(part.property);
    QCOMPARE(properties, QStringList{property});
    const QJsonObject before = decision();
    QStringList titles;
    m_shop->edit([&](Draft &draft) { QVERIFY(apply(draft, *back, {property})); });
    const QJsonValue now = decision().value(property);
    QStringList lines;
    for (const QJsonValue &item : now.toArray())
        lines.append(item.toString());
    QCOMPARE(now.isArray() ? lines.join(u'\n') : now.toString(), value);
    // Nothing else of it is different.
    QJsonObject rest = decision();
    rest.insert(property, before.value(property));
    if (!before.contains(property))
        rest.remove(property);
    QCOMPARE(rest, before);
    // And what was taken is what our page says now.
    PageNames names;
    const QString ours = pageOf(decisionPath, &names);
    const QString there = edited(ours, {});
    const auto again = compareTheirs(m_shop->model(), decisionPath, ours, there, names);
    QVERIFY(again && again->isSame());
}

void TestTakeBack::whatIsNotTaken_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("told");
    QTest::newRow("a figure") << u"8.1"_s << u"9.9"_s << u"changed in the model"_s;
    QTest::newRow("the status") << u"accepted</strong> on"_s << u"rejected</strong> on"_s
                                << u"by its steps"_s;
    QTest::newRow("a section of their own")
        << u"<h2>"_s << u"<h2>Budget</h2><p>None.</p><h2>"_s << u"'Budget' has no place"_s;
    QTest::newRow("a choice that is none")
        << u"&quot;Golden paths&quot;"_s << u"&quot;Rewrite&quot;"_s << u"none of the options"_s;
    QTest::newRow("a line that is ours")
        << u"What it governs, at"_s << u"What it rules, at"_s << u"changed in the model"_s;
}

void TestTakeBack::whatIsNotTaken()
{
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    QFETCH(const QString, told);
    const auto back = compared({{from, to}});
    QVERIFY(back);
    QVERIFY2(back->parts.isEmpty(),
             qPrintable(back->parts.isEmpty() ? QString() : back->parts.first().property));
    QCOMPARE(back->unmapped.size(), 1);
    QVERIFY2(back->unmapped.first().contains(told), qPrintable(back->unmapped.first()));
}

void TestTakeBack::anEditorsHand()
{
    // Saved there without a word changed: links became addresses, cells got paragraphs, ids came everywhere.
    PageNames names;
    const QString ours = pageOf(decisionPath, &names);
    QString theirs = ours;
    static const QRegularExpression link(
        u"<ac:link><ri:page[^>]*/><ac:link-body>([^<]*)</ac:link-body></ac:link>"_s);
    theirs.replace(link, u"<a href=\"https://x.example/wiki/p/1\" data-card-appearance=\"inline\">\\1</a>"_s);
    theirs.replace(u"<p>"_s, u"<p local-id=\"7\">"_s).replace(u"<li>"_s, u"<li><p>"_s);
    theirs.replace(u"</li>"_s, u"</p></li>"_s).replace(u"<td>"_s, u"<td><p>"_s);
    theirs.replace(u"</td>"_s, u"</p></td>"_s).replace(u"<td><p><p"_s, u"<td><p"_s);
    theirs.replace(u"</p></p></td>"_s, u"</p></td>"_s).replace(u"<h2>"_s, u"<h2 id=\"a\">"_s);
    const auto back = compareTheirs(m_shop->model(), decisionPath, ours, theirs, names);
    QVERIFY2(back, back ? "" : qPrintable(back.error().text()));
    for (const TakenPart &part : back->parts)
        qInfo().noquote() << part.property << part.value;
    QVERIFY(back->parts.isEmpty());
}

void TestTakeBack::scoresStayWithRenamedOptions()
{
    const auto back = compared(
        {{u"<li>Mend Jenkins</li>"_s, u"<li>Renew Jenkins</li><li>Buy</li>"_s},
         {u"Mend Jenkins</h3>"_s, u"Renew Jenkins</h3><p>With plug-ins.</p>"_s},
         {u"<li>Bad, because every team stays alone</li>"_s, u"<li>Bad, because nobody helps</li>"_s}});
    QVERIFY(back);
    // Two came and one went: nobody can tell which is which but by the headings.
    m_shop->edit([&](Draft &draft) { QVERIFY(apply(draft, *back)); });
    const QJsonArray options = decision().value(u"options"_s).toArray();
    QCOMPARE(options.size(), 3);
    QCOMPARE(options.at(0)["score"_L1].toDouble(), 8.1);
    const auto only = compared({});
    QVERIFY(only && only->isSame());

    init();
    const auto renamed = compared({{u"<li>Golden paths</li>"_s, u"<li>Paved roads</li>"_s},
                                   {u"Golden paths</h3>"_s, u"Paved roads</h3>"_s},
                                   {u"&quot;Golden paths&quot;"_s, u"&quot;Paved roads&quot;"_s}});
    QVERIFY(renamed);
    m_shop->edit([&](Draft &draft) { QVERIFY(apply(draft, *renamed)); });
    const QJsonArray rows = decision().value(u"options"_s).toArray();
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows.at(0)["title"_L1].toString(), u"Paved roads"_s);
    QCOMPARE(rows.at(0)["score"_L1].toDouble(), 8.1);
    QCOMPARE(rows.at(0)["pros"_L1].toArray().size(), 2);
    QCOMPARE(decision().value(u"chosen"_s).toString(), u"Paved roads"_s);
}

void TestTakeBack::changedInBetween()
{
    const auto back = compared({{u"audit in June"_s, u"audit in July"_s}});
    QVERIFY(back);
    Draft draft(m_shop->model());
    QCOMPARE(apply(draft, *back, {u"context"_s}).error().code, ErrorCode::Usage);
    Record decision = *draft.model().record(u"decision"_s, u"golden-paths"_s);
    decision.properties.insert(u"drivers"_s, QJsonArray{u"mine"_s});
    QVERIFY(draft.update(decision));
    QCOMPARE(apply(draft, *back).error().code, ErrorCode::Refused);
    QVERIFY(draft.eraseRecord(decision.id));
    QCOMPARE(apply(draft, *back).error().code, ErrorCode::Refused);
}

void TestTakeBack::otherDocuments()
{
    const auto other = compareTheirs(m_shop->model(), u"nfr/cart"_s, u"<p/>"_s, u"<p>x</p>"_s);
    QVERIFY(!other);
    QCOMPARE(other.error().code, ErrorCode::Refused);
    QVERIFY(!decisionAt(m_shop->model(), u"decisions/index"_s));
    QVERIFY(decisionAt(m_shop->model(), decisionPath));
}

void TestTakeBack::thereAndBack_data()
{
    QTest::addColumn<bool>("isCloud");
    QTest::newRow("cloud") << true;
    QTest::newRow("data center") << false;
}

void TestTakeBack::thereAndBack()
{
    QFETCH(const bool, isCloud);
    standin::Options options;
    options.isCloud = isCloud;
    SiteThread site(options);
    const auto client = connectTo(site.site());
    QVERIFY(client);
    const auto ledgerOf = [&] { return Ledger::open(m_shop->path(), placeOf(site.site(), u"SHOP"_s, {})); };
    {
        auto ledger = ledgerOf();
        const auto plan = planOf(**client, **ledger);
        QVERIFY(plan);
        QVERIFY(publish::publish(**client, **ledger, *plan).isClean());
    }
    const QString title = u"ADR-0002 Golden paths in place of the shared Jenkins"_s;
    const qint64 id = site.idOf(title);
    QVERIFY(id != 0);
    const QStringList words{
        u"It is <em>slow</em>."_s, u"audit in July"_s, u"Buy one"_s,   u"for ever"_s,
        u"four hours"_s,           u"Rule DEL-004"_s,  u"Ask Jane."_s, u"the newest scripts"_s};
    site.on([&] {
        auto &wiki = site->wiki();
        const auto now = wiki.page(id)->now();
        const QString storage =
            edited(now.storage, {{u"76 hours"_s, u"It is <em>slow</em>. 76 hours"_s},
                                 {u"audit in June"_s, u"audit in July"_s},
                                 {u"<li>Mend Jenkins</li>"_s, u"<li>Mend Jenkins</li><li>Buy one</li>"_s},
                                 {u"hold for all."_s, u"hold for all, for ever."_s},
                                 {u"five hours"_s, u"five hours"_s},
                                 {u"falls below five hours"_s, u"falls below four hours"_s},
                                 {u"Rule DEL-003"_s, u"Rule DEL-004"_s},
                                 {u"More Information</h2>"_s, u"More Information</h2><p>Ask Jane.</p>"_s},
                                 {u"their own scripts"_s, u"the newest scripts"_s}});
        QVERIFY(wiki.update(id, now.number + 1, title + u" now"_s, 0, storage, {}, u"jane"_s));
    });

    auto ledger = ledgerOf();
    const auto plan = planOf(**client, **ledger);
    QVERIFY(plan);
    const auto item = std::ranges::find(plan->items, decisionPath, &PlanItem::path);
    QVERIFY(item != plan->items.end() && item->action == Action::Conflict);
    const auto back = compareTheirs(m_shop->model(), *plan, *item);
    QVERIFY(back);
    QVERIFY2(back->unmapped.isEmpty(), qPrintable(back->unmapped.join(u'\n')));
    QCOMPARE(back->parts.size(), 8); // each section, and the title
    m_shop->edit([&](Draft &draft) { QVERIFY(apply(draft, *back)); });
    QVERIFY(acknowledge(**ledger, *item));
    QCOMPARE(decision().value(u"title"_s).toString(), u"Golden paths in place of the shared Jenkins now"_s);

    // The document's path follows its title; the page is the same one.
    const auto next = planOf(**client, **ledger);
    QVERIFY(next);
    for (const PlanItem &each : next->items) {
        if (each.action == Action::Conflict || each.action == Action::Refused)
            qInfo().noquote() << each.path << each.reason;
    }
    QCOMPARE(next->count(Action::Conflict), 0);
    QVERIFY(publish::publish(**client, **ledger, *next).isClean());
    const auto last = planOf(**client, **ledger);
    QVERIFY(last);
    QVERIFY(last->isDone());
    site.on([&] {
        QString all;
        const auto pages = site->wiki().ids();
        for (const qint64 page : pages) {
            if (site->wiki().page(page)->status == u"current"_s)
                all += site->wiki().page(page)->now().storage;
        }
        for (const QString &each : words)
            QVERIFY2(all.contains(each), qPrintable(each));
    });
}

void TestTakeBack::notesOfPages()
{
    const RecordId id = m_shop->model().record(u"decision"_s, u"golden-paths"_s)->id;
    const QDate day(2026, 11, 29);
    Draft draft(m_shop->model());
    QCOMPARE(
        bringNotes(draft, id,
                   {{u"7"_s, u"Jane"_s, u"76 hours"_s, u"Since when?"_s}, {u"8"_s, u"Jim"_s, {}, u"Fine."_s}},
                   day)
            .value_or(-1),
        2);
    const auto notes = [&] {
        return draft.model().record(id)->properties.value("review_notes"_L1).toArray();
    };
    QCOMPARE(notes().size(), 2);
    QCOMPARE(notes().first().toObject(), (QJsonObject{{u"about"_s, u"76 hours"_s},
                                                      {u"text"_s, u"Since when?"_s},
                                                      {u"by"_s, u"Jane"_s},
                                                      {u"date"_s, u"2026-11-29"_s},
                                                      {u"comment"_s, u"7"_s}}));
    // Ticked here, changed there, gone there: each as it should be.
    Record decision = *draft.model().record(id);
    QJsonArray rows = notes();
    QJsonObject first = rows.first().toObject();
    first.insert(u"done"_s, true);
    rows.replace(0, first);
    rows.append(QJsonObject{{u"text"_s, u"of our own"_s}});
    decision.properties.insert(u"review_notes"_s, rows);
    QVERIFY(draft.update(decision));
    QCOMPARE(bringNotes(draft, id, {{u"7"_s, u"Jane"_s, u"76 hours"_s, u"Since May?"_s}}, day.addDays(1))
                 .value_or(-1),
             1);
    QCOMPARE(notes().size(), 3);
    QCOMPARE(notes().first()["text"_L1].toString(), u"Since May?"_s);
    QVERIFY(notes().first()["done"_L1].toBool());
    QCOMPARE(notes().first()["date"_L1].toString(), u"2026-11-29"_s);
    QCOMPARE(bringNotes(draft, id, {{u"7"_s, u"Jane"_s, u"76 hours"_s, u"Since May?"_s}}, day).value_or(-1),
             0);
    QVERIFY(!bringNotes(draft, RecordId(), {}, day));

    // They are notes: no document prints them, and the metamodel takes them.
    m_shop->edit([&](Draft &edit) {
        QVERIFY(bringNotes(edit, id, {{u"7"_s, u"Jane"_s, u"76 hours"_s, u"Quite remarkable"_s}}, day));
    });
    QVERIFY(!pageOf(decisionPath).contains(u"remarkable"_s));
    // Who looks over everything is told how many there are.
    documents::Request request = test::requestFor(*m_shop, {});
    request.kinds = {u"preflight"_s};
    const auto rendered = m_shop->render(request);
    QVERIFY(rendered);
    const auto preflight = std::ranges::find(*rendered, u"preflight"_s, &documents::Rendered::kind);
    QVERIFY(preflight != rendered->end());
    QVERIFY2(preflight->markdown.contains(u"## Open review notes"_s) &&
                 preflight->markdown.contains(u"Jenkins | 1 |"_s),
             qPrintable(preflight->markdown.right(600)));
}

QTEST_GUILESS_MAIN(TestTakeBack)
#include "tst_takeback.moc"
