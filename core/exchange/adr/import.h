// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/graph.h"
#include "core/model/draft.h"

#include <stop_token>

namespace gp::exchange {

struct DecisionImportOptions
{
    qint64 maximumFileSize = 1024 * 1024; ///< bytes
    int maximumFiles = 10'000;
    std::stop_token stop; ///< a stopped import is an Error and changes nothing
};

/// What an import did with one file.
struct DecisionFile
{
    enum class Outcome {
        Added,
        Updated,
        Unchanged,
        Conflict ///< the file and the decision were both changed since; the decision was left alone
    };
    QString file; ///< the folder's name, then the way below it
    QString key;
    QString dialect;
    QString status;
    Outcome outcome = Outcome::Unchanged;
    QStringList properties; ///< of a conflict: those that were edited by hand
};

struct DecisionImportReport
{
    QList<DecisionFile> files; ///< sorted by file
    QList<Note> skipped;       ///< files left out, with the reason
    QList<Note> warnings;      ///< what was guessed, and references that lead nowhere
    int filesSeen = 0;

    [[nodiscard]] int count(DecisionFile::Outcome outcome) const;
};

struct DecisionImport
{
    Draft draft; ///< its change() is empty where nothing new was said
    DecisionImportReport report;
};

/// Reads a folder of decision records (MADR 2 to 4, Nygard's as adr-tools writes them, log4brains, free text)
/// into decisions, each with the text of its file, so that exportDecisions can write it back byte by byte.
/// A folder is known by its name: reading it again updates what changed in the files. A decision that was
/// edited since is never overwritten. Elements are not guessed from texts. Nothing is fetched or run.
/// Error: no such folder, stopped, or decisions that supersede each other in a ring (files are named).
/// Reentrant; meant for a worker thread.
[[nodiscard]] Result<DecisionImport> importDecisions(const QString &folder, const Model &base,
                                                     const DecisionImportOptions &options = {});

[[nodiscard]] QString toText(const DecisionImportReport &report);
[[nodiscard]] QJsonObject toJson(const DecisionImportReport &report);

} // namespace gp::exchange
