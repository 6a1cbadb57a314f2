// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/store.h"

#include <functional>

namespace gp::cli {

/// What became of one operation.
struct Edited
{
    enum Outcome {
        Stored,      ///< durable
        Unchanged,   ///< it was so already, nothing was stored
        NothingLeft, ///< nothing to undo or redo
    };

    Outcome outcome = Stored;
    qint64 id = 0; ///< the history entry at which the project stands after it; 0: the first state
    QString label; ///< as in the history
};

/// Edits a project by words: `set checkout tier=2`. An operation says what is wanted and not what it was made
/// from, so it is made again where another program changed the same thing meanwhile. Thread: the store's.
class Editor
{
public:
    /// `plateau` is the key of the one that is edited; empty means the first.
    Editor(store::Store &project, QString plateau);

    /// The operations, a line each, for the help.
    [[nodiscard]] static QString operations();

    /// Runs one operation, durable on return. Usage where the words make none; Invalid where the model or the
    /// metamodel objects; Refused where the store does.
    Result<Edited> run(const QStringList &words);

private:
    /// Makes an edit in the draft and returns its label.
    using Make = std::function<Result<QString>(Draft &draft, const Plateau &plateau)>;

    Result<Edited> commit(const Make &make);
    [[nodiscard]] Result<Plateau> plateau() const;

    Result<Edited> add(const QStringList &words);
    Result<Edited> set(const QStringList &words);
    Result<Edited> unset(const QStringList &words);
    Result<Edited> revert(const QStringList &words);
    Result<Edited> remove(const QStringList &words);
    Result<Edited> relate(const QStringList &words);
    Result<Edited> unrelate(const QStringList &words);
    Result<Edited> undo(const QStringList &words);
    Result<Edited> redo(const QStringList &words);
    Result<Edited> snapshot(const QStringList &words);

    struct Operation;
    [[nodiscard]] static std::span<const Operation> all();

    store::Store &m_project;
    QString m_plateau;
};

} // namespace gp::cli
