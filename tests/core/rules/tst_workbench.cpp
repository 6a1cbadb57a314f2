// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/project_template.h"
#include "core/metamodel/metamodel.h"
#include "core/rules/facttables.h"
#include "core/rules/locality.h"
#include "core/rules/workbench.h"
#include "core/store/store.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;

namespace {

/// A row to compare, whatever the order of the keys in its JSON and however its numbers are written.
QString comparable(const QVariantList &row)
{
    QStringList cells;
    for (const QVariant &cell : row) {
        if (!cell.isValid()) {
            cells.append(u"-"_s);
        } else if (cell.typeId() == QMetaType::QString &&
                   (cell.toString().startsWith(u'{') || cell.toString().startsWith(u'['))) {
            const QJsonDocument json = QJsonDocument::fromJson(cell.toString().toUtf8());
            cells.append(QString::fromUtf8(json.toJson(QJsonDocument::Compact)));
        } else if (cell.typeId() == QMetaType::Double || cell.typeId() == QMetaType::LongLong) {
            cells.append(QString::number(cell.toDouble(), 'g', 15));
        } else {
            cells.append(u"'"_s + cell.toString());
        }
    }
    return cells.join(u'|');
}

QStringList comparable(const QList<QVariantList> &rows)
{
    QStringList all;
    for (const QVariantList &row : rows)
        all.append(comparable(row));
    all.sort();
    return all;
}

QStringList comparable(const QList<rules::Finding> &findings)
{
    QStringList all;
    for (const rules::Finding &finding : findings)
        all.append(finding.rule + u' ' + finding.message + u' ' + finding.waivedBy + u' ' +
                   finding.fingerprint);
    return all;
}

} // namespace

class TestWorkbench : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<store::Query> m_query; ///< of the sample as it was made

    [[nodiscard]] const Model &model() const { return m_store->model(); }
    [[nodiscard]] PlateauId plateau(QStringView key) const { return model().plateau(key)->id; }

    Change commit(const Draft &draft)
    {
        const auto done = m_store->commit(draft, u"edit"_s);
        if (!done)
            qFatal("%s", qPrintable(done.error().text()));
        return draft.change();
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto made = store::Store::create(m_dir.filePath(u"pristine.gplan"_s));
        QVERIFY(made);
        m_store = std::move(*made);
        const auto draft =
            exchange::fromTemplate(u"microservices-50"_s, model(), metamodel::Metamodel::builtin());
        QVERIFY2(draft, draft ? "" : qPrintable(draft.error().text()));
        commit(*draft);
        m_store.reset();
        auto query = store::Query::open(m_dir.filePath(u"pristine.gplan"_s));
        QVERIFY(query);
        m_query = std::move(*query);
        QVERIFY(m_query->materialize()); // quick copies of all views, made once
    }

    void init()
    {
        const QString path = m_dir.filePath(u"sample.gplan"_s);
        QFile::remove(path);
        QVERIFY(QFile::copy(m_dir.filePath(u"pristine.gplan"_s), path));
        auto opened = store::Store::open(path, {});
        QVERIFY(opened);
        m_store = std::move(*opened);
    }

    void cleanup() { m_store.reset(); }

    void tablesAreThePublicViews_data()
    {
        QTest::addColumn<QString>("view");
        for (const QString &view : store::Query::publicViews())
            QTest::newRow(qPrintable(view)) << view;
    }

    void tablesAreThePublicViews()
    {
        QFETCH(QString, view);
        QVERIFY2(rules::FactTables::columns().contains(view), "a rule cannot read it");
        for (const Plateau &at : model().plateaus()) {
            rules::FactTables tables;
            rules::FactTables::Reads all;
            for (const QString &column : rules::FactTables::columns()[view])
                all.insert({view, column});
            QVERIFY(tables.load(model(), {at.id, {}, {}}, {}, {}));
            QVERIFY(tables.want(all));
            QStringList columns;
            for (const QString &column : rules::FactTables::columns()[view])
                columns.append(u'"' + column + u'"');
            // `nfr_answers` and others have a column plateau that is a property.
            const bool perPlateau = rules::FactTables::columns()[view].first() == "plateau"_L1;
            const QString sql = u"SELECT %1 FROM %2"_s.arg(columns.join(u", "_s), view);
            const auto expected =
                m_query->run(perPlateau ? sql + u" WHERE plateau = '%1'"_s.arg(at.key) : sql);
            QVERIFY2(expected, expected ? "" : qPrintable(expected.error().text()));
            const auto first = m_query->run(u"SELECT * FROM %1 LIMIT 1"_s.arg(view));
            QCOMPARE(QSet<QString>(first->columns.cbegin(), first->columns.cend()),
                     QSet<QString>(rules::FactTables::columns()[view].cbegin(),
                                   rules::FactTables::columns()[view].cend()));
            const auto rows = tables.base().run(sql);
            QVERIFY(rows);
            QCOMPARE(comparable(rows->rows), comparable(expected->rows));
        }
    }

    /// Whatever is edited, keeping up gives the same as beginning anew.
    void keepingUpGivesTheSame()
    {
        QRandomGenerator random(7);
        rules::Workbench kept(rules::RuleSet::of(model()),
                              {rules::profileOf(model()), plateau(u"current"), 0});
        kept.load(model(), plateau(u"target"));
        const QStringList kinds{u"service"_s, u"pipeline"_s, u"environment"_s, u"control"_s, u"team"_s};
        const auto any = [&](const auto &list) {
            return list.at(random.bounded(static_cast<int>(list.size())));
        };
        for (int round = 0; round < 60; ++round) {
            Draft draft(model());
            QList<ElementId> elements;
            for (const Element &element : model().elements())
                elements.append(element.id);
            QList<RelationId> relations;
            for (const Relation &relation : model().relations())
                relations.append(relation.id);
            const PlateauId at = any(QList{plateau(u"current"), plateau(u"target")});
            const ElementId element = any(elements);
            switch (random.bounded(9)) {
            case 0:
                (void)draft.setProperty(element, at, u"name"_s, u"Name %1"_s.arg(round));
                break;
            case 1:
                (void)draft.setProperty(element, at, u"tier"_s, random.bounded(1, 5));
                break;
            case 2:
                (void)draft.setProperty(element, at, any(QStringList{u"secrets"_s, u"signing"_s, u"slos"_s}),
                                        {});
                break;
            case 3:
                (void)draft.removeElementAt(element, at);
                break;
            case 4:
                (void)draft.removeRelationAt(any(relations), at);
                break;
            case 5:
                (void)draft.addElement(any(kinds), u"new-%1"_s.arg(round), at, {});
                break;
            case 6:
                (void)draft.addRelation(u"dependsOn"_s, element, any(elements), at);
                break;
            case 7: {
                Element renamed = *model().element(element);
                renamed.key += u"-renamed"_s;
                (void)draft.update(renamed);
                break;
            }
            default: {
                QList<Record> records = model().recordsOfKind(any(QStringList{u"decision"_s, u"waiver"_s}));
                if (!records.isEmpty())
                    (void)draft.eraseRecord(any(records).id);
                break;
            }
            }
            const auto done = m_store->commit(draft, u"edit"_s);
            if (!done)
                continue; // against the metamodel: nothing happened
            kept.update(model(), draft.change());
            rules::Workbench anew(rules::RuleSet::of(model()),
                                  {rules::profileOf(model()), plateau(u"current"), 0});
            anew.load(model(), plateau(u"target"));
            QCOMPARE(comparable(kept.findings()), comparable(anew.findings()));
            QCOMPARE(kept.score(), anew.score());
            QVERIFY2(kept.errors().isEmpty(),
                     kept.errors().isEmpty() ? "" : qPrintable(kept.errors().first().text()));
        }
    }

    void anEditRunsOnlyTheRulesThatReadIt()
    {
        rules::Workbench bench(rules::RuleSet::of(model()), {});
        bench.load(model(), plateau(u"current"));
        const int all = bench.rulesRun();
        QVERIFY(all > 5);
        Draft draft(model());
        QVERIFY(
            draft.setProperty(model().element(u"checkout"_s)->id, plateau(u"current"), u"port"_s, u"81"_s));
        bench.update(model(), commit(draft));
        const int afterPort = bench.rulesRun();
        QVERIFY2(afterPort < all / 4, qPrintable(QString::number(afterPort)));
        Draft tier(model());
        QVERIFY(tier.setProperty(model().element(u"checkout"_s)->id, plateau(u"current"), u"tier"_s, 4));
        bench.update(model(), commit(tier));
        QVERIFY2(bench.rulesRun() > afterPort && bench.rulesRun() < all,
                 qPrintable(QString::number(bench.rulesRun())));
    }

    void localRulesAreToldByTheirForm_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<bool>("local");
        const auto row = [](const char *name, const QString &query, bool local) {
            QTest::newRow(name) << query << local;
        };
        row("plain", u"select s.id as element_id, s.name as message from :applies s where s.tier = 1"_s,
            true);
        row("no alias", u"select id as element_id, name as message from :applies where tier = 1"_s, true);
        row("joined",
            u"select s.id as element_id, t.name as message from :applies s join teams t on t.key = s.owner"_s,
            true);
        row("inner count",
            u"select s.id as element_id, 'x' as message from :applies s where (select count(*) from teams) > 1"_s,
            true);
        row("grouped by it",
            u"select s.id as element_id, count(*) as message from :applies s join teams t group by s.id, t.id"_s,
            true);
        row("counted", u"select s.id as element_id, count(*) as message from :applies s"_s, false);
        row("grouped by others",
            u"select s.id as element_id, count(*) as message from :applies s group by s.owner"_s, false);
        row("its table again",
            u"select s.id as element_id, o.name as message from :applies s join services o on o.id <> s.id"_s,
            false);
        row("all elements",
            u"select s.id as element_id, 'x' as message from :applies s join elements e on e.owner = s.owner"_s,
            false);
        row("more of the row",
            u"select s.id as element_id, 'x' as message from :applies s join elements e on e.id = s.id where e.description is null"_s,
            true);
        row("more of the row, the other way round",
            u"select s.id as element_id, 'x' as message from :applies s left join elements as e on s.id = e.id"_s,
            true);
        row("more than the row",
            u"select s.id as element_id, 'x' as message from :applies s join elements e on e.id = s.id or e.owner = s.owner"_s,
            false);
        row("the next row",
            u"select s.id as element_id, 'x' as message from :applies s join elements e on e.id = s.id + 1"_s,
            false);
        row("more of the row and others",
            u"select s.id as element_id, 'x' as message from :applies s join elements e on e.id = s.id join elements o on o.owner = e.owner"_s,
            false);
        row("twice",
            u"select s.id as element_id, 'x' as message from :applies s where not exists (select 1 from :applies o where o.id > s.id)"_s,
            false);
        row("nested",
            u"select t.id as element_id, 'x' as message from teams t where t.key not in (select owner from :applies)"_s,
            false);
        row("another's id",
            u"select t.id as element_id, 'x' as message from :applies s join teams t on t.key = s.owner"_s,
            false);
        row("limited", u"select s.id as element_id, 'x' as message from :applies s limit 3"_s, false);
        row("united", u"select s.id as element_id, 'x' as message from :applies s union select 1, 'y'"_s,
            false);
        row("with", u"with a as (select 1) select s.id as element_id, 'x' as message from :applies s"_s,
            false);
        row("window", u"select s.id as element_id, row_number() over () as message from :applies s"_s, false);
    }

    void localRulesAreToldByTheirForm()
    {
        QFETCH(QString, query);
        QFETCH(bool, local);
        rules::Rule rule;
        rule.id = u"T-1"_s;
        rule.applies.kind = u"service"_s;
        rule.query = query;
        QCOMPARE(rules::isLocal(rule), local);
    }

    void manyShippedRulesAreLocal()
    {
        const auto &all = rules::RuleSet::builtin().rules();
        const auto count =
            std::ranges::count_if(all, [](const rules::Rule &rule) { return rules::isLocal(rule); });
        QVERIFY2(count > all.size() / 3, qPrintable(QString::number(count)));
    }

    /// The owner is a column of the service, and hangs on a relation that the rule does not read.
    void anOwnerThatGoesIsNoticed()
    {
        rules::Rule rule;
        rule.id = u"T-1"_s;
        rule.query = u"select id as element_id, 'nobody' as message from services where owner is null"_s;
        rules::Workbench bench(rules::RuleSet({rule}), {});
        bench.load(model(), plateau(u"current"));
        const auto before = bench.findings().size();
        const ElementId checkout = model().element(u"checkout"_s)->id;
        Draft draft(model());
        for (const RelationId id : model().outgoing(checkout)) {
            if (model().relation(id)->kind == "ownedBy"_L1)
                QVERIFY(draft.eraseRelation(id));
        }
        bench.update(model(), commit(draft));
        QCOMPARE(bench.findings().size(), before + 1);
    }

    void scoreCountsWaived()
    {
        rules::Rule rule;
        rule.id = u"T-1"_s;
        rule.applies = {u"service"_s, u"key in ('checkout', 'cart')"_s, u"{key} is one of two"_s};
        rule.query = u"select id as element_id, 'no' as message, tier from :applies where key = 'checkout'"_s;
        rules::Workbench bench(rules::RuleSet({rule}), {});
        bench.load(model(), plateau(u"current"));
        QCOMPARE(bench.findings().size(), 1);
        QCOMPARE(bench.findings().first().facts.first().first, u"tier"_s);
        QCOMPARE(bench.findings().first().fingerprint.size(), 16);
        QCOMPARE(bench.score().total, 50.0);
        QCOMPARE(bench.score().open, 50.0);
        QCOMPARE(bench.because(rule, model(), model().element(u"checkout"_s)->id),
                 u"checkout is one of two"_s);
        const rules::Outcome tried = bench.tryRule(model(), rule);
        QCOMPARE(tried.applies, 2);
        QCOMPARE(tried.findings.size(), 1);
        Draft draft(model());
        QVERIFY(draft.addRecord(u"waiver"_s, u"w-1"_s,
                                {{u"rule"_s, u"T-1"_s},
                                 {u"element"_s, u"checkout"_s},
                                 {u"reason"_s, u"r"_s},
                                 {u"compensating_control"_s, u"c"_s},
                                 {u"approver"_s, u"a"_s},
                                 {u"expires"_s, u"2099-01-01"_s}}));
        bench.update(model(), commit(draft));
        QCOMPARE(bench.findings().first().waivedBy, u"w-1"_s);
        QCOMPARE(bench.score().total, 50.0);
        QCOMPARE(bench.score().open, 100.0);
        QCOMPARE(bench.score().waivedFindings, 1);
    }
};

QTEST_GUILESS_MAIN(TestWorkbench)
#include "tst_workbench.moc"
