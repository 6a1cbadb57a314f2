// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/graph.h"
#include "core/model/error.h"

#include <stop_token>

namespace gp::exchange {

struct FoundFile
{
    QString path; ///< as evidence names it: the imported folder's name, then the way below it
    QString absolutePath;
};

struct FoundFiles
{
    QList<FoundFile> files; ///< sorted by path; each file once
    QList<Note> skipped;
};

/// The files that sources (files, folders) stand for. Folders are walked without following symbolic links;
/// `.git` and `node_modules` are passed over. Error: a source that is not there, more than `maximumFiles`.
[[nodiscard]] Result<FoundFiles> findFiles(const QStringList &sources, int maximumFiles,
                                           const std::stop_token &stop);

/// The text of a file, without byte order mark. Error with a plain reason: too big, binary, not UTF-8 (with
/// line), not readable.
[[nodiscard]] Result<QByteArray> readText(const QString &absolutePath, qint64 maximumSize);

} // namespace gp::exchange
