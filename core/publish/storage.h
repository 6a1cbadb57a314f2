// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/error.h"

#include <QStringList>

/// Storage format as text: what is the same page, and what must not be lost.
namespace gp::publish {

/// Unreadable, with the line, where `storage` is not a well-formed fragment: what a site would refuse.
[[nodiscard]] Result<void> checkStorage(const QString &storage);

/// The same text for all that a site makes of one page: it adds ids to macros and tasks, versions, and the
/// order of attributes and parameters is its own; entities and CDATA come back differently; notes leave
/// marks. Equal texts are the same page to who reads it. What is not well-formed stays as it is.
[[nodiscard]] QString canonicalStorage(const QString &storage);

/// SHA-256 in hexadecimal digits.
[[nodiscard]] QString bytesHash(const QByteArray &bytes);
/// The same of the canonical form.
[[nodiscard]] QString storageHash(const QString &storage);

/// The text as people read it, a line for each paragraph, heading, item and cell: for differences.
[[nodiscard]] QStringList storageLines(const QString &storage);

/// Titles of the pages to which `storage` links with an anchor, as our own storage format writes such links.
[[nodiscard]] QStringList anchoredTitles(const QString &storage);
/// The same text without the anchors of links to pages of these titles.
[[nodiscard]] QString withoutAnchors(const QString &storage, const QStringList &titles);

/// Puts the marks of notes ("ac:inline-comment-marker") of `theirs` around the same words of `ours`.
struct Carried
{
    QString storage;
    int lost = 0; ///< marks whose words are not in `ours`, or there more than once
};
[[nodiscard]] Carried carryMarks(const QString &ours, const QString &theirs);

} // namespace gp::publish
