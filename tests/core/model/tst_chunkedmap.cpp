// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/model/chunkedmap.h"

#include <QMap>
#include <QRandomGenerator>
#include <QTest>

using gp::ChunkedMap;

namespace {

using Map = ChunkedMap<int, QString>;
using Reference = QMap<int, QString>;

/// What the map says in every way that it can be read, beside a QMap of the same.
void compare(const Map &map, const Reference &reference)
{
    QCOMPARE(map.size(), reference.size());
    QCOMPARE(map.keys(), reference.keys());
    QCOMPARE(map.values(), reference.values());
    auto expected = reference.cbegin();
    for (auto it = map.cbegin(); it != map.cend(); ++it, ++expected) {
        QCOMPARE(it.key(), expected.key());
        QCOMPARE(*it, *expected);
    }
    auto back = map.cend();
    for (auto it = reference.cend(); it != reference.cbegin();)
        QCOMPARE((--back).key(), (--it).key());
    if (!reference.isEmpty()) {
        QCOMPARE(map.firstKey(), reference.firstKey());
        QCOMPARE(map.lastKey(), reference.lastKey());
    }
    for (int key = -1; key < 2100; ++key) {
        QCOMPARE(map.contains(key), reference.contains(key));
        QCOMPARE(map.value(key, QStringLiteral("none")), reference.value(key, QStringLiteral("none")));
        QCOMPARE(map.constFind(key) == map.cend(), !reference.contains(key));
        const auto from = map.lowerBound(key);
        const auto wanted = reference.lowerBound(key);
        QCOMPARE(from == map.cend(), wanted == reference.cend());
        if (from != map.cend())
            QCOMPARE(from.key(), wanted.key());
    }
}

} // namespace

/// The map that models are made of behaves as a QMap does, and a copy never sees what happens to another.
class tst_ChunkedMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void likeQMap_data();
    void likeQMap();
    void copiesAreApart();
    void equality();
};

void tst_ChunkedMap::likeQMap_data()
{
    QTest::addColumn<int>("removePercent");
    QTest::newRow("grows") << 10;
    QTest::newRow("stays") << 50;
    QTest::newRow("shrinks") << 80;
}

void tst_ChunkedMap::likeQMap()
{
    QFETCH(int, removePercent);
    QRandomGenerator random(7);
    Map map;
    Reference reference;
    for (int i = 0; i < 1000; ++i) { // in order first, as a file is read
        map.insert(i * 2, QString::number(i));
        reference.insert(i * 2, QString::number(i));
    }
    compare(map, reference);
    for (int i = 0; i < 6000; ++i) {
        const int key = random.bounded(2000);
        if (random.bounded(100) < removePercent) {
            QCOMPARE(map.remove(key), reference.remove(key) > 0);
        } else if (random.bounded(2) == 0) {
            map.insert(key, QString::number(i));
            reference.insert(key, QString::number(i));
        } else {
            map[key] += QLatin1Char('x');
            reference[key] += QLatin1Char('x');
        }
        if (i % 500 == 0)
            compare(map, reference);
    }
    compare(map, reference);
    for (const int key : reference.keys())
        QVERIFY(map.remove(key));
    QVERIFY(map.isEmpty());
    QVERIFY(map.begin() == map.end());
    map.insert(3, QStringLiteral("again"));
    QCOMPARE(map.keys(), QList<int>{3});
}

void tst_ChunkedMap::copiesAreApart()
{
    QRandomGenerator random(11);
    Map map;
    Reference reference;
    QList<std::pair<Map, Reference>> copies;
    for (int i = 0; i < 3000; ++i) {
        const int key = random.bounded(2000);
        if (random.bounded(4) == 0) {
            map.remove(key);
            reference.remove(key);
        } else {
            map.insert(key, QString::number(i));
            reference.insert(key, QString::number(i));
        }
        if (i % 300 == 0)
            copies.append({map, reference});
    }
    for (const auto &[copy, expected] : std::as_const(copies))
        compare(copy, expected);
}

void tst_ChunkedMap::equality()
{
    Map forth;
    Map back;
    for (int i = 0; i < 700; ++i) {
        forth.insert(i, QString::number(i));
        back.insert(699 - i, QString::number(699 - i));
    }
    QVERIFY(forth == back); // the same entries in other chunks
    Map copy = forth;
    QVERIFY(copy == forth);
    copy.insert(350, QStringLiteral("other"));
    QVERIFY(!(copy == forth));
    copy.insert(350, QStringLiteral("350"));
    QVERIFY(copy == forth);
    copy.remove(0);
    QVERIFY(!(copy == forth));
    copy.insert(-1, QStringLiteral("0"));
    QVERIFY(!(copy == forth));
    QVERIFY(Map() == Map());
}

QTEST_GUILESS_MAIN(tst_ChunkedMap)
#include "tst_chunkedmap.moc"
