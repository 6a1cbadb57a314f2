// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/store.h"
#include "tests/support/randomedits.h"
#include "tests/torture/disk.h"
#include "tests/torture/rounds.h"

#include <functional>

namespace gp::torture {

/// What a project holds, as far as its user is concerned.
struct State
{
    Model model;
    qint64 head = 0;
    QMap<qint64, QString> history; ///< label by id
    QStringList snapshots;         ///< sorted

    [[nodiscard]] static State of(const store::Store &store);
    friend bool operator==(const State &, const State &) = default;
};

/// A project that is worked on while its disk misbehaves, and what must hold of it. Every call is
/// acknowledged (then it is in the file, whatever happens later) or refused (then it is in the file whole or
/// not at all).
class World
{
public:
    World(Disk &disk, Report &report, quint32 seed, const QString &folder);

    /// A new project with a few edits; the disk is calm.
    void makeProject(int edits);
    /// A project of an older schema instead.
    void takeProject(const QString &file);
    /// Opens it as the user would, whatever the disk does; again on a calm one where that failed.
    void openProject();
    void openOther(); ///< a second store on the same file
    /// Makes the project while the disk misbehaves; again on a calm one where that failed.
    void createUnderFire();
    /// Opens it while the power goes once more; it may fail, and must harm nothing.
    void openAgainInTheDark();

    /// One thing that a user may do.
    void act();
    /// Something that always can be done once the disk is well again.
    void mustWork();

    void closeAll();
    /// On a disk that is well: everything acknowledged is there, nothing is half there, no litter beside it.
    void checkAfterwards(bool wasCut);

private:
    /// What may be in the file although the call was refused.
    struct InFlight
    {
        std::optional<Model> model; ///< empty: not known
        QString newLabel;           ///< of the one entry that may be new
        std::optional<QStringList> snapshots;
        bool shrinks = false; ///< entries may be gone or folded together
    };
    struct Target
    {
        std::optional<Model> acknowledged; ///< empty: there was no file
        std::optional<Model> inFlight;
    };
    using Outcome = std::optional<Error>; ///< empty: it worked

    void attempt(const QString &what, store::Store &store, const InFlight &inFlight,
                 const std::function<Outcome()> &call);
    void judgeError(const Error &error, bool struck, bool mayRefuse);
    /// After a call was refused: what the file says now, and whether the store agrees.
    void compareWithFile(store::Store &store, const Model &before, const InFlight &inFlight);
    [[nodiscard]] bool fits(const State &found, const InFlight &inFlight) const;
    /// The state that was acknowledged, or with one of the doubtful besides.
    [[nodiscard]] bool mayBe(const State &found) const;
    [[nodiscard]] QString difference(const State &found) const;

    void edit(store::Store &store);
    void bigEdit(store::Store &store);
    void commit(store::Store &store, const Draft &draft, const QString &label);
    void travel(store::Store &store);
    void snapshot(store::Store &store);
    void shorten(store::Store &store);
    void copyOut(store::Store &store);
    void reopen();
    void checkTargets();
    void checkLitter(bool wasCut);

    [[nodiscard]] int number(int below) { return static_cast<int>(m_random.bounded(below)); }
    [[nodiscard]] store::Store &anyStore()
    {
        return *m_stores[static_cast<size_t>(number(static_cast<int>(m_stores.size())))];
    }
    [[nodiscard]] store::Options options() const;
    /// Opens the project on a calm disk; a finding where that fails.
    [[nodiscard]] std::unique_ptr<store::Store> openCalmly(bool readOnly);

    Disk &m_disk;
    Report &m_report;
    QRandomGenerator m_random;
    test::RandomEdits m_edits;
    QString m_folder;
    QString m_path;
    std::vector<std::unique_ptr<store::Store>> m_stores;
    State m_truth; ///< acknowledged
    std::vector<InFlight>
        m_doubtful; ///< refused since the last one that was not: a later recovery may find them
    QHash<qint64, Model> m_states; ///< by history id
    QMap<QString, Target> m_targets;
    int m_counter = 0;
    bool m_wasOlder = false;
    bool m_mayBeMissing = false; ///< creating it failed
};

} // namespace gp::torture
