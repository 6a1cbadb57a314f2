// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/query.h"
#include "core/store/store.h"
#include "tests/support/smallplatform.h"

#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace gp;
using namespace gp::store;

/// Queries read, see what is committed, and can do no harm.
class tst_Query : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();

    void rowsAndTypes();
    void seesEveryCommit();
    void readOneStatement_data();
    void readOneStatement();
    void refused_data();
    void refused();
    void namesTheMistake();
    void greedyIsStopped_data();
    void greedyIsStopped();
    void runawayIsStopped_data();
    void runawayIsStopped();
    void cancelledFromAnotherThread();
    void rowLimit();
    void derivedTables();
    void materialized();
    void everyPublicView_data();
    void everyPublicView();

private:
    std::unique_ptr<QTemporaryDir> folder;
    QString path;
    std::unique_ptr<Store> store;
    std::unique_ptr<Query> query;
    test::SmallPlatform p;
};

void tst_Query::initTestCase()
{
    folder = std::make_unique<QTemporaryDir>();
    path = folder->filePath(u"shop.gplan"_s);
    store = Store::create(path).value();
    Draft draft(store->model());
    p = test::addSmallPlatform(draft);
    QVERIFY(store->commit(draft, u"Import"_s));
}

void tst_Query::init()
{
    query = Query::open(path).value();
}

void tst_Query::cleanupTestCase()
{
    // Whatever the queries tried, the project is as it was.
    query.reset();
    QVERIFY(store->verify().isEmpty());
    QCOMPARE(store->head(), 1);
    store.reset();
}

void tst_Query::rowsAndTypes()
{
    const auto result = query->run(u"SELECT 1 AS a, 0.5 AS b, 'ä' AS c, x'00ff' AS d, NULL AS e"_s);
    QVERIFY(result);
    QCOMPARE(result->columns, (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}));
    QCOMPARE(result->rows,
             (QList<QVariantList>{{qint64(1), 0.5, u"ä"_s, QByteArray("\x00\xff", 2), QVariant()}}));
    QVERIFY(!result->truncated);
}

void tst_Query::seesEveryCommit()
{
    const QString tier = u"SELECT tier FROM services WHERE key = 'checkout' AND plateau = 'current'"_s;
    QCOMPARE(query->run(tier)->rows.front().front().toInt(), 1);
    Draft draft(store->model());
    QVERIFY(draft.setProperty(p.checkout, p.current, u"tier"_s, 3));
    QVERIFY(store->commit(draft, u"Tier"_s));
    QCOMPARE(query->run(tier)->rows.front().front().toInt(), 3);
    QVERIFY(store->undo());
    QCOMPARE(query->run(tier)->rows.front().front().toInt(), 1);
}

void tst_Query::readOneStatement_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("select") << u"SELECT 1"_s;
    QTest::newRow("semicolon and comments") << u"-- what\n SELECT 1; /* that */ ; -- all\n"_s;
    QTest::newRow("with") << u"WITH x (a) AS (SELECT 1) SELECT a FROM x"_s;
    QTest::newRow("values") << u"VALUES (1)"_s;
    QTest::newRow("explain") << u"EXPLAIN QUERY PLAN SELECT * FROM services"_s;
    QTest::newRow("columns of a view") << u"SELECT name FROM pragma_table_info('services')"_s;
    QTest::newRow("json") << u"SELECT value FROM json_each('[1]')"_s;
    QTest::newRow("text with a semicolon") << u"SELECT 'a; DROP TABLE element'"_s;
}

void tst_Query::readOneStatement()
{
    QFETCH(QString, sql);
    const auto result = query->run(sql);
    QVERIFY2(result, qPrintable(result ? QString() : result.error().message));
    QVERIFY(!result->rows.isEmpty());
}

void tst_Query::refused_data()
{
    QTest::addColumn<QString>("sql");
    const QString other = QDir::tempPath() + u"/groundplan-other.db"_s;
    for (const QString &sql : {u"INSERT INTO plateau VALUES (1,'x','x','','current',NULL,0,NULL)"_s,
                               u"UPDATE element SET key = 'x'"_s,
                               u"DELETE FROM element"_s,
                               u"DELETE FROM element RETURNING id"_s,
                               u"DROP TABLE element"_s,
                               u"CREATE TABLE x (a)"_s,
                               u"CREATE TEMP TABLE x (a)"_s,
                               u"CREATE VIEW temp.services AS SELECT 1"_s,
                               u"CREATE TEMP TRIGGER t AFTER INSERT ON element BEGIN SELECT 1; END"_s,
                               u"ALTER TABLE element ADD x"_s,
                               u"ATTACH '%1' AS other"_s.arg(other),
                               u"DETACH main"_s,
                               u"VACUUM"_s,
                               u"VACUUM INTO '%1'"_s.arg(other),
                               u"REINDEX"_s,
                               u"ANALYZE"_s,
                               u"BEGIN"_s,
                               u"COMMIT"_s,
                               u"SAVEPOINT x"_s,
                               u"PRAGMA user_version = 5"_s,
                               u"PRAGMA journal_mode = DELETE"_s,
                               u"PRAGMA journal_mode"_s,
                               u"PRAGMA query_only = OFF"_s,
                               u"PRAGMA writable_schema = ON"_s,
                               u"SELECT * FROM pragma_database_list"_s,
                               u"SELECT load_extension('x')"_s,
                               u"SELECT LOAD_EXTENSION('x')"_s,
                               u"SELECT edit('x')"_s,
                               u"SELECT writefile('x', 'y')"_s,
                               u"SELECT 1; SELECT 2"_s,
                               u"SELECT 1; DROP TABLE element"_s,
                               u""_s,
                               u" ; -- nothing"_s,
                               u"SELECT"_s,
                               u"SELECT * FROM nowhere"_s})
        QTest::newRow(qPrintable(sql)) << sql;
}

void tst_Query::refused()
{
    QFETCH(QString, sql);
    const auto result = query->run(sql);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Usage);
    QVERIFY(!result.error().message.isEmpty());
    QVERIFY(!QFile::exists(QDir::tempPath() + u"/groundplan-other.db"_s));
    QVERIFY(query->run(u"SELECT * FROM services"_s)); // and goes on working
}

void tst_Query::namesTheMistake()
{
    QCOMPARE(query->run(u"SELECT teir FROM services"_s).error().message,
             u"The query is wrong: no such column: teir (line 1, column 8, near 'teir FROM services')"_s);
}

void tst_Query::greedyIsStopped_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("sorting a flood")
        << u"WITH RECURSIVE n (x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n) SELECT x, randomblob(2000) b FROM n ORDER BY b"_s;
    QTest::newRow("long rows")
        << u"WITH RECURSIVE n (x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n) SELECT zeroblob(1000000) FROM n"_s;
    QTest::newRow("many rows")
        << u"WITH RECURSIVE n (x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n) SELECT x, x, x FROM n"_s;
}

void tst_Query::greedyIsStopped()
{
    QFETCH(QString, sql);
    const auto result = query->run(sql, {60'000, -1, 32LL * 1024 * 1024});
    QCOMPARE(result.error().code, ErrorCode::Refused);
    QVERIFY2(result.error().message.contains(u"32 MiB of memory"_s), qPrintable(result.error().message));
    QVERIFY(query->run(u"SELECT count(*) FROM services"_s));
}

void tst_Query::runawayIsStopped_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("endless")
        << u"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"_s;
    QTest::newRow("product")
        << u"SELECT count(*) FROM json_each('[%1]') a, json_each('[%1]') b, json_each('[%1]') c, json_each('[%1]') d, json_each('[%1]') e"_s
               .arg(QStringList(300, u"1"_s).join(u','));
}

void tst_Query::runawayIsStopped()
{
    QFETCH(QString, sql);
    const auto result = query->run(sql, {200, -1});
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Refused);
    QCOMPARE(result.error().message, u"The query was stopped because it took longer than 0.2 s"_s);
    QVERIFY(query->run(u"SELECT 1"_s));
}

void tst_Query::cancelledFromAnotherThread()
{
    const std::unique_ptr<QThread> other(QThread::create([this] {
        // Until it is over: the question may not have begun when this is first called.
        while (!QThread::currentThread()->isInterruptionRequested()) {
            query->cancel();
            QThread::yieldCurrentThread();
        }
    }));
    other->start();
    const auto result = query->run(
        u"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"_s, {0, -1});
    other->requestInterruption();
    other->wait();
    QCOMPARE(result.error().message, u"The query was cancelled"_s);
    QVERIFY(query->run(u"SELECT 1"_s));
}

void tst_Query::rowLimit()
{
    const QString endless =
        u"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"_s;
    const auto result = query->run(endless, {10'000, 5});
    QVERIFY(result);
    QVERIFY(result->truncated);
    QCOMPARE(result->rows.size(), 5);
    QVERIFY(!query->run(u"SELECT 1 UNION SELECT 2"_s, {10'000, 2})->truncated);
}

void tst_Query::derivedTables()
{
    QVERIFY(!query->run(u"SELECT * FROM findings"_s));
    const QStringList columns{u"plateau"_s, u"rule"_s, u"element_id"_s};
    QVERIFY(query->setTable(u"findings"_s, columns,
                            {{u"current"_s, u"r1"_s, p.checkout.value()}, {u"target"_s, QVariant(), 2}}));
    QCOMPARE(
        query
            ->run(
                u"SELECT f.rule FROM findings f JOIN services s ON s.id = f.element_id AND s.plateau = f.plateau"_s)
            ->rows,
        (QList<QVariantList>{{u"r1"_s}}));
    QVERIFY(query->setTable(u"findings"_s, columns, {}));
    QCOMPARE(query->run(u"SELECT count(*) FROM findings"_s)->rows.front().front().toInt(), 0);
    QCOMPARE(query->run(u"DELETE FROM findings"_s).error().code, ErrorCode::Usage);
    QVERIFY(!query->setTable(u"bad name"_s, columns, {}));
    QVERIFY(!query->setTable(u"x\"; DROP TABLE element; --"_s, columns, {}));
    QVERIFY(!query->setTable(u"findings"_s, {}, {}));
}

void tst_Query::materialized()
{
    const QString all = u"SELECT * FROM elements ORDER BY plateau, key"_s;
    const auto before = query->run(all);
    QVERIFY(query->materialize());
    QCOMPARE(query->run(all)->rows, before->rows);
    Draft draft(store->model());
    QVERIFY(draft.eraseElement(p.cart));
    QVERIFY(store->commit(draft, u"Erase"_s));
    QCOMPARE(query->run(all)->rows, before->rows); // the state of then
    QVERIFY(query->materialize());
    QVERIFY(query->run(all)->rows.size() < before->rows.size());
    QVERIFY(store->undo());
    QCOMPARE(query->run(u"DROP TABLE elements"_s).error().code, ErrorCode::Usage);
    QCOMPARE(query->run(u"DELETE FROM elements"_s).error().code, ErrorCode::Usage);
}

void tst_Query::everyPublicView_data()
{
    QTest::addColumn<QString>("view");
    QTest::addColumn<QString>("columns"); // docs/cli.md; more may follow
    const auto row = [](const char *view, const char16_t *columns) {
        QTest::newRow(view) << QString::fromLatin1(view) << QString::fromUtf16(columns);
    };
    row("plateaus", u"key, name, kind, parent, position, date");
    row("elements", u"plateau, id, key, kind, name, description, owner, since, until, properties");
    row("services",
        u"plateau, id, key, name, workload, tier, owner, data_class, exposure, language, repository, "
        u"deployment_strategy, rollback, golden_path, monthly_cost");
    row("pipelines", u"plateau, id, key, name, tool, template, template_version, trigger, repository");
    row("pipeline_stages",
        u"plateau, pipeline_id, pipeline_key, position, name, type, environment_key, gate");
    row("environments",
        u"plateau, id, key, name, type, platform, region, account, lifecycle, ttl_hours, data_policy, "
        u"monthly_cost");
    row("controls", u"plateau, id, key, name, objective, enforcement_point, mode, owner");
    row("control_requirements", u"plateau, control_id, framework, requirement");
    row("evidence", u"id, control_id, subject_id, kind, location, collected, valid_until, result");
    row("technologies", u"plateau, id, key, name, category, adoption");
    row("teams", u"plateau, id, key, name");
    row("relations", u"plateau, id, kind, source, target, source_key, target_key, since, until, properties");
    row("slos", u"plateau, service_id, service_key, name, sli, objective, window");
    row("decisions", u"id, number, slug, title, status, date, review_by, reach");
    row("decision_links", u"decision_id, kind, target_id");
    row("waivers",
        u"id, rule, element_id, reason, compensating_control, approver, expires, expires_at_plateau");
    row("work_packages", u"id, key, name, from_plateau, to_plateau, effort_days, owner, start, finish");
    row("risks", u"id, key, title, description, likelihood, impact, mitigation, owner, status");
    row("kpis", u"id, key, name, description, unit, better, baseline, target, frequency");
    row("measurements", u"kpi_id, kpi_key, date, value");
    row("reviews", u"id, key, title, date, submitted, status");
    row("stakeholders", u"id, key, name, role, interest, decision_rights");
    row("sources", u"element_id, relation_id, format, file, line");
    row("unresolved_references", u"element_id, kind, reference, format, file, line");
    row("golden_paths", u"plateau, id, key, name, workload, version");
    row("groups", u"plateau, id, key, name, type");
    row("apis", u"plateau, id, key, name, type");
    row("record_elements", u"record_id, record_kind, record_key, element_id, element_key");
    row("nfr_answers",
        u"id, key, nfr, element_id, element_key, plateau, answer, reason, target, owner, due, evidence");
}

void tst_Query::everyPublicView()
{
    QFETCH(QString, view);
    QFETCH(QString, columns);
    QVERIFY(Query::publicViews().contains(view));
    const auto named = query->run(u"SELECT %1 FROM %2"_s.arg(columns, view));
    QVERIFY2(named, qPrintable(named ? QString() : named.error().message));
    const auto all = query->run(u"SELECT * FROM %1"_s.arg(view));
    QCOMPARE(all->columns.first(named->columns.size()), named->columns);
    if (view != u"technologies"_s && view != u"groups"_s && view != u"apis"_s)
        QVERIFY(!all->rows.isEmpty());
}

QTEST_GUILESS_MAIN(tst_Query)
#include "tst_query.moc"
