// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/query.h"
#include "core/store/store.h"
#include "tests/support/randomedits.h"
#include "tests/support/smallplatform.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;
using namespace gp::store;

namespace {

using Rows = QList<QVariantList>;

/// What `->>` gives for a property.
QVariant column(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return qint64(value.toBool() ? 1 : 0);
    case QJsonValue::Double: {
        const qint64 whole = value.toInteger(std::numeric_limits<qint64>::min());
        return whole == std::numeric_limits<qint64>::min() ? QVariant(value.toDouble()) : QVariant(whole);
    }
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    default:
        return {};
    }
}

QJsonObject parsed(const QVariant &text)
{
    return QJsonDocument::fromJson(text.toString().toUtf8()).object();
}

/// Keys of the plateaus where a lifetime ends, as the views show them.
QVariant untilKeys(const Model &model, const Lifetime &lifetime)
{
    QStringList keys;
    for (const Plateau &plateau : model.plateausInOrder()) {
        if (lifetime.until.contains(plateau.id))
            keys.append(plateau.key);
    }
    return keys.isEmpty() ? QVariant() : QVariant(keys.join(u' '));
}

} // namespace

/// The public SQL views say what the model says: at every plateau, on any model, as views and as copies.
class tst_PublicViews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameAsTheModel_data();
    void sameAsTheModel();
    void contents_data();
    void contents();
    void damagedListsDoNotFail();

private:
    Rows rows(const QString &sql)
    {
        const auto result = query->run(sql);
        if (!result)
            qWarning() << result.error().message;
        return result ? result->rows : Rows{{u"failed"_s}};
    }
    void compareElements(const Model &model, const Plateau &plateau);
    void compareRelations(const Model &model, const Plateau &plateau);
    void compareServices(const Model &model, const Plateau &plateau);

    std::unique_ptr<Query> query;
};

void tst_PublicViews::compareElements(const Model &model, const Plateau &plateau)
{
    const PlateauModel at(model, plateau.id);
    const Rows found = rows(
        u"SELECT id, key, kind, name, description, owner, since, until, properties FROM elements WHERE plateau = '%1' ORDER BY id"_s
            .arg(plateau.key));
    QCOMPARE(found.size(), at.elements().size());
    auto row = found.cbegin();
    for (const ElementState &state : at.elements()) {
        const QList<ElementState> owners = at.targets(state.id, u"ownedBy"_s);
        const Element &element = *model.element(state.id);
        const QVariant name = column(state.properties.value(u"name"_s));
        const QVariantList expected{state.id.value(),
                                    state.key,
                                    state.kind,
                                    name.isNull() || name.toString().isEmpty() ? QVariant(state.key) : name,
                                    column(state.properties.value(u"description"_s)),
                                    owners.isEmpty() ? QVariant() : QVariant(owners.front().key),
                                    model.plateau(element.lifetime.since)->key,
                                    untilKeys(model, element.lifetime)};
        QCOMPARE(row->first(8), expected);
        QCOMPARE(parsed(row->last()), state.properties);
        ++row;
    }
}

void tst_PublicViews::compareRelations(const Model &model, const Plateau &plateau)
{
    const PlateauModel at(model, plateau.id);
    const Rows found = rows(
        u"SELECT id, kind, source, target, source_key, target_key, since, until, properties FROM relations "
        u"WHERE plateau = '%1' ORDER BY id"_s.arg(plateau.key));
    QCOMPARE(found.size(), at.relations().size());
    auto row = found.cbegin();
    for (const RelationState &state : at.relations()) {
        const Relation &relation = *model.relation(state.id);
        const QVariantList expected{state.id.value(),
                                    state.kind,
                                    state.source.value(),
                                    state.target.value(),
                                    model.element(state.source)->key,
                                    model.element(state.target)->key,
                                    model.plateau(relation.lifetime.since)->key,
                                    untilKeys(model, relation.lifetime)};
        QCOMPARE(row->first(8), expected);
        QCOMPARE(parsed(row->last()), state.properties);
        ++row;
    }
}

void tst_PublicViews::compareServices(const Model &model, const Plateau &plateau)
{
    const PlateauModel at(model, plateau.id);
    Rows expected;
    for (const ElementState &state : at.ofKind(u"service"_s)) {
        const QList<ElementState> paths = at.targets(state.id, u"follows"_s);
        expected.append({state.key, column(state.properties.value(u"workload"_s)),
                         column(state.properties.value(u"tier"_s)),
                         column(state.properties.value(u"monthly_cost"_s)),
                         column(state.properties.value(u"on_call"_s)),
                         paths.isEmpty() ? QVariant() : QVariant(paths.front().key)});
    }
    QCOMPARE(
        rows(
            u"SELECT key, workload, tier, monthly_cost, on_call, golden_path FROM services WHERE plateau = '%1' ORDER BY key"_s
                .arg(plateau.key)),
        expected);
}

void tst_PublicViews::sameAsTheModel_data()
{
    QTest::addColumn<int>("seed");
    QTest::addColumn<bool>("copies");
    for (int seed = 1; seed <= 6; ++seed)
        QTest::addRow("%d %s", seed, seed % 2 ? "views" : "copies") << seed << (seed % 2 == 0);
}

void tst_PublicViews::sameAsTheModel()
{
    QFETCH(int, seed);
    QFETCH(bool, copies);
    QTemporaryDir folder;
    const auto store = Store::create(folder.filePath(u"random.gplan"_s)).value();
    test::RandomEdits random(static_cast<quint32>(seed));
    for (int i = test::editCount(400); i > 0; --i)
        QVERIFY(store->commit(random.next(store->model()), u"edit"_s));
    query = Query::open(store->path()).value();
    if (copies) {
        const auto done = query->materialize();
        QVERIFY2(done, qPrintable(done ? QString() : done.error().message));
    }
    const Model model = store->model();
    QVERIFY(!model.relations().isEmpty());
    for (const Plateau &plateau : model.plateaus()) {
        compareElements(model, plateau);
        compareRelations(model, plateau);
        compareServices(model, plateau);
        if (QTest::currentTestFailed())
            return;
    }
    QCOMPARE(rows(u"SELECT key FROM plateaus ORDER BY position, key"_s).size(), model.plateaus().size());
    query.reset();
}

void tst_PublicViews::contents_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<Rows>("expected");
    const qint64 two = 2;
    QTest::newRow("plateaus")
        << u"SELECT key, name, kind, parent, position, date FROM plateaus WHERE key IN ('current', 'option') ORDER BY key"_s
        << Rows{{u"current"_s, u"Current"_s, u"current"_s, {}, qint64(0), u"2026-11-01"_s},
                {u"option"_s, u"option"_s, u"option"_s, u"wave"_s, qint64(3), {}}};
    QTest::newRow("inherited, overridden, unset")
        << u"SELECT plateau, tier, deployment_strategy, rollback, monthly_cost, owner, golden_path FROM services WHERE key = 'checkout' ORDER BY plateau"_s
        << Rows{{u"current"_s, qint64(1), {}, u"redeploy"_s, 0.1 + 0.2, u"team-basket"_s, {}},
                {u"option"_s, two, u"canary"_s, u"redeploy"_s, 0.1 + 0.2, u"team-basket"_s, {}},
                {u"target"_s, qint64(1), u"canary"_s, {}, 0.1 + 0.2, u"team-basket"_s, u"golden-web"_s},
                {u"wave"_s, qint64(1), u"canary"_s, u"redeploy"_s, 0.1 + 0.2, u"team-basket"_s, {}}};
    QTest::newRow("lifetimes")
        << u"SELECT plateau, key, until FROM elements WHERE kind = 'pipeline' ORDER BY plateau"_s
        << Rows{{u"current"_s, u"jenkins"_s, u"target"_s},
                {u"option"_s, u"jenkins"_s, u"target"_s},
                {u"target"_s, u"actions"_s, {}},
                {u"wave"_s, u"jenkins"_s, u"target"_s}};
    QTest::newRow("pipelines")
        << u"SELECT tool, trigger FROM pipelines WHERE key = 'jenkins' AND plateau = 'wave'"_s
        << Rows{{u"Jenkins"_s, u"nightly"_s}};
    QTest::newRow("stages")
        << u"SELECT pipeline_key, position, name, type, environment_key, gate, controls FROM pipeline_stages WHERE plateau = 'target' ORDER BY position"_s
        << Rows{{u"actions"_s, qint64(1), u"Build"_s, u"build"_s, {}, {}, {}},
                {u"actions"_s, two, u"Release"_s, u"deploy"_s, u"prod"_s, u"approval"_s, u"[\"signing\"]"_s}};
    QTest::newRow("requirements")
        << u"SELECT framework, requirement FROM control_requirements WHERE plateau = 'target' ORDER BY 1"_s
        << Rows{{u"SLSA"_s, u"L2"_s}, {u"SSDF"_s, u"PS.2"_s}};
    QTest::newRow("slos")
        << u"SELECT service_key, name, sli, objective, window FROM slos WHERE plateau = 'current'"_s
        << Rows{{u"checkout"_s, u"availability"_s, u"good / all"_s, 99.9, u"28d"_s}};
    QTest::newRow("relations")
        << u"SELECT plateau, properties ->> '$.protocol' FROM relations WHERE kind = 'dependsOn' ORDER BY 1"_s
        << Rows{{u"current"_s, u"HTTP"_s}, {u"target"_s, u"gRPC"_s}, {u"wave"_s, u"gRPC"_s}};
    QTest::newRow("a relation needs both ends")
        << u"SELECT plateau, target_key FROM relations WHERE kind = 'deliveredBy' ORDER BY 1"_s
        << Rows{{u"current"_s, u"jenkins"_s},
                {u"option"_s, u"jenkins"_s},
                {u"target"_s, u"actions"_s},
                {u"wave"_s, u"jenkins"_s}};
    QTest::newRow("replaced") << u"SELECT count(*) FROM relations WHERE kind = 'replaces'"_s
                              << Rows{{qint64(0)}};
    QTest::newRow("decisions")
        << u"SELECT number, slug, title, status FROM decisions ORDER BY number DESC LIMIT 1"_s
        << Rows{{qint64(7), u"adopt-actions"_s, u"Adopt Actions"_s, u"accepted"_s}};
    QTest::newRow("decision links")
        << u"SELECT d.slug, l.kind, t.slug FROM decision_links l JOIN decisions d ON d.id = l.decision_id JOIN decisions t ON t.id = l.target_id"_s
        << Rows{{u"adopt-actions"_s, u"supersedes"_s, u"keep-jenkins"_s}};
    QTest::newRow("record elements")
        << u"SELECT record_key, element_key, element_id IS NULL FROM record_elements ORDER BY 2"_s
        << Rows{{u"adopt-actions"_s, u"actions"_s, qint64(0)}, {u"adopt-actions"_s, u"gone"_s, qint64(1)}};
    QTest::newRow("measurements") << u"SELECT kpi_key, date, value FROM measurements ORDER BY date"_s
                                  << Rows{{u"lead-time"_s, u"2026-10-01"_s, 4.5},
                                          {u"lead-time"_s, u"2026-11-01"_s, qint64(4)}};
    QTest::newRow("waivers")
        << u"SELECT w.rule, s.key, w.expires_at_plateau FROM waivers w JOIN services s ON s.id = w.element_id AND s.plateau = 'current'"_s
        << Rows{{u"signed-artifacts"_s, u"checkout"_s, u"target"_s}};
    QTest::newRow("evidence")
        << u"SELECT c.key, e.subject_key, e.result FROM evidence e JOIN controls c ON c.id = e.control_id AND c.plateau = 'current'"_s
        << Rows{{u"signing"_s, u"checkout"_s, u"pass"_s}};
    QTest::newRow("work packages")
        << u"SELECT key, name, from_plateau, to_plateau, effort_days FROM work_packages"_s
        << Rows{{u"move"_s, u"move"_s, u"wave"_s, u"target"_s, 12.5}};
    QTest::newRow("answers") << u"SELECT nfr, element_key, answer FROM nfr_answers"_s
                             << Rows{{u"NFR-REL-001"_s, u"checkout"_s, u"met"_s}};
    QTest::newRow("sources")
        << u"SELECT format, file, line, element_id IS NULL, relation_id IS NULL FROM sources ORDER BY 1, 4"_s
        << Rows{{u"backstage"_s, u"catalog/checkout.yaml"_s, qint64(12), qint64(0), qint64(1)},
                {u"backstage"_s, u"catalog/checkout.yaml"_s, qint64(12), qint64(1), qint64(0)},
                {u"kubernetes"_s, u"apps.yaml"_s, qint64(0), qint64(0), qint64(1)}};
    QTest::newRow("unresolved") << u"SELECT kind, reference, format, file, line FROM unresolved_references"_s
                                << Rows{{u"dependsOn"_s, u"payment:80"_s, u"backstage"_s,
                                         u"catalog/checkout.yaml"_s, qint64(12)}};
}

void tst_PublicViews::contents()
{
    QFETCH(QString, sql);
    QFETCH(Rows, expected);
    QTemporaryDir folder;
    const auto store = Store::create(folder.filePath(u"shop.gplan"_s)).value();
    Draft draft(store->model());
    test::addSmallPlatform(draft);
    QVERIFY(store->commit(draft, u"Import"_s));
    query = Query::open(store->path()).value();
    QCOMPARE(rows(sql), expected);
    QVERIFY(query->materialize());
    QCOMPARE(rows(sql), expected);
    query.reset();
}

/// Properties can hold anything; a query over all of them must not stop at one that is not as it should be.
void tst_PublicViews::damagedListsDoNotFail()
{
    QTemporaryDir folder;
    const auto store = Store::create(folder.filePath(u"shop.gplan"_s)).value();
    Draft draft(store->model());
    const test::SmallPlatform p = test::addSmallPlatform(draft);
    QVERIFY(draft.setProperty(p.jenkins, p.current, u"stages"_s,
                              QJsonArray{u"no map"_s, 3, QJsonObject{{u"name"_s, u"Build"_s}}}));
    QVERIFY(draft.setProperty(p.cart, p.current, u"slos"_s, u"99 %"_s));
    QVERIFY(draft.setProperty(p.signing, p.current, u"requirements"_s, QJsonObject{{u"a"_s, u"b"_s}}));
    QVERIFY(store->commit(draft, u"Odd"_s));
    query = Query::open(store->path()).value();
    QCOMPARE(rows(u"SELECT name FROM pipeline_stages WHERE plateau = 'current' AND name IS NOT NULL"_s),
             (Rows{{u"Build"_s}}));
    QCOMPARE(rows(u"SELECT count(objective) FROM slos WHERE plateau = 'current'"_s), (Rows{{qint64(1)}}));
    QVERIFY(query->run(u"SELECT * FROM control_requirements"_s));
    query.reset();
}

QTEST_GUILESS_MAIN(tst_PublicViews)
#include "tst_publicviews.moc"
