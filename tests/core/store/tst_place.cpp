// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/place.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp::store;

/// Where WAL is not safe, and what the user is told about it.
class tst_Place : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void networks_data();
    void networks();
    void synced_data();
    void synced();
    void localFolder();
    void conflicts();
};

void tst_Place::networks_data()
{
    QTest::addColumn<QByteArray>("fileSystem");
    QTest::addColumn<QString>("name");
    QTest::newRow("nfs") << "nfs4"_ba << u"NFS"_s;
    QTest::newRow("smb") << "cifs"_ba << u"SMB"_s;
    QTest::newRow("smb3") << "smb3"_ba << u"SMB"_s;
    QTest::newRow("sshfs") << "fuse.sshfs"_ba << u"SSH"_s;
    QTest::newRow("webdav") << "fuse.davfs2"_ba << u"WebDAV"_s;
    QTest::newRow("vm share") << "9p"_ba << u"9P"_s;
    QTest::newRow("ext4") << "ext4"_ba << QString();
    QTest::newRow("btrfs") << "btrfs"_ba << QString();
    QTest::newRow("overlay") << "overlay"_ba << QString();
    QTest::newRow("a stick") << "vfat"_ba << QString();
    QTest::newRow("encrypted") << "fuse.gocryptfs"_ba << QString();
}

void tst_Place::networks()
{
    QFETCH(QByteArray, fileSystem);
    QTEST(networkName(fileSystem), "name");
}

void tst_Place::synced_data()
{
    QTest::addColumn<QString>("folder"); // of the project
    QTest::addColumn<QString>("mark");   // made beforehand; a folder where it ends in '/'
    QTest::addColumn<QString>("name");
    QTest::newRow("Dropbox") << u"Dropbox/plans"_s << QString() << u"Dropbox"_s;
    QTest::newRow("Dropbox of a company") << u"Dropbox (Example)/plans"_s << QString() << u"Dropbox"_s;
    QTest::newRow("Dropbox elsewhere") << u"cloud/plans"_s << u"cloud/.dropbox.cache/"_s << u"Dropbox"_s;
    QTest::newRow("OneDrive of a company") << u"OneDrive - Example GmbH"_s << QString() << u"OneDrive"_s;
    QTest::newRow("Nextcloud") << u"cloud/plans"_s << u"cloud/.sync_0a1b2c.db"_s << u"Nextcloud"_s;
    QTest::newRow("Syncthing") << u"shared/a/b"_s << u"shared/.stfolder/"_s << u"Syncthing"_s;
    QTest::newRow("only a name like it") << u"dropbox-importer"_s << QString() << QString();
    QTest::newRow("beside it") << u"plans"_s << u"other/.stfolder/"_s << QString();
}

void tst_Place::synced()
{
    QFETCH(QString, folder);
    QFETCH(QString, mark);
    QFETCH(QString, name);
    const QTemporaryDir root;
    const QDir dir(root.path());
    QVERIFY(dir.mkpath(folder));
    if (mark.endsWith(u'/')) {
        QVERIFY(dir.mkpath(mark));
    } else if (!mark.isEmpty()) {
        QFile file(dir.filePath(mark));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    const Place place = placeOf(dir.filePath(folder + u"/shop.gplan"_s));
    QCOMPARE(place.name, name);
    QCOMPARE(place.kind, name.isEmpty() ? PlaceKind::Local : PlaceKind::Synced);
    QCOMPARE(notesOn(place, dir.filePath(folder + u"/shop.gplan"_s)).size(), name.isEmpty() ? 0 : 1);
}

void tst_Place::localFolder()
{
    const QTemporaryDir root;
    QCOMPARE(placeOf(root.filePath(u"shop.gplan"_s)), Place());
    QVERIFY(notesOn({}, root.filePath(u"shop.gplan"_s)).isEmpty());
}

void tst_Place::conflicts()
{
    const QTemporaryDir root;
    const QStringList copies{u"shop (Ana's conflicted copy 2026-11-25).gplan"_s,
                             u"shop.sync-conflict-20261125-101500-ABC.gplan"_s,
                             u"shop_conflict-20261125.gplan"_s};
    for (const QString &name : copies + QStringList{u"shop.gplan"_s, u"workshop conflict.gplan"_s,
                                                    u"shop-2.gplan"_s, u"shop (conflict).txt"_s}) {
        QFile file(root.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QStringList found;
    for (const QString &path : conflictingCopies(root.filePath(u"shop.gplan"_s)))
        found.append(QFileInfo(path).fileName());
    QCOMPARE(found, copies);
}

QTEST_GUILESS_MAIN(tst_Place)
#include "tst_place.moc"
