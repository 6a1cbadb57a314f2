// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/model.h"

struct sqlite3;
struct sqlite3_stmt;

namespace gp::bench {

/// SQLite alone, with the same tables and indexes, doing the same rows on the same disk with the same safety
/// and nothing else: no history, no model, no checks. What the store is measured against.
class PlainDatabase
{
public:
    /// `schemaOf`: a project whose tables and indexes of content it makes for itself; empty: it has them.
    PlainDatabase(const QString &path, const QString &schemaOf);
    PlainDatabase(const PlainDatabase &) = delete;
    PlainDatabase &operator=(const PlainDatabase &) = delete;
    ~PlainDatabase();

    void run(const char *sql);
    /// Every row of the model, in one transaction.
    void insertAll(const Model &model);
    /// One transaction that changes the properties of one element, through statements made once.
    void update(ElementId element, PlateauId plateau, const QByteArray &properties);
    /// Steps over every row of every table of content and reads every column; returns the bytes seen.
    qint64 readAll();

private:
    sqlite3_stmt *prepare(const char *sql);

    sqlite3 *m_db = nullptr;
    sqlite3_stmt *m_begin = nullptr;
    sqlite3_stmt *m_update = nullptr;
    sqlite3_stmt *m_commit = nullptr;
};

} // namespace gp::bench
