// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/look.h"
#include "core/diagram/painter.h"
#include "core/diagram/theme.h"
#include "sample.h"

#include <QJsonArray>
#include <QTest>

using namespace gp;
using namespace gp::diagram;
using namespace Qt::StringLiterals;

/// Hiding, folding, colours and notes: what a view's look does to its picture, and what it leaves alone.
class TestLook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void hidingMovesNoOther_data();
    void hidingMovesNoOther();
    void foldedGroupIsOneCard();
    void everyRelationIsDrawnOrCounted_data();
    void everyRelationIsDrawnOrCounted();
    void countsCoverNoCard();
    void linesToFoldedGroupsCrossNoCard();
    void coloursSayTheirWord_data();
    void coloursSayTheirWord();
    void findingsColourCards();
    void notesAreWrappedAndHit();
    void absurdLooksAreHarmless();

private:
    [[nodiscard]] Scene scene(const QJsonObject &look, PlateauId at, std::optional<PlateauId> from = {},
                              const Marks &marks = {}) const
    {
        View view = m_view;
        for (auto it = look.begin(); it != look.end(); ++it)
            view.properties.insert(it.key(), it.value());
        return SceneBuilder(m_platform.model, metamodel::Metamodel::builtin(), view).scene(at, from, marks);
    }

    sample::Platform m_platform;
    View m_view;
};

namespace {

QJsonObject folded(const QStringList &keys)
{
    return {{u"folded"_s, QJsonArray::fromStringList(keys)}};
}

int relationsOf(const Scene &scene)
{
    int count = 0;
    for (const Edge &edge : scene.edges)
        count += edge.count;
    return count;
}

} // namespace

void TestLook::initTestCase()
{
    m_platform = sample::platform();
    m_view = sample::laidOut(m_platform.model,
                             sample::view("service pipeline environment control",
                                          "dependsOn deliveredBy deploysTo promotesTo guards", "domain"));
}

void TestLook::hidingMovesNoOther_data()
{
    QTest::addColumn<QString>("trait");
    QTest::addColumn<QString>("hiddenKey");
    QTest::newRow("kind") << u"kind:control"_s << u"sast"_s;
    QTest::newRow("team") << u"team:team-domain-payments"_s << u"payment"_s;
    QTest::newRow("technology") << u"technology:Jenkins"_s << u"jenkins-shared"_s;
}

void TestLook::hidingMovesNoOther()
{
    QFETCH(QString, trait);
    QFETCH(QString, hiddenKey);
    const Scene all = scene({}, m_platform.current);
    const Scene less = scene({{u"hide"_s, QJsonArray{trait}}}, m_platform.current);
    QVERIFY(less.cards.size() < all.cards.size());
    QCOMPARE(less.hidden, int(all.cards.size() - less.cards.size()));
    QCOMPARE(less.card(m_platform.id(qPrintable(hiddenKey))), nullptr);
    for (const Card &card : less.cards)
        QVERIFY(card == *all.card(card.id));
    for (const Edge &edge : less.edges) {
        QVERIFY(less.card(edge.source) && less.card(edge.target));
        QVERIFY(edge == *all.edge(edge.id));
    }
}

void TestLook::foldedGroupIsOneCard()
{
    const Scene all = scene({}, m_platform.current);
    const Scene less = scene(folded({u"domain-payments"_s}), m_platform.current);
    const ElementId domain = m_platform.id("domain-payments");
    const Card *card = less.card(domain);
    QVERIFY(card);
    QCOMPARE(card->name, u"Payments"_s);
    QVERIFY2(card->subtitle.startsWith(u"6 elements"_s), qPrintable(card->subtitle));
    QCOMPARE(card->badges.first(), u"6 services"_s);
    QCOMPARE(less.cardFor(m_platform.id("ledger")), card);
    QVERIFY(less.groups[card->folds - 1].rect.isNull());
    QVERIFY(all.groups[card->folds - 1].rect.contains(card->rect));
    for (const Card &other : less.cards) {
        if (other.id != domain)
            QVERIFY(other == *all.card(other.id));
    }
    // What does not touch the group keeps its line.
    for (const Edge &edge : less.edges) {
        if (edge.source != domain && edge.target != domain)
            QVERIFY(edge == *all.edge(edge.id));
    }
}

void TestLook::everyRelationIsDrawnOrCounted_data()
{
    QTest::addColumn<QStringList>("keys");
    QTest::newRow("one") << QStringList{u"domain-payments"_s};
    QTest::newRow("three") << QStringList{u"domain-payments"_s, u"domain-orders"_s, u"domain-identity"_s};
    QTest::newRow("of a kind") << QStringList{u"kind:pipeline"_s, u"domain-payments"_s};
    QTest::newRow("unknown") << QStringList{u"no such group"_s};
}

void TestLook::everyRelationIsDrawnOrCounted()
{
    QFETCH(QStringList, keys);
    for (const auto &from : {std::optional<PlateauId>(), std::optional(m_platform.current)}) {
        const Scene all = scene({}, m_platform.target, from);
        const Scene less = scene(folded(keys), m_platform.target, from);
        int inner = 0;
        for (const Edge &edge : all.edges) {
            if (less.inside.contains(edge.source) &&
                less.inside.value(edge.source) == less.inside.value(edge.target))
                ++inner;
        }
        QCOMPARE(relationsOf(less) + inner, all.edges.size());
        for (const Edge &edge : less.edges) {
            QVERIFY(less.card(edge.source) && less.card(edge.target));
            QVERIFY(edge.route.size() >= 4);
        }
    }
}

void TestLook::countsCoverNoCard()
{
    const Scene less =
        scene(folded({u"domain-payments"_s, u"domain-orders"_s, u"domain-identity"_s}), m_platform.target);
    int counted = 0;
    for (const Edge &edge : less.edges) {
        if (edge.count < 2 || edge.countAt.isNull())
            continue;
        ++counted;
        const QRectF pill(edge.countAt - QPointF(11, 9), QSizeF(22, 18));
        for (const Card &card : less.cards)
            QVERIFY2(!card.rect.intersects(pill), qPrintable(card.name));
    }
    QVERIFY(counted > 0);
}

void TestLook::linesToFoldedGroupsCrossNoCard()
{
    const Scene less = scene(folded({u"domain-payments"_s, u"domain-orders"_s}), m_platform.target);
    for (const Edge &edge : less.edges) {
        if (!less.card(edge.source)->folds && !less.card(edge.target)->folds)
            continue;
        for (qsizetype i = 0; i + 3 < edge.route.size(); i += 3) {
            for (int step = 1; step < 20; ++step) {
                const double t = step / 20.0;
                const double v = 1 - t;
                const QPointF *p = edge.route.constData() + i;
                const QPointF at =
                    v * v * v * p[0] + 3 * v * v * t * p[1] + 3 * v * t * t * p[2] + t * t * t * p[3];
                for (const Card &card : less.cards) {
                    if (card.id != edge.source && card.id != edge.target)
                        QVERIFY2(!card.rect.contains(at),
                                 qPrintable(edge.label + u" through "_s + card.name));
                }
            }
        }
    }
}

void TestLook::coloursSayTheirWord_data()
{
    QTest::addColumn<QString>("by");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("word");
    QTest::newRow("tier") << u"tier"_s << u"Tier"_s << u"checkout"_s << u"tier 1"_s;
    QTest::newRow("no tier") << u"tier"_s << u"Tier"_s << u"sast"_s << u"no tier"_s;
    QTest::newRow("owner") << u"owner"_s << u"Owner"_s << u"payment"_s << u"team-domain-payments"_s;
    QTest::newRow("new") << u"state"_s << u"Since the current state"_s << u"sbom"_s << u"new"_s;
    QTest::newRow("as today") << u"state"_s << u"Since the current state"_s << u"test"_s << u"as today"_s;
    QTest::newRow("cost") << u"cost"_s << u"Cost a month"_s << u"payment"_s << u"no cost"_s;
}

void TestLook::coloursSayTheirWord()
{
    QFETCH(QString, by);
    QFETCH(QString, title);
    QFETCH(QString, key);
    QFETCH(QString, word);
    const Scene plain = scene({}, m_platform.target);
    const Scene coloured = scene({{u"colour_by"_s, by}}, m_platform.target);
    QCOMPARE(coloured.legendTitle, title);
    QCOMPARE(coloured.cards.size(), plain.cards.size());
    const Card *card = coloured.card(m_platform.id(qPrintable(key)));
    QVERIFY(card);
    const QString said = card->badges.join(u' ') + u' ' + card->subtitle;
    QVERIFY2(said.contains(word, Qt::CaseInsensitive), qPrintable(said));
    const auto entry = std::ranges::find(coloured.legend, word, &LegendEntry::text);
    QVERIFY(entry != coloured.legend.end());
    QCOMPARE(entry->colour, card->colour);
    int cards = 0;
    for (const LegendEntry &each : coloured.legend)
        cards += each.count;
    QCOMPARE(cards, coloured.cards.size());
    for (const Card &each : coloured.cards)
        QCOMPARE(each.rect, plain.card(each.id)->rect);
}

void TestLook::findingsColourCards()
{
    Marks marks;
    marks.findings.insert(m_platform.id("checkout"), u"error"_s);
    const Scene coloured = scene({{u"colour_by"_s, u"findings"_s}}, m_platform.current, {}, marks);
    QCOMPARE(coloured.card(m_platform.id("checkout"))->colour, u"heat-0"_s);
    QCOMPARE(coloured.card(m_platform.id("ledger"))->colour, u"other"_s);
    QCOMPARE(Theme::light().kindColor(u"heat-0"), Theme::light().removed);
    QCOMPARE(Theme::light().kindColor(u"set-99"), Theme::light().other);
}

void TestLook::notesAreWrappedAndHit()
{
    const QJsonArray notes{
        QJsonObject{{u"text"_s, u"Decide with the board whether payments get a pipeline of their own"_s},
                    {u"x"_s, -500},
                    {u"y"_s, -300}}};
    const Scene noted = scene({{u"notes"_s, notes}}, m_platform.current);
    QCOMPARE(noted.notes.size(), 1);
    QVERIFY(noted.notes.first().lines.size() > 1);
    QCOMPARE(noted.notes.first().rect.topLeft(), QPointF(-500, -300));
    QVERIFY(noted.bounds.contains(noted.notes.first().rect));
    QCOMPARE(hitTest(noted, {-450, -280}).note, 0);
}

void TestLook::absurdLooksAreHarmless()
{
    const QJsonArray notes{
        QJsonObject{{u"text"_s, QString(100'000, u'x')}, {u"x"_s, 1e300}, {u"y"_s, -1e300}}, 7,
        QJsonObject{{u"x"_s, u"left"_s}}};
    const Scene strange = scene({{u"notes"_s, notes},
                                 {u"hide"_s, QJsonArray{12, QJsonObject()}},
                                 {u"folded"_s, QJsonArray{7, QJsonObject(), QString()}},
                                 {u"colour_by"_s, 12}},
                                m_platform.current);
    const Scene plain = scene({}, m_platform.current);
    QCOMPARE(strange.cards.size(), plain.cards.size());
    QCOMPARE(strange.notes.size(), 3);
    QVERIFY(strange.notes.first().lines.size() <= 25);
    QVERIFY(std::abs(strange.notes.first().rect.x()) <= View::farthest);
}

QTEST_MAIN(TestLook)
#include "tst_look.moc"
