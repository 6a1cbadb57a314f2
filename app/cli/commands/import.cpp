// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/view_layout.h"

#include "core/exchange/import.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

class Import : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "import"; }
    [[nodiscard]] const char *summary() const override
    {
        return "read files that teams already have into the model; importing the same again changes nothing";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        app.add_option("SOURCE", m_sources, "files, or folders that are walked")->required();
        app.add_option("--plateau", m_plateau, "the state that the files describe (default: the first)");
        app.add_option("--format", m_format, "auto, kubernetes or backstage")->capture_default_str();
        app.add_flag("--dry-run", m_dryRun, "report only, store nothing");
    }

    int run(Console &console) override
    {
        const auto opened = open(m_file, m_dryRun);
        if (!opened)
            return console.report(opened.error());
        store::Store &project = **opened;
        exchange::ImportOptions options;
        options.format = QString::fromStdString(m_format);
        if (!m_plateau.empty()) {
            const QString key = QString::fromStdString(m_plateau);
            const Plateau *plateau = project.model().plateau(key);
            if (!plateau)
                return console.report({ErrorCode::Usage, u"There is no plateau '%1'"_s.arg(key), {}, {}, 0});
            options.plateau = plateau->id;
        }
        if (isatty(STDERR_FILENO) && !console.quiet)
            options.progress = showProgress;
        QStringList sources;
        for (const std::string &source : m_sources)
            sources.append(QString::fromStdString(source));

        auto result = exchange::importSources(sources, options, project.model());
        if (!result)
            return console.report(result.error());
        if (!m_dryRun) {
            const QString what = sources.size() == 1 ? QFileInfo(sources.front()).fileName()
                                                     : u"%1 sources"_s.arg(sources.size());
            const auto change = project.commit(result->draft, u"Import %1"_s.arg(what));
            if (!change)
                return console.report(change.error());
        }
        console.print(exchange::toText(result->report));
        console.print(exchange::toJson(result->report));
        if (result->report.formats.isEmpty())
            return console.report({ErrorCode::Unreadable,
                                   u"Nothing was imported: no file there is of a known format"_s,
                                   {},
                                   sources.join(u", "_s),
                                   0});
        return Done;
    }

private:
    static void showProgress(int done, int total, const QString &what)
    {
        // Overwrites one line; a report is never more often than a person can read.
        if (done % 50 == 0 || done == total)
            std::fprintf(stderr, "\r\033[K%d/%d %s%s", done, total, qUtf8Printable(what.right(60)),
                         done == total ? "\n" : "");
    }

    std::string m_file;
    std::vector<std::string> m_sources;
    std::string m_plateau;
    std::string m_format = "auto";
    bool m_dryRun = false;
};

} // namespace

void addImportCommands(Commands &commands)
{
    commands.push_back(std::make_unique<Import>());
}

} // namespace gp::cli
