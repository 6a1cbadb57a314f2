// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Where a project lies, as far as that decides how it can be kept safe. Private to the room.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace gp::store {

enum class PlaceKind {
    Local,
    Network, ///< no memory can be shared with another machine, so no write-ahead log
    Synced   ///< another program carries the file away while it is open
};

struct Place
{
    PlaceKind kind = PlaceKind::Local;
    QString name; ///< "NFS", "Dropbox"; empty for a local one

    friend bool operator==(const Place &, const Place &) = default;
};

/// Looks at the file system and for the marks that sync programs leave in the folders above. The file need
/// not exist. Any thread.
[[nodiscard]] Place placeOf(const QString &path);
/// By the kernel's name of a file system ("nfs4", "cifs", "fuse.sshfs"); empty for a local one.
[[nodiscard]] QString networkName(const QByteArray &fileSystem);

/// Files beside a project that a sync program made of a second version ("shop (conflicted copy).gplan"),
/// sorted.
[[nodiscard]] QStringList conflictingCopies(const QString &path);

/// What the user should know about this place and what lies there.
[[nodiscard]] QStringList notesOn(const Place &place, const QString &path);

} // namespace gp::store
