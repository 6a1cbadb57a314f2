// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "runcli.h"

#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;
using gp::test::Ran;
using gp::test::run;

/// A meeting of the sample's board as a script holds it.
class TestCliReview : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    QString m_file = m_dir.filePath(u"shop.gplan"_s);

    Ran review(const QStringList &arguments) const
    {
        return run(QStringList{u"review"_s, m_file} + arguments + QStringList{u"--json"_s});
    }
    [[nodiscard]] QString statusOf(const QString &decision) const
    {
        return run({u"adr"_s, m_file, u"show"_s, decision, u"--json"_s})
            .json()[u"properties"_s][u"status"_s]
            .toString();
    }

private Q_SLOTS:
    void init()
    {
        QFile::remove(m_file);
        QCOMPARE(run({u"new"_s, m_file, u"--template"_s, u"microservices-50"_s}).status, 0);
    }

    void listsAndShowsTheAgenda()
    {
        const Ran listed = review({u"list"_s});
        QCOMPARE(listed.status, 0);
        QCOMPARE(listed.json().array().last()[u"key"_s].toString(), u"2026-11"_s);
        const Ran agenda = review({u"agenda"_s, u"2026-11"_s});
        QCOMPARE(agenda.status, 0);
        const QJsonArray steps = agenda.json()[u"steps"_s].toArray();
        QCOMPARE(steps.first()[u"id"_s].toString(), u"why"_s);
        QVERIFY(!steps.first()[u"notes"_s].toString().isEmpty());
        QSet<QString> seen;
        for (const QJsonValue &step : steps) {
            QVERIFY(!step[u"gone"_s].toBool());
            const QJsonArray items = step[u"items"_s].toArray();
            for (const QJsonValue &item : items) {
                QVERIFY(!seen.contains(item[u"element"_s].toString()));
                seen.insert(item[u"element"_s].toString());
            }
        }
        QVERIFY(seen.size() > 50);
        QCOMPARE(review({u"agenda"_s, u"--from"_s, u"current"_s, u"--to"_s, u"wave-1"_s}).status, 0);
        QCOMPARE(review({u"agenda"_s, u"--from"_s, u"current"_s, u"--to"_s, u"current"_s}).status, 2);
        QCOMPARE(review({u"agenda"_s, u"2030"_s}).status, 2);
    }

    void fourVerdictsAndAWaiver()
    {
        const QString all =
            u"Sanne de Wit,Miriam Aldag,Ines Roca,Felix Arndt,Dr. Helena Voss,Wiebke Thoma,Jonas Petri,Carla Mbeki"_s;
        // Who signs decisions of the organisation is missing.
        const Ran refused =
            review({u"verdict"_s, u"2026-11"_s, u"ADR-0011"_s, u"accept"_s, u"--by"_s, u"Jonas Petri"_s});
        QCOMPARE(refused.status, 4);
        QVERIFY(refused.err.contains("Wiebke Thoma signs decisions of reach organisation"));
        QCOMPARE(statusOf(u"11"_s), u"proposed"_s);
        const Ran accepted = review({u"verdict"_s, u"2026-11"_s, u"ADR-0011"_s, u"accept-with-conditions"_s,
                                     u"--by"_s, all, u"--rationale"_s, u"Only with a drill."_s,
                                     u"--condition"_s, u"Drill the keys | Team Platform | 2026-12-15"_s});
        QVERIFY2(accepted.status == 0, accepted.err.constData());
        QCOMPARE(statusOf(u"11"_s), u"accepted"_s);
        const QJsonValue said = accepted.json()[u"verdicts"_s][0];
        QCOMPARE(said[u"conditions"_s][0][u"owner"_s].toString(), u"Team Platform"_s);
        QCOMPARE(review({u"verdict"_s, u"2026-11"_s, u"14"_s, u"reject"_s, u"--by"_s, all}).status,
                 4); // why?
        QCOMPARE(review({u"verdict"_s, u"2026-11"_s, u"14"_s, u"defer"_s, u"--by"_s, all}).status, 0);
        QCOMPARE(statusOf(u"14"_s), u"proposed"_s);
        const Ran granted = review({u"verdict"_s, u"2026-11"_s, u"wai-007"_s, u"accept"_s, u"--by"_s, all,
                                    u"--rationale"_s, u"The plan is there."_s});
        QVERIFY2(granted.status == 0, granted.err.constData());
        QCOMPARE(granted.json()[u"verdicts"_s][2][u"status"_s].toString(), u"granted"_s);
        // Another verdict, in the same meeting.
        QCOMPARE(review({u"verdict"_s, u"2026-11"_s, u"14"_s, u"reject"_s, u"--by"_s, all, u"--rationale"_s,
                         u"Too dear."_s})
                     .status,
                 0);
        QCOMPARE(statusOf(u"14"_s), u"rejected"_s);
        QCOMPARE(review({u"action"_s, u"2026-11"_s, u"Ask legal"_s, u"--owner"_s, u"Pieter Haas"_s,
                         u"--due"_s, u"2026-11-20"_s})
                     .status,
                 0);
        const Ran closed = review({u"close"_s, u"2026-11"_s});
        QCOMPARE(closed.json()[u"status"_s].toString(), u"held"_s);
        QCOMPARE(closed.json()[u"actions"_s].toArray().size(), 1);
        QCOMPARE(review({u"withdraw"_s, u"2026-11"_s, u"14"_s}).status, 4);
        const Ran rows =
            run({u"query"_s, m_file,
                 u"select decision, waiver, verdict from verdicts where review_key = '2026-11'"_s,
                 u"--format"_s, u"csv"_s});
        QVERIFY2(rows.out.contains("sign-every-artifact,,accept-with-conditions"), rows.out.constData());
        QVERIFY(rows.out.contains(",wai-007,accept"));
        QVERIFY(run({u"query"_s, m_file, u"select key from actions where status = 'open'"_s})
                    .out.contains("2026-11-condition-1"));
        QCOMPARE(run({u"verify"_s, m_file}).status, 0);
        // Undone, all of it is as it was.
        QCOMPARE(run({u"undo"_s, m_file, u"6"_s}).status, 0);
        QCOMPARE(statusOf(u"11"_s), u"proposed"_s);
        QCOMPARE(review({u"minutes"_s, u"2026-11"_s}).json()[u"verdicts"_s].toArray().size(), 0);
    }

    void queueTellsWhatWaits()
    {
        const Ran queue = review({u"queue"_s});
        QCOMPARE(queue.status, 0);
        const QJsonValue first = queue.json()[u"queue"_s][0];
        QCOMPARE(first[u"key"_s].toString(), u"2026-11"_s);
        QCOMPARE(first[u"planned"_s].toInt(), 9);
        QVERIFY(!first[u"late"_s].toBool());
        QCOMPARE(queue.json()[u"median"_s].toDouble(), 8.0);
        QCOMPARE(queue.json()[u"overdue_actions"_s][0][u"key"_s].toString(), u"2026-10-condition-2"_s);
    }

    void refusesNonsense()
    {
        QCOMPARE(review({u"dance"_s}).status, 2);
        QCOMPARE(review({u"verdict"_s, u"2026-11"_s}).status, 2);
        QCOMPARE(review({u"verdict"_s, u"2026-11"_s, u"11"_s, u"maybe"_s}).status, 2);
        QCOMPARE(review({u"verdict"_s, u"2026-11"_s, u"99"_s, u"defer"_s, u"--by"_s, u"Ines Roca"_s}).status,
                 2);
        QCOMPARE(review({u"verdict"_s, u"2026-11"_s, u"11"_s, u"accept-with-conditions"_s, u"--condition"_s,
                         u"x"_s})
                     .status,
                 2);
        QCOMPARE(review({u"done"_s, u"no-such"_s}).status, 2);
        QCOMPARE(review({u"minutes"_s, u"no-such"_s}).status, 2);
    }
};

QTEST_MAIN(TestCliReview)
#include "tst_clireview.moc"
