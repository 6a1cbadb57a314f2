// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/draft.h"

#include <QDateTime>
#include <QObject>

#include <functional>
#include <memory>

namespace gp::store {

/// Checks of a higher room (metamodel) on the model as it would be after an edit; what it returns refuses the
/// edit.
using Validator = std::function<QList<Error>(const Model &after, const Change &change)>;

struct Options
{
    QString author;
    bool readOnly = false;
    Validator validator;
    /// The time written into history rows; where empty SOURCE_DATE_EPOCH, where that is empty the clock.
    std::optional<QDateTime> now;
};

/// One edit in the history. The history is a tree: undo goes to the parent, an edit after an undo starts a
/// new branch, and nothing is ever deleted. The state before the first edit has the id 0 and no entry.
struct HistoryEntry
{
    qint64 id = 0;
    qint64 parent = 0; ///< 0: the first state
    QString label;
    QString author;
    QDateTime time;      ///< UTC
    bool onPath = false; ///< the present state contains this edit
    bool isHead = false; ///< the last edit of the present state
    qint64 size = 0;     ///< bytes of its changeset

    friend bool operator==(const HistoryEntry &, const HistoryEntry &) = default;
};

/// A named state of the model, kept inside the project file.
struct Snapshot
{
    QString name;
    QString author;
    QDateTime time; ///< UTC
    qint64 size = 0;

    friend bool operator==(const Snapshot &, const Snapshot &) = default;
};

enum class Overwrite { No, Yes };

/// The project file. Holds the one Model of the program and is the only way to change it: every edit, import,
/// undo and merge is one SQL transaction with one history row, durable when the call returns. Lives in one
/// thread; tasks in others take a copy of model() or open a Query.
class Store : public QObject
{
    Q_OBJECT

public:
    /// A new project; Refused where there is a file already.
    [[nodiscard]] static Result<std::unique_ptr<Store>> create(const QString &path, Options options = {});
    /// Opens a project, brings an older one to today's schema. Unreadable where it is no project or damaged,
    /// Refused where it is newer than this program, locked or not ours to read. A refused file is never
    /// written to.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const QString &path, Options options = {});
    ~Store() override;

    [[nodiscard]] const Model &model() const;
    [[nodiscard]] QString path() const;
    [[nodiscard]] bool isReadOnly() const;
    [[nodiscard]] int schemaVersion() const;

    /// Makes a draft durable as one history entry and returns what is different now. Nothing is stored where
    /// the structure (findProblems) or the validator objects: the error lists every objection, one a line. A
    /// draft made from an older state is carried over when nothing it touches has changed since, otherwise
    /// Refused as stale. An empty draft stores nothing.
    Result<Change> commit(const Draft &draft, const QString &label);

    Result<Change> undo();
    /// Goes back to the branch that one came from; that of the newest edit unless goTo() chose another.
    Result<Change> redo();
    [[nodiscard]] bool canUndo() const;
    [[nodiscard]] bool canRedo() const;
    [[nodiscard]] QString undoLabel() const;
    [[nodiscard]] QString redoLabel() const;

    /// Newest first, all branches; `limit` < 0 means all.
    [[nodiscard]] QList<HistoryEntry> history(int limit = -1) const;
    /// Id of the last edit of the present state; 0 for the first state.
    [[nodiscard]] qint64 head() const;
    /// Brings back the state right after an edit, on whatever branch; 0 is the first state.
    Result<Change> goTo(qint64 historyId);

    /// Takes over what another process has stored since; empty where nothing has. Edits do so by themselves.
    Result<Change> refresh();

    /// Writes the whole project with its history to another file.
    Result<void> saveCopy(const QString &path, Overwrite overwrite = Overwrite::No) const;

    /// Newest first.
    [[nodiscard]] QList<Snapshot> snapshots() const;
    /// Keeps the present state under a name; Refused where the name is taken.
    Result<void> addSnapshot(const QString &name);
    Result<void> removeSnapshot(const QString &name);
    /// Makes the model what it was in the snapshot, as one edit that can be undone.
    Result<Change> restoreSnapshot(const QString &name);
    [[nodiscard]] Result<Model> snapshotModel(const QString &name) const;
    /// Writes the snapshot as a project of its own, without history.
    Result<void> exportSnapshot(const QString &name, const QString &path,
                                Overwrite overwrite = Overwrite::No) const;

    /// Everything that is wrong with the file or the model: SQLite's integrity and foreign keys, structure,
    /// validator, model in memory against file, and the history taken back to the first state and forth again
    /// on a copy.
    [[nodiscard]] QList<Error> verify() const;

    /// Closes the file and leaves it alone on disk, without -wal and -shm. The destructor does so too.
    void close();

Q_SIGNALS:
    /// After each commit, undo, redo, goTo and refresh that changed anything; model() is the new one already.
    void changed(const gp::Change &change);

private:
    struct Private;
    explicit Store(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace gp::store
