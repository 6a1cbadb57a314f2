// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/query.h"
#include "core/store/store.h"
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

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

void run(const QString &path, const QByteArray &sql)
{
    sqlite3 *db = nullptr;
    QCOMPARE(sqlite3_open(path.toUtf8().constData(), &db), SQLITE_OK);
    char *message = nullptr;
    const int code = sqlite3_exec(db, sql.constData(), nullptr, nullptr, &message);
    QVERIFY2(code == SQLITE_OK, message);
    sqlite3_close(db);
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
    void addedViewIsLeftAlone();
    void olderSchemaIsBroughtUp();
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
    QTest::newRow("empty") << ""_ba << ""_ba << ErrorCode::Unreadable << notOurs;
    QTest::newRow("text") << QByteArray("hello\n").repeated(100) << ""_ba << ErrorCode::Unreadable << notOurs;
    QTest::newRow("only the magic") << QByteArray("SQLite format 3\0", 16) << ""_ba << ErrorCode::Unreadable
                                    << notOurs;
    QTest::newRow("magic and zeros") << QByteArray("SQLite format 3\0", 16) + QByteArray(4080, '\0') << ""_ba
                                     << ErrorCode::Unreadable << notOurs;
    QTest::newRow("other database") << ""_ba << "PRAGMA application_id = 0"_ba << ErrorCode::Unreadable
                                    << u"another program"_s;
    QTest::newRow("newer") << ""_ba << "PRAGMA user_version = 99"_ba << ErrorCode::Refused
                           << u"newer Groundplan"_s;
    QTest::newRow("negative version")
        << ""_ba << "PRAGMA user_version = -1"_ba << ErrorCode::Unreadable << u"another program"_s;
    QTest::newRow("trigger")
        << ""_ba
        << "CREATE TRIGGER evil AFTER INSERT ON element BEGIN DELETE FROM history; END"_ba
        << ErrorCode::Unreadable << altered;
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

void tst_StoreFiles::addedViewIsLeftAlone()
{
    run(path, "CREATE VIEW mine AS SELECT key FROM services; CREATE TABLE notes (text)");
    const auto store = Store::open(path);
    QVERIFY2(store, qPrintable(store ? QString() : store.error().message));
    QVERIFY((*store)->verify().isEmpty());
    QCOMPARE(Query::open(path).value()->run(u"SELECT count(*) FROM mine"_s)->rows.front().front().toInt() > 0,
             true);
}

void tst_StoreFiles::olderSchemaIsBroughtUp()
{
    // Version 1 had the tables and no views yet.
    sqlite3 *db = nullptr;
    QCOMPARE(sqlite3_open(path.toUtf8().constData(), &db), SQLITE_OK);
    sqlite3_stmt *names = nullptr;
    QCOMPARE(
        sqlite3_prepare_v2(db, "SELECT name FROM sqlite_schema WHERE type = 'view'", -1, &names, nullptr),
        SQLITE_OK);
    QByteArray drop;
    while (sqlite3_step(names) == SQLITE_ROW)
        drop +=
            QByteArray("DROP VIEW ") + reinterpret_cast<const char *>(sqlite3_column_text(names, 0)) + ";";
    sqlite3_finalize(names);
    sqlite3_close(db);
    run(path, drop + "PRAGMA user_version = 1");

    const QByteArray before = contents(path);
    QCOMPARE(Store::open(path, {{}, true, {}, {}}).error().code, ErrorCode::Refused);
    QCOMPARE(contents(path), before);
    const auto store = Store::open(path);
    QVERIFY2(store, qPrintable(store ? QString() : store.error().message));
    QCOMPARE((*store)->schemaVersion(), 2);
    QVERIFY((*store)->verify().isEmpty());
    QCOMPARE(
        Query::open(path).value()->run(u"SELECT count(*) FROM services WHERE plateau = 'current'"_s)->rows,
        (QList<QVariantList>{{qint64(2)}}));
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
