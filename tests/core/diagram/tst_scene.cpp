// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/scene.h"
#include "core/diagram/texts.h"
#include "sample.h"

#include <QFontMetricsF>
#include <QJsonArray>
#include <QTest>

#include "core/diagram/theme.h"

using namespace gp;
using namespace gp::diagram;
using namespace Qt::StringLiterals;

/// From model and view to a scene: what it shows, at which place, in which state, with which words.
class TestScene : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cardTexts_data();
    void cardTexts();
    void longTextsAreShortened();
    void namesAreNeverClipped_data();
    void namesAreNeverClipped();
    void selection_data();
    void selection();
    void domainBringsItsPipelines();
    void groups_data();
    void groups();
    void viewWithoutPositionsNeedsLayout();
    void positionsAreTheSameAtEveryPlateau();
    void compareStates();
    void newElementMovesNoOther();
    void movingOneCardMovesNoOther();
    void optionPlateauShowsItsOwnElements();
    void sameInputSameScene();

private:
    SceneBuilder builder(const View &view) const
    {
        return {m_platform.model, metamodel::Metamodel::builtin(), view};
    }
    Scene at(const View &view, PlateauId plateau) const { return builder(view).scene(plateau); }

    sample::Platform m_platform;
    View m_overview;
};

namespace {

QStringList keys(const Scene &scene)
{
    QStringList result;
    for (const Card &card : scene.cards)
        result.append(card.key);
    result.sort();
    return result;
}

QMap<ElementId, QRectF> places(const Scene &scene)
{
    QMap<ElementId, QRectF> result;
    for (const Card &card : scene.cards)
        result.insert(card.id, card.rect);
    return result;
}

View with(View view, const char *property, const QJsonValue &value)
{
    view.properties.insert(QLatin1StringView(property), value);
    return view;
}

} // namespace

void TestScene::initTestCase()
{
    m_platform = sample::platform();
    m_overview = sample::laidOut(
        m_platform.model, sample::view("service pipeline environment", "deliveredBy deploysTo promotesTo"));
}

void TestScene::cardTexts_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QJsonObject>("properties");
    QTest::addColumn<QString>("subtitle");
    QTest::addColumn<QStringList>("badges");
    const QJsonArray slos{QJsonObject{{u"objective"_s, 99.95}}};
    QTest::newRow("service") << u"service"_s
                             << QJsonObject{{u"workload"_s, u"web-service"_s},
                                            {u"tier"_s, 1},
                                            {u"slos"_s, slos},
                                            {u"deployment_strategy"_s, u"canary"_s}}
                             << u"web service · tier 1"_s << QStringList{u"SLO 99.95"_s, u"canary"_s};
    QTest::newRow("bare service") << u"service"_s << QJsonObject() << u"service"_s << QStringList();
    QTest::newRow("pipeline") << u"pipeline"_s
                              << QJsonObject{{u"tool"_s, u"GitHub Actions"_s},
                                             {u"template_version"_s, u"v3.2"_s},
                                             {u"stages"_s, QJsonArray{QJsonObject(), QJsonObject()}},
                                             {u"provenance"_s, u"slsa-l3"_s},
                                             {u"signing"_s, u"signed"_s}}
                              << u"GitHub Actions · v3.2"_s
                              << QStringList{u"2 stages"_s, u"SLSA L3"_s, u"signed"_s};
    QTest::newRow("environment") << u"environment"_s
                                 << QJsonObject{{u"platform"_s, u"EKS"_s},
                                                {u"region"_s, u"eu-central-1"_s},
                                                {u"data_policy"_s, u"masked"_s}}
                                 << u"EKS · eu-central-1"_s << QStringList{u"masked"_s};
    QTest::newRow("control") << u"control"_s
                             << QJsonObject{{u"enforcement_point"_s, u"admission"_s},
                                            {u"mode"_s, u"enforced"_s},
                                            {u"short_requirement"_s, u"SLSA L3"_s}}
                             << u"admission · enforced"_s << QStringList{u"SLSA L3"_s};
    QTest::newRow("line breaks") << u"pipeline"_s << QJsonObject{{u"tool"_s, u"Git\nHub\t Actions"_s}}
                                 << u"Git Hub Actions"_s << QStringList();
}

void TestScene::cardTexts()
{
    QFETCH(QString, kind);
    QFETCH(QJsonObject, properties);
    QFETCH(QString, subtitle);
    QFETCH(QStringList, badges);
    const CardText text =
        cardText({ElementId(1), u"the-key"_s, kind, properties}, metamodel::Metamodel::builtin().kind(kind));
    QCOMPARE(text.name, u"the-key"_s);
    QCOMPARE(text.subtitle, subtitle);
    QCOMPARE(text.badges, badges);
}

void TestScene::namesAreNeverClipped_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("lines");
    QTest::addColumn<bool>("isWhole");
    QTest::newRow("short") << u"ui"_s << 1 << true;
    QTest::newRow("just one line") << u"payment-adapter-visa-eu"_s << 1 << true;
    QTest::newRow("two lines at a dash") << u"data-quality-checks-for-finance-and-controlling"_s << 2 << true;
    QTest::newRow("two lines at a space") << u"Customer identity and access management"_s << 2 << true;
    QTest::newRow("one long word") << u"Donaudampfschifffahrtsgesellschaftskapitaen"_s << 2 << true;
    QTest::newRow("endless") << QString(200, u'W') + u"-v2"_s << 2 << false;
    QTest::newRow("blank") << u""_s << 1 << true;
}

void TestScene::namesAreNeverClipped()
{
    QFETCH(QString, name);
    QFETCH(int, lines);
    QFETCH(bool, isWhole);
    const CardText text{name, u"a subtitle"_s, {}};
    const QSize size = cardSize(text);
    QVERIFY(size.width() >= leastCardWidth && size.width() <= mostCardWidth);
    Card card;
    fitText(card, text, size.width());
    QCOMPARE(card.nameLines.size(), lines);
    const QFontMetricsF metrics(font(namePixels, QFont::DemiBold));
    for (const QString &line : std::as_const(card.nameLines))
        QVERIFY(metrics.horizontalAdvance(line) <= size.width() - cardLeft - cardRight + 0.01);
    QCOMPARE(card.nameLines.join(QString()).remove(u' ') == QString(name).remove(u' '), isWhole);
    if (!isWhole)
        QVERIFY(card.nameLines.last().endsWith(u"-v2")); // the end tells names apart
}

void TestScene::longTextsAreShortened()
{
    const QString name = QString(u"word "_s.repeated(2'000'000)) + u"-v2"_s;
    const auto *kind = metamodel::Metamodel::builtin().kind(u"service"_s);
    const CardText text = cardText({ElementId(1), u"the-key"_s, u"service"_s, {{u"name"_s, name}}}, kind);
    QVERIFY(text.name.size() <= 400);
    QVERIFY(text.name.startsWith(u"word word"_s) && text.name.endsWith(u"-v2"_s));
}

void TestScene::selection_data()
{
    QTest::addColumn<View>("view");
    QTest::addColumn<QStringList>("expected");
    const View controls = sample::view("control", "");
    QTest::newRow("by kind") << controls << QStringList{u"four-eyes"_s, u"rotation"_s,    u"sast"_s,
                                                        u"sbom"_s,      u"secret-scan"_s, u"signing"_s};
    QTest::newRow("without some") << with(controls, "exclude", QJsonArray{u"sast"_s, u"sbom"_s, u"unknown"_s})
                                  << QStringList{u"four-eyes"_s, u"rotation"_s, u"secret-scan"_s,
                                                 u"signing"_s};
    QTest::newRow("named ones only") << with(sample::view("", ""), "include",
                                             QJsonArray{u"dev"_s, u"checkout"_s})
                                     << QStringList{u"checkout"_s, u"dev"_s};
    QTest::newRow("kind and named") << with(sample::view("environment", ""), "include",
                                            QJsonArray{u"domain-orders"_s})
                                    << QStringList{u"dev"_s, u"domain-orders"_s, u"prod"_s, u"stage"_s,
                                                   u"test"_s};
    QTest::newRow("nothing") << sample::view("technology", "") << QStringList();
}

void TestScene::selection()
{
    QFETCH(View, view);
    QFETCH(QStringList, expected);
    const Scene scene = at(view, m_platform.target);
    QCOMPARE(keys(scene), expected);
    QVERIFY(expected.isEmpty() || scene.needsLayout);
    for (const Edge &edge : scene.edges)
        QVERIFY(scene.card(edge.source) && scene.card(edge.target));
}

void TestScene::domainBringsItsPipelines()
{
    const View view =
        with(sample::view("service pipeline environment", ""), "domains", QJsonArray{u"domain-payments"_s});
    const QStringList shown = keys(at(view, m_platform.target));
    QVERIFY(shown.contains(u"payment"_s) && shown.contains(u"golden-web@3"_s) && shown.contains(u"prod"_s));
    QVERIFY(!shown.contains(u"checkout"_s));     // of another domain, though payment depends on it
    QVERIFY(!shown.contains(u"search-index"_s)); // delivers nothing of this domain
}

void TestScene::groups_data()
{
    QTest::addColumn<QString>("groupBy");
    QTest::addColumn<QStringList>("titles");
    QTest::newRow("none") << u"none"_s << QStringList();
    QTest::newRow("kind") << u"kind"_s << QStringList{u"Environments"_s, u"Services"_s};
    const QStringList domains{u"Customer support"_s, u"Data and reporting"_s, u"Environments"_s,
                              u"Fulfilment"_s,       u"Identity"_s,           u"Marketing"_s,
                              u"Orders"_s,           u"Payments"_s,           u"Storefront"_s};
    QTest::newRow("domain") << u"domain"_s << domains;
    QTest::newRow("column") << u"column"_s << domains;
    QTest::newRow("team") << u"team"_s
                          << QStringList{u"Environments"_s,           u"Services"_s,
                                         u"team-domain-data"_s,       u"team-domain-fulfilment"_s,
                                         u"team-domain-identity"_s,   u"team-domain-marketing"_s,
                                         u"team-domain-orders"_s,     u"team-domain-payments"_s,
                                         u"team-domain-storefront"_s, u"team-domain-support"_s};
}

void TestScene::groups()
{
    QFETCH(QString, groupBy);
    QFETCH(QStringList, titles);
    const View view = with(sample::view("service environment", "promotesTo"), "group_by", groupBy);
    const Scene scene = at(sample::laidOut(m_platform.model, view), m_platform.current);
    QStringList found;
    for (const Group &group : scene.groups)
        found.append(group.title);
    found.sort();
    QCOMPARE(found, titles);
    for (const Card &card : scene.cards) {
        QCOMPARE(card.group > 0, groupBy != u"none");
        if (card.group > 0)
            QVERIFY(scene.groups[card.group - 1].rect.contains(card.rect));
    }
}

void TestScene::viewWithoutPositionsNeedsLayout()
{
    const Scene scene = at(sample::view("service", "dependsOn"), m_platform.current);
    QVERIFY(scene.needsLayout);
    QVERIFY(!scene.cards.isEmpty() && !scene.edges.isEmpty());
    QVERIFY(scene.edges.first().route.isEmpty());
    QVERIFY(scene.bounds.isNull());
    QVERIFY(!at(m_overview, m_platform.current).needsLayout);
}

void TestScene::positionsAreTheSameAtEveryPlateau()
{
    const SceneBuilder made = builder(m_overview);
    const auto current = places(made.scene(m_platform.current));
    const auto target = places(made.scene(m_platform.target));
    const auto both = places(made.scene(m_platform.target, m_platform.current));
    QVERIFY(current.contains(m_platform.id("jenkins-shared")) &&
            !target.contains(m_platform.id("jenkins-shared")));
    QVERIFY(target.contains(m_platform.id("golden-web@3")) &&
            !current.contains(m_platform.id("golden-web@3")));
    for (const auto &[id, rect] : both.asKeyValueRange()) {
        QCOMPARE(current.value(id, rect), rect);
        QCOMPARE(target.value(id, rect), rect);
    }
    QCOMPARE(both.size(),
             (QSet(current.keyBegin(), current.keyEnd()) + QSet(target.keyBegin(), target.keyEnd())).size());
    QCOMPARE(made.scene(m_platform.current).bounds, made.scene(m_platform.target).bounds);
    // What is not there at the same time must not overlap either.
    for (const auto &[a, first] : both.asKeyValueRange())
        for (const auto &[b, second] : both.asKeyValueRange())
            QVERIFY(a == b || !first.intersects(second));
}

void TestScene::compareStates()
{
    const Scene scene = builder(m_overview).scene(m_platform.target, m_platform.current);
    QVERIFY(scene.compare);
    QCOMPARE(scene.subtitle, u"Current → Target"_s);
    const auto state = [&](const char *key) { return scene.card(m_platform.id(key))->state; };
    QCOMPARE(state("golden-web@3"), State::Added);
    QCOMPARE(state("orders-legacy"), State::Removed);
    QCOMPARE(state("jenkins-shared"), State::Replaced);
    QCOMPARE(state("dev"), State::Changed);
    QCOMPARE(state("checkout"), State::Changed);
    QCOMPARE(state("stage"), State::Kept);
    // A removed card says what it said; a changed one what it will say.
    QCOMPARE(scene.card(m_platform.id("jenkins-shared"))->subtitle, u"Jenkins · 2.426"_s);
    QVERIFY(scene.card(m_platform.id("checkout"))->badges.contains(u"canary"_s));
    QSet<State> edges;
    for (const Edge &edge : scene.edges)
        edges.insert(edge.state);
    QVERIFY(edges.contains(State::Added) && edges.contains(State::Removed) && edges.contains(State::Kept));
    const QMap<State, int> counts = countStates(scene);
    QCOMPARE(counts.value(State::Added), 4);
    QCOMPARE(counts.value(State::Replaced), 1);
    QVERIFY(!counts.contains(State::None));
    for (const Card &card : builder(m_overview).scene(m_platform.target).cards)
        QCOMPARE(card.state, State::None);
}

void TestScene::newElementMovesNoOther()
{
    const auto before = places(at(m_overview, m_platform.target));
    Draft draft(m_platform.model);
    const ElementId added = draft.addElement(u"service"_s, u"brand-new"_s, m_platform.target, {}).value();
    const ElementId domain = m_platform.id("domain-payments");
    QVERIFY(draft.addRelation(u"partOf"_s, added, domain, m_platform.target).has_value());
    QVERIFY(draft.addRelation(u"deliveredBy"_s, added, m_platform.id("golden-api@2"), m_platform.target)
                .has_value());
    const Scene scene =
        SceneBuilder(draft.model(), metamodel::Metamodel::builtin(), m_overview).scene(m_platform.target);
    auto after = places(scene);
    const QRectF placed = after.take(added);
    for (const auto &[id, rect] : before.asKeyValueRange())
        QCOMPARE(after.value(id).topLeft(), rect.topLeft());
    for (const QRectF &rect : after)
        QVERIFY(!rect.intersects(placed));
    QVERIFY(scene.groups[scene.card(added)->group - 1].rect.contains(placed));
    QCOMPARE(scene.groups[scene.card(added)->group - 1].title, u"Payments"_s);
    const Scene old = at(m_overview, m_platform.target);
    int routed = 0;
    for (const Edge &edge : scene.edges) {
        QVERIFY(edge.route.size() >= 4);
        routed += edge.source == added;
        if (const Edge *same = old.edge(edge.id))
            QCOMPARE(edge.route, same->route);
    }
    QCOMPARE(routed, 1);
}

void TestScene::movingOneCardMovesNoOther()
{
    const SceneBuilder made = builder(m_overview);
    const ElementId id = m_platform.id("checkout");
    const QPoint to = m_overview.positions.value(id) + QPoint(0, 3000);
    const View moved = made.withMoved({{id, to}, {ElementId(4711), QPoint(1, 1)}});
    QCOMPARE(moved.positions.value(id), to);
    QVERIFY(!moved.positions.contains(ElementId(4711)));
    for (const auto &[other, position] : m_overview.positions.asKeyValueRange()) {
        if (other != id)
            QCOMPARE(moved.positions.value(other), position);
    }
    const Scene scene = builder(moved).scene(m_platform.target);
    for (const Edge &edge : scene.edges) {
        const QRectF card = scene.card(edge.source)->rect.adjusted(-2, -2, 2, 2);
        QVERIFY(card.contains(edge.route.first()));
    }
}

void TestScene::optionPlateauShowsItsOwnElements()
{
    const SceneBuilder made = builder(m_overview);
    const ElementId own = m_platform.id("edge-cache");
    QVERIFY(!made.elements().contains(own));
    QVERIFY(!made.scene(m_platform.target).card(own));
    const Scene option = made.scene(m_platform.option);
    QVERIFY(option.card(own));
    const auto main = places(made.scene(m_platform.wave));
    for (const auto &[id, rect] : places(option).asKeyValueRange()) {
        if (id != own)
            QCOMPARE(rect.topLeft(), main.value(id).topLeft());
        QVERIFY(id == own || !rect.intersects(option.card(own)->rect));
    }
    QCOMPARE(made.scene(m_platform.option, m_platform.wave).card(own)->state, State::Added);
}

void TestScene::sameInputSameScene()
{
    QCOMPARE(builder(m_overview).scene(m_platform.target), builder(m_overview).scene(m_platform.target));
    QCOMPARE(builder(m_overview).layoutRequest(),
             builder(sample::view("service pipeline environment", "deliveredBy deploysTo promotesTo"))
                 .layoutRequest());
    const SceneBuilder copy = builder(m_overview);
    QCOMPARE(SceneBuilder(copy).elements(), copy.elements());
}

QTEST_MAIN(TestScene)
#include "tst_scene.moc"
