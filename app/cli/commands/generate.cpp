// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

#include "core/documents/documents.h"
#include "core/metamodel/ownkinds.h"
#include "core/store/query.h"

#include <CLI/CLI.hpp>
#include <QDir>
#include <QJsonArray>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

/// Accepts both `--kind adr,nfr-checklist` and `--kind adr nfr-checklist`.
QStringList names(const std::vector<std::string> &given)
{
    QStringList list;
    for (const std::string &name : given)
        list += QString::fromStdString(name).split(u',', Qt::SkipEmptyParts);
    return list;
}

class Generate : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "generate"; }
    [[nodiscard]] const char *summary() const override
    {
        return "documents from the model; writes only what is different";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project");
        app.add_option("--out", m_out, "folder to write to");
        app.add_option("--kind", m_kinds, "which documents (default: all); 'list' names them")
            ->delimiter(',');
        app.add_option("--format", m_formats, "md, html, confluence (storage format; default: md, html)")
            ->delimiter(',');
        app.add_option("--plateau", m_plateau, "the state they describe (default: the first)");
        app.add_option("--scope", m_scope, "only for this decision, service or golden path");
    }

    int run(Console &console) override
    {
        if (m_kinds.size() == 1 && m_kinds.front() == "list")
            return list(console);
        if (m_file.empty() || m_out.empty())
            return console.report({ErrorCode::Usage, u"Name the project and --out FOLDER"_s, {}, {}, 0});
        const auto opened = open(m_file);
        if (!opened)
            return console.report(opened.error());
        const store::Store &project = **opened;
        documents::Request request;
        request.kinds = names(m_kinds);
        request.scope = QString::fromStdString(m_scope);
        request.outDir = QString::fromStdString(m_out);
        request.plateau = project.model().rootPlateau();
        if (const QString key = QString::fromStdString(m_plateau); !key.isEmpty()) {
            const Plateau *plateau = project.model().plateau(key);
            if (!plateau)
                return console.report({ErrorCode::Usage, u"There is no plateau '%1'"_s.arg(key), {}, {}, 0});
            request.plateau = plateau->id;
        }
        if (!m_formats.empty())
            request.formats.clear();
        for (const QString &format : names(m_formats)) {
            const auto known = documents::formatFrom(format);
            if (!known)
                return console.report({ErrorCode::Usage,
                                       u"There is no format '%1': md, html, confluence"_s.arg(format),
                                       {},
                                       {},
                                       0});
            request.formats.append(*known);
        }
        request.templateDirs = {QFileInfo(project.path()).absolutePath() + u"/templates/documents"_s,
                                QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                                    u"/groundplan/templates/documents"_s};

        const auto query = store::Query::open(project.path());
        if (!query)
            return console.report(query.error());
        const metamodel::Metamodel metamodel = metamodel::metamodelOf(project.model());
        documents::Generator generator(project.model(), metamodel, **query);
        const auto report = generator.generate(request);
        if (!report)
            return console.report(report.error());
        QJsonArray warnings;
        for (const Error &warning : report->warnings) {
            console.message(u"warning: "_s + warning.text());
            warnings.append(warning.text());
        }
        console.print(u"%1 files written, %2 unchanged in %3"_s.arg(report->written.size())
                          .arg(report->unchanged.size())
                          .arg(request.outDir));
        console.print(QJsonObject{{u"written"_s, QJsonArray::fromStringList(report->written)},
                                  {u"unchanged"_s, QJsonArray::fromStringList(report->unchanged)},
                                  {u"warnings"_s, warnings}});
        return Done;
    }

private:
    static int list(Console &console)
    {
        QJsonArray kinds;
        for (const documents::DocumentKind &kind : documents::documentKinds()) {
            console.print(u"%1  %2"_s.arg(kind.id.leftJustified(24), kind.help));
            kinds.append(QJsonObject{{u"id"_s, kind.id}, {u"title"_s, kind.title}, {u"help"_s, kind.help}});
        }
        console.print(kinds);
        return Done;
    }

    std::string m_file;
    std::string m_out;
    std::vector<std::string> m_kinds;
    std::vector<std::string> m_formats;
    std::string m_plateau;
    std::string m_scope;
};

} // namespace

void addDocumentCommands(Commands &commands)
{
    commands.push_back(std::make_unique<Generate>());
}

} // namespace gp::cli
