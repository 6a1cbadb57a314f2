// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
//
// Kills a publishing process with SIGKILL at a request of its run, goes on in another one, and looks whether
// the site is as if nothing had happened: no page twice, no attachment lost, nothing in conflict. Every round
// another request, both dialects, before and after the site did what it was asked to.
#include "../core/publish/samplepages.h"
#include "rounds.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace gp;
using namespace gp::torture;
using gp::test::SiteThread;

namespace {

constexpr int pages = 60;

/// The process that is killed.
int publishAsTold(const QStringList &arguments)
{
    publish::Site site;
    site.base = QUrl(arguments.at(3));
    site.flavour = arguments.at(4) == "cloud"_L1 ? publish::Flavour::Cloud : publish::Flavour::DataCenter;
    site.token = u"secret-of-mine"_s;
    const auto run = test::publishPages(site, arguments.at(2), test::samplePages(pages));
    return run.report.isClean() ? 0 : 1;
}

standin::Options optionsOf(bool isCloud)
{
    standin::Options options;
    options.isCloud = isCloud;
    return options;
}

/// How the site is after a run that nobody disturbed, and how many requests that took.
struct Clean
{
    QString summary;
    int requests = 0;
};

bool create(Report &report, const QString &project)
{
    if (const auto made = store::Store::create(project); !made) {
        report.finding(made.error().text());
        return false;
    }
    return true;
}

Clean cleanRun(Report &report, const QString &folder, bool isCloud)
{
    SiteThread site(optionsOf(isCloud));
    const QString project = folder + (isCloud ? u"/cloud.gplan"_s : u"/center.gplan"_s);
    if (!create(report, project))
        return {};
    if (!test::publishPages(site.site(), project, test::samplePages(pages)).report.isClean())
        report.finding(u"an undisturbed run is not clean"_s);
    return {site.summary(), int(site.requests())};
}

void oneRound(Report &report, const QString &folder, const Clean &clean, int round, bool isCloud,
              bool isAfter, int request)
{
    report.beginRound(round,
                      u"%1, killed %2 request %3"_s
                          .arg(isCloud ? u"cloud"_s : u"data center"_s, isAfter ? u"after"_s : u"before"_s)
                          .arg(request));
    const QString project = u"%1/%2.gplan"_s.arg(folder).arg(round);
    if (!create(report, project))
        return;
    SiteThread site(optionsOf(isCloud));
    std::atomic<qint64> victim = 0;
    std::atomic<bool> isKilled = false;
    site.on([&] {
        site->setFault([&](int number, const standin::Call &) {
            if (number != request)
                return standin::Fault::None;
            while (victim == 0)
                QThread::msleep(1);
            ::kill(pid_t(victim), SIGKILL);
            isKilled = true;
            return isAfter ? standin::Fault::DropAfter : standin::Fault::DropBefore;
        });
    });
    report.now(u"publishing"_s);
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(),
                {u"--publish"_s, project, site.site().base.toString(), isCloud ? u"cloud"_s : u"center"_s});
    if (!child.waitForStarted(30'000)) {
        report.finding(u"the process does not start"_s);
        victim = -1; // nobody waits for it
        return;
    }
    victim = child.processId();
    if (!child.waitForFinished(300'000))
        report.finding(u"the process hangs"_s);
    report.count(isKilled ? u"killed"_s : u"ended before"_s);
    if (isKilled && child.exitStatus() != QProcess::CrashExit)
        report.finding(u"it was not killed"_s);
    site.on([&] { site->setFault({}); });

    report.now(u"going on"_s);
    const auto rest = test::publishPages(site.site(), project, test::samplePages(pages));
    if (rest.error)
        report.finding(rest.error->text());
    for (const publish::Outcome &outcome : rest.report.outcomes) {
        if (outcome.error)
            report.finding(outcome.path + u": "_s + outcome.error->text());
    }
    if (site.summary() != clean.summary)
        report.finding(u"the site is not as after an undisturbed run:\n"_s + site.summary());
    if (!test::publishPages(site.site(), project, test::samplePages(pages)).plan.isDone())
        report.finding(u"there is something left to do"_s);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 5 && arguments.at(1) == "--publish"_L1)
        return publishAsTold(arguments);
    const Rounds rounds = Rounds::fromArguments(arguments, 1000);
    Report report(u"groundplan-torture-publish"_s, rounds);
    const QTemporaryDir folder;
    const Clean cloud = cleanRun(report, folder.path(), true);
    const Clean center = cleanRun(report, folder.path(), false);
    const int most = std::max(cloud.requests, center.requests);
    for (int round = 0; round < rounds.count && !report.shouldStop(); ++round) {
        if (rounds.only >= 0 && round != rounds.only)
            continue;
        // From the first request to the last, however many rounds there are.
        const bool isCloud = round % 2 == 0;
        const int request = 1 + int(qint64(round / 4) * most * 4 / rounds.count) % most;
        oneRound(report, folder.path(), isCloud ? cloud : center, round, isCloud, round % 4 >= 2, request);
    }
    return report.finish();
}
