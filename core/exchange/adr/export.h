// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/draft.h"

#include <QStringList>

namespace gp::exchange {

/// What an export did with one decision.
struct WrittenDecision
{
    enum class Outcome {
        Written,
        Unchanged, ///< the file had these bytes already
        Refused    ///< nothing was written; `reason` says why
    };
    QString key;
    QString file; ///< below the folder
    Outcome outcome = Outcome::Unchanged;
    QString reason;
    QStringList normalised; ///< what is not as the original had it, and what could not be written
};

struct DecisionExportReport
{
    QList<WrittenDecision> files; ///< sorted by file
    [[nodiscard]] int count(WrittenDecision::Outcome outcome) const;
};

struct DecisionExport
{
    /// Which files are versions of which decisions, for the next import and export; its change() is empty
    /// where the project knew that already.
    Draft draft;
    DecisionExportReport report;
};

/// Writes decisions as files into a folder: those that came from files as they were but for what has changed,
/// in their own dialect; others as MADR 4 (`0012-title.md`). `keys` empty = all decisions. A file is only
/// overwritten where it is an earlier version of the same decision; nothing is written outside of the folder,
/// nor through symbolic links. A refused file is in the report and the others are written.
/// Error: a key that is no decision, a folder that cannot be made, a disk that refuses.
[[nodiscard]] Result<DecisionExport> exportDecisions(const Model &model, const QString &folder,
                                                     const QStringList &keys = {});

[[nodiscard]] QString toText(const DecisionExportReport &report);
[[nodiscard]] QJsonObject toJson(const DecisionExportReport &report);

} // namespace gp::exchange
