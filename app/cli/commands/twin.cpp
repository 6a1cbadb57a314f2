// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/find.h"

#include "core/compare/gap.h"
#include "core/exchange/text_twin.h"
#include "core/metamodel/ownkinds.h"

#include <CLI/CLI.hpp>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

int count(const Change &change)
{
    return static_cast<int>(change.plateaus.size() + change.elements.size() + change.relations.size() +
                            change.records.size() + change.views.size());
}

template<typename IdType>
QJsonObject touchedJson(const Touched<IdType> &touched)
{
    return {{u"added"_s, static_cast<qint64>(touched.added.size())},
            {u"updated"_s, static_cast<qint64>(touched.updated.size())},
            {u"removed"_s, static_cast<qint64>(touched.removed.size())}};
}

class Apply : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "apply"; }
    [[nodiscard]] const char *summary() const override
    {
        return "make a project equal to a text twin, as one undoable change";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        app.add_option("TREE", m_tree, "folder with the text twin (see export --format yaml)")->required();
    }

    int run(Console &console) override
    {
        const auto opened = open(m_file, false);
        if (!opened)
            return console.report(opened.error());
        store::Store &project = **opened;
        const QString tree = QString::fromStdString(m_tree);
        auto reading = exchange::readTwin(tree, project.model(), metamodel::Metamodel::builtin());
        if (!reading.draft) {
            int status = Unreadable;
            for (const Error &error : reading.errors)
                status = console.report(error);
            console.message(u"Nothing was applied: %1 errors"_s.arg(reading.errors.size()));
            return status;
        }
        const auto change =
            project.commit(*reading.draft, u"Apply the text twin %1"_s.arg(QFileInfo(tree).fileName()));
        if (!change)
            return console.report(change.error());
        console.message(change->isEmpty() ? u"Nothing to change"_s
                                          : u"%1 things changed"_s.arg(count(*change)));
        console.print(QJsonObject{{u"plateaus"_s, touchedJson(change->plateaus)},
                                  {u"elements"_s, touchedJson(change->elements)},
                                  {u"relations"_s, touchedJson(change->relations)},
                                  {u"records"_s, touchedJson(change->records)},
                                  {u"views"_s, touchedJson(change->views)}});
        return Done;
    }

private:
    std::string m_file;
    std::string m_tree;
};

class Diff : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "diff"; }
    [[nodiscard]] const char *summary() const override
    {
        return "the gap between two plateaus, or between two projects; exit 1 when there is one";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        app.add_option("FILE2", m_other, "another project: compare at the plateau --to of both");
        app.add_option("--from", m_from, "plateau to start from (default: the first)");
        app.add_option("--to", m_to, "plateau to arrive at (default: the target)");
        app.add_option("--format", m_format, "text, json or markdown")
            ->check(CLI::IsMember({"text", "json", "markdown"}))
            ->capture_default_str();
    }

    int run(Console &console) override
    {
        const auto opened = open(m_file);
        if (!opened)
            return console.report(opened.error());
        const Model &model = (*opened)->model();
        std::unique_ptr<store::Store> other;
        if (!m_other.empty()) {
            auto second = open(m_other);
            if (!second)
                return console.report(second.error());
            other = *std::move(second);
        }
        const Model &toModel = other ? other->model() : model;
        const auto to = findPlateau(toModel, m_to, lastOfMainLine(toModel));
        if (!to)
            return console.report(to.error());
        const auto from = other && m_from.empty() ? findPlateau(model, (*to)->key.toStdString())
                                                  : findPlateau(model, m_from);
        if (!from)
            return console.report(from.error());

        const compare::Gap gap = compare::gapBetween(model, (*from)->id, toModel, (*to)->id);
        const compare::GapTitles titles{(*from)->name, (*to)->name};
        const metamodel::Metamodel metamodel = metamodel::metamodelOf(toModel);
        console.json = console.json || m_format == "json";
        console.print(compare::toJson(gap, titles));
        console.print(m_format == "markdown" ? compare::toMarkdown(gap, titles, metamodel)
                                             : compare::toText(gap, titles, metamodel));
        return gap.isEmpty() ? Done : AnswerIsNo;
    }

private:
    static PlateauId lastOfMainLine(const Model &model)
    {
        for (const Plateau &plateau : model.plateausInOrder()) {
            if (plateau.kind == PlateauKind::Target)
                return plateau.id;
        }
        return model.rootPlateau();
    }

    std::string m_file;
    std::string m_other;
    std::string m_from;
    std::string m_to;
    std::string m_format = "text";
};

} // namespace

void addTwinCommands(Commands &commands)
{
    commands.push_back(std::make_unique<Apply>());
    commands.push_back(std::make_unique<Diff>());
}

} // namespace gp::cli
