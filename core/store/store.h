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
    /// How long to wait for another writer's turn to end before an edit is Refused.
    int waitMs = 3000;
};

/// One edit in the history. The history is a tree: undo goes to the parent, an edit after an undo starts a
/// new branch, and nothing goes but what discard() throws away or compaction folds. The state before the
/// first edit has the id 0 and no entry. An id is never given twice.
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
    int edits = 1;       ///< more than one: so many edits, folded into one by compaction

    friend bool operator==(const HistoryEntry &, const HistoryEntry &) = default;
};

/// How much history a project keeps, in the file itself. What is beyond it is folded by compactHistory()
/// (compact.h): the oldest edits become one entry, and only the steps between them are lost.
struct HistoryBound
{
    int edits = 0;                      ///< entries to keep apart; 0: no limit
    qint64 bytes = 256LL * 1024 * 1024; ///< of their changesets; 0: no limit

    friend bool operator==(const HistoryBound &, const HistoryBound &) = default;
};

struct HistorySize
{
    int entries = 0;
    qint64 bytes = 0;    ///< of all changesets
    int folded = 0;      ///< edits that the first entry stands for; 0: nothing was folded
    bool isOver = false; ///< there is something for compactHistory() to do

    friend bool operator==(const HistorySize &, const HistorySize &) = default;
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
    /// Opens a project and brings an older one to today's schema, after a backup beside it
    /// (`NAME.before-schema-N.gplan`). A project of a newer program opens read-only where its content can be
    /// read: isReadOnly() and notes() say so. Unreadable where it is no project, damaged or altered; Refused
    /// where it is locked, write-protected or not ours to read. A refused file is never written to; rescue.h
    /// tells what can be done about it. With `readOnly` nothing is written in any case: an older project is
    /// brought up to date in memory.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const QString &path, Options options = {});
    ~Store() override;

    [[nodiscard]] const Model &model() const;
    [[nodiscard]] QString path() const;
    /// Asked for, or all that can be had (a newer file, a read-only medium opened so).
    [[nodiscard]] bool isReadOnly() const;
    /// Who is written into the history from the next edit on.
    void setAuthor(const QString &author);
    [[nodiscard]] int schemaVersion() const;
    /// What the user should know about this file, whole sentences: opened read-only because it is newer, the
    /// last session ended in a crash, it lies on a network drive or in a synced folder, a conflicting copy
    /// lies beside it, a backup was made. Empty as a rule.
    [[nodiscard]] QStringList notes() const;

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

    [[nodiscard]] HistorySize historySize() const;
    [[nodiscard]] HistoryBound historyBound() const;
    Result<void> setHistoryBound(const HistoryBound &bound);
    /// Throws an edit away with all that was built on it. Where the present state contains it, goes to the
    /// state before it first. This is the one thing that cannot be undone.
    Result<Change> discard(qint64 historyId);

    /// Takes over what another process has stored since; empty where nothing has. Edits do so by themselves.
    /// Costs microseconds where nothing has: call it often.
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
    /// Writes the snapshot as a project of its own, whose history is the one edit that made it.
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
    /// After what changed nothing in the model but the history or the snapshots: discarding, compaction, a
    /// snapshot, here or in another process.
    void historyChanged();

private:
    void tell(const Change &change, bool history);

    struct Private;
    explicit Store(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace gp::store
