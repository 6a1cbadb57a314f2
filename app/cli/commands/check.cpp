// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/find.h"

#include "core/rules/conformance.h"
#include "core/rules/report.h"

#include <CLI/CLI.hpp>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

QString percent(double value)
{
    return value < 0 ? u"–"_s : QString(QString::number(value, 'f', 0) + u" %"_s);
}

QJsonValue rounded(double value)
{
    return value < 0 ? QJsonValue() : QJsonValue(std::round(value * 10) / 10);
}

class Check : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "check"; }
    [[nodiscard]] const char *summary() const override
    {
        return "rules, waivers and golden paths at a plateau; exit 1 where a finding is open at or above the "
               "level";
    }
    void declare(CLI::App &app) override
    {
        auto *file = app.add_option("FILE", m_file, "the project");
        app.add_option("--plateau", m_plateau, "the state to check (default: the first)");
        app.add_option("--compare-from", m_from,
                       "preflight: what the way from this plateau brings (default: the first, where another "
                       "is checked)");
        app.add_flag("--no-preflight", m_noPreflight,
                     "only what the plateau is, not what changes on the way to it");
        app.add_option("--profile", m_profiles,
                       "how strict: startup, mid-size, enterprise, regulated; several by commas (default: "
                       "the project's)")
            ->delimiter(',');
        app.add_option("--rules", m_packs, "further rules, a YAML file each; one of the same id wins");
        app.add_option("--level", m_level, "error, warning or info: from where on a finding fails the check")
            ->check(CLI::IsMember({"error", "warning", "info"}))
            ->capture_default_str();
        app.add_option("--format", m_format, "text, json, sarif, junit or markdown")
            ->check(CLI::IsMember({"text", "json", "sarif", "junit", "markdown"}))
            ->capture_default_str();
        app.add_option("--out", m_out, "write the report to this file instead of printing it");
        app.add_option("--baseline", m_baseline,
                       "known findings do not fail: a file of --write-baseline, or a JSON or SARIF report");
        app.add_option("--write-baseline", m_writeBaseline, "write what is open now as a baseline");
        auto *read = app.add_option(
            "--read", m_read,
            "take the findings of a SARIF report that groundplan-cli wrote, in place of running the rules");
        read->excludes(file);
        app.add_option("--timeout", m_timeout, "seconds that one rule may take; 0: as long as it wants")
            ->capture_default_str();
    }

    int run(Console &console) override
    {
        if (m_file.empty() == m_read.empty())
            return console.report(
                {ErrorCode::Usage, u"Name the project to check, or a report to --read"_s, {}, {}, 0});
        const auto report = m_read.empty() ? checked() : readBack();
        if (!report)
            return console.report(report.error());
        return finish(console, *report);
    }

private:
    [[nodiscard]] rules::Severity level() const
    {
        return rules::severityFrom(QString::fromStdString(m_level)).value_or(rules::Severity::Error);
    }

    /// Errors name the project's file where they name none.
    [[nodiscard]] std::unexpected<Error> refused(Error error) const
    {
        if (error.file.isEmpty())
            error.file = QString::fromStdString(m_file);
        return std::unexpected(error);
    }

    [[nodiscard]] Result<rules::Report> readBack() const
    {
        const QString path = QString::fromStdString(m_read);
        const auto bytes = readFile(path);
        if (!bytes)
            return std::unexpected(bytes.error());
        return rules::fromSarif(*bytes, path);
    }

    [[nodiscard]] Result<rules::RuleSet> ruleSet(const Model &model) const
    {
        QMap<QString, rules::Rule> all;
        const rules::RuleSet known = rules::RuleSet::of(model);
        for (const rules::Rule &rule : known.rules())
            all.insert(rule.id, rule);
        for (const std::string &pack : m_packs) {
            const QString path = QString::fromStdString(pack);
            const auto bytes = readFile(path, 16LL * 1024 * 1024);
            if (!bytes)
                return std::unexpected(bytes.error());
            const auto set = rules::RuleSet::parse(*bytes, path);
            if (!set)
                return std::unexpected(set.error());
            for (const rules::Rule &rule : set->rules())
                all.insert(rule.id, rule);
        }
        return rules::RuleSet(all.values());
    }

    [[nodiscard]] Result<rules::Profile> profile(const Model &model) const
    {
        if (m_profiles.empty())
            return rules::profileOf(model);
        QStringList ids;
        for (const std::string &id : m_profiles)
            ids.append(QString::fromStdString(id));
        return rules::Profiles::builtin().combined(ids);
    }

    [[nodiscard]] Result<PlateauId> baseline(const Model &model, PlateauId at) const
    {
        if (m_noPreflight)
            return PlateauId();
        if (m_from.empty())
            return model.rootPlateau() == at ? PlateauId() : model.rootPlateau();
        const auto from = findPlateau(model, m_from);
        if (!from)
            return std::unexpected(from.error());
        return (*from)->id;
    }

    [[nodiscard]] Result<rules::Report> checked()
    {
        const auto opened = open(m_file);
        if (!opened)
            return std::unexpected(opened.error());
        const Model &model = (*opened)->model();
        const auto plateau = findPlateau(model, m_plateau);
        if (!plateau)
            return refused(plateau.error());
        const auto from = baseline(model, (*plateau)->id);
        if (!from)
            return refused(from.error());
        const auto strictness = profile(model);
        if (!strictness)
            return std::unexpected(strictness.error());
        const auto set = ruleSet(model);
        if (!set)
            return std::unexpected(set.error());
        rules::Workbench workbench(*set,
                                   {*strictness, *from, m_timeout * 1000,
                                    storeOptions(true).now.value_or(QDateTime::currentDateTimeUtc()).date()});
        workbench.load(model, (*plateau)->id);
        m_conformance = rules::conformanceOf(PlateauModel(model, (*plateau)->id)).figures;
        return rules::makeReport(workbench, model, (*plateau)->id,
                                 QFileInfo(QString::fromStdString(m_file)).fileName(),
                                 QStringLiteral(GROUNDPLAN_VERSION));
    }

    int finish(Console &console, rules::Report report)
    {
        if (!m_writeBaseline.empty()) {
            if (const auto done =
                    writeFile(QString::fromStdString(m_writeBaseline), rules::writeBaseline(report));
                !done)
                return console.report(done.error());
        }
        if (!m_baseline.empty()) {
            const QString path = QString::fromStdString(m_baseline);
            const auto known = readFile(path).and_then(
                [&](const QByteArray &bytes) { return rules::readBaseline(bytes, path); });
            if (!known)
                return console.report(known.error());
            rules::applyBaseline(report, *known);
        }
        if (console.json && m_format == "text")
            m_format = "json";
        const QByteArray bytes = written(report);
        if (!m_out.empty()) {
            if (const auto done = writeFile(QString::fromStdString(m_out), bytes); !done)
                return console.report(done.error());
        } else if (m_format == "json") {
            console.json = true;
            console.print(asJson(report));
        } else {
            console.printRaw(bytes);
        }
        // A report for machines says on the side what a person in front of the log wants to know.
        if (m_format != "text" || !m_out.empty())
            console.message(rules::toText(report, level()).trimmed().section(u'\n', -1));
        for (const Error &error : report.errors)
            console.message(error.message);
        return report.failing(level()) > 0 || !report.errors.isEmpty() ? AnswerIsNo : Done;
    }

    [[nodiscard]] QJsonObject asJson(const rules::Report &report) const
    {
        QJsonObject object = rules::toJson(report, level());
        if (m_conformance)
            object.insert(u"golden_paths"_s,
                          QJsonObject{{u"services"_s, m_conformance->services},
                                      {u"following"_s, m_conformance->following},
                                      {u"conforming"_s, m_conformance->conforming},
                                      {u"adoption"_s, rounded(m_conformance->adoption)},
                                      {u"conformance"_s, rounded(m_conformance->conformance)},
                                      {u"template_coverage"_s, rounded(m_conformance->templateCoverage)}});
        return object;
    }

    [[nodiscard]] QString conformanceText() const
    {
        if (!m_conformance || m_conformance->services == 0)
            return {};
        return u"Golden paths: %1 of %2 services follow one, %3 conform; adoption %4, conformance %5, template coverage %6.\n"_s
            .arg(m_conformance->following)
            .arg(m_conformance->services)
            .arg(m_conformance->conforming)
            .arg(percent(m_conformance->adoption), percent(m_conformance->conformance),
                 percent(m_conformance->templateCoverage));
    }

    [[nodiscard]] QByteArray written(const rules::Report &report) const
    {
        if (m_format == "sarif")
            return rules::toSarif(report);
        if (m_format == "junit")
            return rules::toJUnit(report, level());
        if (m_format == "json")
            return QJsonDocument(asJson(report)).toJson();
        const QString conformance = conformanceText();
        if (m_format == "markdown")
            return QString(rules::toMarkdown(report, level()) +
                           (conformance.isEmpty() ? QString()
                                                  : QString(u"\n## Golden paths\n\n"_s + conformance)))
                .toUtf8();
        return QString(rules::toText(report, level()) + conformance).toUtf8();
    }

    std::string m_file;
    std::string m_plateau;
    std::string m_from;
    bool m_noPreflight = false;
    std::vector<std::string> m_profiles;
    std::vector<std::string> m_packs;
    std::string m_level = "error";
    std::string m_format = "text";
    std::string m_out;
    std::string m_baseline;
    std::string m_writeBaseline;
    std::string m_read;
    int m_timeout = 10;
    std::optional<rules::ConformanceFigures> m_conformance;
};

} // namespace

void addCheckCommands(Commands &commands)
{
    commands.push_back(std::make_unique<Check>());
}

} // namespace gp::cli
