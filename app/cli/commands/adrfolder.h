// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Decisions as files, for the command `adr`.
#pragma once

#include "app/cli/command.h"

namespace gp::cli {

/// Reads the files of a folder, stores what they say unless it is a dry run, and reports. Exit status.
[[nodiscard]] int importDecisionFolder(Console &console, store::Store &store, const QString &folder,
                                       bool dryRun);
/// Writes decisions (`keys` empty: all) into a folder and reports. Exit status.
[[nodiscard]] int exportDecisionFolder(Console &console, store::Store &store, const QString &folder,
                                       const QStringList &keys);

} // namespace gp::cli
