// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/query.h"
#include "core/store/store.h"
#include "tests/support/rawproject.h"
#include "tests/support/smallplatform.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace gp;
using namespace gp::store;
using test::contents;
using test::run;
using test::write;

namespace {

/// A file that a program of that schema version wrote.
QString fixture(int version)
{
    return QStringLiteral(GROUNDPLAN_TEST_DATA "/store/schema-%1.gplan").arg(version);
}

} // namespace

/// Files that are not ours, damaged, newer, older, made with bad intent: a clear refusal, and not a byte of
/// them changes.
class tst_StoreFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void refused_data();
    void refused();
    void noSuchFile();
    void folderOrPipe();
    void writeProtected();
    void createNeverOverwrites();
    void createInMissingFolder();
    void lockedByAnotherProgram();
    void damagedPages();
    void badContent_data();
    void badContent();
    void newerOpensReadOnly();
    void olderSchemaIsBroughtUp_data();
    void olderSchemaIsBroughtUp();
    void strayLogIsMovedAside();
    void copyWithoutItsLog();
    void journalBesideARefusedFile();
    void syncedFolder();
    void createLeavesNothingHalf();
    void oddNames();

private:
    std::unique_ptr<QTemporaryDir> folder;
    QString path;
};

void tst_StoreFiles::init()
{
    folder = std::make_unique<QTemporaryDir>();
    path = folder->filePath(u"shop.gplan"_s);
    const auto store = Store::create(path).value();
    Draft draft(store->model());
    test::addSmallPlatform(draft);
    QVERIFY(store->commit(draft, u"Import"_s));
}

void tst_StoreFiles::refused_data()
{
    QTest::addColumn<QByteArray>("bytes"); // instead of the project, or
    QTest::addColumn<QByteArray>("sql");   // run on it
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("says");
    const QString notOurs = u"is not a Groundplan project"_s;
    const QString altered = u"altered by another program"_s;
    QTest::newRow("empty") << ""_ba << ""_ba << ErrorCode::Unreadable << u"is empty"_s;
    QTest::newRow("text") << QByteArray("hello\n").repeated(100) << ""_ba << ErrorCode::Unreadable << notOurs;
    QTest::newRow("only the magic") << QByteArray("SQLite format 3\0", 16) << ""_ba << ErrorCode::Unreadable
                                    << notOurs;
    QTest::newRow("magic and zeros") << QByteArray("SQLite format 3\0", 16) + QByteArray(4080, '\0') << ""_ba
                                     << ErrorCode::Unreadable << notOurs;
    QTest::newRow("other database") << ""_ba << "PRAGMA application_id = 0"_ba << ErrorCode::Unreadable
                                    << u"another program"_s;
    QTest::newRow("newer, and nothing like this one")
        << ""_ba << "PRAGMA user_version = 99; DROP TABLE route"_ba << ErrorCode::Refused
        << u"newer Groundplan"_s;
    QTest::newRow("newer, with a trigger")
        << ""_ba
        << "PRAGMA user_version = 99; CREATE TRIGGER evil AFTER INSERT ON element BEGIN DELETE FROM history; END"_ba
        << ErrorCode::Unreadable << u"trigger 'evil'"_s;
    QByteArray otherText = contents(QStringLiteral(GROUNDPLAN_TEST_DATA "/store/schema-2.gplan"));
    constexpr qsizetype encoding = 59;
    otherText[encoding] = 2;
    QTest::newRow("older, and not in UTF-8")
        << otherText << ""_ba << ErrorCode::Unreadable << u"is damaged"_s;
    QByteArray otherFormat = otherText;
    otherFormat[encoding] = 1;
    constexpr qsizetype format = 47;
    otherFormat[format] = 9;
    QTest::newRow("older, and of no schema format")
        << otherFormat << ""_ba << ErrorCode::Unreadable << u"is damaged"_s;
    QTest::newRow("negative version")
        << ""_ba << "PRAGMA user_version = -1"_ba << ErrorCode::Unreadable << u"another program"_s;
    QTest::newRow("trigger")
        << ""_ba
        << "CREATE TRIGGER evil AFTER INSERT ON element BEGIN DELETE FROM history; END"_ba
        << ErrorCode::Unreadable << u"trigger 'evil'"_s;
    QTest::newRow("foreign view") << ""_ba << "CREATE VIEW mine AS SELECT key FROM services"_ba
                                  << ErrorCode::Unreadable << u"view 'mine'"_s;
    QTest::newRow("foreign table") << ""_ba << "CREATE TABLE notes (text)"_ba << ErrorCode::Unreadable
                                   << u"table 'notes'"_s;
    QTest::newRow("foreign index") << ""_ba << "CREATE INDEX evil ON element (key || kind)"_ba
                                   << ErrorCode::Unreadable << u"index 'evil'"_s;
    QTest::newRow("virtual table") << ""_ba << "CREATE VIRTUAL TABLE words USING fts5 (text)"_ba
                                   << ErrorCode::Unreadable << u"virtual table 'words'"_s;
    QTest::newRow("view replaced") << ""_ba << "DROP VIEW services; CREATE VIEW services AS SELECT 1 AS x"_ba
                                   << ErrorCode::Unreadable << altered;
    QTest::newRow("table gone") << ""_ba << "DROP TABLE route"_ba << ErrorCode::Unreadable << altered;
    QTest::newRow("column added") << ""_ba << "ALTER TABLE element ADD COLUMN more TEXT"_ba
                                  << ErrorCode::Unreadable << altered;
    QTest::newRow("schema cut") << ""_ba << "DROP INDEX element_since_index"_ba << ErrorCode::Unreadable
                                << altered;
}

void tst_StoreFiles::refused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, sql);
    QFETCH(ErrorCode, code);
    QFETCH(QString, says);
    if (sql.isEmpty())
        write(path, bytes);
    else
        run(path, sql);
    const QByteArray before = contents(path);
    for (const bool readOnly : {false, true}) {
        const auto store = Store::open(path, {{}, readOnly, {}, {}});
        QVERIFY(!store);
        QCOMPARE(store.error().code, code);
        QVERIFY2(store.error().message.contains(says), qPrintable(store.error().message));
        QVERIFY(store.error().message.contains(path));
    }
    QCOMPARE(Query::open(path).error().code, code);
    QCOMPARE(contents(path), before);
    QCOMPARE(QDir(folder->path()).entryList(QDir::Files), QStringList{u"shop.gplan"_s});
}

void tst_StoreFiles::noSuchFile()
{
    const auto store = Store::open(folder->filePath(u"none.gplan"_s));
    QCOMPARE(store.error().code, ErrorCode::Unreadable);
    QVERIFY(store.error().message.startsWith(u"There is no file"_s));
    QVERIFY(!QFile::exists(folder->filePath(u"none.gplan"_s)));
    QVERIFY(!Store::open(QString()));
    QVERIFY(!Store::open(u":memory:"_s));
}

void tst_StoreFiles::folderOrPipe()
{
    QVERIFY(Store::open(folder->path()).error().message.contains(u"is a folder"_s));
    const QString pipe = folder->filePath(u"pipe"_s);
    QCOMPARE(mkfifo(pipe.toUtf8().constData(), 0600), 0);
    QVERIFY(Store::open(pipe).error().message.contains(
        u"not an ordinary file"_s)); // and does not wait for a writer
}

void tst_StoreFiles::writeProtected()
{
    if (geteuid() == 0)
        QSKIP("root may write everything");
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
    QCOMPARE(Store::open(path).error().code, ErrorCode::Refused);
    QVERIFY(Store::open(path, {{}, true, {}, {}}));
    QVERIFY(QFile::setPermissions(path, {}));
    QCOMPARE(Store::open(path).error().code, ErrorCode::Refused);
}

void tst_StoreFiles::createNeverOverwrites()
{
    const QByteArray before = contents(path);
    QCOMPARE(Store::create(path).error().code, ErrorCode::Refused);
    QCOMPARE(Store::create(folder->path()).error().code, ErrorCode::Refused);
    QCOMPARE(contents(path), before);
}

void tst_StoreFiles::createInMissingFolder()
{
    QCOMPARE(Store::create(folder->filePath(u"no/such/x.gplan"_s)).error().code, ErrorCode::Refused);
    QVERIFY(!QFile::exists(folder->filePath(u"no"_s)));
}

void tst_StoreFiles::lockedByAnotherProgram()
{
    sqlite3 *db = nullptr;
    QCOMPARE(sqlite3_open(path.toUtf8().constData(), &db), SQLITE_OK);
    QCOMPARE(sqlite3_exec(db, "BEGIN EXCLUSIVE; UPDATE meta SET value = value", nullptr, nullptr, nullptr),
             SQLITE_OK);
    const auto store = Store::open(path);
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::Refused);
    QVERIFY2(store.error().message.contains(u"used by another program"_s), qPrintable(store.error().message));
    sqlite3_close(db);
    QVERIFY(Store::open(path));
}

/// Wherever the file is overwritten: an error or a finding of verify, never a crash.
void tst_StoreFiles::damagedPages()
{
    const QByteArray sound = contents(path);
    constexpr int pageSize = 4096;
    int noticed = 0;
    for (qsizetype at = pageSize; at < sound.size(); at += pageSize) {
        QByteArray bytes = sound;
        for (int i = 0; i < pageSize; i += 16)
            bytes[at + i] = static_cast<char>(i / 16 + 1);
        write(path, bytes);
        const auto store = Store::open(path);
        noticed += !store || !(*store)->verify().isEmpty() ? 1 : 0;
        if (store)
            (void)(*store)->undo();
    }
    QVERIFY2(noticed > sound.size() / pageSize * 8 / 10, qPrintable(QString::number(noticed)));
}

void tst_StoreFiles::badContent_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("no JSON") << "UPDATE element_revision SET properties = 'x'"_ba;
    QTest::newRow("JSON of another shape") << "UPDATE record SET properties = '[1]'"_ba;
    QTest::newRow("unknown plateau kind") << "UPDATE plateau SET kind = 'dream'"_ba;
}

void tst_StoreFiles::badContent()
{
    QFETCH(QByteArray, sql);
    run(path, sql);
    const auto store = Store::open(path);
    QCOMPARE(store.error().code, ErrorCode::Unreadable);
    QVERIFY(store.error().message.contains(u"damaged"_s));
}

void tst_StoreFiles::newerOpensReadOnly()
{
    run(path, "PRAGMA user_version = 99; ALTER TABLE element ADD COLUMN colour TEXT; CREATE TABLE extra (id "
              "INTEGER)");
    const QByteArray before = contents(path);
    {
        const auto store = Store::open(path);
        QVERIFY2(store, qPrintable(store ? QString() : store.error().message));
        QVERIFY((*store)->isReadOnly());
        QCOMPARE((*store)->notes().size(), 1);
        QVERIFY((*store)->notes().front().contains(u"newer Groundplan (schema 99"_s));
        QVERIFY(!(*store)->model().elements().isEmpty());
        QCOMPARE((*store)->undo().error().code, ErrorCode::Refused);
        Draft draft((*store)->model());
        QVERIFY(draft.addElement(u"service"_s, u"new"_s, draft.model().rootPlateau(), {}));
        QCOMPARE((*store)->commit(draft, u"Add"_s).error().code, ErrorCode::Refused);
        QCOMPARE(Query::open(path)
                     .value()
                     ->run(u"SELECT count(*) FROM services WHERE plateau = 'current'"_s)
                     ->rows,
                 (QList<QVariantList>{{qint64(2)}}));
    }
    QCOMPARE(contents(path), before);
    QCOMPARE(QDir(folder->path()).entryList(QDir::Files), QStringList{u"shop.gplan"_s});
}

void tst_StoreFiles::olderSchemaIsBroughtUp_data()
{
    QTest::addColumn<int>("version");
    for (int version = 1; QFile::exists(fixture(version)); ++version)
        QTest::addRow("schema %d", version) << version;
}

/// A file of every version that there ever was.
void tst_StoreFiles::olderSchemaIsBroughtUp()
{
    QFETCH(int, version);
    QVERIFY(QFile::remove(path));
    QVERIFY(QFile::copy(fixture(version), path));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
    const QByteArray before = contents(path);

    // To read it nothing is written.
    {
        const auto reading = Store::open(path, {{}, true, {}, {}});
        QVERIFY2(reading, qPrintable(reading ? QString() : reading.error().message));
        QCOMPARE((*reading)->model().elements().size(), 20);
        QVERIFY((*reading)->verify().isEmpty());
        QCOMPARE(Query::open(path)
                     .value()
                     ->run(u"SELECT count(*) FROM services WHERE plateau = 'current'"_s)
                     ->rows,
                 (QList<QVariantList>{{qint64(9)}}));
    }
    QCOMPARE(contents(path), before);
    QCOMPARE(QDir(folder->path()).entryList(QDir::Files), QStringList{u"shop.gplan"_s});

    const QString backup = folder->filePath(u"shop.before-schema-6.gplan"_s);
    {
        const auto store = Store::open(path);
        QVERIFY2(store, qPrintable(store ? QString() : store.error().message));
        QCOMPARE((*store)->schemaVersion(), 6);
        QVERIFY((*store)->verify().isEmpty());
        QCOMPARE((*store)->model().elements().size(), 20);
        QCOMPARE((*store)->snapshots().size(), 2);
        QVERIFY((*store)->snapshotModel(u"as imported"_s));
        // It stands where it stood: two layouts were made on different branches and undone.
        QCOMPARE((*store)->history().size(), 4);
        QCOMPARE((*store)->head(), 2);
        QVERIFY((*store)->redo());
        QCOMPARE((*store)->head(), 4);
        QVERIFY((*store)->undo());
        QVERIFY((*store)->undo());
        QVERIFY((*store)->undo());
        QVERIFY((*store)->model().elements().isEmpty());
        QCOMPARE((*store)->notes().size(), 1);
        QVERIFY((*store)->notes().front().contains(u"shop.before-schema-6.gplan"_s));
    }
    QVERIFY(QFile::exists(backup));
    QCOMPARE(Store::open(backup, {{}, true, {}, {}}).value()->model().elements().size(), 20);
    // The next time there is nothing to do and nothing to tell.
    QVERIFY(Store::open(path).value()->notes().isEmpty());
    QCOMPARE(QDir(folder->path()).entryList(QDir::Files),
             (QStringList{u"shop.before-schema-6.gplan"_s, u"shop.gplan"_s}));
}

/// A log of another file that had this name would be played into this one.
void tst_StoreFiles::strayLogIsMovedAside()
{
    // A log with something in it, as a crash leaves it: copied while the project is open.
    const QString other = folder->filePath(u"other.gplan"_s);
    QByteArray log;
    {
        const auto store = Store::create(other).value();
        Draft draft(store->model());
        test::addSmallPlatform(draft);
        QVERIFY(store->commit(draft, u"Import"_s));
        log = contents(other + u"-wal"_s);
        QVERIFY(log.size() > 4096);
    }
    const Model expected = Store::open(path, {{}, true, {}, {}}).value()->model();
    const QByteArray before = contents(path);
    write(path + u"-wal"_s, log);
    {
        const auto reading = Store::open(path, {{}, true, {}, {}});
        QVERIFY2(reading, qPrintable(reading ? QString() : reading.error().message));
        QVERIFY((*reading)->model() == expected);
        QVERIFY(Query::open(path));
    }
    QCOMPARE(contents(path), before);
    QCOMPARE(contents(path + u"-wal"_s), log);

    const auto store = Store::open(path);
    QVERIFY2(store, qPrintable(store ? QString() : store.error().message));
    QVERIFY((*store)->model() == expected);
    QVERIFY((*store)->verify().isEmpty());
    QCOMPARE((*store)->notes().size(), 1);
    QVERIFY((*store)->notes().front().contains(u"shop.gplan-wal.stray-1"_s));
    QCOMPARE(contents(path + u"-wal.stray-1"_s), log);
}

void tst_StoreFiles::copyWithoutItsLog()
{
    const QString copy = folder->filePath(u"copy.gplan"_s);
    const QString whole = folder->filePath(u"whole.gplan"_s);
    qsizetype elements = 0;
    {
        const auto store = Store::open(path).value();
        Draft draft(store->model());
        QVERIFY(draft.addElement(u"service"_s, u"new"_s, draft.model().rootPlateau(), {}));
        QVERIFY(store->commit(draft, u"Add"_s));
        elements = store->model().elements().size();
        write(copy, contents(path));
        write(whole, contents(path));
        write(whole + u"-wal"_s, contents(path + u"-wal"_s));
    }
    // With its log it is all there, as after a crash.
    QCOMPARE(Store::open(whole, {{}, true, {}, {}}).value()->model().elements().size(), elements);
    QCOMPARE(Store::open(whole).value()->model().elements().size(), elements);
    QCOMPARE(Store::open(path).value()->model().elements().size(), elements);
    // Without, the last edit is missing, and that is said.
    {
        const auto reading = Store::open(copy, {{}, true, {}, {}}).value();
        QCOMPARE(reading->model().elements().size(), elements - 1);
        QVERIFY(reading->verify().isEmpty());
    }
    const auto store = Store::open(copy).value();
    QCOMPARE(store->model().elements().size(), elements - 1);
    QVERIFY(store->verify().isEmpty());
    QCOMPARE(store->notes().size(), 1);
    QVERIFY(store->notes().front().contains(u"copied while it was open"_s));
}

/// A foreign file with a journal beside it: SQLite alone would change it on opening.
void tst_StoreFiles::journalBesideARefusedFile()
{
    // A journal that is hot: copied in the middle of a transaction.
    run(path, "CREATE VIEW mine AS SELECT 1");
    sqlite3 *db = nullptr;
    QCOMPARE(sqlite3_open(path.toUtf8().constData(), &db), SQLITE_OK);
    QCOMPARE(
        sqlite3_exec(db,
                     "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; "
                     "UPDATE element SET kind = 'x'; UPDATE element_revision SET properties = '{}'; "
                     "UPDATE history SET label = hex(zeroblob(20000))",
                     nullptr, nullptr, nullptr),
        SQLITE_OK);
    const QByteArray half = contents(path);
    const QByteArray journal = contents(path + u"-journal"_s);
    sqlite3_close(db);
    QVERIFY(journal.size() > 512);
    write(path, half);
    write(path + u"-journal"_s, journal);
    const auto store = Store::open(path);
    QVERIFY(!store);
    QVERIFY2(store.error().message.contains(u"view 'mine'"_s), qPrintable(store.error().message));
    QCOMPARE(contents(path), half);
    QCOMPARE(contents(path + u"-journal"_s), journal);
}

void tst_StoreFiles::syncedFolder()
{
    QVERIFY(QDir(folder->path()).mkdir(u".stfolder"_s));
    QVERIFY(QDir(folder->path()).mkpath(u"deep/er"_s));
    const QString synced = folder->filePath(u"deep/er/shop.gplan"_s);
    QVERIFY(QFile::copy(path, synced));
    write(folder->filePath(u"deep/er/shop.sync-conflict-20261125-101500-ABCDEFG.gplan"_s), contents(path));
    const auto store = Store::open(synced).value();
    QCOMPARE(store->notes().size(), 2);
    QVERIFY(store->notes().front().contains(u"Syncthing"_s));
    QVERIFY(store->notes().back().contains(u"shop.sync-conflict-20261125-101500-ABCDEFG.gplan"_s));
    Draft draft(store->model());
    QVERIFY(draft.addElement(u"service"_s, u"new"_s, draft.model().rootPlateau(), {}));
    QVERIFY(store->commit(draft, u"Add"_s));
    // No log that could be carried off without its file: everything is in the file at once.
    QVERIFY(!QFile::exists(synced + u"-wal"_s));
    QVERIFY(QFile::remove(path));
    QVERIFY(QFile::copy(synced, path));
    QVERIFY(Store::open(path, {{}, true, {}, {}}).value()->model().element(u"new"_s));
}

void tst_StoreFiles::createLeavesNothingHalf()
{
    const QString made = folder->filePath(u"made.gplan"_s);
    QVERIFY(Store::create(made));
    QCOMPARE(QDir(folder->path()).entryList(QDir::Files), (QStringList{u"made.gplan"_s, u"shop.gplan"_s}));
    QCOMPARE(Store::create(made).error().code, ErrorCode::Refused);
}

void tst_StoreFiles::oddNames()
{
    for (const QString &name :
         {u"mit Leerzeichen ä 日本.gplan"_s, u"file:x?mode=memory"_s, u"100%25 'quoted'.gplan"_s}) {
        const QString odd = folder->filePath(name);
        {
            const auto store = Store::create(odd);
            QVERIFY2(store, qPrintable(store ? QString() : store.error().message));
            Draft draft((*store)->model());
            test::addSmallPlatform(draft);
            QVERIFY((*store)->commit(draft, u"Import"_s));
            QVERIFY((*store)->saveCopy(odd + u".copy"_s));
        }
        QVERIFY(QFile::exists(odd));
        QVERIFY(!Store::open(odd).value()->model().elements().isEmpty());
        QVERIFY(!Store::open(odd + u".copy"_s).value()->model().elements().isEmpty());
    }
}

QTEST_GUILESS_MAIN(tst_StoreFiles)
#include "tst_storefiles.moc"
