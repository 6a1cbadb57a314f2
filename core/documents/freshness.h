// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/documents.h"
#include "core/documents/seal.h"

/// What would be generated now against what lies in a folder. Nothing is kept for it: a document says by its
/// own hash whether somebody edited it, so it holds wherever the files came from.
namespace gp::documents {

enum class Freshness {
    Fresh,
    Stale,    ///< the model or a template says something else now
    Missing,  ///< was never generated
    Edited,   ///< somebody edited the file; what it would be now may differ as well
    Leftover, ///< of something that the model does not have any more
};
/// "fresh", "stale", "missing", "edited", "leftover".
[[nodiscard]] QString toString(Freshness state);

/// One document, with all of its files (Markdown, HTML) taken together: the worst of them counts.
struct DocumentState
{
    QString kind; ///< as in Rendered; empty for the index page and what is left over
    QString path; ///< without suffix
    QString title;
    Freshness state = Freshness::Fresh;
    QStringList changes;   ///< "Controls (+3 −1 lines)", by section; at most a dozen
    QStringList files;     ///< that are there, relative to the folder
    bool isEdited = false; ///< by hand; of what is left over as well
};

struct FolderState
{
    QList<DocumentState> documents; ///< in the order of `now`, what is left over last, by path
    QList<Error> warnings;          ///< files that could not be looked at, and why

    [[nodiscard]] bool isFresh() const;
    [[nodiscard]] int count(Freshness state) const;
};

/// `now` with the forms that were rendered; a form that nobody generated into the folder is not missed while
/// another one is there. `known` are paths that are made as well but not among `now`, and so not left over.
/// The folder is not trusted: links are not followed, and of large, unreadable or binary files it is only
/// said that they are there. A folder that is not there is empty. Refused where it is no folder or cannot be
/// read.
[[nodiscard]] Result<FolderState> compareWithFolder(const QList<Rendered> &now, const QString &folder,
                                                    const QStringList &known = {});

struct Pruned
{
    QStringList removed; ///< files, relative to the folder
    QList<Error> warnings;
};
/// Removes the files of what is left over, but none that somebody edited.
[[nodiscard]] Pruned removeLeftovers(const FolderState &state, const QString &folder);

/// A text file as it lies there.
struct DocumentFile
{
    QByteArray bytes;
    QString text;
};
/// Refused with the reason for a link, a folder, a pipe, what is far larger than `expected` bytes, cannot be
/// read or is no text.
[[nodiscard]] Result<DocumentFile> readDocument(const QString &file, qint64 expected);

/// What differs between two texts, section by section; empty where no line does.
[[nodiscard]] QStringList changedSections(const QString &before, const QString &after, TextKind kind);

} // namespace gp::documents
