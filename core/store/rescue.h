// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// What can be done about a project file that does not open. Never writes to that file.
#pragma once

#include "core/store/store.h"

namespace gp::store {

enum class Offer {
    OpenReadOnly, ///< Store::open with readOnly works
    Recover,      ///< recoverInto() finds something to read
    ShowBackups   ///< backupsOf() is not empty
};

/// What there is to offer after Store::open failed. Looks at the file, so it takes a moment on a big one.
[[nodiscard]] QList<Offer> offersFor(const QString &path);

/// What is wrong with a damaged project, as far as can be told, in about a hundred lines at most; `refused`
/// is what Store::open said of it. Empty where that was not Unreadable (a file that somebody is writing is
/// not looked at behind his back), and where the file is no project.
[[nodiscard]] QList<Error> damageOf(const QString &path, const Error &refused);

/// A copy that lies beside a project: made before it was brought to a newer schema, or by a sync program that
/// found two versions.
struct Backup
{
    QString path;
    QDateTime time; ///< when it was written, UTC
    QString what;   ///< "before schema 3", "conflicting copy"
    friend bool operator==(const Backup &, const Backup &) = default;
};

/// Newest first.
[[nodiscard]] QList<Backup> backupsOf(const QString &path);

struct Recovered
{
    qsizetype elements = 0;
    qsizetype relations = 0;
    qsizetype records = 0;
    qsizetype views = 0;
    qsizetype plateaus = 0;
    qsizetype snapshots = 0;
    qsizetype historyEntries = 0; ///< 0: the history was not sound and begins anew
    QStringList lost;             ///< what could not be read or did not fit together, one sentence each
};

/// Reads what can be read of a damaged, altered or half-written project and makes a new one of it: rows that
/// are damaged or refer to what is gone are left out and told. The history comes along where it is sound. The
/// target must not exist. Unreadable where nothing of a project was found.
[[nodiscard]] Result<Recovered> recoverInto(const QString &damaged, const QString &target,
                                            const Options &options = {});

} // namespace gp::store
