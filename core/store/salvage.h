// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Reading what can be read of a damaged project. Private to the room; failures are thrown.
#pragma once

#include "core/model/model.h"
#include "core/store/database.h"

#include <QStringList>

namespace gp::store {

/// Puts the fixed fields of a database's header right in a private copy, whatever they say now; what cannot
/// be known (the page size) is taken from the file where it makes sense.
void mendHeader(const QString &copy);

/// Copies every row of our tables that can be read from `damaged` into the empty project `into`, around
/// damaged pages; says per table what was lost. Rows that do not fit the table's types are lost too.
[[nodiscard]] QStringList salvageRows(SQLite::Database &damaged, SQLite::Database &into);

/// Makes a model sound: drops what refers to things that are gone, mends plateaus and keys; says what.
[[nodiscard]] QStringList mend(Model &model);

/// Takes rows out of `db` that could not be read into a model: properties that are no JSON, unknown kinds of
/// plateau, positions outside of every view. Says what.
[[nodiscard]] QStringList dropUnreadable(SQLite::Database &db);

} // namespace gp::store
