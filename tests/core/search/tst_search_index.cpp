// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/search/index.h"
#include "tests/support/randomedits.h"
#include "tests/support/smallplatform.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;

/// The index over a whole model: what of it is found, and that it keeps up with edits and holds out.
class TestSearchIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySortOfThingIsFound_data();
    void everySortOfThingIsFound();
    void namesOfAllPlateausAreFound();
    void decisionsAreCalledByNumberAndTitle();
    void documentsAreFound();
    void updateIsTheSameAsANewOne();
    void copiesKeepWhatTheyHad();
    void orderIsTheSameHoweverItWasMade();
    void hostileProperties_data();
    void hostileProperties();
    void whatIsBeyondTheBoundsIsNotFound();
    void hostileQueries_data();
    void hostileQueries();
};

namespace {

QString line(const search::Hit &hit)
{
    QString text =
        u"%1 %2 '%3' %4 '%5' %6"_s.arg(hit.kind, hit.key, hit.title, hit.where, hit.excerpt).arg(hit.score);
    for (const auto &[start, length] : hit.marks)
        text += u" %1+%2"_s.arg(start).arg(length);
    return text + u" %1"_s.arg(hit.subject.index());
}

QStringList lines(const search::Index &index, QStringView text, qsizetype most = 1000)
{
    QStringList list;
    for (const auto &hit : index.find(text, most))
        list.append(line(hit));
    return list;
}

/// Texts that find much, little and nothing in what RandomEdits makes.
const QStringList typed{u"e"_s,       u"checkout"_s,   u"element 1"_s, u"näh"_s,
                        u"日本"_s,    u"cart"_s,       u"chekcout"_s,  u"build"_s,
                        u"plateau"_s, u"view-"_s,      u"12"_s,        u"record"_s,
                        u"bn"_s,      u"line break"_s, u"zebra"_s,     u"quote cart"_s};

Draft smallDraft(test::SmallPlatform *platform = nullptr)
{
    Draft draft{Model()};
    const auto made = test::addSmallPlatform(draft);
    if (platform)
        *platform = made;
    return draft;
}

} // namespace

void TestSearchIndex::everySortOfThingIsFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); ///< kind key where excerpt
    QTest::newRow("plateau") << u"wave"_s << u"plateau wave  "_s;
    QTest::newRow("plateau's description") << u"as it is"_s << u"plateau current description as it is"_s;
    QTest::newRow("key") << u"golden-web"_s << u"goldenPath golden-web  "_s;
    QTest::newRow("key without a name") << u"cart"_s << u"service cart  "_s;
    QTest::newRow("value") << u"redeploy"_s << u"service checkout rollback redeploy"_s;
    QTest::newRow("number") << u"99.9"_s << u"service checkout slos 99.9"_s;
    QTest::newRow("SLO") << u"availability"_s << u"service checkout slos availability"_s;
    QTest::newRow("stage") << u"approval"_s << u"pipeline actions stages approval"_s;
    QTest::newRow("list in a table") << u"SLSA"_s << u"control signing requirements SLSA"_s;
}

void TestSearchIndex::everySortOfThingIsFound()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto found = search::Index(smallDraft().model()).find(text);
    QVERIFY(!found.isEmpty());
    const auto &hit = found.front();
    QCOMPARE(u"%1 %2 %3 %4"_s.arg(hit.kind, hit.key, hit.where, hit.excerpt), expected);
}

void TestSearchIndex::namesOfAllPlateausAreFound()
{
    test::SmallPlatform p;
    Draft draft = smallDraft(&p);
    QVERIFY(draft.setProperty(p.checkout, p.target, u"name"_s, u"Basket till"_s));
    QVERIFY(draft.setProperty(p.checkout, p.option, u"rollback"_s, u"blue/green switch"_s));
    const search::Index index(draft.model());
    for (const auto &[text, title] :
         {std::pair(u"check"_s, u"Checkout"_s), std::pair(u"till"_s, u"Basket till"_s)}) {
        const auto found = index.find(text);
        QVERIFY(!found.isEmpty());
        QCOMPARE(std::get<ElementId>(found.front().subject), p.checkout);
        QCOMPARE(found.front().title, title);
    }
    QCOMPARE(index.find(u"redeploy").front().title, u"Checkout"_s);
    QCOMPARE(index.find(u"green switch").front().where, u"rollback"_s);
    // What is at the target only, too.
    QCOMPARE(std::get<ElementId>(index.find(u"actions").front().subject), p.actions);
}

void TestSearchIndex::decisionsAreCalledByNumberAndTitle()
{
    Draft draft = smallDraft();
    const QJsonArray options{QJsonObject{{u"title"_s, u"Buildkite"_s},
                                         {u"pros"_s, QJsonArray{u"agents of our own"_s}},
                                         {u"cons"_s, QJsonArray{u"a second contract"_s}}}};
    QVERIFY(draft.addRecord(u"decision"_s, u"adopt-gha"_s,
                            {{u"number"_s, 42},
                             {u"title"_s, u"Adopt GitHub Actions"_s},
                             {u"drivers"_s, QJsonArray{u"lead time below an hour"_s}},
                             {u"options"_s, options}}));
    const search::Index index(draft.model());
    const auto first = [&](QStringView text) {
        const auto found = index.find(text);
        return found.isEmpty() ? QString() : line(found.front()).section(u" 2"_s, 0, 0);
    };
    for (const auto text : {u"adopt github actions", u"ADR-0042", u"0042 adopt", u"adr github"})
        QVERIFY2(first(text).startsWith(u"decision adopt-gha 'ADR-0042 Adopt GitHub Actions'  ''"_s),
                 qUtf8Printable(first(text)));
    // Without its number the title is as good as a name: exact before a beginning.
    QVERIFY(index.find(u"adopt github actions").front().score >
            index.find(u"adopt github action").front().score);
    QCOMPARE(index.find(u"second contract").front().where, u"options"_s);
    QCOMPARE(index.find(u"second contract").front().excerpt, u"a second contract"_s);
    QCOMPARE(index.find(u"below hour").front().where, u"drivers"_s);
    QCOMPARE(index.find(u"buildkite").front().where, u"options"_s);
}

void TestSearchIndex::documentsAreFound()
{
    search::Index index(smallDraft().model());
    const auto before = index.size();
    index.setDocuments({{u"nfr/checkout"_s, u"NFR checklist: Checkout"_s, u"uptime figures"_s},
                        {u"nfr/index"_s, u"NFR overview"_s, {}}});
    QCOMPARE(index.size(), before + 2);
    const auto found = index.find(u"nfr checklist");
    QCOMPARE(found.size(), 1);
    QCOMPARE(std::get<QString>(found.front().subject), u"nfr/checkout"_s);
    QCOMPARE(found.front().kind, u"document"_s);
    QCOMPARE(index.find(u"uptime").front().where, u"text"_s);
    index.setDocuments({});
    QVERIFY(index.find(u"nfr checklist").isEmpty());
    QCOMPARE(index.size(), before);
}

void TestSearchIndex::updateIsTheSameAsANewOne()
{
    test::RandomEdits edits(20);
    Model model;
    search::Index index;
    for (int i = 0; i < test::editCount(600); ++i) {
        const Draft draft = edits.next(model);
        const Change change = draft.change();
        index.update(draft.model(), change);
        if (i % 10 == 0) {
            // There and back: what an undo does. Its change names what was added as removed.
            Change back;
            const auto turn = [](auto &to, const auto &from) {
                to.added = from.removed;
                to.updated = from.updated;
                to.removed = from.added;
            };
            turn(back.plateaus, change.plateaus);
            turn(back.elements, change.elements);
            turn(back.records, change.records);
            turn(back.views, change.views);
            search::Index undone = index;
            undone.update(model, back);
            for (const auto &text : typed)
                QCOMPARE(lines(undone, text), lines(search::Index(model), text));
        }
        model = draft.model();
        if (i % 5 != 0)
            continue;
        const search::Index fresh(model);
        QCOMPARE(index.size(), fresh.size());
        for (const auto &text : typed)
            QCOMPARE(lines(index, text), lines(fresh, text));
    }
    QVERIFY(index.size() > 30);
}

void TestSearchIndex::copiesKeepWhatTheyHad()
{
    test::SmallPlatform p;
    Draft draft = smallDraft(&p);
    search::Index index(draft.model());
    const search::Index copy = index;
    Draft edit(draft.model());
    QVERIFY(edit.setProperty(p.checkout, p.current, u"name"_s, u"Till"_s));
    index.update(edit.model(), edit.change());
    QVERIFY(index.find(u"till").size() == 1 && copy.find(u"till").isEmpty());
    QCOMPARE(copy.find(u"checkout").front().title, u"Checkout"_s);
    QCOMPARE(index.find(u"checkout").front().title, u"Till"_s); // by its key
}

void TestSearchIndex::orderIsTheSameHoweverItWasMade()
{
    Draft forth = smallDraft();
    Draft back = smallDraft();
    const PlateauId current = forth.model().rootPlateau();
    for (int i = 0; i < 700; ++i) {
        for (auto *draft : {&forth, &back}) {
            const int number = draft == &forth ? i : 699 - i;
            QVERIFY(draft->addElement(u"service"_s, u"svc-%1"_s.arg(number), current,
                                      {{u"name"_s, u"Service %1"_s.arg(number % 50)}}));
        }
    }
    search::Index grown;
    grown.update(back.model(), back.change());
    const search::Index built(forth.model());
    for (const auto text : {u"s", u"service", u"service 4", u"srv", u"serivce"}) {
        const auto all = lines(built, text);
        QCOMPARE(lines(grown, text), all);
        QVERIFY(all.size() > 50);
        QCOMPARE(lines(built, text, 12), all.first(12)); // a short answer is the beginning of the long one
    }
}

void TestSearchIndex::hostileProperties_data()
{
    QTest::addColumn<QJsonObject>("properties");
    QJsonValue deep = u"needle"_s;
    for (int i = 0; i < 900; ++i)
        deep = i % 2 ? QJsonValue(QJsonArray{deep}) : QJsonValue(QJsonObject{{u"a"_s, deep}});
    QTest::newRow("deep") << QJsonObject{{u"deep"_s, deep}, {u"z"_s, u"tail"_s}};
    QJsonArray many;
    for (int i = 0; i < 200'000; ++i)
        many.append(i);
    QTest::newRow("many values") << QJsonObject{{u"many"_s, many}, {u"a"_s, u"tail"_s}};
    QTest::newRow("10 MB") << QJsonObject{{u"a"_s, u"tail"_s}, {u"big"_s, u"na "_s.repeated(5'000'000)}};
    QTest::newRow("10 MB without a space")
        << QJsonObject{{u"a"_s, u"tail"_s}, {u"big"_s, u"n"_s.repeated(10'000'000)}};
    QTest::newRow("long name") << QJsonObject{
        {u"name"_s, QString(u"Tail "_s + u"aab"_s.repeated(3'000'000))}};
    QTest::newRow("long property") << QJsonObject{{u"p"_s.repeated(3'000'000), u"tail"_s}};
    QTest::newRow("lone surrogates") << QJsonObject{{u"name"_s, u"\xd83d tail \xde80\xd83d"_s},
                                                    {u"x"_s, u"\xdc00\xd800 tail \xd800"_s}};
    QTest::newRow("name of another type") << QJsonObject{{u"name"_s, QJsonArray{u"tail"_s, 1}}};
}

void TestSearchIndex::hostileProperties()
{
    QFETCH(QJsonObject, properties);
    test::SmallPlatform p;
    Draft draft = smallDraft(&p);
    const auto added = draft.addElement(u"service"_s, u"hostile"_s, p.current, properties);
    QVERIFY(added);
    const search::Index index(draft.model());
    const auto found = index.find(u"tail");
    QCOMPARE(found.size(), 1);
    QCOMPARE(std::get<ElementId>(found.front().subject), *added);
    QVERIFY(found.front().title.size() <= 513);
    QVERIFY(found.front().excerpt.size() <= 122 && found.front().excerpt.isValidUtf16());
    QVERIFY(found.front().where.size() <= 512);
    for (const auto text : {u"n", u"na", u"aaabbb", u"nnnnnnnnnnnnnnnnnnnnx", u"zzzzzzzz", u"hostlie"})
        (void)index.find(text);
    QVERIFY(!index.find(u"checkout").isEmpty());
}

void TestSearchIndex::whatIsBeyondTheBoundsIsNotFound()
{
    QJsonArray many;
    for (int i = 0; i < 6'000; ++i)
        many.append(i == 4'000 ? u"within"_s : i == 5'000 ? u"without"_s : u"x"_s);
    test::SmallPlatform p;
    Draft draft = smallDraft(&p);
    const QString text = u"y "_s.repeated(8'000) + u"inside "_s + u"y "_s.repeated(8'000) + u"outside"_s;
    QVERIFY(draft.addElement(u"service"_s, u"big"_s, p.current, {{u"many"_s, many}, {u"a"_s, text}}));
    const search::Index index(draft.model());
    for (const auto found : {u"within", u"inside"})
        QCOMPARE(index.find(found).size(), 1);
    for (const auto lost : {u"without", u"outside"})
        QVERIFY(index.find(lost).isEmpty());
}

void TestSearchIndex::hostileQueries_data()
{
    QTest::addColumn<QString>("text");
    QStringList words;
    for (int i = 0; i < 2000; ++i)
        words.append(u"word%1"_s.arg(i));
    QTest::newRow("2,000 words") << words.join(u' ');
    QTest::newRow("one long word") << u"check"_s.repeated(100'000);
    QTest::newRow("long beyond 16 bits") << u"a🚀"_s.repeated(1000);
    QTest::newRow("lone surrogates") << u"\xd83d \xde80"_s;
    QTest::newRow("control characters") << u"\x01\x02 \n\r\t"_s + QChar(0);
    QTest::newRow("marks alone") << u"\u0301\u0301"_s;
    QTest::newRow("spaces") << u" "_s.repeated(1'000'000);
}

void TestSearchIndex::hostileQueries()
{
    QFETCH(QString, text);
    const search::Index index(smallDraft().model());
    QVERIFY(index.find(text).isEmpty());
    QVERIFY(index.find(u"checkout", 0).isEmpty());
    // The same word as often as one likes is one word, and more than 16 are not looked for.
    QCOMPARE(index.find(u"checkout "_s.repeated(400)).size(), index.find(u"checkout").size());
    QVERIFY(!search::matchName(u"Show history", text));
}

QTEST_GUILESS_MAIN(TestSearchIndex)
#include "tst_search_index.moc"
