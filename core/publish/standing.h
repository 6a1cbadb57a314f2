// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/plan.h"

#include <QDateTime>

/// How documents and their pages stand to each other, without asking the site: from what would be written
/// now, the ledger, and what was seen when one last looked there.
namespace gp::publish {

enum class Standing {
    Never,       ///< it has no page
    InStep,      ///< its page says what it says
    ChangedHere, ///< its page says what it said before
    ChangedThere,
    Conflict ///< changed on both sides, or gone there
};

/// "never", "in-step"…
[[nodiscard]] QString toString(Standing standing);

struct DocumentStanding
{
    Standing standing = Standing::Never;
    QString reason; ///< what was seen there; empty where nothing was
    QUrl url;       ///< of its page
};

struct Standings
{
    QMap<QString, DocumentStanding> documents; ///< by path
    QDateTime looked;                          ///< UTC; invalid: nobody ever did

    [[nodiscard]] int count(Standing standing) const;
};

/// Remembers what a plan has seen, for the documents that it is about.
Result<void> rememberLook(const QString &project, const Plan &plan, const QDateTime &when);

/// Of each of the documents. Reads the project file only; any thread.
[[nodiscard]] Result<Standings> standingsOf(const QString &project, const QString &place,
                                            const QList<WantedPage> &wanted);

} // namespace gp::publish
