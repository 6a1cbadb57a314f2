// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/compact.h"
#include "tests/support/randomedits.h"
#include "tests/support/smallplatform.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace gp;
using namespace gp::store;

/// A history is bounded by folding its oldest edits, experiments are thrown away, and what is kept stays as
/// it was.
class tst_Compact : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingToDo();
    void foldsTheOldest();
    void keepsEveryStateWithinTheBound();
    void byBytesKeepsUndo();
    void branchesThatHangOnFoldedEditsGo();
    void whileSomebodyWrites();
    void discardABranch();
    void discardThePresent();
    void idsAreNeverGivenTwice();
    void shrinks();

private:
    void setTier(Store &store, int tier);
    QStringList labels(const Store &store);

    std::unique_ptr<QTemporaryDir> folder;
    QString path;
    test::SmallPlatform p;
};

void tst_Compact::init()
{
    folder = std::make_unique<QTemporaryDir>();
    path = folder->filePath(u"shop.gplan"_s);
    const auto store = Store::create(path).value();
    Draft draft(store->model());
    p = test::addSmallPlatform(draft);
    QVERIFY(store->commit(draft, u"Import"_s));
}

void tst_Compact::setTier(Store &store, int tier)
{
    Draft draft(store.model());
    QVERIFY(draft.setProperty(p.checkout, p.current, u"tier"_s, tier));
    QVERIFY(store.commit(draft, u"Tier %1"_s.arg(tier)));
}

QStringList tst_Compact::labels(const Store &store)
{
    QStringList labels;
    for (const HistoryEntry &entry : store.history())
        labels.prepend(u"%1 %2"_s.arg(entry.id).arg(entry.label));
    return labels;
}

void tst_Compact::nothingToDo()
{
    const auto store = Store::open(path).value();
    for (int i = 10; i < 20; ++i)
        setTier(*store, i);
    QVERIFY(!store->historySize().isOver);
    const auto done = compactHistory(path).value();
    QCOMPARE(done.folded, 0);
    QCOMPARE(store->history().size(), 11);
    QCOMPARE(store->historySize().entries, 11);
    QVERIFY(store->historySize().bytes > 100);
}

void tst_Compact::foldsTheOldest()
{
    const auto store = Store::open(path).value();
    for (int i = 10; i < 20; ++i)
        setTier(*store, i);
    QCOMPARE(store->setHistoryBound({-1, 0}).error().code, ErrorCode::Usage);
    QVERIFY(store->setHistoryBound({4, 0}));
    QCOMPARE(store->historyBound(), (HistoryBound{4, 0}));
    QVERIFY(store->historySize().isOver);
    const Model before = store->model();
    const auto done = compactHistory(path).value();
    QCOMPARE(done.folded, 7);
    QVERIFY(done.bytesFreed > 0);

    // The store that is open notices only that the history is another.
    const QSignalSpy changed(store.get(), &Store::changed);
    const QSignalSpy history(store.get(), &Store::historyChanged);
    QVERIFY(store->refresh());
    QCOMPARE(changed.size(), 0);
    QCOMPARE(history.size(), 1);
    QVERIFY(store->model() == before);
    QCOMPARE(labels(*store), (QStringList{u"8 Tier 16"_s, u"9 Tier 17"_s, u"10 Tier 18"_s, u"11 Tier 19"_s}));
    QCOMPARE(store->history().back().edits, 8);
    QCOMPARE(store->historySize().folded, 8);
    QVERIFY(!store->historySize().isOver);
    QVERIFY(store->verify().isEmpty());

    // Every state that is left can be gone to, also the first one.
    for (int i = 0; i < 3; ++i)
        QVERIFY(store->undo());
    QCOMPARE(store->model().element(p.checkout)->revisions.value(p.current).value(u"tier"_s), QJsonValue(16));
    QVERIFY(store->undo());
    QVERIFY(store->model().elements().isEmpty());
    QVERIFY(!store->canUndo());
    for (int i = 0; i < 4; ++i)
        QVERIFY(store->redo());
    QVERIFY(store->model() == before);
    // And again.
    setTier(*store, 20);
    QCOMPARE(compactHistory(path)->folded, 1);
    QCOMPARE(Store::open(path).value()->history().back().edits, 9);
}

void tst_Compact::keepsEveryStateWithinTheBound()
{
    test::RandomEdits random(3);
    const QString other = folder->filePath(u"random.gplan"_s);
    QMap<qint64, Model> states;
    Model last;
    {
        const auto store = Store::create(other).value();
        for (int i = 0; i < 300; ++i) {
            if (i % 17 == 16)
                QVERIFY(store->undo());
            QVERIFY(store->commit(random.next(store->model()), u"Edit %1"_s.arg(i)));
            states.insert(store->head(), store->model());
        }
        last = store->model();
        QVERIFY(store->setHistoryBound({50, 0}));
    }
    const auto done = compactHistory(other).value();
    QVERIFY(done.folded > 200);
    const auto store = Store::open(other).value();
    QVERIFY(store->model() == last);
    QVERIFY(store->verify().isEmpty());
    QVERIFY(store->history().size() <= 50);
    for (const HistoryEntry &entry : store->history()) {
        QVERIFY(store->goTo(entry.id));
        QVERIFY2(store->model() == states.value(entry.id), qPrintable(entry.label));
    }
}

void tst_Compact::byBytesKeepsUndo()
{
    const auto store = Store::open(path).value();
    for (int i = 0; i < 150; ++i)
        setTier(*store, i + 10);
    QVERIFY(store->setHistoryBound({0, 1}));
    QVERIFY(compactHistory(path)->folded > 0);
    QVERIFY(store->refresh());
    QCOMPARE(store->history().size(), 101); // the folded one and a hundred that undo must have
    QVERIFY(store->verify().isEmpty());
}

void tst_Compact::branchesThatHangOnFoldedEditsGo()
{
    const auto store = Store::open(path).value();
    setTier(*store, 10);
    setTier(*store, 11);
    QVERIFY(store->undo());
    for (int i = 20; i < 30; ++i) // 3 hangs on 2
        setTier(*store, i);
    setTier(*store, 30);
    QVERIFY(store->undo());
    QVERIFY(store->setHistoryBound({5, 0}));
    const auto done = compactHistory(path).value();
    QCOMPARE(done.discarded, 1);
    QVERIFY(store->refresh());
    QVERIFY(!labels(*store).contains(u"3 Tier 11"_s));
    QVERIFY(store->canRedo()); // what was undone at the end is still there
    QCOMPARE(store->redoLabel(), u"Tier 30"_s);
    QVERIFY(store->verify().isEmpty());
}

void tst_Compact::whileSomebodyWrites()
{
    const auto store = Store::open(path).value();
    for (int i = 0; i < 200; ++i)
        setTier(*store, i + 10);
    QVERIFY(store->setHistoryBound({20, 0}));
    Result<Compacted> done;
    std::thread background([&] { done = compactHistory(path); });
    for (int i = 0; i < 200; ++i)
        setTier(*store, i + 1000);
    background.join();
    QVERIFY2(done, qPrintable(done ? QString() : done.error().text()));
    QVERIFY(compactHistory(path));
    QVERIFY(store->refresh());
    QVERIFY(store->history().size() <= 20);
    QCOMPARE(store->history().front().label, u"Tier 1199"_s);
    QVERIFY(store->verify().isEmpty());
}

void tst_Compact::discardABranch()
{
    const auto store = Store::open(path).value();
    setTier(*store, 10);
    setTier(*store, 11);
    setTier(*store, 12);
    QVERIFY(store->goTo(2));
    setTier(*store, 20);
    const Model before = store->model();
    const QSignalSpy changed(store.get(), &Store::changed);
    const auto done = store->discard(3); // and 4, which was built on it
    QVERIFY(done);
    QVERIFY(done->isEmpty());
    QCOMPARE(changed.size(), 0);
    QVERIFY(store->model() == before);
    QCOMPARE(labels(*store), (QStringList{u"1 Import"_s, u"2 Tier 10"_s, u"5 Tier 20"_s}));
    QVERIFY(store->verify().isEmpty());
    QVERIFY(store->undo());
    QCOMPARE(store->redoLabel(), u"Tier 20"_s);
    QCOMPARE(store->discard(77).error().code, ErrorCode::Usage);
    QCOMPARE(store->discard(0).error().code, ErrorCode::Usage);
}

void tst_Compact::discardThePresent()
{
    const auto store = Store::open(path).value();
    const Model before = store->model();
    setTier(*store, 10);
    setTier(*store, 11);
    const auto done = store->discard(2);
    QVERIFY(done);
    QVERIFY(done->elements.updated.contains(p.checkout));
    QVERIFY(store->model() == before);
    QCOMPARE(labels(*store), QStringList{u"1 Import"_s});
    QVERIFY(!store->canRedo());
    QVERIFY(store->verify().isEmpty());
}

void tst_Compact::idsAreNeverGivenTwice()
{
    const auto store = Store::open(path).value();
    const auto other = Store::open(path).value();
    setTier(*store, 10);
    QVERIFY(other->refresh());
    QVERIFY(store->discard(2));
    setTier(*store, 11);
    QCOMPARE(store->head(), 3);
    // An equal id would tell the other store that nothing has changed.
    QVERIFY(other->refresh());
    QVERIFY(other->model() == store->model());
}

void tst_Compact::shrinks()
{
    {
        const auto store = Store::open(path).value();
        Draft draft(store->model());
        for (int i = 0; i < 3000; ++i)
            QVERIFY(draft.addElement(u"service"_s, u"service-%1"_s.arg(i), p.current, {}));
        QVERIFY(store->commit(draft, u"Many"_s));
        QVERIFY(store->discard(2));
    }
    const qint64 before = QFileInfo(path).size();
    QVERIFY(shrinkFile(path));
    QVERIFY(QFileInfo(path).size() < before / 2);
    QVERIFY(Store::open(path).value()->verify().isEmpty());
}

QTEST_GUILESS_MAIN(tst_Compact)
#include "tst_compact.moc"
