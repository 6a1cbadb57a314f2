// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/arrange.h"
#include "core/layout/part.h"
#include "core/layout/wire.h"
#include "graphs.h"
#include "platforms.h"

#include <QTest>

#include <random>

using namespace gp;
using namespace gp::layout;
using namespace Qt::StringLiterals;

/// What must hold of platforms of every size, on one grid and region by region.
class TestLayoutScale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsItsPromises_data();
    void keepsItsPromises();
    void orderOfTheListsDoesNotMatter_data();
    void orderOfTheListsDoesNotMatter();
    void routesAroundWhatWasMoved();
    void failedBatchFallsBackToLayers();
    void partMovesNothingElse_data();
    void partMovesNothingElse();
    void partOfNothing();
};

namespace {

Result<Arrangement> lay(const Request &request)
{
    return layOut(request, std::chrono::seconds(300), graphs::worker());
}

Request withoutGroups(Request request)
{
    request.groups.clear();
    for (Node &node : request.nodes)
        node.group = 0;
    return request;
}

/// All services in one group, all pipelines in another.
Request byKind(Request request)
{
    QHash<qint64, qint64> kinds;
    for (const Edge &edge : std::as_const(request.edges)) {
        if (edge.bundle == 1) { // a service and its pipeline
            kinds.insert(edge.from, 1);
            kinds.insert(edge.to, 2);
        }
    }
    request.groups = {{1, 0, u"Services"_s, 90}, {2, 0, u"Pipelines"_s, 90}, {3, 0, u"Others"_s, 90}};
    for (Node &node : request.nodes)
        node.group = kinds.value(node.id, 3);
    return request;
}

Request downwards(Request request)
{
    request.options.direction = Direction::TopToBottom;
    return request;
}

void shuffle(auto &list, std::mt19937 &chance)
{
    for (qsizetype i = list.size() - 1; i > 0; --i)
        list.swapItemsAt(i, static_cast<qsizetype>(chance() % static_cast<quint32>(i + 1)));
}

} // namespace

void TestLayoutScale::keepsItsPromises_data()
{
    QTest::addColumn<Request>("request");
    for (int services : {12, 25, 60, 100, 145, 300, 1000})
        QTest::addRow("%d services", services) << platforms::make({.services = services});
    for (quint32 seed : {1U, 2U, 3U})
        QTest::addRow("200 services, seed %u", seed) << platforms::make({.services = 200, .seed = seed});
    for (int services : {40, 400})
        QTest::addRow("%d services, teams and inner groups", services)
            << platforms::make({.services = services, .hasTeams = true, .hasInnerGroups = true});
    for (int services : {40, 400}) {
        const Request request = platforms::make({.services = services});
        QTest::addRow("%d services downwards", services) << downwards(request);
        QTest::addRow("%d services by kind", services) << byKind(request);
        QTest::addRow("%d services without groups", services) << withoutGroups(request);
    }
}

void TestLayoutScale::keepsItsPromises()
{
    QFETCH(Request, request);
    const auto arrangement = lay(request);
    QVERIFY2(arrangement.has_value(), qPrintable(arrangement ? QString() : arrangement.error().text()));
    QCOMPARE(arrangement->positions.size(), request.nodes.size());
    QCOMPARE(arrangement->routes.size(), request.edges.size());
    const QString flaw = graphs::findFlaw(request, *arrangement);
    QVERIFY2(flaw.isEmpty(), qPrintable(flaw));
    const double aspect = double(arrangement->size.width()) / arrangement->size.height();
    QVERIFY2(aspect > 1 / 3.0 && aspect < 3,
             qPrintable(u"%1 x %2"_s.arg(arrangement->size.width()).arg(arrangement->size.height())));
}

void TestLayoutScale::orderOfTheListsDoesNotMatter_data()
{
    QTest::addColumn<int>("services");
    for (int services : {30, 300})
        QTest::addRow("%d services", services) << services;
}

void TestLayoutScale::orderOfTheListsDoesNotMatter()
{
    QFETCH(int, services);
    Request request = platforms::make({.services = services, .hasInnerGroups = true});
    const QByteArray first = encode(lay(request).value());
    std::mt19937 chance(11);
    for (int round = 0; round < 2; ++round) {
        shuffle(request.nodes, chance);
        shuffle(request.edges, chance);
        shuffle(request.groups, chance);
        QVERIFY(encode(lay(request).value()) == first);
    }
}

void TestLayoutScale::routesAroundWhatWasMoved()
{
    const Request request = platforms::make({.services = 300});
    Arrangement arrangement = lay(request).value();
    // Far below all others: its group's frame now reaches over many, and they are routed as one.
    const Node &moved = request.nodes.first();
    arrangement.positions[moved.id] += QPoint(0, arrangement.size.height() + 400);
    arrangement.routes = routeAll(request, arrangement.positions);
    arrangement.groups = groupFrames(request, arrangement.positions);
    QCOMPARE(arrangement.routes.size(), request.edges.size());
    QVERIFY(routeAll(request, arrangement.positions) == arrangement.routes);
}

void TestLayoutScale::failedBatchFallsBackToLayers()
{
    const Request request = platforms::make({.services = 300});
    const Batch failing = [](const QList<FlatGraph> &graphs) {
        return QList<Result<QList<QPointF>>>(graphs.size(), fail(ErrorCode::Internal, u"no"_s));
    };
    const Engine layers = [](const FlatGraph &graph) -> Result<QList<QPointF>> {
        QList<QPointF> centres;
        for (qsizetype i = 0; i < graph.nodes.size(); ++i)
            centres.append(QPointF(0, 400.0 * static_cast<double>(i)));
        return centres;
    };
    const auto arrangement = arrange(request, layers, failing);
    QVERIFY(arrangement.has_value());
    QCOMPARE(graphs::findFlaw(request, *arrangement), QString());
}

void TestLayoutScale::partMovesNothingElse_data()
{
    QTest::addColumn<int>("services");
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("areNew");
    QTest::newRow("selection") << 50 << 9 << false;
    QTest::newRow("new cards") << 50 << 9 << true;
    QTest::newRow("large selection in a large picture") << 300 << 60 << false;
}

void TestLayoutScale::partMovesNothingElse()
{
    QFETCH(int, services);
    QFETCH(int, count);
    QFETCH(bool, areNew);
    const Request request = platforms::make({.services = services});
    const Arrangement before = lay(request).value();
    Positions positions = before.positions;
    QSet<qint64> movable;
    for (const Node &node : request.nodes.first(count)) {
        movable.insert(node.id);
        if (areNew)
            positions.remove(node.id);
    }
    const auto after = arrangePart(request, positions, movable, std::chrono::seconds(60), graphs::worker());
    QVERIFY2(after.has_value(), qPrintable(after ? QString() : after.error().text()));
    QCOMPARE(after->size(), request.nodes.size());
    QList<QRect> cards;
    for (const Node &node : request.nodes) {
        if (!movable.contains(node.id))
            QCOMPARE(after->value(node.id), before.positions.value(node.id));
        cards.append(QRect(after->value(node.id), node.size));
    }
    for (qsizetype i = 0; i < cards.size(); ++i)
        for (qsizetype j = i + 1; j < cards.size(); ++j)
            QVERIFY(!cards[i].adjusted(-8, -8, 8, 8).intersects(cards[j]));
    QVERIFY(*arrangePart(request, positions, movable, std::chrono::seconds(60), graphs::worker()) == *after);
}

void TestLayoutScale::partOfNothing()
{
    const Request request = platforms::make({.services = 12});
    const Positions positions = lay(request).value().positions;
    const auto same = arrangePart(request, positions, {}, std::chrono::seconds(60), graphs::worker());
    QVERIFY(same.has_value());
    QVERIFY(*same == positions);
    QVERIFY(
        !arrangePart(request, positions, {request.nodes.first().id}, std::chrono::seconds(5), u"/nowhere"_s)
             .has_value());
}

QTEST_GUILESS_MAIN(TestLayoutScale)
#include "tst_layout_scale.moc"
