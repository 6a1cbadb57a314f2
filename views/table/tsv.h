// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

/// Cells as spreadsheets put them on the clipboard: tabs between cells, a line a row; a cell with a tab, a
/// line break or a quote in it is quoted, quotes in it doubled (RFC 4180 with tabs).
namespace gp::views {

/// Any text is read; what is quoted badly is taken as it stands. An end of line at the very end begins no
/// row.
[[nodiscard]] QList<QStringList> fromTsv(const QString &text);
[[nodiscard]] QString toTsv(const QList<QStringList> &rows);

} // namespace gp::views
