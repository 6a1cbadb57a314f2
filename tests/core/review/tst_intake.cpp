// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "board.h"

#include "core/review/intake.h"

#include <QTest>

using namespace gp;
using namespace gp::review;
using namespace gp::test;

class TestIntake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void businessDays_data()
    {
        QTest::addColumn<QDate>("from");
        QTest::addColumn<QDate>("to");
        QTest::addColumn<int>("days");
        QTest::newRow("same day") << QDate(2026, 11, 2) << QDate(2026, 11, 2) << 0;
        QTest::newRow("Monday to Friday") << QDate(2026, 11, 2) << QDate(2026, 11, 6) << 4;
        QTest::newRow("over a weekend") << QDate(2026, 11, 6) << QDate(2026, 11, 9) << 1;
        QTest::newRow("into a weekend") << QDate(2026, 11, 6) << QDate(2026, 11, 8) << 0;
        QTest::newRow("from a Saturday") << QDate(2026, 11, 7) << QDate(2026, 11, 9) << 1;
        QTest::newRow("the sample") << QDate(2026, 10, 28) << QDate(2026, 11, 10) << 9;
        QTest::newRow("backwards") << QDate(2026, 11, 9) << QDate(2026, 11, 6) << -1;
        QTest::newRow("a leap year") << QDate(2028, 2, 28) << QDate(2028, 3, 1) << 2;
    }

    void businessDays()
    {
        QFETCH(QDate, from);
        QFETCH(QDate, to);
        QFETCH(int, days);
        QCOMPARE(review::businessDays(from, to), days);
    }

    /// Counted one by one it is the same.
    void businessDaysAgreeWithCounting()
    {
        const QDate first(2026, 10, 30);
        for (int start = 0; start < 14; ++start) {
            int count = 0;
            for (int i = 1; i < 60; ++i) {
                const QDate day = first.addDays(start + i);
                count += day.dayOfWeek() < 6 ? 1 : 0;
                QCOMPARE(review::businessDays(first.addDays(start), day), count);
            }
        }
        QVERIFY(!review::businessDays({}, first));
        QVERIFY(!review::businessDays(first, {}));
    }

    void queueAndCompleteness()
    {
        BoardProject p;
        Record review = p.review();
        review.properties.insert(u"submitted"_s, u"2026-10-26"_s); // eleven days before the meeting
        QVERIFY(p.draft.update(review));
        QVERIFY(p.draft.addRecord(u"review"_s, u"bare"_s,
                                  {{u"title"_s, u"Bare"_s}, {u"status"_s, u"submitted"_s}}));
        const auto queue = queueOf(p.model(), day(3));
        QCOMPARE(queue.size(), 2);
        const Waiting &first = queue.first();
        QCOMPARE(first.key, u"november"_s);
        QCOMPARE(first.planned, 11);
        QCOMPARE(first.waited, 7);
        QVERIFY(first.isLate);
        const auto check = [&](const QString &text) {
            return *std::ranges::find(first.checks, text, &Check::text);
        };
        QVERIFY(check(u"the states it goes between"_s).isMet);
        QVERIFY(!check(u"reviewers"_s).isMet);
        QCOMPARE(check(u"reviewers"_s).missing, u"name who reads it before the meeting"_s);
        QVERIFY(first.complete > queue.last().complete);
        QVERIFY(first.complete < 100);
        QVERIFY(!queue.last().isLate);
        QVERIFY(!queue.last().waited);
    }

    void answersCount()
    {
        BoardProject p;
        const NfrsAt nfrs = [&](PlateauId) {
            rules::NfrRow row;
            row.element = p.checkout;
            row.answer = u"open"_s;
            return QList<rules::NfrRow>{row};
        };
        const auto checks = checksOf(p.model(), p.review(), nfrs);
        QCOMPARE(checks.last().missing, u"1 of 1 answers are open"_s);
    }

    void throughput()
    {
        BoardProject p;
        QVERIFY(throughputOf(p.model()).cycles.isEmpty());
        const auto held = [&](const QString &key, const QString &submitted, const QString &date) {
            QVERIFY(p.draft.addRecord(u"review"_s, key,
                                      {{u"title"_s, key},
                                       {u"status"_s, u"held"_s},
                                       {u"submitted"_s, submitted},
                                       {u"date"_s, date}}));
        };
        held(u"a"_s, u"2026-09-01"_s, u"2026-09-03"_s);
        held(u"b"_s, u"2026-08-03"_s, u"2026-08-31"_s);
        held(u"c"_s, u"2026-08-03"_s, u"2026-08-10"_s);
        held(u"nonsense"_s, u"2026-09-09"_s, u"2026-08-10"_s);
        const Throughput all = throughputOf(p.model());
        QCOMPARE(all.cycles.size(), 3);
        QCOMPARE(all.cycles.first().key, u"c"_s);
        QCOMPARE(all.median, 5.0);
        QCOMPARE(all.mean, 9.0);
        QCOMPARE(all.late, 1);
    }

    void overdue()
    {
        BoardProject p;
        Record decision = p.decision(u"engine"_s);
        decision.properties.insert(u"status"_s, u"accepted"_s);
        decision.properties.insert(u"review_by"_s, u"2026-11-02"_s);
        QVERIFY(p.draft.update(decision));
        QVERIFY(addAction(p.draft, u"november"_s, {u"Ask"_s, ActionKind::Action, u"Bo"_s, day(1)}));
        const Overdue late = overdueAt(p.model(), day(5));
        QCOMPARE(late.actions.size(), 1);
        QCOMPARE(late.decisions.size(), 1);
        QVERIFY(late.reviews.isEmpty());
        QVERIFY(overdueAt(p.model(), {}).actions.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestIntake)
#include "tst_intake.moc"
