// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/place.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStorageInfo>

#include <array>

using namespace Qt::StringLiterals;

namespace gp::store {

namespace {

struct Mark
{
    const char16_t *entry; ///< a file or folder in the synced folder itself; may hold a wildcard
    const char16_t *name;
};
constexpr std::array<Mark, 9> marks{{{u".dropbox", u"Dropbox"},
                                     {u".dropbox.cache", u"Dropbox"},
                                     {u".stfolder", u"Syncthing"},
                                     {u".sync_*.db", u"Nextcloud"},
                                     {u"._sync_*.db", u"Nextcloud"},
                                     {u".owncloudsync.log", u"ownCloud"},
                                     {u".nextcloudsync.log", u"Nextcloud"},
                                     {u".tmp.drivedownload", u"Google Drive"},
                                     {u".849C9593-D756-4E56-8D6E-42412F2A707B", u"OneDrive"}}};

/// Folders that are known by their name alone.
const QRegularExpression &knownNames()
{
    static const QRegularExpression names(
        u"\\A(?:(OneDrive)(?: - .*)?|(Dropbox)(?: \\(.*\\))?|(Google Drive)|(iCloud) Drive|(pCloud)Drive)\\z"_s);
    return names;
}

QString syncProgramOf(const QDir &folder)
{
    if (const auto match = knownNames().match(folder.dirName()); match.hasMatch())
        return match.captured(match.lastCapturedIndex());
    static const QStringList patterns = [] {
        QStringList all;
        for (const Mark &mark : marks)
            all.append(QString::fromUtf16(mark.entry));
        return all;
    }();
    const QStringList found =
        folder.entryList(patterns, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    for (const Mark &mark : marks) {
        if (!found.isEmpty() && QDir::match(QString::fromUtf16(mark.entry), found.front()))
            return QString::fromUtf16(mark.name);
    }
    return {};
}

} // namespace

QString networkName(const QByteArray &fileSystem)
{
    struct Known
    {
        const char *prefix;
        const char16_t *name;
    };
    constexpr std::array<Known, 13> known{{{"nfs", u"NFS"},
                                           {"cifs", u"SMB"},
                                           {"smb", u"SMB"},
                                           {"fuse.smb", u"SMB"},
                                           {"fuse.sshfs", u"SSH"},
                                           {"fuse.rclone", u"rclone"},
                                           {"fuse.davfs", u"WebDAV"},
                                           {"davfs", u"WebDAV"},
                                           {"fuse.gvfsd", u"GVfs"},
                                           {"9p", u"9P"},
                                           {"afs", u"AFS"},
                                           {"ceph", u"Ceph"},
                                           {"fuse.glusterfs", u"GlusterFS"}}};
    for (const Known &one : known) {
        if (fileSystem.toLower().startsWith(one.prefix))
            return QString::fromUtf16(one.name);
    }
    return {};
}

Place placeOf(const QString &path)
{
    QDir folder = QFileInfo(QFileInfo(path).absoluteFilePath()).absoluteDir();
    if (const QString network = networkName(QStorageInfo(folder.path()).fileSystemType()); !network.isEmpty())
        return {PlaceKind::Network, network};
    constexpr int mostAbove = 32; // a path is hardly deeper, and a strange one must end too
    for (int above = 0; above < mostAbove; ++above) {
        if (const QString program = syncProgramOf(folder); !program.isEmpty())
            return {PlaceKind::Synced, program};
        if (folder.isRoot() || !folder.cdUp())
            break;
    }
    return {};
}

QStringList conflictingCopies(const QString &path)
{
    const QFileInfo info(path);
    // "shop (Ana's conflicted copy 2026-11-25).gplan", "shop.sync-conflict-20261125-101500-ABC.gplan",
    // "shop_conflict-20261125-101500.gplan", "shop (Conflict).gplan"
    const QRegularExpression conflict(
        u"^%1[ ._-].*conflict"_s.arg(QRegularExpression::escape(info.completeBaseName())),
        QRegularExpression::CaseInsensitiveOption);
    QStringList found;
    for (const QString &name : info.dir().entryList({u"*.gplan"_s}, QDir::Files | QDir::Hidden, QDir::Name)) {
        if (name != info.fileName() && conflict.match(name).hasMatch())
            found.append(info.dir().filePath(name));
    }
    return found;
}

QStringList notesOn(const Place &place, const QString &path)
{
    QStringList notes;
    if (place.kind == PlaceKind::Network)
        notes.append(
            u"'%1' lies on a network drive (%2): edits are stored more slowly here, and two people should not work on it at the same time. For that keep a copy each and use the text twin"_s
                .arg(path, place.name));
    if (place.kind == PlaceKind::Synced)
        notes.append(
            u"'%1' lies in a folder that %2 synchronises: let it finish before you open the project on another machine"_s
                .arg(path, place.name));
    const QStringList copies = conflictingCopies(path);
    for (const QString &copy : copies)
        notes.append(
            u"'%1' lies beside it: two machines changed the project at the same time. `groundplan-cli diff` shows what differs"_s
                .arg(QFileInfo(copy).fileName()));
    return notes;
}

} // namespace gp::store
