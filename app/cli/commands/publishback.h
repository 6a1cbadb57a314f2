// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "core/publish/plan.h"

#include <QDate>
#include <QJsonArray>

/// The way back of publish: what people wrote there into the project.
namespace gp::cli {

struct BackReport
{
    QJsonArray taken; ///< of each document: what differs, what is not taken
    int notes = 0;    ///< review notes that are new or different
    int edits = 0;    ///< that were stored
};

/// Takes back what was changed there of these documents (paths), each as one edit. Says what is not taken;
/// where that is nothing, ours may go over theirs with this run. `planOnly`: only says it. Usage for a
/// document that was not changed there.
[[nodiscard]] Result<void> takeBack(Console &console, store::Store &project, publish::Ledger &ledger,
                                    const publish::Plan &plan, const QStringList &paths, bool planOnly,
                                    BackReport &report);

/// Brings the open comments at all decisions' pages as review notes, as one edit.
[[nodiscard]] Result<void> bringComments(Console &console, store::Store &project, publish::Client &client,
                                         const publish::Plan &plan, const QDate &on, bool planOnly,
                                         BackReport &report);

} // namespace gp::cli
