// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/plan.h"

namespace gp::publish {

struct Outcome
{
    QString path;
    QString title;
    Action action = Action::Skip; ///< that was taken
    QUrl url;
    std::optional<Error> error; ///< why it was not done, or not all of it
};

struct PublishOptions
{
    int connections = 4;          ///< pages worked on side by side
    bool archivesOrphans = false; ///< else they are left where they are
    /// Called after each page, from whatever thread: how many are done, of how many.
    std::function<void(int done, int all, const Outcome &last)> progress = {};
};

struct PublishReport
{
    QList<Outcome> outcomes; ///< in the order of the plan, without what was skipped
    QStringList notes;       ///< what could not be made better: the order of pages somewhere
    bool isCancelled = false;
    int requests = 0;

    [[nodiscard]] bool isClean() const;
};

/// Does what the plan says and nothing else. Pages first, from the top down, so that a parent is there before
/// what is below it, those of one parent in their order; then what waits for all of them: texts that lead to
/// places in them, and the order in which they stand. Each page is known in the ledger before the next step,
/// so that a run that dies at whatever request goes on where it was. A version is never written over one that
/// the plan has not seen: then the page is reported as changed in between, and the others go on. A wrong
/// sign-in ends the run.
[[nodiscard]] PublishReport publish(Client &client, Ledger &ledger, const Plan &plan,
                                    const PublishOptions &options = {});

/// So far, over all connections to the site of this one. Any thread.
[[nodiscard]] int requestsSent(const Client &client);

} // namespace gp::publish
