// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/view_layout.h"

#include "core/exchange/project_template.h"
#include "core/metamodel/ownkinds.h"
#include "core/store/rescue.h"

#include <CLI/CLI.hpp>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

class New : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "new"; }
    [[nodiscard]] const char *summary() const override { return "make a project file; never overwrites"; }

    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project file to make (.gplan)");
        app.add_option("--template", m_template, "what it begins with; 'list' names the templates")
            ->capture_default_str();
    }

    int run(Console &console) override
    {
        if (m_template == "list")
            return list(console);
        if (m_file.empty())
            return console.report(
                {ErrorCode::Usage, u"Name the file to make: groundplan-cli new FILE"_s, {}, {}, 0});
        // The template is read first, so that a bad one leaves no file behind.
        const QString templateName = QString::fromStdString(m_template);
        auto draft = exchange::fromTemplate(templateName, {}, metamodel::Metamodel::builtin());
        if (!draft)
            return console.report(draft.error());
        const QString file = QString::fromStdString(m_file);
        if (QFileInfo::exists(file))
            return console.report({ErrorCode::Refused,
                                   u"There is a file '%1' already: choose another name"_s.arg(file),
                                   {},
                                   {},
                                   0});
        if (const QFileInfo folder(QFileInfo(file).absolutePath()); !folder.isDir())
            return console.report(
                {ErrorCode::Refused,
                 u"'%1' cannot be created: there is no folder '%2'"_s.arg(file, folder.filePath()),
                 {},
                 {},
                 0});
        // Made elsewhere and given its name when it is whole: whatever happens, there is no half a project.
        const QTemporaryDir workshop;
        auto created = store::Store::create(workshop.filePath(u"new.gplan"_s), storeOptions(false));
        if (!created)
            return console.report(created.error());
        store::Store &project = **created;
        if (const auto laidOut = layOutMissingViews(*draft); !laidOut)
            console.message(u"The views are not laid out: "_s + laidOut.error().message);
        const auto change = project.commit(*draft, u"New project from template %1"_s.arg(templateName));
        if (!change)
            return console.report(change.error());
        if (const auto saved = project.saveCopy(file); !saved)
            return console.report(saved.error());
        console.message(u"%1: %2 elements, %3 relations, %4 views"_s.arg(file)
                            .arg(project.model().elements().size())
                            .arg(project.model().relations().size())
                            .arg(project.model().views().size()));
        console.print(QJsonObject{{u"file"_s, file},
                                  {u"elements"_s, project.model().elements().size()},
                                  {u"relations"_s, project.model().relations().size()},
                                  {u"views"_s, project.model().views().size()}});
        return Done;
    }

private:
    static int list(Console &console)
    {
        QJsonArray names;
        for (const exchange::ProjectTemplate &entry : exchange::projectTemplates()) {
            console.print(u"%1\n    %2: %3"_s.arg(entry.name, entry.title, entry.description));
            names.append(QJsonObject{
                {u"name"_s, entry.name}, {u"title"_s, entry.title}, {u"description"_s, entry.description}});
        }
        console.print(names);
        return Done;
    }

    std::string m_file;
    std::string m_template = "blank";
};

class Info : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "info"; }
    [[nodiscard]] const char *summary() const override
    {
        return "plateaus, counts per kind, schema version, size";
    }
    void declare(CLI::App &app) override { app.add_option("FILE", m_file, "the project")->required(); }

    int run(Console &console) override
    {
        const auto opened = open(m_file);
        if (!opened)
            return console.report(opened.error());
        const store::Store &project = **opened;
        const Model &model = project.model();
        const qint64 size = QFileInfo(project.path()).size();
        const store::HistorySize history = project.historySize();
        const Record *sheet = model.record(u"project"_s, u"project"_s);
        const QString title = sheet ? sheet->properties.value(u"name"_s).toString() : QString();

        QString text = u"%1\nschema %2, %3 KiB, %4 history entries of %5 KiB\n\n"_s
                           .arg(title.isEmpty() ? project.path() : title)
                           .arg(project.schemaVersion())
                           .arg((size + 1023) / 1024)
                           .arg(history.entries)
                           .arg((history.bytes + 1023) / 1024);
        const metamodel::Metamodel metamodel = metamodel::metamodelOf(model);
        QJsonArray plateaus;
        for (const Plateau &plateau : model.plateausInOrder()) {
            const PlateauModel at(model, plateau.id);
            QJsonObject counts;
            QStringList parts;
            for (const metamodel::Kind &kind : metamodel.kinds()) {
                const qsizetype count = at.ofKind(kind.name).size();
                counts.insert(kind.name, count);
                if (count > 0)
                    parts.append(u"%1 %2"_s.arg(count).arg(kind.plural.toLower()));
            }
            text += u"%1 (%2): %3; %4 relations\n"_s
                        .arg(plateau.key, toString(plateau.kind),
                             parts.isEmpty() ? u"no elements"_s : parts.join(u", "_s))
                        .arg(at.relations().size());
            plateaus.append(QJsonObject{{u"key"_s, plateau.key},
                                        {u"name"_s, plateau.name},
                                        {u"kind"_s, toString(plateau.kind)},
                                        {u"elements"_s, counts},
                                        {u"relations"_s, at.relations().size()}});
        }
        QJsonObject records;
        QStringList parts;
        for (const metamodel::Kind &kind : metamodel.recordKinds()) {
            const qsizetype count =
                kind.name == u"view" ? model.views().size() : model.recordsOfKind(kind.name).size();
            records.insert(kind.name, count);
            if (count > 0 && kind.name != u"project")
                parts.append(u"%1 %2"_s.arg(count).arg(kind.plural));
        }
        text += u"\n"_s + parts.join(u", "_s);
        console.print(text);
        console.print(QJsonObject{{u"file"_s, project.path()},
                                  {u"name"_s, title},
                                  {u"schema_version"_s, project.schemaVersion()},
                                  {u"size"_s, size},
                                  {u"plateaus"_s, plateaus},
                                  {u"records"_s, records},
                                  {u"history"_s, history.entries},
                                  {u"history_bytes"_s, history.bytes},
                                  {u"history_folded"_s, history.folded},
                                  {u"read_only"_s, project.isReadOnly()},
                                  {u"notes"_s, QJsonArray::fromStringList(project.notes())}});
        return Done;
    }

private:
    std::string m_file;
};

class Verify : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "verify"; }
    [[nodiscard]] const char *summary() const override
    {
        return "integrity of the file, the model and the history; exit 1 with what is wrong";
    }
    void declare(CLI::App &app) override { app.add_option("FILE", m_file, "the project")->required(); }

    int run(Console &console) override
    {
        const auto opened = open(m_file);
        // Of a file that does not open: what is wrong with it, before the no.
        const QList<Error> problems =
            opened ? (*opened)->verify() : store::damageOf(QString::fromStdString(m_file), opened.error());
        QJsonArray messages;
        for (const Error &problem : problems) {
            console.print(problem.text());
            messages.append(problem.text());
        }
        if (!opened) {
            messages.append(opened.error().text());
            console.print(QJsonObject{{u"sound"_s, false}, {u"problems"_s, messages}});
            return console.report(opened.error());
        }
        if (problems.isEmpty())
            console.print(u"sound"_s);
        console.print(QJsonObject{{u"sound"_s, problems.isEmpty()}, {u"problems"_s, messages}});
        return problems.isEmpty() ? Done : AnswerIsNo;
    }

private:
    std::string m_file;
};

} // namespace

void addProjectCommands(Commands &commands)
{
    commands.push_back(std::make_unique<New>());
    commands.push_back(std::make_unique<Info>());
    commands.push_back(std::make_unique<Verify>());
}

} // namespace gp::cli
