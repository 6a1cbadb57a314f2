// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/store.h"
#include "tests/support/smallplatform.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using namespace gp;
using namespace gp::store;

/// What commit promises: all of it or nothing, durable, told once, carried over where it can be.
class tst_Store : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everythingComesBack();
    void durableBeforeClosing();
    void oneFileWhenClosed();
    void modelIsWhatTheFileSays_data();
    void modelIsWhatTheFileSays();
    void emptyDraftStoresNothing();
    void refusedEditLeavesNothing_data();
    void refusedEditLeavesNothing();
    void changeIsToldOnce();
    void keysCanBeSwapped();
    void untouchedDraftIsCarriedOver();
    void staleDraftIsCarriedOverByField();
    void staleDraftIsRefused();
    void readOnlyRefusesEdits();
    void twoProcesses();
    void undoAfterForeignEdit();
    void upgradedByNewerProgram();
    void copies();
    void timeOfHistory();

private:
    void setTier(Store &project, int wanted)
    {
        Draft draft(project.model());
        QVERIFY(draft.setProperty(p.checkout, p.current, u"tier"_s, wanted));
        QVERIFY(project.commit(draft, u"Tier %1"_s.arg(wanted)));
    }
    QJsonValue tier(const Store &project) const
    {
        return project.model().element(p.checkout)->revisions.value(p.current).value(u"tier"_s);
    }

    std::unique_ptr<QTemporaryDir> folder;
    QString path;
    std::unique_ptr<Store> store;
    test::SmallPlatform p;
};

void tst_Store::init()
{
    folder = std::make_unique<QTemporaryDir>();
    path = folder->filePath(u"shop.gplan"_s);
    store = Store::create(path, {u"ada"_s, false, {}, {}}).value();
    Draft draft(store->model());
    p = test::addSmallPlatform(draft);
    const auto change = store->commit(draft, u"Import"_s);
    QVERIFY2(change, qPrintable(change ? QString() : change.error().message));
    QVERIFY(*change == draft.change());
    QVERIFY(store->model() == draft.model());
}

void tst_Store::cleanup()
{
    const QList<Error> problems = store ? store->verify() : QList<Error>{};
    QVERIFY2(problems.isEmpty(), problems.isEmpty() ? "" : qPrintable(problems.front().message));
    store.reset();
}

void tst_Store::everythingComesBack()
{
    const Model before = store->model();
    store = (store.reset(), Store::open(path).value());
    const Model &after = store->model();
    QVERIFY(after == before);
    // Not only equal, but there: a spot check of each sort.
    QCOMPARE(after.plateau(p.current)->date, QDate(2026, 11, 1));
    QCOMPARE(after.element(p.jenkins)->lifetime.until, QList<PlateauId>{p.target});
    QCOMPARE(after.element(p.checkout)->revisions.value(p.current).value(u"monthly_cost"_s).toDouble(),
             0.1 + 0.2);
    QVERIFY(after.element(p.checkout)->revisions.value(p.target).value(u"rollback"_s).isNull());
    QCOMPARE(after.relation(p.dependsOn)->lifetime.until, QList<PlateauId>{p.option});
    QCOMPARE(after.record(p.decision)->properties.value(u"number"_s).toInt(), 7);
    QCOMPARE(after.view(p.view)->positions.value(p.cart), QPoint(-5, 0));
    QCOMPARE(after.view(p.view)->routes.value(p.dependsOn).size(), 4);
    QCOMPARE(after.provenance(p.checkout).sources.size(), 2);
    QCOMPARE(after.provenance(p.checkout).unresolved.front().reference, u"payment:80"_s);
    QCOMPARE(after.provenance(p.dependsOn).sources.front().line, 12);
}

void tst_Store::durableBeforeClosing()
{
    // What a crash leaves: the files as they lie, without closing.
    for (const QString &suffix : {u""_s, u"-wal"_s})
        QVERIFY(QFile::copy(path + suffix, folder->filePath(u"crashed.gplan"_s) + suffix));
    const auto crashed = Store::open(folder->filePath(u"crashed.gplan"_s)).value();
    QVERIFY(crashed->model() == store->model());
    QVERIFY(crashed->verify().isEmpty());
}

void tst_Store::oneFileWhenClosed()
{
    QVERIFY(QFile::exists(path + u"-wal"_s));
    store.reset();
    QCOMPARE(QDir(folder->path()).entryList(QDir::Files), QStringList{u"shop.gplan"_s});
    // Not in WAL mode either, so that it can be read from where nothing may be written.
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.read(20).at(18), '\1');
}

void tst_Store::modelIsWhatTheFileSays_data()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("text") << QJsonValue(u"Zürich \U0001F680\u2028\n"_s);
    QTest::newRow("with a null") << QJsonValue(u"a\0b"_s);
    QTest::newRow("half of a pair") << QJsonValue(QString(QChar(0xD83D)));
    QTest::newRow("fraction") << QJsonValue(0.1);
    QTest::newRow("whole") << QJsonValue(3.0);
    QTest::newRow("big") << QJsonValue(qint64(9'007'199'254'740'993));
    QTest::newRow("no number") << QJsonValue(std::numeric_limits<double>::quiet_NaN());
    QTest::newRow("zero with a sign") << QJsonValue(-0.0);
    QTest::newRow("endless, inside") << QJsonValue(
        QJsonArray{QJsonObject{{u"a"_s, std::numeric_limits<double>::infinity()}}});
    QTest::newRow("half of a pair, as a name") << QJsonValue(QJsonObject{{QString(QChar(0xD83D)), 1}});
    QTest::newRow("nested") << QJsonValue(QJsonObject{{u"b"_s, QJsonArray{1, u"x"_s, true}}, {u"a"_s, {}}});
}

void tst_Store::modelIsWhatTheFileSays()
{
    QFETCH(QJsonValue, value);
    Draft draft(store->model());
    QVERIFY(draft.setProperty(p.checkout, p.current, u"odd"_s, value));
    QVERIFY(draft.addRecord(u"risk"_s, u"odd"_s, {{u"title"_s, value}}));
    Plateau current = *draft.model().plateau(p.current);
    current.description = value.toString();
    QVERIFY(draft.update(current));
    const auto change = store->commit(draft, u"Odd"_s);
    QVERIFY(change);
    QVERIFY(change->elements.updated.contains(p.checkout));
    const auto other = Store::open(path).value();
    QVERIFY(store->model() == other->model());
    QCOMPARE(store->head(), other->head());
    QVERIFY(store->undo());
    QVERIFY(other->refresh());
    QVERIFY(store->model() == other->model());
}

void tst_Store::emptyDraftStoresNothing()
{
    Draft draft(store->model());
    QVERIFY(draft.setProperty(p.checkout, p.current, u"tier"_s, 1));
    const auto change = store->commit(draft, u"Nothing"_s);
    QVERIFY(change && change->isEmpty());
    QCOMPARE(store->history().size(), 1);
}

void tst_Store::refusedEditLeavesNothing_data()
{
    QTest::addColumn<bool>("structure");
    QTest::newRow("structure") << true;
    QTest::newRow("validator") << false;
}

void tst_Store::refusedEditLeavesNothing()
{
    QFETCH(bool, structure);
    const Validator two = [](const Model &, const Change &) {
        return QList<Error>{{ErrorCode::Invalid, u"first"_s, {}, u"a.yaml"_s, 3},
                            {ErrorCode::Invalid, u"second"_s, {}, {}, 0}};
    };
    store = (store.reset(), Store::open(path, {{}, false, structure ? Validator() : two, {}}).value());
    const Model before = store->model();
    QSignalSpy told(store.get(), &Store::changed);

    Draft draft(store->model());
    Element element = *draft.model().element(p.checkout);
    if (structure)
        element.lifetime.until = {p.current}; // ends where it begins
    else
        element.key = u"renamed"_s;
    QVERIFY(draft.update(element));
    const auto refused = store->commit(draft, u"Bad"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Invalid);
    if (structure)
        QVERIFY2(refused.error().message.contains(u"checkout"_s), qPrintable(refused.error().message));
    else
        QCOMPARE(refused.error().message, u"a.yaml:3: first\nsecond"_s);
    QVERIFY(store->model() == before);
    QCOMPARE(store->history().size(), 1);
    QCOMPARE(told.size(), 0);
    store = (store.reset(), Store::open(path).value());
    QVERIFY(store->model() == before);
}

void tst_Store::changeIsToldOnce()
{
    QSignalSpy told(store.get(), &Store::changed);
    setTier(*store, 4);
    QCOMPARE(told.size(), 1);
    Change expected;
    expected.elements.updated = {p.checkout};
    QVERIFY(told.front().front().value<Change>() == expected);
    QVERIFY(store->undo());
    QCOMPARE(told.size(), 2);
    QVERIFY(told.back().front().value<Change>() == expected);
    QCOMPARE(tier(*store), QJsonValue(1));
}

void tst_Store::keysCanBeSwapped()
{
    Draft draft(store->model());
    const auto rename = [&](ElementId id, const QString &key) {
        Element element = *draft.model().element(id);
        element.key = key;
        QVERIFY(draft.update(element));
    };
    rename(p.checkout, u"between"_s);
    rename(p.cart, u"checkout"_s);
    rename(p.checkout, u"cart"_s);
    QVERIFY(store->commit(draft, u"Swap"_s));
    QCOMPARE(store->model().element(u"cart"_s)->id, p.checkout);
    for (int i = 0; i < 2; ++i) {
        QVERIFY(store->undo());
        QCOMPARE(store->model().element(u"cart"_s)->id, p.cart);
        QCOMPARE(store->model().element(u"checkout"_s)->id, p.checkout);
        QVERIFY(store->redo());
        QCOMPARE(store->model().element(u"cart"_s)->id, p.checkout);
        QCOMPARE(store->model().element(u"checkout"_s)->id, p.cart);
    }
}

void tst_Store::untouchedDraftIsCarriedOver()
{
    Draft draft(store->model());
    QVERIFY(draft.setProperty(p.cart, p.current, u"tier"_s, 3));
    QVERIFY(draft.addElement(u"service"_s, u"payment"_s, p.current, {}));
    setTier(*store, 2);
    const auto change = store->commit(draft, u"Later"_s);
    QVERIFY2(change, qPrintable(change ? QString() : change.error().message));
    QCOMPARE(tier(*store), QJsonValue(2));
    QVERIFY(store->model().element(u"payment"_s));
    QCOMPARE(store->model().element(p.cart)->revisions.value(p.current).value(u"tier"_s), QJsonValue(3));
}

void tst_Store::staleDraftIsCarriedOverByField()
{
    // Each of the edits began before the one stored below and changes something else of the same things.
    Draft draft(store->model());
    QVERIFY(draft.setProperty(p.checkout, p.current, u"name"_s, u"Till"_s));
    QVERIFY(draft.setProperty(p.checkout, p.target, u"tier"_s, 3));
    QVERIFY(draft.revertProperty(p.checkout, p.current, u"on_call"_s));
    Record decision = *store->model().record(p.decision);
    decision.properties.insert(u"review_by"_s, u"2027-01-01"_s);
    QVERIFY(draft.update(decision));
    View view = *store->model().view(p.view);
    view.positions.insert(p.cart, {0, 0});
    QVERIFY(draft.update(view));

    Draft first(store->model());
    QVERIFY(first.setProperty(p.checkout, p.current, u"tier"_s, 2));
    Record retitled = *store->model().record(p.decision);
    retitled.properties.insert(u"title"_s, u"Another title"_s);
    QVERIFY(first.update(retitled));
    View moved = *store->model().view(p.view);
    moved.positions.insert(p.checkout, {777, 1});
    QVERIFY(first.update(moved));
    QVERIFY(store->commit(first, u"First"_s));

    const auto change = store->commit(draft, u"Second"_s);
    QVERIFY2(change, qPrintable(change ? QString() : change.error().message));
    const Revisions revisions = store->model().element(p.checkout)->revisions;
    QCOMPARE(revisions.value(p.current).value(u"tier"_s), QJsonValue(2));
    QCOMPARE(revisions.value(p.current).value(u"name"_s), QJsonValue(u"Till"_s));
    QVERIFY(!revisions.value(p.current).contains(u"on_call"_s));
    QCOMPARE(revisions.value(p.target).value(u"tier"_s), QJsonValue(3));
    const QJsonObject properties = store->model().record(p.decision)->properties;
    QCOMPARE(properties.value(u"title"_s).toString(), u"Another title"_s);
    QCOMPARE(properties.value(u"review_by"_s).toString(), u"2027-01-01"_s);
    QCOMPARE(store->model().view(p.view)->positions.value(p.checkout), QPoint(777, 1));
    QCOMPARE(store->model().view(p.view)->positions.value(p.cart, {1, 1}), QPoint(0, 0));
    QVERIFY(store->verify().isEmpty());

    // What both did alike is no conflict and nothing to store.
    Draft same(first.base());
    QVERIFY(same.setProperty(p.checkout, p.current, u"tier"_s, 2));
    const auto nothing = store->commit(same, u"Same"_s);
    QVERIFY(nothing);
    QVERIFY(nothing->isEmpty());
}

void tst_Store::staleDraftIsRefused()
{
    Draft draft(store->model());
    QVERIFY(draft.setProperty(p.checkout, p.current, u"tier"_s, 4));
    QVERIFY(draft.setProperty(p.checkout, p.current, u"name"_s, u"Till"_s));
    setTier(*store, 2);
    const Model before = store->model();
    const auto refused = store->commit(draft, u"Later"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY2(
        refused.error().message.startsWith(u"'tier' of service 'checkout' was changed elsewhere since"_s),
        qPrintable(refused.error().message));
    QCOMPARE(store->history().size(), 2);
    QVERIFY(store->model() == before);

    // Erased by one, changed by the other.
    Draft change(store->model());
    QVERIFY(change.setProperty(p.cart, p.current, u"tier"_s, 1));
    Draft gone(store->model());
    QVERIFY(gone.eraseElement(p.cart));
    QVERIFY(store->commit(gone, u"Erase the cart"_s));
    QCOMPARE(store->commit(change, u"Change the cart"_s).error().code, ErrorCode::Refused);
    QVERIFY(store->undo());

    // Carried over it would stand on something that is gone: the structure check says so.
    Draft dangling(store->model());
    QVERIFY(dangling.addRelation(u"dependsOn"_s, p.cart, p.prod, p.current));
    Draft erase(store->model());
    QVERIFY(erase.eraseElement(p.prod));
    QVERIFY(store->commit(erase, u"Erase"_s));
    QCOMPARE(store->commit(dangling, u"Dangling"_s).error().code, ErrorCode::Invalid);
}

void tst_Store::readOnlyRefusesEdits()
{
    const Model before = store->model();
    const auto reader = Store::open(path, {{}, true, {}, {}}).value();
    QVERIFY(reader->isReadOnly());
    QVERIFY(reader->model() == before);
    Draft draft(reader->model());
    QVERIFY(draft.eraseElement(p.cart));
    QCOMPARE(reader->commit(draft, u"No"_s).error().code, ErrorCode::Refused);
    QVERIFY(!reader->canUndo());
    QCOMPARE(reader->undo().error().code, ErrorCode::Refused);
    QCOMPARE(reader->goTo(0).error().code, ErrorCode::Refused);
    QCOMPARE(reader->addSnapshot(u"no"_s).error().code, ErrorCode::Refused);
    QVERIFY(reader->verify().isEmpty());
    setTier(*store, 3);
    QVERIFY(reader->refresh());
    QCOMPARE(tier(*reader), QJsonValue(3));
}

void tst_Store::twoProcesses()
{
    const auto other = Store::open(path).value();
    QSignalSpy told(other.get(), &Store::changed);
    setTier(*store, 2);
    QCOMPARE(tier(*other), QJsonValue(1));

    // An edit of something else brings the foreign one in first.
    Draft draft(other->model());
    QVERIFY(draft.setProperty(p.cart, p.current, u"tier"_s, 4));
    QVERIFY(other->commit(draft, u"Other"_s));
    QCOMPARE(told.size(), 2);
    QCOMPARE(tier(*other), QJsonValue(2));

    const auto seen = store->refresh();
    QVERIFY(seen);
    QVERIFY(seen->elements.updated == std::set<ElementId>{p.cart});
    QVERIFY(store->model() == other->model());
    QVERIFY(store->refresh()->isEmpty());

    // And of the same thing it is refused.
    Draft late(other->model());
    QVERIFY(late.setProperty(p.checkout, p.current, u"tier"_s, 4));
    setTier(*store, 3);
    QCOMPARE(other->commit(late, u"Late"_s).error().code, ErrorCode::Refused);
    QCOMPARE(tier(*other), QJsonValue(3));
}

void tst_Store::undoAfterForeignEdit()
{
    const auto other = Store::open(path).value();
    setTier(*store, 2);
    QCOMPARE(other->undo().error().code, ErrorCode::Refused);
    QCOMPARE(tier(*other), QJsonValue(2)); // it has been brought in, for the user to see
    QVERIFY(other->undo());
    QCOMPARE(tier(*other), QJsonValue(1));
}

/// A newer program on the same file: nothing of ours is written into a schema that we do not know.
void tst_Store::upgradedByNewerProgram()
{
    Draft draft(store->model());
    QVERIFY(draft.eraseElement(p.cart));
    sqlite3 *db = nullptr;
    QCOMPARE(sqlite3_open(path.toUtf8().constData(), &db), SQLITE_OK);
    QCOMPARE(sqlite3_exec(db, "PRAGMA user_version = 99", nullptr, nullptr, nullptr), SQLITE_OK);
    const auto refused = store->commit(draft, u"Late"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QVERIFY(refused.error().message.contains(u"newer"_s));
    QCOMPARE(store->undo().error().code, ErrorCode::Refused);
    QCOMPARE(sqlite3_exec(db, "PRAGMA user_version = 2", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(db);
    QVERIFY(store->commit(draft, u"Back"_s));
}

void tst_Store::copies()
{
    const QString copyPath = folder->filePath(u"copy.gplan"_s);
    QVERIFY(store->saveCopy(copyPath));
    QCOMPARE(store->saveCopy(copyPath).error().code, ErrorCode::Refused);
    QCOMPARE(store->saveCopy(path, Overwrite::Yes).error().code, ErrorCode::Refused);
    setTier(*store, 2);
    {
        const auto copy = Store::open(copyPath).value();
        QCOMPARE(tier(*copy), QJsonValue(1));
        QCOMPARE(copy->history().size(), 1);
        QVERIFY(copy->verify().isEmpty());
    }
    QVERIFY(store->saveCopy(copyPath, Overwrite::Yes));
    const auto copy = Store::open(copyPath).value();
    QVERIFY(copy->model() == store->model());
    QVERIFY(!store->saveCopy(folder->filePath(u"no/such/folder/copy.gplan"_s)));
}

void tst_Store::timeOfHistory()
{
    const QDateTime fixed(QDate(2026, 5, 4), QTime(3, 2, 1), QTimeZone::UTC);
    store = (store.reset(), Store::open(path, {u"bob"_s, false, {}, fixed}).value());
    setTier(*store, 2);
    QCOMPARE(store->history().front().time, fixed);
    QCOMPARE(store->history().front().author, u"bob"_s);
    qputenv("SOURCE_DATE_EPOCH", "86400");
    store = (store.reset(), Store::open(path).value());
    setTier(*store, 3);
    qunsetenv("SOURCE_DATE_EPOCH");
    QCOMPARE(store->history().front().time, QDateTime(QDate(1970, 1, 2), QTime(0, 0), QTimeZone::UTC));
}

QTEST_GUILESS_MAIN(tst_Store)
#include "tst_store.moc"
