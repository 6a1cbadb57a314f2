// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/arrange.h"
#include "core/layout/wire.h"
#include "graphs.h"

#include <QSet>
#include <QTest>

using namespace gp;
using namespace gp::layout;
using namespace Qt::StringLiterals;

/// Requests, answers, the router, and what every layout has to keep.
class TestLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faults_data();
    void faults();
    void wireRoundTrip();
    void wireRefusesGarbage_data();
    void wireRefusesGarbage();
    void layoutIsSound_data();
    void layoutIsSound();
    void sameRequestSameBytes();
    void shapeFitsAScreen_data();
    void shapeFitsAScreen();
    void chainRunsAlongTheDirection();
    void routesGoAroundAMovedCard();
    void routesOfOneBundleShareTheirPort();
    void oppositeEdgesKeepApart();
    void routingLeavesOutWhatHasNoPlace();
    void engineFailureIsReported();
    void thousandsOfCardsAreNotForDot();
};

namespace {

Result<Arrangement> lay(const Request &request)
{
    return layOut(request, std::chrono::seconds(120), graphs::worker());
}

Request nested()
{
    Request request = graphs::fromText(u"1>2 3>4 2>3 5>1"_s);
    request.groups = {{1, 0, u"Outer"_s, 60}, {2, 1, u"Inner"_s, 60}, {3, 0, u"Empty"_s, 60}};
    request.nodes[0].group = 1;
    request.nodes[1].group = 2;
    request.nodes[2].group = 2;
    return request;
}

} // namespace

void TestLayout::faults_data()
{
    QTest::addColumn<Request>("request");
    QTest::addColumn<QString>("contains");
    const Request sound = graphs::fromText(u"1>2"_s, u"a:1"_s);
    Request request = sound;
    QTest::newRow("sound") << request << QString();
    request.nodes.append(request.nodes.first());
    QTest::newRow("doubled node") << request << u"two nodes"_s;
    request = sound;
    request.edges.append({7, 1, 99, 1, 0});
    QTest::newRow("dangling edge") << request << u"unknown end"_s;
    request = sound;
    request.groups.append({5, 6, {}, 0});
    request.groups.append({6, 5, {}, 0});
    QTest::newRow("group inside itself") << request << u"inside itself"_s;
    request = sound;
    request.nodes[0].group = 44;
    QTest::newRow("unknown group") << request << u"unknown group"_s;
    request = sound;
    request.nodes[0].size = {0, 10};
    QTest::newRow("flat card") << request << u"0 x 10"_s;
    request = sound;
    request.nodes[0].size = {1 << 28, 10};
    QTest::newRow("huge card") << request << u"pixels"_s;
    request = sound;
    request.edges[0].weight = -1;
    QTest::newRow("negative weight") << request << u"weight"_s;
}

void TestLayout::faults()
{
    QFETCH(Request, request);
    QFETCH(QString, contains);
    const QString fault = findFault(request);
    QCOMPARE(fault.isEmpty(), contains.isEmpty());
    QVERIFY2(fault.contains(contains), qPrintable(fault));
    QCOMPARE(decodeRequest(encode(request)).has_value(), contains.isEmpty());
}

void TestLayout::wireRoundTrip()
{
    Request request = nested();
    request.options.direction = Direction::TopToBottom;
    request.options.aspect = 2.25;
    request.nodes[0].id = (1LL << 53) - 1; // the largest that survives JSON
    request.edges.clear();
    const auto decoded = decodeRequest(encode(request));
    QVERIFY2(decoded.has_value(), qPrintable(decoded ? QString() : decoded.error().message));
    for (Group &group : request.groups)
        group.title.clear(); // the worker has no use for it
    QCOMPARE(*decoded, request);
    QCOMPARE(fromFrame(toFrame("{}")).value(), QByteArray("{}"));
}

void TestLayout::wireRefusesGarbage_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no head") << QByteArray("{}");
    QTest::newRow("other version") << QByteArray("groundplan-layout 2 2\n{}");
    QTest::newRow("short") << QByteArray("groundplan-layout 1 30\n{}");
    QTest::newRow("long") << QByteArray("groundplan-layout 1 1\n{}");
    QTest::newRow("negative") << QByteArray("groundplan-layout 1 -2\n{}");
    QTest::newRow("no number") << QByteArray("groundplan-layout 1 zwei\n{}");
    QTest::newRow("overflow") << QByteArray("groundplan-layout 1 99999999999999999999\n{}");
    QTest::newRow("no JSON") << toFrame("<xml/>");
    QTest::newRow("a list") << toFrame("[]");
    QTest::newRow("no lists") << toFrame("{}");
    QTest::newRow("short row") << toFrame(R"({"nodes":[[1]],"edges":[],"groups":[]})");
    QTest::newRow("text for a number") << toFrame(R"({"nodes":[["1",2,3,0]],"edges":[],"groups":[]})");
    QTest::newRow("fraction") << toFrame(R"({"nodes":[[1.5,2,3,0]],"edges":[],"groups":[]})");
    QTest::newRow("huge number") << toFrame(R"({"nodes":[[1e300,2,3,0]],"edges":[],"groups":[]})");
    QTest::newRow("absurd gap") << toFrame(R"({"nodes":[],"edges":[],"groups":[],"options":{"nodeGap":-5}})");
}

void TestLayout::wireRefusesGarbage()
{
    QFETCH(QByteArray, frame);
    const auto request = fromFrame(frame).and_then(decodeRequest);
    QVERIFY(!request.has_value());
    QVERIFY(!request.error().message.isEmpty());
}

void TestLayout::layoutIsSound_data()
{
    QTest::addColumn<Request>("request");
    QTest::newRow("nothing") << Request();
    QTest::newRow("one card") << graphs::fromText(u"1"_s);
    QTest::newRow("one card in a group") << graphs::fromText(u"1"_s, u"a:1"_s);
    QTest::newRow("loop and doubled edges") << graphs::fromText(u"1>1 1>2 1>2 2>1 2>2"_s);
    QTest::newRow("circle") << graphs::fromText(u"1>2 2>3 3>1"_s, u"a:1 b:2 c:3"_s);
    QTest::newRow("lone cards") << graphs::fromText(u"1 2 3 4 5 6 7 8 9 10 11"_s);
    QTest::newRow("cards beside groups") << graphs::fromText(u"1>2 2>3 4>5 6"_s, u"a:1,2 b:4"_s);
    QTest::newRow("nested groups") << nested();
    QTest::newRow("star of 50") << graphs::star(50);
    QTest::newRow("chain of 30") << graphs::chain(30);
    QTest::newRow("platform") << graphs::platform();
    for (quint32 seed = 1; seed <= 12; ++seed) {
        const int size = 6 + static_cast<int>(seed) * 7;
        QTest::addRow("random %u", seed)
            << graphs::random(size, size * 3 / 2, static_cast<int>(seed % 7), seed);
    }
    Request down = graphs::platform();
    down.options.direction = Direction::TopToBottom;
    QTest::newRow("platform downwards") << down;
    QTest::newRow("200 cards") << graphs::random(200, 260, 12, 99);
}

void TestLayout::layoutIsSound()
{
    QFETCH(Request, request);
    const auto arrangement = lay(request);
    QVERIFY2(arrangement.has_value(), qPrintable(arrangement ? QString() : arrangement.error().text()));
    QCOMPARE(arrangement->routes.size(), request.edges.size());
    const QString flaw = graphs::findFlaw(request, *arrangement);
    QVERIFY2(flaw.isEmpty(), qPrintable(flaw));
}

void TestLayout::sameRequestSameBytes()
{
    Request request = graphs::platform();
    const QByteArray first = encode(lay(request).value());
    QCOMPARE(encode(lay(request).value()), first);
    // Nor does the order matter in which things are named.
    std::reverse(request.nodes.begin(), request.nodes.end());
    std::reverse(request.edges.begin(), request.edges.end());
    std::reverse(request.groups.begin(), request.groups.end());
    QCOMPARE(encode(lay(request).value()), first);
}

void TestLayout::shapeFitsAScreen_data()
{
    QTest::addColumn<Request>("request");
    QTest::newRow("platform") << graphs::platform();
    QTest::newRow("star of 50") << graphs::star(50);
    QTest::newRow("chain of 30") << graphs::chain(30);
    QTest::newRow("200 cards") << graphs::random(200, 260, 12, 99);
    QTest::newRow("40 groups") << graphs::random(120, 160, 40, 5);
    QString lone;
    for (int i = 1; i <= 60; ++i)
        lone += QString::number(i) + u' ';
    QTest::newRow("60 lone cards") << graphs::fromText(lone);
}

void TestLayout::shapeFitsAScreen()
{
    QFETCH(Request, request);
    const Arrangement arrangement = lay(request).value();
    const double aspect = double(arrangement.size.width()) / arrangement.size.height();
    QVERIFY2(aspect > 0.4 && aspect < 2.5,
             qPrintable(u"%1 x %2"_s.arg(arrangement.size.width()).arg(arrangement.size.height())));
}

void TestLayout::chainRunsAlongTheDirection()
{
    Request request = graphs::chain(3);
    const Positions right = lay(request).value().positions;
    QVERIFY(right[1].x() < right[2].x() && right[2].x() < right[3].x());
    request.options.direction = Direction::TopToBottom;
    const Positions down = lay(request).value().positions;
    QVERIFY(down[1].y() < down[2].y() && down[2].y() < down[3].y());
}

void TestLayout::routesGoAroundAMovedCard()
{
    const Request request = graphs::fromText(u"1>2 3"_s);
    Arrangement arrangement;
    arrangement.size = {2000, 2000};
    arrangement.positions = {{1, {100, 500}}, {2, {900, 500}}, {3, {500, 900}}};
    arrangement.routes = routeAll(request, arrangement.positions);
    QCOMPARE(arrangement.routes.first().first().y(), arrangement.routes.first().last().y());
    QCOMPARE(arrangement.routes.first().size(), 4); // straight
    arrangement.positions[3] = {500, 500};
    arrangement.routes = routeAll(request, arrangement.positions);
    QCOMPARE(graphs::findFlaw(request, arrangement), QString());
    QVERIFY(arrangement.routes.first().size() > 4);
    QCOMPARE(routeAll(request, arrangement.positions), arrangement.routes);
}

void TestLayout::routesOfOneBundleShareTheirPort()
{
    Request request = graphs::fromText(u"1>3 2>3"_s);
    const Positions positions{{1, {0, 0}}, {2, {0, 300}}, {3, {500, 150}}};
    Routes routes = routeAll(request, positions);
    QCOMPARE(routes[1000].last(), routes[1001].last());
    request.edges[1].bundle = 2;
    routes = routeAll(request, positions);
    QVERIFY(routes[1000].last() != routes[1001].last());
}

void TestLayout::oppositeEdgesKeepApart()
{
    const Request request = graphs::fromText(u"1>2 2>1"_s);
    const Routes routes = routeAll(request, {{1, {0, 0}}, {2, {500, 0}}});
    QVERIFY(routes[1000].last() != routes[1001].first());
    QVERIFY(routes[1000].first() != routes[1001].last());
}

void TestLayout::routingLeavesOutWhatHasNoPlace()
{
    const Request request = graphs::fromText(u"1>2 2>3"_s);
    const Routes routes = routeAll(request, {{1, {0, 0}}, {2, {400, 0}}});
    QCOMPARE(routes.keys(), QList<qint64>{1000});
    QVERIFY(routeAll(request, {}).isEmpty());
    // Cards on top of each other: there is no good way, but there is one.
    QCOMPARE(routeAll(request, {{1, {0, 0}}, {2, {10, 10}}, {3, {20, 20}}}).size(), 2);
}

void TestLayout::engineFailureIsReported()
{
    const Engine engine = [](const FlatGraph &) { return fail(ErrorCode::Internal, u"no"_s); };
    const auto arrangement = arrange(graphs::fromText(u"1>2"_s), engine);
    QVERIFY(!arrangement.has_value());
    QCOMPARE(arrangement.error().message, u"no"_s);
    const Engine forgetful = [](const FlatGraph &) { return QList<QPointF>{QPointF()}; };
    QVERIFY(!arrange(graphs::fromText(u"1>2"_s), forgetful).has_value());
}

void TestLayout::thousandsOfCardsAreNotForDot()
{
    const Engine engine = [](const FlatGraph &graph) -> Result<QList<QPointF>> {
        return fail(ErrorCode::Internal, u"asked for %1 cards"_s.arg(graph.nodes.size()));
    };
    // One piece, with circles in it.
    Request request = graphs::chain(1500);
    for (qint64 id = 1; id < 1500; id += 3)
        request.edges.append({100'000 + id, id, 1501 - id, 1, 1});
    const auto arrangement = arrange(request, engine);
    QVERIFY2(arrangement.has_value(), qPrintable(arrangement ? QString() : arrangement.error().message));
    QCOMPARE(arrangement->positions.size(), request.nodes.size());
    QCOMPARE(arrangement->routes.size(), request.edges.size());
    QSet<std::pair<int, int>> corners;
    for (const QPoint &corner : arrangement->positions)
        corners.insert({corner.x(), corner.y()});
    QCOMPARE(corners.size(), request.nodes.size());
}

QTEST_GUILESS_MAIN(TestLayout)
#include "tst_layout.moc"
