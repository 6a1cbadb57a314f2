// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/store.h"
#include "tests/support/smallplatform.h"

#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using namespace gp;
using namespace gp::store;

namespace {

/// Changes a project behind the store's back.
void tamper(const QString &path, const char *sql)
{
    sqlite3 *db = nullptr;
    QCOMPARE(sqlite3_open(path.toUtf8().constData(), &db), SQLITE_OK);
    char *message = nullptr;
    const int code = sqlite3_exec(db, sql, nullptr, nullptr, &message);
    QVERIFY2(code == SQLITE_OK, message);
    sqlite3_close(db);
}

} // namespace

/// The history as a tree, snapshots, and what verify finds.
class tst_StoreHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void oneEditOneRow();
    void undoAndRedoAcrossRestart();
    void editAfterUndoKeepsTheOldBranch();
    void redoFollowsTheBranchLastTaken();
    void goToUnknownEntry();
    void onlyAnEditOfOthersStopsUndo();
    void snapshots();
    void exportedSnapshot();
    void damagedSnapshot_data();
    void damagedSnapshot();
    void verifyFindsTampering_data();
    void verifyFindsTampering();
    void labelsOfMegabytesAreCut();

private:
    void note(const QString &text)
    {
        Draft draft(store->model());
        QVERIFY(draft.setProperty(p.checkout, p.current, u"description"_s, text));
        const auto change = store->commit(draft, text);
        QVERIFY2(change, qPrintable(change ? QString() : change.error().message));
    }
    QString noted() const
    {
        const Element *checkout = store->model().element(p.checkout);
        return checkout ? checkout->revisions.value(p.current).value(u"description"_s).toString() : u"-"_s;
    }
    /// The history in one line, oldest first: id<parent, * the head, ! off the path.
    QString tree() const
    {
        QStringList parts;
        for (const HistoryEntry &entry : store->history())
            parts.prepend(u"%1<%2%3%4"_s.arg(entry.id)
                              .arg(entry.parent)
                              .arg(entry.isHead ? u"*"_s : u""_s, entry.onPath ? u""_s : u"!"_s));
        return parts.join(u' ');
    }
    void reopen() { store = (store.reset(), Store::open(path, {u"ada"_s, false, {}, {}}).value()); }

    std::unique_ptr<QTemporaryDir> folder;
    QString path;
    std::unique_ptr<Store> store;
    test::SmallPlatform p;
};

void tst_StoreHistory::init()
{
    folder = std::make_unique<QTemporaryDir>();
    path = folder->filePath(u"shop.gplan"_s);
    store = Store::create(path, {u"ada"_s, false, {}, {}}).value();
    Draft draft(store->model());
    p = test::addSmallPlatform(draft);
    QVERIFY(store->commit(draft, u"Import"_s));
}

void tst_StoreHistory::cleanup()
{
    store.reset();
}

void tst_StoreHistory::oneEditOneRow()
{
    note(u"a"_s);
    note(u"b"_s);
    QCOMPARE(tree(), u"1<0 2<1 3<2*"_s);
    const HistoryEntry entry = store->history(1).front();
    QCOMPARE(entry.label, u"b"_s);
    QCOMPARE(entry.author, u"ada"_s);
    QVERIFY(entry.size > 0);
    QVERIFY(entry.size < store->history().back().size);
    QCOMPARE(entry.time.timeSpec(), Qt::UTC);
    QCOMPARE(store->head(), 3);
}

void tst_StoreHistory::undoAndRedoAcrossRestart()
{
    note(u"a"_s);
    note(u"b"_s);
    QVERIFY(!store->canRedo());
    reopen();
    QCOMPARE(store->undoLabel(), u"b"_s);
    QVERIFY(store->undo());
    QCOMPARE(noted(), u"a"_s);
    reopen();
    QCOMPARE(noted(), u"a"_s);
    QCOMPARE(store->redoLabel(), u"b"_s);
    QVERIFY(store->undo());
    QVERIFY(store->undo());
    QVERIFY(!store->canUndo());
    QVERIFY(store->model() == Model());
    QCOMPARE(store->undo().error().code, ErrorCode::Refused);
    reopen();
    for (int i = 0; i < 3; ++i)
        QVERIFY(store->redo());
    QCOMPARE(noted(), u"b"_s);
    QCOMPARE(store->redo().error().code, ErrorCode::Refused);
    QCOMPARE(tree(), u"1<0 2<1 3<2*"_s);
}

void tst_StoreHistory::editAfterUndoKeepsTheOldBranch()
{
    note(u"a"_s);
    note(u"b"_s);
    QVERIFY(store->undo());
    note(u"c"_s);
    QCOMPARE(tree(), u"1<0 2<1 3<2! 4<2*"_s);
    const auto change = store->goTo(3);
    QVERIFY(change);
    QVERIFY(change->elements.updated == std::set<ElementId>{p.checkout});
    QCOMPARE(noted(), u"b"_s);
    QCOMPARE(tree(), u"1<0 2<1 3<2* 4<2!"_s);
    reopen();
    QCOMPARE(noted(), u"b"_s);
    QVERIFY(store->goTo(0));
    QVERIFY(store->model() == Model());
    QVERIFY(store->goTo(4));
    QCOMPARE(noted(), u"c"_s);
    QVERIFY(store->verify().isEmpty());
}

void tst_StoreHistory::redoFollowsTheBranchLastTaken()
{
    note(u"a"_s);
    note(u"old"_s);
    QVERIFY(store->undo());
    note(u"new"_s);
    QVERIFY(store->undo());
    QCOMPARE(store->redoLabel(), u"new"_s);
    QVERIFY(store->goTo(3));
    QVERIFY(store->undo());
    QCOMPARE(store->redoLabel(), u"old"_s);
    QVERIFY(store->redo());
    QCOMPARE(noted(), u"old"_s);
}

void tst_StoreHistory::goToUnknownEntry()
{
    QCOMPARE(store->goTo(99).error().code, ErrorCode::Usage);
    QCOMPARE(store->goTo(-1).error().code, ErrorCode::Usage);
    QCOMPARE(store->head(), 1);
}

/// The ledger of what is published and snapshots are written to the file, too, and take nothing away.
void tst_StoreHistory::onlyAnEditOfOthersStopsUndo()
{
    note(u"a"_s);
    note(u"b"_s);
    tamper(path, "INSERT INTO meta(key, value) VALUES('test', '1')");
    const auto undone = store->undo();
    QVERIFY2(undone, qPrintable(undone ? QString() : undone.error().message));
    QCOMPARE(noted(), u"a"_s);
    tamper(path, "UPDATE meta SET value = '2' WHERE key = 'test'");
    QVERIFY(store->discard(store->history().first().id));
    QCOMPARE(noted(), u"a"_s);

    auto other = Store::open(path, {u"bob"_s, false, {}, {}}).value();
    Draft draft(other->model());
    QVERIFY(draft.setProperty(p.checkout, p.current, u"description"_s, u"bob's"_s));
    QVERIFY(other->commit(draft, u"bob"_s));
    const auto refused = store->undo();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Refused);
    QCOMPARE(noted(), u"bob's"_s);
}

void tst_StoreHistory::snapshots()
{
    note(u"before"_s);
    const Model kept = store->model();
    QVERIFY(store->addSnapshot(u"Board of May"_s));
    QCOMPARE(store->addSnapshot(u"Board of May"_s).error().code, ErrorCode::Refused);
    QCOMPARE(store->addSnapshot(u"  "_s).error().code, ErrorCode::Usage);
    QCOMPARE(store->history().size(), 2);

    Draft draft(store->model());
    QVERIFY(draft.eraseElement(p.checkout));
    QVERIFY(draft.eraseRecord(p.decision));
    QVERIFY(store->commit(draft, u"Erase"_s));
    const Model later = store->model();

    reopen();
    QCOMPARE(store->snapshots().size(), 1);
    QCOMPARE(store->snapshots().front().name, u"Board of May"_s);
    QVERIFY(store->snapshotModel(u"Board of May"_s).value() == kept);
    const auto change = store->restoreSnapshot(u"Board of May"_s);
    QVERIFY2(change, qPrintable(change ? QString() : change.error().message));
    QVERIFY(change->elements.added.contains(p.checkout));
    QVERIFY(store->model() == kept);
    QCOMPARE(store->history().size(), 4);
    QVERIFY(store->restoreSnapshot(u"Board of May"_s)->isEmpty());
    QCOMPARE(store->history().size(), 4);
    QVERIFY(store->undo());
    QVERIFY(store->model() == later);
    QVERIFY(store->verify().isEmpty());

    QVERIFY(store->removeSnapshot(u"Board of May"_s));
    QCOMPARE(store->restoreSnapshot(u"Board of May"_s).error().code, ErrorCode::Usage);
}

void tst_StoreHistory::exportedSnapshot()
{
    QVERIFY(store->addSnapshot(u"s"_s));
    note(u"after"_s);
    const QString target = folder->filePath(u"s.gplan"_s);
    QVERIFY(store->exportSnapshot(u"s"_s, target));
    QCOMPARE(store->exportSnapshot(u"s"_s, target).error().code, ErrorCode::Refused);
    const auto exported = Store::open(target).value();
    QVERIFY(exported->model() == store->snapshotModel(u"s"_s).value());
    QCOMPARE(exported->history().size(), 1); // the edit that made it
}

void tst_StoreHistory::damagedSnapshot_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("announces what it cannot hold") << "x'7FFFFFFF789C00'"_ba;
    QTest::newRow("nothing") << "x''"_ba;
    QTest::newRow("only its length") << "x'00001000'"_ba;
    QTest::newRow("cut in the middle") << "substr(data, 1, length(data) / 2)"_ba;
    QTest::newRow("end lacks") << "substr(data, 1, length(data) - 1)"_ba;
    QTest::newRow("end is nothing") << "CAST(substr(data, 1, length(data) - 40) || zeroblob(40) AS BLOB)"_ba;
    QTest::newRow("longer than announced") << "CAST(x'00000010' || substr(data, 5) AS BLOB)"_ba;
    QTest::newRow("announces more") << "CAST(x'00100000' || substr(data, 5) AS BLOB)"_ba;
}

void tst_StoreHistory::damagedSnapshot()
{
    QFETCH(QByteArray, data);
    QVERIFY(store->addSnapshot(u"s"_s));
    store.reset();
    tamper(path, QByteArray("UPDATE snapshot SET data = " + data).constData());
    reopen();
    const Model before = store->model();
    QCOMPARE(store->restoreSnapshot(u"s"_s).error().code, ErrorCode::Unreadable);
    QVERIFY(store->model() == before);
}

void tst_StoreHistory::verifyFindsTampering_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("found");
    QTest::newRow("value that no edit made")
        << "UPDATE element SET kind = 'team' WHERE key = 'cart'"_ba << u"the history"_s;
    QTest::newRow("row that an edit needs")
        << "UPDATE element_revision SET properties = '{\"name\":\"x\"}' WHERE element_id "
           "IN (SELECT id FROM element WHERE key = 'checkout')"_ba
        << u"the history"_s;
    QTest::newRow("dangling relation")
        << "DELETE FROM element WHERE key = 'cart'"_ba << u"refers to one of 'element'"_s;
    QTest::newRow("structure") << "DELETE FROM element WHERE key = 'cart'"_ba << u"one end is not there"_s;
    QTest::newRow("history lost") << "UPDATE history SET changeset = x''"_ba << u"the history"_s;
    QTest::newRow("history of another table")
        << "UPDATE history SET changeset = x'540201006D65746100120003046865616401000000000000000003046865616401000000000000'"_ba
        << u"the history"_s;
    QTest::newRow("history cut off")
        << "UPDATE history SET changeset = substr(changeset, 1, length(changeset) - 3)"_ba
        << u"the history"_s;
    QTest::newRow("history mangled") << "UPDATE history SET changeset = x'54FF00'"_ba << u"the history"_s;
}

void tst_StoreHistory::verifyFindsTampering()
{
    QFETCH(QByteArray, sql);
    QFETCH(QString, found);
    note(u"a"_s);
    note(u"b"_s);
    store.reset();
    tamper(path, sql.constData());
    reopen();
    QStringList messages;
    for (const Error &error : store->verify())
        messages.append(error.message);
    QVERIFY2(messages.join(u'\n').contains(found), qPrintable(messages.join(u'\n')));
}

void tst_StoreHistory::labelsOfMegabytesAreCut()
{
    note(u"one"_s);
    const QString file = store->path();
    store->close();
    tamper(file, "UPDATE history SET label = hex(zeroblob(3000000)), author = hex(zeroblob(3000000))");
    store = Store::open(file).value();
    for (const HistoryEntry &entry : store->history()) {
        QCOMPARE(entry.label, QString(1000, u'0'));
        QCOMPARE(entry.author, QString(200, u'0'));
    }
    QCOMPARE(store->undoLabel().size(), 1000);
}

QTEST_GUILESS_MAIN(tst_StoreHistory)
#include "tst_storehistory.moc"
