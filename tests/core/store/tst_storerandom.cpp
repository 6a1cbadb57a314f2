// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/store.h"
#include "tests/support/randomedits.h"

#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using namespace gp;
using namespace gp::store;

namespace {

const QList<const char *> contentTables{"plateau",          "element",        "element_until",
                                        "element_revision", "element_source", "element_unresolved",
                                        "relation",         "relation_until", "relation_revision",
                                        "relation_source",  "record",         "view",
                                        "placement",        "route"};

/// Every row of every content table as SQL literals, through a connection of the test's own.
QByteArray dump(const QString &path)
{
    sqlite3 *db = nullptr;
    if (sqlite3_open_v2(path.toUtf8().constData(), &db, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK)
        return "cannot open";
    QByteArray text;
    for (const char *table : contentTables) {
        sqlite3_stmt *rows = nullptr;
        const QByteArray sql = QByteArray("SELECT * FROM ") + table + " ORDER BY 1, 2";
        if (sqlite3_prepare_v2(db, sql.constData(), -1, &rows, nullptr) != SQLITE_OK)
            return sqlite3_errmsg(db);
        while (sqlite3_step(rows) == SQLITE_ROW) {
            text += table;
            for (int i = 0; i < sqlite3_column_count(rows); ++i) {
                text += '|';
                text += QByteArray::number(sqlite3_column_type(rows, i)) + ':';
                text += reinterpret_cast<const char *>(sqlite3_column_text(rows, i));
            }
            text += '\n';
        }
        sqlite3_finalize(rows);
    }
    sqlite3_close(db);
    return text;
}

} // namespace

/// Undo and redo of whatever was done, also across a restart: the property that the whole history stands on.
class tst_StoreRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void undoneAndRedone();
    void branches();
};

void tst_StoreRandom::undoneAndRedone()
{
    const int edits = test::editCount(10'000);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"random.gplan"_s);
    auto store = Store::create(path).value();
    const QByteArray first = dump(path);
    const Model firstModel = store->model();

    test::RandomEdits random(20261123);
    for (int i = 0; i < edits; ++i) {
        const Draft draft = random.next(store->model());
        const auto change = store->commit(draft, u"edit %1"_s.arg(i));
        QVERIFY2(change, qPrintable(change ? QString() : change.error().message));
        QVERIFY(*change == draft.change());
        if (i % 100 == 0)
            QVERIFY(store->model() == draft.model());
        if (i == edits / 2)
            store = (store.reset(), Store::open(path).value());
    }
    QCOMPARE(store->history().size(), edits);
    const QByteArray last = dump(path);
    const Model lastModel = store->model();
    QVERIFY(last != first);

    for (int i = 0; i < edits; ++i) {
        if (i == edits / 3)
            store = (store.reset(), Store::open(path).value());
        const auto change = store->undo();
        QVERIFY2(change, qPrintable(change ? QString() : change.error().message));
    }
    QVERIFY(!store->canUndo());
    QVERIFY(store->model() == firstModel);
    QCOMPARE(dump(path), first);

    for (int i = 0; i < edits; ++i) {
        if (i == edits / 4)
            store = (store.reset(), Store::open(path).value());
        QVERIFY(store->redo());
    }
    QVERIFY(!store->canRedo());
    QVERIFY(store->model() == lastModel);
    QCOMPARE(dump(path), last);
    QCOMPARE(store->history().size(), edits);
    const QList<Error> problems = store->verify();
    QVERIFY2(problems.isEmpty(), problems.isEmpty() ? "" : qPrintable(problems.front().message));
}

/// Walks about in the tree at random; every state comes back exactly as it was.
void tst_StoreRandom::branches()
{
    const int edits = test::editCount(400);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"tree.gplan"_s);
    const auto store = Store::create(path).value();
    QHash<qint64, Model> states{{0, Model()}};
    QHash<qint64, QByteArray> dumps{{0, dump(path)}};
    test::RandomEdits random(7);
    QRandomGenerator where(8);
    for (int i = 0; i < edits; ++i) {
        if (i % 5 == 4) {
            const auto ids = store->history();
            const qint64 to = ids.at(where.bounded(static_cast<int>(ids.size()))).id;
            QVERIFY(store->goTo(to));
            QVERIFY(store->model() == states.value(to));
            QCOMPARE(dump(path), dumps.value(to));
        }
        QVERIFY(store->commit(random.next(store->model()), u"edit"_s));
        states.insert(store->head(), store->model());
        dumps.insert(store->head(), dump(path));
    }
    QCOMPARE(store->history().size(), edits);
    QVERIFY(store->verify().isEmpty());
    QVERIFY(store->goTo(0));
    QVERIFY(store->model() == Model());
}

QTEST_GUILESS_MAIN(tst_StoreRandom)
#include "tst_storerandom.moc"
