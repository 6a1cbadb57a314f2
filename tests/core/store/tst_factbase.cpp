// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/factbase.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;
using store::CellRows;
using store::FactBase;

namespace {

std::unique_ptr<FactBase> withNumbers(int count)
{
    auto base = FactBase::create({{u"numbers"_s, {u"id"_s, u"name"_s}, {u"id"_s}}});
    QList<QVariantList> rows;
    for (int i = 0; i < count; ++i)
        rows.append({i, u"number %1"_s.arg(i)});
    (void)(*base)->add(u"numbers"_s, CellRows::from(2, rows));
    (void)(*base)->index(u"numbers"_s);
    return std::move(*base);
}

} // namespace

class tst_FactBase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cellsComeBackAsTheyWere()
    {
        auto base =
            FactBase::create({{u"cells"_s, {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s, u"f"_s}, {u"a"_s}}});
        const QVariantList row{qint64(1) << 60, 0.5,       QString(u"ä\0 \U0001F600"_s), QString(u""_s),
                               QByteArray(""),  QVariant()};
        QVERIFY((*base)->add(u"cells"_s, CellRows::from(6, {row, {}})));
        const auto result = (*base)->run(u"select *, typeof(d), typeof(e), typeof(f) from cells"_s);
        QVERIFY(result);
        QCOMPARE(result->rows.size(), 2);
        QCOMPARE(result->rows.first().first(6), row);
        QCOMPARE(result->rows.first().sliced(6), (QVariantList{u"text"_s, u"blob"_s, u"null"_s}));
        QCOMPARE(result->rows.last().first(6), QVariantList(6));
    }

    void rowsAreTheSameWhereTheirCellsAre()
    {
        const CellRows one = CellRows::from(2, {{1, u"a"_s}, {2, 0.5}});
        QVERIFY(one == CellRows::from(2, {{1, u"a"_s}, {2, 0.5}}));
        QVERIFY(!(one == CellRows::from(2, {{1, u"a"_s}})));
        QVERIFY(!(one == CellRows::from(2, {{1, u"b"_s}, {2, 0.5}})));
        QVERIFY(!(one == CellRows::from(2, {{1, u"a"_s}, {2, {}}})));
        const CellRows other = CellRows::from(2, {{u"1"_s, u"a"_s}, {2, 1.5}});
        QVERIFY(!one.isSame(0, 0, other, 0)); // a number is no text
        QVERIFY(one.isSame(0, 1, other, 0));
        QVERIFY(!one.isSame(1, 1, other, 1));
    }

    /// A statement that was understood once sees what the tables hold now, and columns as they are now.
    void keptStatementsSeeWhatChanged()
    {
        const auto base = withNumbers(3);
        const QString sql = u"select count(*) as n, max(name) as last from numbers where id >= ?1"_s;
        QCOMPARE(base->run(sql, {}, {1})->rows.first(), (QVariantList{qint64(2), u"number 2"_s}));
        QVERIFY(base->replace(u"numbers"_s, {1, 2}, CellRows::from(2, {{7, u"seven"_s}})));
        QCOMPARE(base->run(sql, {}, {1})->rows.first(), (QVariantList{qint64(1), u"seven"_s}));
        QVERIFY(base->analyze());
        QCOMPARE(base->run(sql, {}, {8})->rows.first(), (QVariantList{qint64(0), QVariant()}));
        QVERIFY(base->clear(u"numbers"_s));
        QCOMPARE(base->run(sql, {}, {0})->rows.first(), (QVariantList{qint64(0), QVariant()}));
        QCOMPARE(base->run(sql, {}, {0})->columns, (QStringList{u"n"_s, u"last"_s}));
    }

    /// What was left out by a bound is not missing the next time, nor is what a bound stopped broken.
    void boundsHoldForEachRunAlone()
    {
        const auto base = withNumbers(2000);
        const QString sql = u"select name from numbers order by id"_s;
        QCOMPARE(base->run(sql, {0, 5})->rows.size(), 5);
        QVERIFY(base->run(sql, {0, 5})->truncated);
        QCOMPARE(base->run(sql, {0, -1})->rows.size(), 2000);
        const QString endless =
            u"with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"_s;
        for (int round = 0; round < 2; ++round) {
            const auto stopped = base->run(endless, {50});
            QVERIFY(!stopped);
            QVERIFY2(stopped.error().message.contains(u"took longer"_s), qPrintable(stopped.error().message));
            QCOMPARE(base->run(sql, {0, -1})->rows.size(), 2000);
        }
    }

    void onlyReads()
    {
        const auto base = withNumbers(2);
        for (const QString &sql :
             {u"delete from numbers"_s, u"insert into numbers values (1, 'x')"_s, u"drop table numbers"_s,
              u"create table x (a)"_s, u"pragma user_version = 3"_s, u"attach 'x' as x"_s}) {
            for (int round = 0; round < 2; ++round)
                QVERIFY2(!base->run(sql), qPrintable(sql));
            // Neither after a change of ours, for which everything is allowed.
            QVERIFY(base->replace(u"numbers"_s, {0}, CellRows::from(2, {{0, u"zero"_s}})));
            QVERIFY2(!base->run(sql), qPrintable(sql));
            QVERIFY(!base->readsOf(sql));
        }
        QCOMPARE(base->run(u"select * from numbers"_s)->rows.size(), 2);
    }

    void tellsWhatAQueryReads()
    {
        const auto base = withNumbers(2);
        const FactBase::Reads expected{{u"numbers"_s, u"name"_s}};
        // Also where it is a kept one.
        for (int round = 0; round < 2; ++round) {
            QCOMPARE(base->readsOf(u"select name from numbers"_s).value(), expected);
            QCOMPARE(base->run(u"select name from numbers"_s)->rows.size(), 2);
        }
        QVERIFY(!base->readsOf(u"select nothing from numbers"_s));
        QCOMPARE(base->errorOffset(), 7);
    }
};

QTEST_APPLESS_MAIN(tst_FactBase)
#include "tst_factbase.moc"
