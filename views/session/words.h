// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QString>

/// Numbers, sizes and times as every part of the window writes them.
namespace gp::views {

/// "1 edit", "312 edits"
[[nodiscard]] QString editsText(qint64 count);
/// "812 bytes", "4.1 MiB", "256 MiB"
[[nodiscard]] QString sizeText(qint64 bytes);
/// In the user's time zone; "14:03:11" today, "2026-11-01 14:03" before.
[[nodiscard]] QString timeText(const QDateTime &time);
/// One text of several sentences, each with its full stop.
[[nodiscard]] QString sentences(const QStringList &texts);
/// "“Set Tier of Checkout to 4”", shortened in the middle where it is long.
[[nodiscard]] QString quoted(const QString &label, qsizetype most = 60);

/// With a capital letter at the start.
[[nodiscard]] QString capitalised(QString text);

} // namespace gp::views
