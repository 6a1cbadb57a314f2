// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// groundplan-torture-faults: the project file on a disk that fails, fills up and loses its power.
#include "tests/torture/faultvfs.h"
#include "tests/torture/older.h"
#include "tests/torture/world.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace gp;
using namespace gp::torture;

namespace {

/// What every round needs.
struct Bench
{
    Disk &disk;
    Report &report;
    QRandomGenerator &random;
    QString folder;
    quint32 seed;
    QStringList older; ///< projects of older schemas

    int number(int below) const { return static_cast<int>(random.bounded(below)); }
    /// Mostly soon, sometimes much later: both the first call of an edit and the middle of a checkpoint are
    /// hit.
    int soon() const
    {
        static constexpr int reach[] = {4, 25, 25, 120, 500};
        return 1 + number(reach[number(5)]);
    }
    Fault anyFault() const
    {
        static constexpr Call calls[] = {Call::Write,    Call::Write,  Call::Write,  Call::Sync,
                                         Call::Sync,     Call::Read,   Call::Read,   Call::Open,
                                         Call::Truncate, Call::Delete, Call::ShmMap, Call::ShmLock,
                                         Call::Lock,     Call::Look,   Call::Rename, Call::SyncFolder};
        Fault fault;
        fault.call = calls[number(static_cast<int>(std::size(calls)))];
        if (fault.call == Call::Write)
            fault.how = number(2) == 0 ? Verdict::Full : Verdict::Short;
        else if (fault.call == Call::Read && number(2) == 0)
            fault.how = Verdict::Short;
        // Syncs, openings and their like are few.
        const bool often =
            fault.call == Call::Write || fault.call == Call::Read || fault.call == Call::ShmLock;
        fault.after = often ? soon() : 1 + number(8);
        fault.forGood = number(4) == 0;
        return fault;
    }
    void arm(const Fault &fault) const
    {
        disk.arm(fault);
        report.count(u"armed: %1%2%3"_s.arg(toString(fault.call),
                                            fault.how == Verdict::Full ? u", disk full"_s : u""_s,
                                            fault.forGood ? u", for good"_s : u""_s));
    }
};

void faults(const Bench &bench, World &world)
{
    for (int i = 0; i < 4; ++i) {
        bench.arm(bench.anyFault());
        const int struck = bench.disk.struck();
        for (int acts = 0; acts < 12 && (bench.disk.isArmed() || acts < 3); ++acts) {
            world.act();
            // One that stays away makes everything fail: a few times is enough.
            if (bench.disk.struck() > struck + 3)
                break;
        }
        bench.disk.disarm();
        world.mustWork();
    }
    world.closeAll();
    world.checkAfterwards(false);
}

/// Works until the power goes, and a moment longer.
void workUntilDark(const Bench &bench, World &world)
{
    for (int acts = 0; acts < 60 && !bench.disk.isCut(); ++acts)
        world.act();
    world.act();
    world.act();
}

void powerBack(const Bench &bench, World &world)
{
    bench.report.count(bench.disk.isCut() ? u"power went"_s : u"power stayed"_s);
    world.closeAll();
    const bool wasCut = bench.disk.isCut();
    bench.disk.settle();
    bench.disk.watch(bench.folder);
    world.checkAfterwards(wasCut);
}

void fault(const Bench &bench)
{
    World world(bench.disk, bench.report, bench.seed, bench.folder);
    world.makeProject(2 + bench.number(12));
    world.openProject();
    faults(bench, world);
}

void faultForTwo(const Bench &bench)
{
    World world(bench.disk, bench.report, bench.seed, bench.folder);
    world.makeProject(2 + bench.number(12));
    world.openProject();
    world.openOther();
    faults(bench, world);
}

void powerCut(const Bench &bench)
{
    World world(bench.disk, bench.report, bench.seed, bench.folder);
    world.makeProject(2 + bench.number(12));
    const bool early = bench.number(6) == 0; // already while it is being opened
    if (early)
        bench.disk.cutPowerAfter(1 + bench.number(12));
    world.openProject();
    if (bench.number(4) == 0)
        world.openOther();
    for (int acts = bench.number(6); acts > 0; --acts)
        world.act();
    if (!early)
        bench.disk.cutPowerAfter(bench.soon());
    workUntilDark(bench, world);
    powerBack(bench, world);
}

/// Two mishaps on end: the second comes while the first is being repaired.
void powerCutTwice(const Bench &bench)
{
    World world(bench.disk, bench.report, bench.seed, bench.folder);
    world.makeProject(2 + bench.number(12));
    world.openProject();
    bench.disk.cutPowerAfter(bench.soon());
    workUntilDark(bench, world);
    world.closeAll();
    bench.disk.settle();
    bench.disk.watch(bench.folder);
    bench.disk.cutPowerAfter(1 + bench.number(20));
    world.openAgainInTheDark();
    world.closeAll();
    bench.disk.settle();
    bench.disk.watch(bench.folder);
    world.checkAfterwards(true);
}

void migration(const Bench &bench)
{
    World world(bench.disk, bench.report, bench.seed, bench.folder);
    world.takeProject(bench.older.at(bench.number(static_cast<int>(bench.older.size()))));
    if (bench.number(2) == 0) {
        Fault one = bench.anyFault();
        one.after = std::min(one.after, 60);
        bench.arm(one);
        world.openProject();
        bench.disk.disarm();
        world.mustWork();
        world.closeAll();
        world.checkAfterwards(false);
        return;
    }
    bench.disk.cutPowerAfter(1 + bench.number(60));
    world.openProject();
    workUntilDark(bench, world);
    powerBack(bench, world);
}

/// The making of a project: it is there whole, or not at all.
void creation(const Bench &bench)
{
    World world(bench.disk, bench.report, bench.seed, bench.folder);
    bench.disk.watch(bench.folder);
    const bool cut = bench.number(2) == 0;
    if (cut)
        bench.disk.cutPowerAfter(1 + bench.number(40));
    else
        bench.arm(bench.anyFault());
    world.createUnderFire();
    if (!cut) {
        bench.disk.disarm();
        world.mustWork();
        world.closeAll();
        world.checkAfterwards(false);
        return;
    }
    workUntilDark(bench, world);
    powerBack(bench, world);
}

struct Kind
{
    const char *name;
    void (*run)(const Bench &bench);
    int weight;
};
constexpr Kind kinds[] = {{"fault", fault, 30},         {"fault, two stores", faultForTwo, 10},
                          {"power cut", powerCut, 30},  {"two power cuts", powerCutTwice, 8},
                          {"migration", migration, 12}, {"creation", creation, 10}};

const Kind &anyKind(QRandomGenerator &random)
{
    int dice = random.bounded(100);
    for (const Kind &kind : kinds) {
        dice -= kind.weight;
        if (dice < 0)
            return kind;
    }
    return kinds[0];
}

/// One project of each older schema, made once.
QStringList olderProjects(const QString &folder)
{
    const QString made = folder + u"/latest.gplan"_s;
    {
        const auto store = store::Store::create(made);
        if (!store)
            qFatal("%s", qPrintable(store.error().text()));
        test::RandomEdits edits(1);
        for (int i = 0; i < 20; ++i) {
            if (!(*store)->commit(edits.next((*store)->model()), u"edit %1"_s.arg(i)) ||
                (i == 9 && !(*store)->undo()))
                qFatal("the project to make older ones of cannot be made");
        }
        if (!(*store)->addSnapshot(u"a snapshot"_s))
            qFatal("no snapshot");
    }
    QStringList paths;
    for (int schema = 1; schema < schemaSteps(); ++schema) {
        paths.append(folder + u"/schema-%1.gplan"_s.arg(schema));
        makeOlder(made, paths.last(), schema);
    }
    return paths;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const Rounds rounds = Rounds::fromArguments(QCoreApplication::arguments(), 500);
    Report report(u"groundplan-torture-faults"_s, rounds);
    const QTemporaryDir common;
    const QStringList older = olderProjects(common.path());
    const int first = rounds.only >= 0 ? rounds.only : 0;
    const int last = rounds.only >= 0 ? rounds.only : rounds.count - 1;
    for (int round = first; round <= last && !report.shouldStop(); ++round) {
        const quint32 seed = rounds.seedOf(round);
        QRandomGenerator random(seed);
        QTemporaryDir folder;
        Disk disk(seed);
        const FaultVfs vfs(disk);
        const Kind &kind = anyKind(random);
        report.beginRound(round, QString::fromLatin1(kind.name));
        report.count(u"rounds: "_s + QString::fromLatin1(kind.name));
        const QString inside = folder.filePath(u"project"_s);
        (void)QDir().mkpath(inside);
        kind.run({disk, report, random, inside, seed, older});
        folder.setAutoRemove(!(rounds.keep && report.roundFailed()));
        if (!folder.autoRemove())
            std::printf("    its files: %s\n", qPrintable(folder.path()));
    }
    return report.finish();
}
