// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bases.h"
#include "child.h"
#include "state.h"

#include <functional>

namespace gp::torture {

/// One thing for groundplan-cli to do to a project, and the states that the project goes through while it is
/// done.
struct Task
{
    QString name;          ///< edit, import, …: a row of the report
    Base base;             ///< what it begins with; without a file for a project that is made
    QStringList arguments; ///< with the project as "FILE"
    QByteArray input;
    QList<State> states; ///< as they become durable; the first is the one before. Of a new project: only what
                         ///< it is made
    std::function<qsizetype(const Ended &)> acknowledged; ///< up to which of the states was promised
    int edits = 0;                                        ///< of them, how many are history entries (report)

    [[nodiscard]] QStringList on(const QString &file) const;
};

/// A random task; the states come from doing it in this process, on a copy in `folder`.
[[nodiscard]] Task makeTask(QRandomGenerator &random, const Bases &bases, const QString &folder);
/// A script of edits that touch only elements that begin with `prefix`.
[[nodiscard]] Task makeOwnEdits(QRandomGenerator &random, const Base &base, const QString &folder,
                                const QString &prefix);

} // namespace gp::torture
