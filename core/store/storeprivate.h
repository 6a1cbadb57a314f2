// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// What a Store is made of; shared by the files that implement it.
#pragma once

#include "core/store/database.h"
#include "core/store/history.h"
#include "core/store/store.h"
#include "core/store/touched.h"

namespace gp::store {

struct Store::Private
{
    QString path;
    Options options;
    Database db; ///< empty once closed
    Model model;
    qint64 dataVersion = 0; ///< changes when another process commits

    [[nodiscard]] SQLite::Database &database() const;
    [[nodiscard]] History history() const { return History(database()); }
    [[nodiscard]] QDateTime now() const;
    /// Throws where the project was opened read-only.
    void requireWritable() const;
    [[nodiscard]] qint64 presentDataVersion() const;
    /// Takes the model of the file where another process changed it.
    [[nodiscard]] Change catchUp();
    /// Everything that speaks against a state, as one error; empty where nothing does.
    [[nodiscard]] std::optional<Error> objections(const Model &after, const Change &change) const;
    /// Writes an edit as one transaction; empty where another process was quicker.
    [[nodiscard]] std::optional<Change> store(const Model &after, const Change &change, const QString &label);
    /// Goes to another state of the history; empty where another process was quicker.
    [[nodiscard]] std::optional<Change> travel(qint64 to);
    /// Commits and takes what was touched over into the model.
    /// `expected`: what the model should be then, if the caller knows.
    [[nodiscard]] Change finish(SQLite::Transaction &transaction, const TouchedIds &touched,
                                const Model *expected);
    [[nodiscard]] Model snapshotModel(const QString &name) const;
    [[nodiscard]] QByteArray snapshotImage(const QString &name) const;
};

} // namespace gp::store
