// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// What an argument names. Usage with the names that there are where it names nothing.
#pragma once

#include "core/model/model.h"

namespace gp::cli {

/// Empty: `otherwise`, or the first plateau.
[[nodiscard]] Result<const Plateau *> findPlateau(const Model &model, const std::string &key,
                                                  PlateauId otherwise = {});
[[nodiscard]] Result<const View *> findView(const Model &model, const std::string &key);
/// By key; names those of nearly the same key or name.
[[nodiscard]] Result<const Element *> findElement(const Model &model, const std::string &key);
/// One of a kind, at any plateau.
[[nodiscard]] Result<const Element *> findOfKind(const Model &model, const QString &kind,
                                                 const QString &kindWords, const std::string &key);

/// Writes a file in one step, and makes its folder.
[[nodiscard]] Result<void> writeFile(const QString &path, const QByteArray &content);
/// Reads one that a command is given, at most `most` bytes.
[[nodiscard]] Result<QByteArray> readFile(const QString &path, qint64 most = 256LL * 1024 * 1024);

} // namespace gp::cli
