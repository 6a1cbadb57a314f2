// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/query.h"
#include "core/store/store.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;
using namespace gp::store;

/// A project that this program has open and another one comes and goes.
class tst_Together : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void queriesDoNotDropOurLocks();
    void changesOfOthersAreSeen();

private:
    int cli(const QStringList &arguments, QByteArray *out = nullptr);

    std::unique_ptr<QTemporaryDir> folder;
    QString path;
};

void tst_Together::init()
{
    folder = std::make_unique<QTemporaryDir>();
    path = folder->filePath(u"shop.gplan"_s);
    QCOMPARE(cli({u"new"_s, path}), 0);
}

int tst_Together::cli(const QStringList &arguments, QByteArray *out)
{
    QProcess process;
    process.start(QStringLiteral(GROUNDPLAN_BIN_DIR "/groundplan-cli"), arguments);
    if (!process.waitForFinished(60'000))
        return -1;
    if (out)
        *out = process.readAllStandardOutput();
    return process.exitCode();
}

/// Opening and closing a file in any way but SQLite's drops all locks of this process on it; another process
/// would then take itself for the only one, and delete the log that edits go to when it leaves.
void tst_Together::queriesDoNotDropOurLocks()
{
    const auto store = Store::open(path).value();
    const auto addService = [&](const QString &key) {
        Draft draft(store->model());
        QVERIFY(draft.addElement(u"service"_s, key, draft.model().rootPlateau(), {{u"name"_s, key}}));
        QVERIFY(store->commit(draft, u"Add "_s + key));
    };
    addService(u"first"_s);
    for (int i = 0; i < 2; ++i) { // all that looks at the file and closes it again
        QVERIFY(Query::open(path));
        QVERIFY(Store::open(path, {{}, true, {}, {}}));
        QVERIFY(Store::open(path));
    }
    QVERIFY(QFile::exists(path + u"-wal"_s));
    QCOMPARE(cli({u"compact"_s, path}), 0); // opens it for writing and settles it on leaving, if it may
    QVERIFY(QFile::exists(path + u"-wal"_s));
    addService(u"second"_s);
    QByteArray rows;
    QCOMPARE(cli({u"query"_s, path, u"SELECT key FROM services WHERE plateau = 'current'"_s}, &rows), 0);
    QVERIFY2(rows.contains("first") && rows.contains("second"), rows.constData());
    QCOMPARE(cli({u"verify"_s, path}), 0);
}

void tst_Together::changesOfOthersAreSeen()
{
    const auto store = Store::open(path).value();
    const QSignalSpy changed(store.get(), &Store::changed);
    QCOMPARE(cli({u"import"_s, path, QStringLiteral(GROUNDPLAN_TEST_DATA "/import/bookshop")}), 0);
    const auto change = store->refresh();
    QVERIFY(change);
    QVERIFY(change->elements.added.size() > 10);
    QCOMPARE(changed.size(), 1);
    QVERIFY(store->verify().isEmpty()); // also that the model is what the file holds
    QCOMPARE(cli({u"undo"_s, path}), 0);
    QVERIFY(store->refresh()->elements.removed.size() > 10);
    QCOMPARE(store->redoLabel().left(6), u"Import"_s);
    QVERIFY(store->verify().isEmpty());
    QVERIFY(store->refresh()->isEmpty());
}

QTEST_GUILESS_MAIN(tst_Together)
#include "tst_together.moc"
