// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "startclock.h"

#include "views/style/appearance.h"
#include "views/window/centre.h"
#include "views/window/mainwindow.h"
#include "views/window/settings.h"
#include "views/window/workspace.h"

#include <QApplication>
#include <QCommandLineParser>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace gp;

namespace {

/// Prints how long the first picture took and what memory it took, as one JSON line, and ends the program.
void reportStart(views::MainWindow &window)
{
    auto *workspace = window.workspace();
    auto *page = workspace ? workspace->centre()->viewPage() : nullptr;
    if (!page) {
        std::fprintf(stderr, "groundplan: --bench-start needs a project with a view\n");
        QMetaObject::invokeMethod(qApp, [] { QCoreApplication::exit(2); }, Qt::QueuedConnection);
        return;
    }
    QObject::connect(page->canvas(), &views::Canvas::painted, qApp, [] {
        std::printf("{\"first_paint_ms\": %.0f, \"peak_mib\": %.1f}\n", app::millisecondsSinceStart(),
                    app::peakMebibytes());
        std::fflush(stdout);
        QCoreApplication::quit();
    });
}

/// Qt ends a program that finds no display with abort() and a list of plug-ins; people want to know what to
/// do.
bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
           !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

} // namespace

int main(int argc, char **argv)
{
    if (!hasDisplay()) {
        std::fprintf(stderr, "groundplan: there is no display to open a window on (DISPLAY is not set). "
                             "groundplan-cli does the same work without one.\n");
        return 4;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"groundplan"_s);
    QApplication::setOrganizationName(u"groundplan"_s);
    QApplication::setApplicationDisplayName({});
    QApplication::setApplicationVersion(QStringLiteral(GROUNDPLAN_VERSION));
    QApplication::setDesktopFileName(u"org.groundplan.Groundplan"_s);

    QCommandLineParser parser;
    parser.setApplicationDescription(u"The workbench for platform and DevOps architects."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(u"file"_s, u"The project to open."_s, u"[file]"_s);
    QCommandLineOption bench(u"bench-start"_s, u"Print the time to the first painted canvas, and end."_s);
    bench.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOption(bench);
    parser.process(application);

    views::Appearance appearance(views::Settings::theme());
    views::MainWindow window(appearance);
    if (!parser.positionalArguments().isEmpty())
        window.openProject(parser.positionalArguments().constFirst());
    if (parser.isSet(bench))
        reportStart(window);
    window.show();
    return QApplication::exec();
}
