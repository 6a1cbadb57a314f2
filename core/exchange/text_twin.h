// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/metamodel.h"
#include "core/model/draft.h"

#include <QMap>

/// The text twin: a project as a folder of YAML files (docs/text-twin.md). Pure functions and files; any
/// thread.
namespace gp::exchange {

/// Every file of the twin: path below the folder -> content. Same model, same bytes.
[[nodiscard]] QMap<QString, QByteArray> twinFiles(const Model &model, const metamodel::Metamodel &metamodel);

/// Writes the twin, only the files that differ, and removes files of an earlier export that are no more.
/// Refuses a folder that holds other things already (no plateaus.yaml in it). Returns how many files the twin
/// has.
[[nodiscard]] Result<int> exportTwin(const Model &model, const metamodel::Metamodel &metamodel,
                                     const QString &folder);

/// What reading a twin gave: a draft that makes `base` equal to it, or everything that is wrong (file, line,
/// reason).
struct TwinReading
{
    std::optional<Draft> draft; ///< empty when there are errors
    QList<Error> errors;
};

/// Reads a twin from a folder (also ":/…"). `metamodel` is the built-in one: the kinds and properties that a
/// project adds are read from the twin.
[[nodiscard]] TwinReading readTwin(const QString &folder, const Model &base,
                                   const metamodel::Metamodel &metamodel);

/// All errors as one, a line each, for callers that pass one on.
[[nodiscard]] Error joined(const QList<Error> &errors);

} // namespace gp::exchange
