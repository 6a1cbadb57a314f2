// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

#include "core/documents/documents.h"
#include "core/documents/freshness.h"
#include "core/documents/template_store.h"
#include "core/metamodel/ownkinds.h"
#include "core/store/query.h"

#include <CLI/CLI.hpp>
#include <QJsonArray>

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

QJsonArray textsOf(const QList<Error> &errors)
{
    QJsonArray texts;
    for (const Error &error : errors)
        texts.append(error.text());
    return texts;
}

void warn(Console &console, const QList<Error> &warnings)
{
    for (const Error &warning : warnings)
        console.message(u"warning: "_s + warning.text());
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
        QStringList formats;
        for (const documents::FormatInfo &format : documents::allFormats())
            formats.append(format.name);
        m_formatNames = formats.join(u", "_s);
        app.add_option("--format", m_formats, m_formatNames.toStdString() + " (default: md, html)")
            ->delimiter(',');
        app.add_option("--plateau", m_plateau, "the state they describe (default: the first)");
        app.add_option("--scope", m_scope, "only for this decision, service or golden path");
        auto *check = app.add_flag("--check", m_isCheck,
                                   "write nothing; list what is stale, missing, edited by hand or left over");
        app.add_flag("--prune", m_isPrune, "remove documents of what the model does not have any more")
            ->excludes(check);
        app.add_option("--print-template", m_template, "print a built-in template, to make an own one of");
    }

    int run(Console &console) override
    {
        if (!m_template.empty())
            return printTemplate(console);
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
                                       u"There is no format '%1': %2"_s.arg(format, m_formatNames),
                                       {},
                                       {},
                                       0});
            request.formats.append(*known);
        }
        request.templateDirs = documents::templateFolders(project.path()).inOrder();

        const auto query = store::Query::open(project.path());
        if (!query)
            return console.report(query.error());
        const metamodel::Metamodel metamodel = metamodel::metamodelOf(project.model());
        documents::Generator generator(project.model(), metamodel, **query);
        if (m_isCheck)
            return check(console, generator, request, project.model());
        const auto report = generator.generate(request);
        if (!report)
            return console.report(report.error());
        warn(console, report->warnings);
        QJsonObject json{{u"written"_s, QJsonArray::fromStringList(report->written)},
                         {u"unchanged"_s, QJsonArray::fromStringList(report->unchanged)}};
        QList<Error> warnings = report->warnings;
        console.print(u"%1 files written, %2 unchanged in %3"_s.arg(report->written.size())
                          .arg(report->unchanged.size())
                          .arg(request.outDir));
        if (m_isPrune) {
            // What is left over shows in the names alone: nothing has to be rendered for it.
            const auto state =
                documents::compareWithFolder({}, request.outDir, madePaths(project.model(), request.plateau));
            if (!state)
                return console.report(state.error());
            const auto pruned = documents::removeLeftovers(*state, request.outDir);
            const QList<Error> told = state->warnings + pruned.warnings;
            warn(console, told);
            warnings += told;
            console.print(u"%1 files removed"_s.arg(pruned.removed.size()));
            json.insert(u"removed"_s, QJsonArray::fromStringList(pruned.removed));
        }
        json.insert(u"warnings"_s, textsOf(warnings));
        console.print(json);
        return Done;
    }

private:
    /// Everything that can be made, whatever was asked for this time.
    static QStringList madePaths(const Model &model, PlateauId plateau)
    {
        QStringList paths{u"index"_s};
        for (const documents::Listed &listed : documents::listDocuments(model, plateau))
            paths.append(listed.path);
        return paths;
    }

    static int check(Console &console, documents::Generator &generator, const documents::Request &request,
                     const Model &model)
    {
        const auto now = generator.render(request);
        if (!now)
            return console.report(now.error());
        const auto state =
            documents::compareWithFolder(*now, request.outDir, madePaths(model, request.plateau));
        if (!state)
            return console.report(state.error());
        warn(console, state->warnings);
        QJsonArray list;
        for (const documents::DocumentState &document : state->documents) {
            list.append(QJsonObject{{u"kind"_s, document.kind},
                                    {u"path"_s, document.path},
                                    {u"title"_s, document.title},
                                    {u"state"_s, toString(document.state)},
                                    {u"edited"_s, document.isEdited},
                                    {u"changes"_s, QJsonArray::fromStringList(document.changes)},
                                    {u"files"_s, QJsonArray::fromStringList(document.files)}});
            if (document.state == documents::Freshness::Fresh)
                continue;
            const QString changes = document.changes.join(u"; "_s);
            console.print(u"%1  %2%3"_s.arg(toString(document.state).leftJustified(8), document.path,
                                            changes.isEmpty() ? QString() : QString(u": " + changes)));
        }
        using documents::Freshness;
        console.print(u"%1 fresh, %2 stale, %3 missing, %4 edited, %5 left over in %6"_s
                          .arg(state->count(Freshness::Fresh))
                          .arg(state->count(Freshness::Stale))
                          .arg(state->count(Freshness::Missing))
                          .arg(state->count(Freshness::Edited))
                          .arg(state->count(Freshness::Leftover))
                          .arg(request.outDir));
        console.print(QJsonObject{{u"fresh"_s, state->isFresh()},
                                  {u"documents"_s, list},
                                  {u"warnings"_s, textsOf(state->warnings)}});
        return state->isFresh() ? Done : AnswerIsNo;
    }

    int printTemplate(Console &console) const
    {
        const QString name = QString::fromStdString(m_template);
        const auto text = documents::builtInTemplate(name);
        if (!text)
            return console.report(text.error());
        console.print(text->endsWith(u'\n') ? text->chopped(1) : *text);
        console.print(QJsonObject{{u"name"_s, name}, {u"text"_s, *text}});
        return Done;
    }

    int list(Console &console) const
    {
        QJsonArray kinds;
        const auto templates =
            documents::templates(documents::templateFolders(QString::fromStdString(m_file)));
        for (const documents::DocumentKind &kind : documents::documentKinds()) {
            console.print(u"%1  %2"_s.arg(kind.id.leftJustified(24), kind.help));
            QJsonArray ofKind;
            for (const documents::TemplateInfo &info : templates) {
                if (info.kind != kind.id)
                    continue;
                const auto &header = info.header;
                console.print(u"    %1  %2 (%3; labels: %4)"_s.arg(
                    info.name.leftJustified(24), header.title, header.scope, header.labels.join(u", "_s)));
                ofKind.append(QJsonObject{{u"name"_s, info.name},
                                          {u"title"_s, header.title},
                                          {u"scope"_s, header.scope},
                                          {u"labels"_s, QJsonArray::fromStringList(header.labels)},
                                          {u"inputs"_s, QJsonArray::fromStringList(header.inputs)}});
                warn(console, info.warnings);
            }
            kinds.append(QJsonObject{{u"id"_s, kind.id},
                                     {u"title"_s, kind.title},
                                     {u"help"_s, kind.help},
                                     {u"templates"_s, ofKind}});
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
    std::string m_template;
    QString m_formatNames;
    bool m_isCheck = false;
    bool m_isPrune = false;
};

} // namespace

void addDocumentCommands(Commands &commands)
{
    commands.push_back(std::make_unique<Generate>());
}

} // namespace gp::cli
