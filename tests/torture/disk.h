// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// A disk that can fail and lose its power, between SQLite's VFS (faultvfs.h) and the real files of one
// folder.
#pragma once

#include <QByteArray>
#include <QRandomGenerator>
#include <QString>

#include <map>
#include <memory>
#include <set>
#include <vector>

namespace gp::torture {

/// What is asked of a disk.
enum class Call {
    Open,
    Read,
    Write,
    Sync,
    Truncate,
    Delete,
    Lock,
    ShmMap,
    ShmLock,
    Look, ///< size, does it exist
    Rename,
    SyncFolder
};
inline constexpr int callCount = 12;
[[nodiscard]] QString toString(Call call);

/// What becomes of a call.
enum class Verdict {
    Pass,
    Fail,  ///< an error, and nothing happened
    Short, ///< an error, and half of it happened
    Full,  ///< no space left; half of it happened
    Dying, ///< the power went: it may have happened
    Dead   ///< the power is gone: an error, and nothing happened
};

struct Fault
{
    Call call = Call::Write;
    Verdict how = Verdict::Fail;
    int after = 1; ///< the n-th such call fails
    bool forGood = false;
};

/// One file, whatever its names are. `durable` is what is on the platter; `pending` came since the last sync,
/// oldest first.
struct File
{
    struct Pending
    {
        qint64 at = 0; ///< of a truncation: the size
        QByteArray bytes;
        bool truncation = false;
    };

    QByteArray durable;
    std::vector<Pending> pending;

    void flush();
    /// A sync that failed: what of it reached the platter is left to chance and is not tried again, as Linux
    /// does it.
    void flushSome(QRandomGenerator &random);
};
using FilePtr = std::shared_ptr<File>;

/// Keeps book of what one folder would look like after a power cut. Nothing is really synced: the real files
/// hold what a running system sees, and settle() makes them what a restarted one finds. One thread.
class Disk
{
public:
    explicit Disk(quint32 seed)
        : m_random(seed)
    {
    }

    /// Begins anew: everything in `folder` (no folders in it) is safely stored. Calls elsewhere always pass.
    void watch(const QString &folder);
    [[nodiscard]] bool watches(const char *path) const;

    void arm(const Fault &fault);
    void disarm() { m_armed = false; }
    [[nodiscard]] bool isArmed() const { return m_armed; }
    /// While paused (as often as it is resumed) nothing strikes and nothing counts; a cut stays one.
    void pause() { ++m_paused; }
    void resume() { --m_paused; }
    /// How often the fault struck since watch().
    [[nodiscard]] int struck() const { return m_struck; }
    [[nodiscard]] bool hasStruck(Call call) const { return m_struckCalls.contains(call); }
    /// The n-th call from now on that changes anything is the last.
    void cutPowerAfter(int calls) { m_cutAfter = calls; }
    [[nodiscard]] bool isCut() const { return m_cut; }
    /// Power comes back. Everything must be closed. A random part of what was not synced is there.
    void settle();

    // For the shims.
    [[nodiscard]] Verdict judge(Call call);
    [[nodiscard]] int part(int whole) { return whole > 0 ? m_random.bounded(whole) : 0; }
    /// The file behind a path; nullptr where there is none.
    [[nodiscard]] FilePtr fileAt(const QString &path);
    void wrote(File &file, qint64 at, QByteArray bytes);
    void truncated(File &file, qint64 size);
    void synced(File &file) { file.flush(); }
    void syncFailed(File &file) { file.flushSome(m_random); }
    FilePtr made(const QString &path);
    /// Before they happen; `done` says whether they did.
    [[nodiscard]] FilePtr aboutToLose(const QString &path) { return fileAt(path); }
    void removed(const QString &path, const FilePtr &file);
    void renamed(const QString &from, const QString &to, const FilePtr &replaced);
    void linked(const QString &to);
    void folderSynced() { m_entries.clear(); }

private:
    struct Entry
    {
        enum class What { Made, Removed, Renamed } what;
        QString path;
        QString from; ///< of a rename
        FilePtr file; ///< what was removed or replaced
    };
    using Inode = quint64;

    [[nodiscard]] QByteArray afterCut(const File &file);
    void undo(const Entry &entry);

    QRandomGenerator m_random;
    QString m_folder;
    std::map<Inode, FilePtr> m_files;
    std::vector<Entry> m_entries; ///< names given and taken since the folder was synced, oldest first
    Fault m_fault;
    bool m_armed = false;
    int m_paused = 0;
    int m_struck = 0;
    std::set<Call> m_struckCalls;
    int m_cutAfter = 0;
    bool m_cut = false;
};

} // namespace gp::torture
