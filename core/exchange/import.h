// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/graph.h"
#include "core/model/draft.h"

#include <functional>
#include <stop_token>

namespace gp::exchange {

struct ImportOptions
{
    PlateauId plateau; ///< where the files' facts hold; invalid = the root (current)
    QString format;    ///< an importer's name; empty or "auto" = whichever recognises the file
    qint64 maximumFileSize = 20'000'000; ///< bytes
    int maximumFiles = 100'000;

    /// Called on the importing thread: steps done, steps in all, what is looked at.
    std::function<void(int done, int total, const QString &what)> progress;
    std::stop_token stop; ///< asked often; a stopped import is an Error and changes nothing
};

struct Counts
{
    int added = 0;
    int updated = 0;
    int removed = 0; ///< relations only: the file that stated it does so no more
    int unchanged = 0;

    friend bool operator==(const Counts &, const Counts &) = default;
};

/// What one format gave.
struct FormatReport
{
    QString format;
    int files = 0;     ///< with at least one document that was used
    int documents = 0; ///< used
    Counts elements;
    Counts relations;
};

/// A reference that stays open, as a reader finds it again.
struct OpenReference
{
    QString format;
    QString element; ///< key of the element that refers
    Unresolved reference;
};

struct ImportReport
{
    QList<FormatReport> formats;     ///< sorted by name; those that gave something
    QList<OpenReference> unresolved; ///< of the elements that this import touched; sorted by file and line
    QList<Note> skipped;             ///< files or documents left out: not this format, unreadable, too big…
    QList<Note> warnings;
    int filesSeen = 0;
    qint64 elapsedMs = 0;
};

struct ImportResult
{
    Draft draft; ///< what to commit; its change() is empty where nothing new was said
    ImportReport report;
};

/// Reads files, and folders with everything below them, into an edit of `base`. Bad input never ends it: what
/// cannot be read is named in the report with file, line and reason. The order of `filesOrFolders` and of the
/// files in them makes no difference; importing the same again changes nothing; a value that a person has
/// corrected since the last import stays until the file says something else. Nothing is fetched or run, and
/// symbolic links to folders are not followed.
/// Error: no such source or format, a plateau that is not there, or stopped. Reentrant; meant for a worker
/// thread.
[[nodiscard]] Result<ImportResult> importSources(const QStringList &filesOrFolders,
                                                 const ImportOptions &options, const Model &base);

/// The report as text for a terminal or a log, ending in a line break.
[[nodiscard]] QString toText(const ImportReport &report);
/// The report as JSON with stable keys.
[[nodiscard]] QJsonObject toJson(const ImportReport &report);

} // namespace gp::exchange
