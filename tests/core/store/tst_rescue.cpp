// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/rescue.h"
#include "tests/support/rawproject.h"
#include "tests/support/smallplatform.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace gp;
using namespace gp::store;
using test::contents;
using test::run;
using test::write;

/// What is left of a project that does not open: it is found, made sound, and told.
class tst_Rescue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void soundFileComesOverWhole();
    void altered_data();
    void altered();
    void damagedPageInTheMiddle();
    void damagedAnywhere();
    void truncated();
    void nothingThere();
    void damageIsTold();
    void flippedDefinition_data();
    void flippedDefinition();
    void offers();
    void backups();

private:
    QString folderFile(const QString &name) { return folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> folder;
    QString path;
    QString target;
    Model model;
};

void tst_Rescue::init()
{
    folder = std::make_unique<QTemporaryDir>();
    path = folderFile(u"shop.gplan"_s);
    target = folderFile(u"recovered.gplan"_s);
    const auto store = Store::create(path).value();
    Draft draft(store->model());
    test::addSmallPlatform(draft);
    for (int i = 0; i < 600; ++i)
        QVERIFY(draft.addElement(u"service"_s, u"service-%1"_s.arg(i), draft.model().rootPlateau(),
                                 test::named(u"Service %1 with a name of some length"_s.arg(i))));
    QVERIFY(store->commit(draft, u"Import"_s));
    QVERIFY(store->addSnapshot(u"before"_s));
    Draft edit(store->model());
    QVERIFY(edit.setProperty(edit.model().element(u"cart"_s)->id, edit.model().rootPlateau(), u"tier"_s, 2));
    QVERIFY(store->commit(edit, u"Set tier"_s));
    model = store->model();
}

void tst_Rescue::soundFileComesOverWhole()
{
    const QByteArray before = contents(path);
    const auto recovered = recoverInto(path, target);
    QVERIFY2(recovered, qPrintable(recovered ? QString() : recovered.error().text()));
    QCOMPARE(recovered->lost, QStringList());
    QCOMPARE(recovered->historyEntries, 2);
    QCOMPARE(recovered->snapshots, 1);
    QCOMPARE(recovered->elements, model.elements().size());
    QCOMPARE(contents(path), before);
    const auto store = Store::open(target).value();
    QVERIFY(store->model() == model);
    QVERIFY(store->verify().isEmpty());
    QCOMPARE(recoverInto(path, target).error().code, ErrorCode::Refused); // never overwrites
}

void tst_Rescue::altered_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("isWhole");
    QTest::newRow("foreign view") << "CREATE VIEW mine AS SELECT key FROM services"_ba << true;
    QTest::newRow("trigger")
        << "CREATE TRIGGER evil AFTER INSERT ON element BEGIN DELETE FROM history; END"_ba << true;
    QTest::newRow("views gone") << "DROP VIEW services; DROP VIEW elements"_ba << true;
    QTest::newRow("table gone") << "DROP TABLE relation_source"_ba << false;
    QTest::newRow("no JSON") << "UPDATE element_revision SET properties = 'x' WHERE element_id IN "
                                "(SELECT id FROM element WHERE key = 'service-7')"_ba
                             << false;
    QTest::newRow("plateau of no kind")
        << "UPDATE plateau SET kind = 'dream' WHERE key = 'option'"_ba << false;
    QTest::newRow("plateau loop") << "UPDATE plateau SET parent_id = id WHERE key = 'target'"_ba << false;
    QTest::newRow("two roots")
        << "UPDATE plateau SET parent_id = NULL, kind = 'current' WHERE key = 'target'"_ba << false;
    QTest::newRow("no plateaus") << "DELETE FROM plateau"_ba << false;
    QTest::newRow("ends gone") << "DELETE FROM element WHERE key = 'checkout'"_ba << false;
    QTest::newRow("same key twice")
        << "UPDATE element SET key = 'cart' WHERE key IN ('checkout', 'service-1')"_ba << false;
    QTest::newRow("no keys")
        << "UPDATE element SET key = ''; UPDATE record SET key = 'ÄÖ?'; UPDATE view SET key = ''"_ba << false;
    QTest::newRow("no kinds")
        << "UPDATE element SET kind = '' WHERE key = 'cart'; UPDATE record SET kind = ''"_ba << false;
    QTest::newRow("history cut") << "DELETE FROM history WHERE id = 1"_ba << false;
    QTest::newRow("history in a circle") << "PRAGMA ignore_check_constraints = ON; "
                                            "UPDATE history SET parent_id = (SELECT max(id) FROM history)"_ba
                                         << false;
    QTest::newRow("history of nonsense") << "UPDATE history SET changeset = randomblob(100)"_ba << false;
    QTest::newRow("bad snapshot") << "UPDATE snapshot SET data = randomblob(100)"_ba << false;
    QTest::newRow("far away") << "UPDATE placement SET x = 9007199254740991"_ba << false;
}

void tst_Rescue::altered()
{
    QFETCH(QByteArray, sql);
    QFETCH(bool, isWhole);
    run(path, "PRAGMA foreign_keys = OFF; " + sql);
    const QByteArray before = contents(path);
    const auto recovered = recoverInto(path, target);
    QVERIFY2(recovered, qPrintable(recovered ? QString() : recovered.error().text()));
    QCOMPARE(recovered->lost.isEmpty(), isWhole);
    QCOMPARE(contents(path), before);
    const auto store = Store::open(target);
    QVERIFY2(store, qPrintable(store ? QString() : store.error().text()));
    const QList<Error> problems = (*store)->verify();
    QVERIFY2(problems.isEmpty(), qPrintable(problems.isEmpty() ? QString() : problems.front().text()));
    QCOMPARE((*store)->model() == model, isWhole || sql.contains("history") || sql.contains("snapshot"));
    QVERIFY((*store)->model().elements().size() >= 500);
}

/// Pages with rows on both sides of them: all but what lay on them is there.
void tst_Rescue::damagedPageInTheMiddle()
{
    sqlite3 *db = nullptr;
    QCOMPARE(sqlite3_open(path.toUtf8().constData(), &db), SQLITE_OK);
    sqlite3_stmt *pages = nullptr;
    QCOMPARE(sqlite3_prepare_v2(
                 db, "SELECT pageno FROM dbstat WHERE name = 'element' AND pagetype = 'leaf' ORDER BY path",
                 -1, &pages, nullptr),
             SQLITE_OK);
    QList<int> leaves;
    while (sqlite3_step(pages) == SQLITE_ROW)
        leaves.append(sqlite3_column_int(pages, 0));
    sqlite3_finalize(pages);
    sqlite3_close(db);
    QVERIFY(leaves.size() >= 5);
    QByteArray bytes = contents(path);
    for (const int at : {1, 3})
        bytes.replace((leaves[at] - 1) * 4096, 4096, QByteArray(4096, '\x5a'));
    write(path, bytes);
    QCOMPARE(Store::open(path).error().code, ErrorCode::Unreadable);
    const auto recovered = recoverInto(path, target);
    QVERIFY2(recovered, qPrintable(recovered ? QString() : recovered.error().text()));
    QVERIFY(!recovered->lost.isEmpty());
    const auto perLeaf = model.elements().size() / leaves.size();
    QVERIFY2(recovered->elements >= model.elements().size() - 3 * perLeaf - 10,
             qPrintable(u"%1 of %2"_s.arg(recovered->elements).arg(model.elements().size())));
    QVERIFY(Store::open(target).value()->verify().isEmpty());
}

/// Whatever is damaged: a sound project with what could be read, or a clear no.
void tst_Rescue::damagedAnywhere()
{
    const QByteArray sound = contents(path);
    QRandomGenerator random(5);
    int recoveredCount = 0;
    constexpr int rounds = 60;
    for (int i = 0; i < rounds; ++i) {
        QByteArray bytes = sound;
        for (int hit = random.bounded(1, 4); hit > 0; --hit) {
            const int at = random.bounded(int(bytes.size()) - 600);
            const int size = random.bounded(1, 600);
            for (int j = 0; j < size; ++j)
                bytes[at + j] = static_cast<char>(random.bounded(256));
        }
        write(path, bytes);
        QFile::remove(target);
        const auto recovered = recoverInto(path, target);
        if (!recovered) {
            QCOMPARE(recovered.error().code, ErrorCode::Unreadable);
            QVERIFY(!QFile::exists(target));
            continue;
        }
        ++recoveredCount;
        const auto store = Store::open(target);
        QVERIFY2(store, qPrintable(u"round %1: %2"_s.arg(i).arg(store ? QString() : store.error().text())));
        const QList<Error> problems = (*store)->verify();
        QVERIFY2(problems.isEmpty(), qPrintable(u"round %1: %2"_s.arg(i).arg(
                                         problems.isEmpty() ? QString() : problems.front().text())));
    }
    QVERIFY2(recoveredCount > rounds / 2, qPrintable(QString::number(recoveredCount)));
}

void tst_Rescue::truncated()
{
    const QByteArray sound = contents(path);
    write(path, sound.first(sound.size() * 6 / 10));
    const auto recovered = recoverInto(path, target);
    QVERIFY2(recovered, qPrintable(recovered ? QString() : recovered.error().text()));
    QVERIFY(!recovered->lost.isEmpty());
    QVERIFY(Store::open(target).value()->verify().isEmpty());
}

void tst_Rescue::nothingThere()
{
    write(path, QByteArray(20000, 'x'));
    QCOMPARE(recoverInto(path, target).error().code, ErrorCode::Unreadable);
    write(path, {});
    QCOMPARE(recoverInto(path, target).error().code, ErrorCode::Unreadable);
    QCOMPARE(recoverInto(folderFile(u"none"_s), target).error().code, ErrorCode::Unreadable);
    QCOMPARE(recoverInto(folder->path(), target).error().code, ErrorCode::Unreadable);
    QVERIFY(!QFile::exists(target));
}

void tst_Rescue::flippedDefinition_data()
{
    QTest::addColumn<QByteArray>("was");
    QTest::addColumn<QByteArray>("is");
    QTest::newRow("cannot be parsed") << "CREATE TABLE relation ("_ba << "CREATE TABNE relation ("_ba;
    QTest::newRow("another name") << "CREATE TABLE relation ("_ba << "CREATE TABLE relatiom ("_ba;
    QTest::newRow("another column") << "source INTEGER"_ba << "sourcf INTEGER"_ba;
}

/// The rows of a table whose definition was hit are all there.
void tst_Rescue::flippedDefinition()
{
    QFETCH(QByteArray, was);
    QFETCH(QByteArray, is);
    QByteArray bytes = contents(path);
    QVERIFY(bytes.contains(was));
    write(path, bytes.replace(bytes.indexOf(was), was.size(), is));
    QCOMPARE(Store::open(path).error().code, ErrorCode::Unreadable);
    const auto recovered = recoverInto(path, target);
    QVERIFY2(recovered, qPrintable(recovered ? QString() : recovered.error().text()));
    QCOMPARE(recovered->lost, QStringList());
    QCOMPARE(recovered->relations, model.relations().size());
    QCOMPARE(recovered->historyEntries, 2);
    QVERIFY(Store::open(target).value()->verify().isEmpty());
    QCOMPARE(contents(path), bytes);
}

void tst_Rescue::damageIsTold()
{
    const auto told = [this] {
        QStringList lines;
        for (const Error &one : damageOf(path, Store::open(path, {{}, true, {}, {}}).error()))
            lines.append(one.text());
        return lines.join(u'\n');
    };
    const QByteArray sound = contents(path);
    // Not one that somebody is writing: what is read of it then means nothing.
    QVERIFY(damageOf(path, {ErrorCode::Refused, u"busy"_s, u"database is locked"_s, {}, 0}).isEmpty());
    const qsizetype half = sound.size() / 2;
    write(path, sound.first(half));
    QVERIFY2(told().startsWith(u"the file ends after %1 of %2 bytes"_s.arg(half).arg(sound.size())),
             qPrintable(told()));
    QByteArray bytes = sound;
    constexpr int page = 4096;
    bytes.replace(bytes.size() - page, page, QByteArray(page, 'x'));
    write(path, bytes);
    QVERIFY2(told().startsWith("the database is damaged: "_L1), qPrintable(told()));
    QVERIFY2(told().contains("page "_L1) && !told().contains("***"_L1), qPrintable(told()));
    QCOMPARE(contents(path), bytes);
    for (const QByteArray &other : {"text"_ba, ""_ba, QByteArray("SQLite format 3\0half", 20)}) {
        write(path, other);
        QCOMPARE(told(), QString());
    }
    QVERIFY(QFile::remove(path));
    QCOMPARE(told(), QString());
    QCOMPARE(mkfifo(qPrintable(path), 0600), 0);
    QCOMPARE(told(), QString());
    QVERIFY(QFile::remove(path));
    QVERIFY(QDir().mkdir(path));
    QCOMPARE(told(), QString());
}

void tst_Rescue::offers()
{
    QCOMPARE(offersFor(path), QList<Offer>{Offer::OpenReadOnly});
    run(path, "CREATE VIEW mine AS SELECT 1");
    QCOMPARE(offersFor(path), QList<Offer>{Offer::Recover});
    write(folderFile(u"shop.before-schema-3.gplan"_s), contents(path));
    QCOMPARE(offersFor(path), (QList<Offer>{Offer::Recover, Offer::ShowBackups}));
    write(path, "just a text");
    QCOMPARE(offersFor(path), QList<Offer>{Offer::ShowBackups});
    QCOMPARE(offersFor(folderFile(u"none.gplan"_s)), QList<Offer>());
    QCOMPARE(offersFor(folder->path()), QList<Offer>());
}

void tst_Rescue::backups()
{
    write(folderFile(u"shop.before-schema-3.gplan"_s), "x");
    write(folderFile(u"shop.before-schema-3-2.gplan"_s), "x");
    write(folderFile(u"shop (conflicted copy).gplan"_s), "x");
    write(folderFile(u"workshop.before-schema-3.gplan"_s), "x");
    QStringList names;
    for (const Backup &backup : backupsOf(path))
        names.append(QFileInfo(backup.path).fileName() + u": "_s + backup.what);
    names.sort();
    QCOMPARE(names, (QStringList{u"shop (conflicted copy).gplan: conflicting copy"_s,
                                 u"shop.before-schema-3-2.gplan: before schema 3"_s,
                                 u"shop.before-schema-3.gplan: before schema 3"_s}));
}

QTEST_GUILESS_MAIN(tst_Rescue)
#include "tst_rescue.moc"
