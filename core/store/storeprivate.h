// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// What a Store is made of; shared by the files that implement it.
#pragma once

#include "core/store/connection.h"
#include "core/store/store.h"
#include "core/store/touched.h"

namespace gp::store {

/// The project file in a snapshot's bytes. What these announce as its size is believed only as far as zlib
/// could have made them of it.
[[nodiscard]] QByteArray uncompressSnapshot(const QByteArray &data, const QString &name);

/// What somebody else's transactions did.
struct News
{
    Change change;
    bool history = false; ///< entries or snapshots came or went
};

struct Store::Private
{
    QString path;
    Options options;
    QStringList notes;
    std::unique_ptr<Connection> connection; ///< empty once closed
    Model model;
    qint64 head = 0;        ///< whose state `model` is
    qint64 dataVersion = 0; ///< changes when another process commits

    /// Throws where the project is closed.
    [[nodiscard]] Connection &open() const;
    [[nodiscard]] History &history() const { return open().history; }
    [[nodiscard]] QDateTime now() const;
    /// Throws where the project was opened read-only.
    void requireWritable() const;
    [[nodiscard]] qint64 presentDataVersion() const;
    /// Whether another process stored what the model does not have yet. The caller has a transaction.
    [[nodiscard]] bool isBehind() const;
    /// Takes over what another process stored. The caller has no transaction.
    [[nodiscard]] News catchUp();
    /// Everything that speaks against a state, as one error; empty where nothing does.
    [[nodiscard]] std::optional<Error> objections(const Model &after, const Change &change) const;
    /// Writes an edit as one transaction; empty where another process was quicker.
    [[nodiscard]] std::optional<Change> store(const Model &after, const Change &change, const QString &label);
    /// Goes to another state of the history; empty where another process was quicker.
    [[nodiscard]] std::optional<Change> travel(qint64 to);
    /// Commits and takes what was touched over into the model.
    /// `expected`: what the model should be then, if the caller knows.
    [[nodiscard]] Change finish(Turn &turn, const TouchedIds &touched, const Model *expected);
    [[nodiscard]] Model snapshotModel(const QString &name) const;
    [[nodiscard]] QByteArray snapshotImage(const QString &name) const;
};

} // namespace gp::store
