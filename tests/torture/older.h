// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace gp::torture {

/// Runs SQL on a file with a connection that nothing hardens. Ends the program where SQLite refuses, unless
/// told to say so instead.
void runSql(const QString &path, const QByteArray &sql);
[[nodiscard]] bool tryRunSql(const QString &path, const QByteArray &sql);

/// How many steps core/store/schema has.
[[nodiscard]] int schemaSteps();

/// Writes what the closed project `from` holds into a new file as a program of that schema would have left
/// it: made by its own steps, filled with the columns they know.
void makeOlder(const QString &from, const QString &to, int schema);

} // namespace gp::torture
