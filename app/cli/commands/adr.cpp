// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

#include "core/exchange/adr/export.h"
#include "core/exchange/adr/import.h"

#include <CLI/CLI.hpp>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

/// Decisions, by verbs. A further verb is a row in `verbs` and a function.
class Adr : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "adr"; }
    [[nodiscard]] const char *summary() const override
    {
        return "decisions as files: import a folder of ADRs (MADR, Nygard/adr-tools, log4brains), export to "
               "one";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        std::vector<std::string> names;
        for (const Verb &verb : verbs())
            names.emplace_back(verb.name);
        app.add_option("VERB", m_verb,
                       "import: read the files of a folder; what is unchanged in them changes nothing\n"
                       "export: write decisions into a folder; what is unchanged keeps its bytes")
            ->required()
            ->check(CLI::IsMember(names));
        app.add_option("FOLDER", m_folder, "the folder of the records, for instance docs/decisions")
            ->required();
        app.add_option("--only", m_only, "export: the keys of the decisions to write (default: all)");
        app.add_option("--format", m_format, "text or json (as --json)")
            ->check(CLI::IsMember({"text", "json"}))
            ->capture_default_str();
        app.add_flag("--dry-run", m_dryRun, "import: report only, store nothing");
    }

    int run(Console &console) override
    {
        console.json = console.json || m_format == "json";
        for (const Verb &verb : verbs()) {
            if (m_verb == verb.name)
                return (this->*verb.run)(console);
        }
        return WrongUsage;
    }

private:
    struct Verb
    {
        const char *name;
        int (Adr::*run)(Console &) const;
    };

    static const std::vector<Verb> &verbs()
    {
        static const std::vector<Verb> all{{"import", &Adr::importFolder}, {"export", &Adr::exportFolder}};
        return all;
    }

    static int usage(Console &console, const QString &message)
    {
        return console.report({ErrorCode::Usage, message, {}, {}, 0});
    }

    [[nodiscard]] int importFolder(Console &console) const
    {
        if (!m_only.empty())
            return usage(console, u"--only goes with export"_s);
        const auto opened = open(m_file, m_dryRun);
        if (!opened)
            return console.report(opened.error());
        const QString folder = QString::fromStdString(m_folder);
        const auto result = exchange::importDecisions(folder, (*opened)->model());
        if (!result)
            return console.report(result.error());
        if (!m_dryRun) {
            const auto stored =
                (*opened)->commit(result->draft, u"Import decisions from %1"_s.arg(nameOf(folder)));
            if (!stored)
                return console.report(stored.error());
        }
        console.print(exchange::toText(result->report));
        console.print(exchange::toJson(result->report));
        if (result->report.files.isEmpty())
            return console.report({ErrorCode::Unreadable,
                                   u"Nothing was imported: no file there is a decision"_s,
                                   {},
                                   folder,
                                   0});
        const bool haveConflicts = result->report.count(exchange::DecisionFile::Outcome::Conflict) > 0;
        return haveConflicts ? AnswerIsNo : Done;
    }

    [[nodiscard]] int exportFolder(Console &console) const
    {
        if (m_dryRun)
            return usage(console, u"--dry-run goes with import"_s);
        const auto opened = open(m_file, false);
        if (!opened)
            return console.report(opened.error());
        QStringList keys;
        for (const std::string &key : m_only)
            keys.append(QString::fromStdString(key));
        const QString folder = QString::fromStdString(m_folder);
        const auto result = exchange::exportDecisions((*opened)->model(), folder, keys);
        if (!result)
            return console.report(result.error());
        const auto stored = (*opened)->commit(result->draft, u"Export decisions to %1"_s.arg(nameOf(folder)));
        if (!stored)
            return console.report(stored.error());
        console.print(exchange::toText(result->report));
        console.print(exchange::toJson(result->report));
        const bool wasRefused = result->report.count(exchange::WrittenDecision::Outcome::Refused) > 0;
        return wasRefused ? Refused : Done;
    }

    static QString nameOf(const QString &folder) { return QDir(QDir(folder).absolutePath()).dirName(); }

    std::string m_file;
    std::string m_verb;
    std::string m_folder;
    std::vector<std::string> m_only;
    std::string m_format = "text";
    bool m_dryRun = false;
};

} // namespace

void addAdrCommands(Commands &commands)
{
    commands.push_back(std::make_unique<Adr>());
}

} // namespace gp::cli
