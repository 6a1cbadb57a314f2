// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/model/draft.h"
#include "core/search/fold.h"
#include "core/search/index.h"
#include "core/search/query.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;

/// What is found by what, and in which order. A project is written as one line a service:
/// "key = Name ; property: text".
class TestSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ranking_data();
    void ranking();
    void tiersFollowEachOther();
    void folding_data();
    void folding();
    void foldingTwiceIsFoldingOnce();
    void misspelt_data();
    void misspelt();
    void distanceIsTheDistance();
    void marksInTitles_data();
    void marksInTitles();
    void excerpts_data();
    void excerpts();
    void excerptsNeverCutACharacter();
    void plainNames();
};

namespace {

search::Index indexOf(const QStringList &lines)
{
    Draft draft{Model()};
    const auto plateau =
        draft.addPlateau({{}, u"current"_s, u"Current"_s, {}, PlateauKind::Current, {}, 0, {}});
    for (const auto &line : lines) {
        const auto parts = line.split(u';');
        QJsonObject properties;
        const QString name = parts.front().section(u'=', 1).trimmed();
        if (!name.isEmpty())
            properties.insert(u"name"_s, name);
        for (const auto &part : parts.mid(1))
            properties.insert(part.section(u':', 0, 0).trimmed(), part.section(u':', 1).trimmed());
        const auto added =
            draft.addElement(u"service"_s, parts.front().section(u'=', 0, 0).trimmed(), *plateau, properties);
        if (!added)
            qFatal("%s", qUtf8Printable(added.error().text()));
    }
    return search::Index(draft.model());
}

QString titles(const QList<search::Hit> &hits)
{
    QStringList list;
    for (const auto &hit : hits)
        list.append(hit.title);
    return list.join(u" > "_s);
}

/// "Check[out]"
QString marked(QString text, const QList<std::pair<qsizetype, qsizetype>> &marks)
{
    for (auto it = marks.crbegin(); it != marks.crend(); ++it) {
        text.insert(it->first + it->second, u']');
        text.insert(it->first, u'[');
    }
    return text;
}

} // namespace

void TestSearch::ranking_data()
{
    QTest::addColumn<QStringList>("things");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const QStringList shop{u"pay = Payment"_s,          u"psp = Payment service provider"_s,
                           u"rep = Repayment"_s,        u"cart = Cart ; description: takes payment later"_s,
                           u"gw = Card payment"_s,      u"ci = GitHub Actions"_s,
                           u"old = Interactions"_s,     u"hist = Order history"_s,
                           u"orders-db = Order store"_s};
    const auto row = [&](const char *name, const QString &text, const QString &expected) {
        QTest::newRow(name) << shop << text << expected;
    };
    row("exact, beginning, word, inside, text", u"payment"_s,
        u"Payment > Payment service provider > Card payment > Repayment > Cart"_s);
    row("any order of words", u"actions git"_s, u"GitHub Actions"_s);
    row("every word must be found", u"payment zebra"_s, QString());
    row("words in different fields", u"cart later"_s, u"Cart"_s);
    row("a name and a key", u"order db"_s, u"Order store"_s);
    row("initials", u"gha"_s, u"GitHub Actions"_s);
    row("initials of the words that are apart", u"ga"_s, u"GitHub Actions"_s);
    row("camel case", u"hub"_s, u"GitHub Actions"_s);
    row("letters in order", u"ordhst"_s, u"Order history"_s);
    row("letters in order, a word from its middle", u"ordst"_s, u"Order store"_s);
    row("written together", u"githubactions"_s, u"GitHub Actions"_s);
    row("written apart by a dash", u"order-history"_s, u"Order history"_s);
    row("case", u"PAYMENT"_s, u"Payment > Payment service provider > Card payment > Repayment > Cart"_s);
    row("nothing", QString(), QString());
    row("separators alone", u" -- / . "_s, QString());
    row("not there", u"zebra"_s, QString());
    QTest::newRow("a phrase before its words")
        << QStringList{u"a = Service of orders"_s, u"b = Legacy order service"_s, u"c = Order service"_s}
        << u"order service"_s << u"Order service > Legacy order service > Service of orders"_s;
    QTest::newRow("a name before a key before a text")
        << QStringList{u"x = Billing ; note: ledger"_s, u"ledger = Alpha"_s, u"y = Ledger"_s} << u"ledger"_s
        << u"Ledger > Alpha > Billing"_s;
    QTest::newRow("equals by title, then key")
        << QStringList{u"c2 = Node"_s, u"c1 = node"_s, u"b = Node ä"_s, u"a = Node z"_s} << u"node"_s
        << u"Node > node > Node ä > Node z"_s;
    QTest::newRow("a whole word before a longer one")
        << QStringList{u"a = Pay actionable"_s, u"b = Pay zen action"_s} << u"action"_s
        << u"Pay zen action > Pay actionable"_s;
    QTest::newRow("a thing without a name is called by its key")
        << QStringList{u"github-actions"_s} << u"actons"_s << u"github-actions"_s;
    QTest::newRow("initials of such a key")
        << QStringList{u"git-hub-actions"_s} << u"gha"_s << u"git-hub-actions"_s;
    QTest::newRow("letters that happen to follow each other are not what was meant")
        << QStringList{u"a = NFR checklist account"_s, u"c = NFR checklist check"_s, u"b = Checkout"_s}
        << u"chekcout"_s << u"Checkout"_s;
    QTest::newRow("letters too far apart") << QStringList{u"a = Checklist checkout"_s, u"b = Checkout"_s}
                                           << u"chekcout"_s << u"Checkout > Checklist checkout"_s;
    QTest::newRow("a shortened word is begun with its first letter")
        << QStringList{u"a = Cache hits"_s, u"b = Cache white"_s} << u"chit"_s << u"Cache hits"_s;
    QTest::newRow("a misspelt name before a misspelt word")
        << QStringList{u"a = DEL · payment"_s, u"b = Payment"_s} << u"paymnet"_s
        << u"Payment > DEL · payment"_s;
    QTest::newRow("numbers are not guessed")
        << QStringList{u"s1 = Node 1234"_s, u"s2 = Node 1235"_s, u"s3 = Node 10203"_s} << u"1234"_s
        << u"Node 1234"_s;
}

void TestSearch::ranking()
{
    QFETCH(QStringList, things);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(titles(indexOf(things).find(text)), expected);
}

void TestSearch::tiersFollowEachOther()
{
    const auto found = indexOf({u"k1 = Release"_s, u"k2 = Release train"_s, u"k3 = The release"_s,
                                u"k4 = Prerelease"_s, u"k5 = R e l e a s e"_s, u"k6 = Realleuazsze"_s,
                                u"k7 = Relaese"_s, u"k8 = Other ; note: a release"_s})
                           .find(u"release"_s);
    QCOMPARE(titles(found),
             u"Release > Release train > The release > Prerelease > R e l e a s e > Realleuazsze "
             "> Relaese > Other"_s);
    for (qsizetype i = 1; i < found.size(); ++i)
        QVERIFY2(found.at(i).score < found.at(i - 1).score, qUtf8Printable(found.at(i).title));
}

void TestSearch::folding_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::newRow("umlaut without") << u"Müllabfuhr"_s << u"mullabfuhr"_s;
    QTest::newRow("umlaut with") << u"Mullabfuhr"_s << u"müll"_s;
    QTest::newRow("apart and together") << u"Cafe\u0301"_s << u"café"_s;
    QTest::newRow("sharp s") << u"Straße"_s << u"STRASSE"_s;
    QTest::newRow("capital sharp s") << u"STRAẞE"_s << u"strasse"_s;
    QTest::newRow("Turkish capital") << u"İstanbul"_s << u"istanbul"_s;
    QTest::newRow("Turkish dotless") << u"ışık"_s << u"isik"_s;
    QTest::newRow("Turkish, capitals typed") << u"istanbul"_s << u"İSTANBUL"_s;
    QTest::newRow("stroke") << u"Ørsted Łódź"_s << u"orsted lodz"_s;
    QTest::newRow("ligature") << u"ﬁnance"_s << u"fin"_s;
    QTest::newRow("full width") << u"ＡＰＩ"_s << u"api"_s;
    QTest::newRow("Greek final sigma") << u"ΟΔΟΣ"_s << u"οδος"_s;
    QTest::newRow("Cyrillic") << u"Платёжный Шлюз"_s << u"платежный"_s;
    QTest::newRow("Japanese") << u"日本サービス"_s << u"サービス"_s;
    QTest::newRow("Korean") << u"결제 서비스"_s << u"서비스"_s;
    QTest::newRow("beyond 16 bits") << u"Rocket 🚀 launch 𝐀𝐏𝐈"_s << u"🚀 api"_s;
    QTest::newRow("soft hyphen") << u"pay\u00adment"_s << u"payment"_s;
    QTest::newRow("separators") << u"a_b.c/d-e"_s << u"a-b_c.d e"_s;
    QTest::newRow("C#") << u"C# worker"_s << u"c#"_s;
}

void TestSearch::folding()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    const auto found = indexOf({u"k = "_s + name}).find(text);
    QCOMPARE(titles(found), name);
    QVERIFY(!found.front().marks.isEmpty());
}

void TestSearch::foldingTwiceIsFoldingOnce()
{
    for (char32_t c = 0; c < 0x110000; ++c) {
        const QString text = u'x' + QString::fromUcs4(&c, 1) + u'x';
        const QString once = search::folded(text);
        if (search::folded(once) != once)
            QFAIL(qUtf8Printable(u"U+%1"_s.arg(quint32(c), 4, 16)));
    }
}

void TestSearch::misspelt_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("wrong letter") << u"Checkout"_s << u"chackout"_s << true;
    QTest::newRow("swapped") << u"Payment"_s << u"payemnt"_s << true;
    QTest::newRow("one too many") << u"Payment"_s << u"paymment"_s << true;
    QTest::newRow("first letter") << u"Payment"_s << u"oayment"_s << true;
    QTest::newRow("two in eight") << u"Kubernetes"_s << u"kuberentis"_s << true;
    QTest::newRow("two in seven") << u"Payment"_s << u"peymant"_s << false;
    QTest::newRow("three in eight") << u"Kubernetes"_s << u"kubbrantis"_s << false;
    QTest::newRow("four letters") << u"Cart"_s << u"crat"_s << true;
    QTest::newRow("three letters") << u"Car"_s << u"cra"_s << false;
    QTest::newRow("not done typing") << u"Kubernetes"_s << u"kubarn"_s << true;
    QTest::newRow("across camel case") << u"GitHub Actions"_s << u"gihtub"_s << true;
    QTest::newRow("second word") << u"Order history"_s << u"histroy"_s << true;
    QTest::newRow("Cyrillic") << u"Платёж"_s << u"плтаеж"_s << true;
}

void TestSearch::misspelt()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    QFETCH(bool, isFound);
    const auto found = indexOf({u"k = "_s + name}).find(text);
    QCOMPARE(titles(found), isFound ? name : QString());
    if (isFound)
        QVERIFY(found.front().marks.isEmpty());
}

void TestSearch::distanceIsTheDistance()
{
    // The textbook's table, with a swap of neighbours as one step.
    const auto table = [](const QString &a, const QString &b) {
        const auto columns = std::size_t(b.size() + 1);
        std::vector<std::vector<int>> cells(std::size_t(a.size() + 1), std::vector<int>(columns));
        for (std::size_t i = 0; i < cells.size(); ++i) {
            for (std::size_t j = 0; j < columns; ++j) {
                if (i == 0 || j == 0) {
                    cells[i][j] = int(i + j);
                    continue;
                }
                const auto same = [&](std::size_t x, std::size_t y) {
                    return a[qsizetype(x)] == b[qsizetype(y)];
                };
                int &cell = cells[i][j];
                cell = std::min({cells[i - 1][j] + 1, cells[i][j - 1] + 1,
                                 cells[i - 1][j - 1] + (same(i - 1, j - 1) ? 0 : 1)});
                if (i > 1 && j > 1 && same(i - 1, j - 2) && same(i - 2, j - 1))
                    cell = std::min(cell, cells[i - 2][j - 2] + 1);
            }
        }
        return std::pair(cells.back().back(), *std::ranges::min_element(cells.back()));
    };
    QRandomGenerator random(7);
    const auto word = [&random](int longest) {
        QString text;
        for (int i = 1 + random.bounded(longest); i > 0; --i)
            text.append(u"abcд"[random.bounded(4)]);
        return text;
    };
    for (int i = 0; i < 4000; ++i) {
        const QString typed = word(i % 50 == 0 ? 64 : 9);
        const QString other = word(12);
        const auto [whole, beginning] = table(typed, other);
        const auto found = search::distance(search::Term(typed), other);
        if (found.whole != whole || found.beginning != beginning)
            QFAIL(qUtf8Printable(u"%1 / %2: %3, not %4"_s.arg(typed, other).arg(found.whole).arg(whole)));
    }
}

void TestSearch::marksInTitles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("beginning") << u"Payment"_s << u"pay"_s << u"[Pay]ment"_s;
    QTest::newRow("two words") << u"Order history"_s << u"hist ord"_s << u"[Ord]er [hist]ory"_s;
    QTest::newRow("initials") << u"GitHub Actions"_s << u"gha"_s << u"[G]it[H]ub [A]ctions"_s;
    QTest::newRow("scattered") << u"Checkout"_s << u"chkt"_s << u"[Ch]ec[k]ou[t]"_s;
    QTest::newRow("one letter that was two") << u"Straße"_s << u"stras"_s << u"[Straß]e"_s;
    QTest::newRow("an accent of its own")
        << u"Cafe\u0301 au lait"_s << u"cafe"_s << u"[Cafe\u0301] au lait"_s;
    QTest::newRow("beyond 16 bits") << u"🚀🚀 pad"_s << u"🚀 pad"_s << u"[🚀]🚀 [pad]"_s;
    QTest::newRow("across separators")
        << u"order  -  service"_s << u"order-service"_s << u"[order  -  service]"_s;
    QTest::newRow("key only") << u"Alpha"_s << u"kk"_s << u"Alpha"_s;
}

void TestSearch::marksInTitles()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto found = indexOf({u"kk = "_s + name}).find(text);
    QCOMPARE(found.size(), 1);
    QCOMPARE(marked(found.front().title, found.front().marks), expected);
    QVERIFY(found.front().where.isEmpty() && found.front().excerpt.isEmpty());
}

void TestSearch::excerpts_data()
{
    QTest::addColumn<QString>("note");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("short") << u"kept in Frankfurt"_s << u"frank"_s << u"kept in [Frank]furt"_s;
    QTest::newRow("two words") << u"kept in Frankfurt"_s << u"frankfurt kept"_s << u"[kept] in [Frankfurt]"_s;
    QTest::newRow("lines") << u"one\ntwo\tthree"_s << u"two"_s << u"one [two] three"_s;
    const QString filler = u"lorem ipsum dolor sit amet consetetur "_s;
    QTest::newRow("in the middle") << filler.repeated(3) + u"needle "_s + filler.repeated(6) << u"needle"_s
                                   << u"…ipsum dolor sit amet consetetur [needle] lorem ipsum dolor sit amet "
                                      "consetetur lorem ipsum dolor sit amet consetetur lorem…"_s;
    QTest::newRow("at the end") << filler.repeated(4) + u"needle"_s << u"needle"_s
                                << u"…ipsum dolor sit amet consetetur [needle]"_s;
    QTest::newRow("lone surrogates") << u"a \xd83d b \xde80 needle"_s << u"needle"_s
                                     << u"a \ufffd b \ufffd [needle]"_s;
}

void TestSearch::excerpts()
{
    QFETCH(QString, note);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto found = indexOf({u"kk = Alpha ; note: "_s + note}).find(text);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.front().where, u"note"_s);
    QCOMPARE(marked(found.front().excerpt, found.front().marks), expected);
}

void TestSearch::excerptsNeverCutACharacter()
{
    // Where it is cut moves by one code unit at a time over characters of two.
    const QString rocket = u"🚀"_s;
    for (int before = 0; before < 80; ++before) {
        const QString odd = u"y"_s.repeated(before % 2);
        const QString note = rocket.repeated(before / 2) + odd + u"needle"_s + rocket.repeated(200);
        const auto found = indexOf({u"kk = Alpha ; note: "_s + note}).find(u"needle");
        QCOMPARE(found.size(), 1);
        const QString &excerpt = found.front().excerpt;
        QVERIFY(excerpt.isValidUtf16() && !excerpt.contains(QChar::ReplacementCharacter));
        QCOMPARE(marked(excerpt, found.front().marks).count(u"[needle]"_s), 1);
    }
}

void TestSearch::plainNames()
{
    using search::matchName;
    QVERIFY(!matchName(u"Show history", u""));
    QVERIFY(!matchName(u"Show history", u"show findings"));
    QVERIFY(!matchName(u"", u"show"));
    const auto found = matchName(u"Show history", u"hist show");
    QVERIFY(found);
    QCOMPARE(marked(u"Show history"_s, found->marks), u"[Show] [hist]ory"_s);
    // The same text is worth the same as a title in an index.
    const auto index = indexOf({u"kk = Show history"_s});
    for (const auto text : {u"show history", u"hist", u"sh", u"histroy", u"shwhst"}) {
        const auto match = matchName(u"Show history", text);
        QVERIFY(match);
        QCOMPARE(match->score, index.find(text).front().score);
        QCOMPARE(match->marks, index.find(text).front().marks);
    }
}

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
