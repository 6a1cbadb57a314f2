// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bases.h"
#include "state.h"

namespace gp::torture {

/// What is wrong, in a sentence; empty where nothing is.
using Verdict = QString;

struct Migration
{
    int schema = -1; ///< that was found
    Verdict wrong;
};

/// The file as it lies there after a kill, looked at in a copy, so that the project is still to be recovered:
/// an older schema untouched, or brought up with its backup beside it. `folder` is scratch.
[[nodiscard]] Migration checkMigration(const QString &file, const Base &base, const QString &folder);

/// Opens the project as a program would: it is sound, can be edited on, and closes into one file. `judge`
/// says what is wrong with the content.
[[nodiscard]] Verdict checkProject(const QString &file,
                                   const std::function<Verdict(const store::Store &)> &judge);

/// `verify` by the program itself.
[[nodiscard]] Verdict checkByProgram(const QString &file);

/// Nothing lies beside the project that does not belong there. `mayLeave`: what a kill may leave,
/// recognisable by name.
[[nodiscard]] Verdict checkLeftovers(const QString &file, bool mayLeave);

} // namespace gp::torture
