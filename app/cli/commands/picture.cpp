// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/find.h"
#include "app/cli/view_layout.h"

#include "core/diagram/export.h"
#include "core/diagram/pipeline.h"
#include "core/exchange/graph_export.h"
#include "core/exchange/text_twin.h"
#include "core/metamodel/ownkinds.h"

#include <CLI/CLI.hpp>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

class Export : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "export"; }
    [[nodiscard]] const char *summary() const override
    {
        return "write the model or pictures of its views in another format";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        app.add_option("--format", m_format, "yaml (text twin, a folder), json, dot, svg or png")
            ->required()
            ->check(CLI::IsMember({"yaml", "json", "dot", "svg", "png"}));
        app.add_option("--out", m_out,
                       "file or folder to write; svg and png without --view write a folder with all views")
            ->required();
        auto *view = app.add_option("--view", m_view, "only what this view shows");
        app.add_option("--pipeline", m_pipeline,
                       "svg and png: this pipeline as its stages, in place of views")
            ->excludes(view);
        app.add_option("--plateau", m_plateau, "the state to show (default: the first)");
        app.add_option("--compare-from", m_from, "svg and png: show the difference from this plateau");
        app.add_option("--scale", m_scale, "png: pixels per scene pixel")
            ->capture_default_str()
            ->check(CLI::Range(0.1, 8.0));
    }

    int run(Console &console) override
    {
        const auto opened = open(m_file);
        if (!opened)
            return console.report(opened.error());
        const Model &model = (*opened)->model();
        Result<QStringList> written = fail(ErrorCode::Usage, {});
        if (m_format == "yaml" && m_pipeline.empty())
            written = exportYaml(model);
        else if (m_format == "svg" || m_format == "png")
            written = exportPictures(model);
        else if (!m_pipeline.empty())
            written =
                fail(ErrorCode::Usage, u"--pipeline makes a picture: give it with --format svg or png"_s);
        else
            written = exportGraph(model);
        if (!written) {
            Error error = written.error();
            if (error.file.isEmpty())
                error.file = QString::fromStdString(m_file);
            return console.report(error);
        }
        for (const QString &path : *written)
            console.message(path);
        console.print(QJsonObject{{u"written"_s, QJsonArray::fromStringList(*written)}});
        return Done;
    }

private:
    [[nodiscard]] QString out() const { return QString::fromStdString(m_out); }

    [[nodiscard]] Result<QStringList> exportYaml(const Model &model) const
    {
        const auto count = exchange::exportTwin(model, metamodel::metamodelOf(model), out());
        if (!count)
            return std::unexpected(count.error());
        return QStringList{out()};
    }

    [[nodiscard]] Result<QStringList> exportGraph(const Model &model) const
    {
        const auto plateau = findPlateau(model, m_plateau);
        if (!plateau)
            return std::unexpected(plateau.error());
        std::optional<QSet<ElementId>> only;
        if (!m_view.empty()) {
            const auto view = findView(model, m_view);
            if (!view)
                return std::unexpected(view.error());
            only.emplace();
            for (const diagram::Card &card :
                 diagram::SceneBuilder(model, metamodel::metamodelOf(model), **view)
                     .scene((*plateau)->id)
                     .cards)
                only->insert(card.id);
        }
        const PlateauModel at(model, (*plateau)->id);
        const QByteArray content = m_format == "dot"            ? exchange::toDot(at, only)
                                   : m_plateau.empty() && !only ? exchange::toJson(model)
                                                                : exchange::toJson(model, at, only);
        if (const auto done = writeFile(out(), content); !done)
            return std::unexpected(done.error());
        return QStringList{out()};
    }

    [[nodiscard]] Result<QStringList> exportPictures(const Model &model) const
    {
        if (!m_pipeline.empty()) {
            if (const auto done = exportPipeline(model); !done)
                return std::unexpected(done.error());
            return QStringList{out()};
        }
        QList<View> views;
        if (!m_view.empty()) {
            const auto view = findView(model, m_view);
            if (!view)
                return std::unexpected(view.error());
            views.append(**view);
        } else {
            views = model.views().values();
        }
        QStringList written;
        for (const View &view : std::as_const(views)) {
            if (m_view.empty() && !isValidKey(view.key))
                return fail(ErrorCode::Invalid,
                            u"The key of the view '%1' cannot be the name of a file"_s.arg(view.key));
            const QString suffix = u'.' + QString::fromStdString(m_format);
            const QString path = m_view.empty() ? QDir(out()).filePath(view.key + suffix) : out();
            if (const auto done = exportPicture(model, view.id, path); !done)
                return std::unexpected(done.error());
            written.append(path);
        }
        return written;
    }

    [[nodiscard]] Result<void> exportPipeline(const Model &model) const
    {
        const auto pipeline = findOfKind(model, u"pipeline"_s, u"pipeline"_s, m_pipeline);
        if (!pipeline)
            return std::unexpected(pipeline.error());
        const auto plateau = findPlateau(model, m_plateau);
        if (!plateau)
            return std::unexpected(plateau.error());
        const PlateauModel at(model, (*plateau)->id);
        const auto &metamodel = metamodel::Metamodel::builtin();
        diagram::PipelineSource source{at, nullptr, metamodel, (*pipeline)->id, (*plateau)->name, {}, {}};
        std::optional<PlateauModel> from;
        if (!m_from.empty()) {
            const auto start = findPlateau(model, m_from);
            if (!start)
                return std::unexpected(start.error());
            from.emplace(model, (*start)->id);
            source.from = &*from;
            source.fromName = (*start)->name;
            source.takenOver = diagram::takenOverFrom(model, *from, source.pipeline);
        }
        const diagram::PipelinePicture picture = diagram::pipelinePicture(source);
        if (!picture.isThere)
            return fail(ErrorCode::Refused,
                        u"The pipeline '%1' is not there in %2"_s.arg((*pipeline)->key, (*plateau)->name));
        const auto bytes =
            m_format == "svg" ? diagram::renderSvg(picture) : diagram::renderPng(picture, m_scale);
        if (!bytes)
            return std::unexpected(bytes.error());
        return writeFile(out(), *bytes);
    }

    [[nodiscard]] Result<void> exportPicture(const Model &model, ViewId id, const QString &path) const
    {
        const auto plateau = findPlateau(model, m_plateau);
        if (!plateau)
            return std::unexpected(plateau.error());
        std::optional<PlateauId> from;
        if (!m_from.empty()) {
            const auto start = findPlateau(model, m_from);
            if (!start)
                return std::unexpected(start.error());
            from = (*start)->id;
        }
        // A view that was never shown is laid out for the picture; the project stays as it is.
        Draft draft(model);
        if (model.view(id)->positions.isEmpty()) {
            if (const auto laidOut = layOutView(draft, id); !laidOut)
                return laidOut;
        }
        const diagram::SceneBuilder builder(draft.model(), metamodel::metamodelOf(draft.model()),
                                            *draft.model().view(id));
        const diagram::Scene scene = builder.scene((*plateau)->id, from);
        const auto picture =
            m_format == "svg" ? diagram::renderSvg(scene) : diagram::renderPng(scene, m_scale);
        if (!picture)
            return std::unexpected(picture.error());
        return writeFile(path, *picture);
    }

    std::string m_file;
    std::string m_format;
    std::string m_out;
    std::string m_view;
    std::string m_pipeline;
    std::string m_plateau;
    std::string m_from;
    double m_scale = 2.0;
};

class Layout : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "layout"; }
    [[nodiscard]] const char *summary() const override
    {
        return "lay views out anew, as one undoable change";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        app.add_option("--view", m_view, "only this view (default: all)");
        app.add_option("--plateau", m_plateau,
                       "the state whose size is printed; positions are shared by all plateaus");
    }

    int run(Console &console) override
    {
        const auto opened = open(m_file, false);
        if (!opened)
            return console.report(opened.error());
        store::Store &project = **opened;
        const auto plateau = findPlateau(project.model(), m_plateau);
        if (!plateau)
            return console.report(plateau.error());
        Draft draft(project.model());
        QList<ViewId> views = project.model().views().keys();
        if (!m_view.empty()) {
            const auto view = findView(project.model(), m_view);
            if (!view)
                return console.report(view.error());
            views = {(*view)->id};
        }
        QJsonArray report;
        for (const ViewId id : std::as_const(views)) {
            QElapsedTimer timer;
            timer.start();
            if (const auto done = layOutView(draft, id); !done)
                return console.report(done.error());
            const View &view = *draft.model().view(id);
            const diagram::Scene scene =
                diagram::SceneBuilder(draft.model(), metamodel::metamodelOf(draft.model()), view)
                    .scene((*plateau)->id);
            const QSize size = scene.bounds.size().toSize();
            console.print(u"%1: %2 cards, %3 lines, %4 x %5 px, %6 ms"_s.arg(view.key)
                              .arg(scene.cards.size())
                              .arg(scene.edges.size())
                              .arg(size.width())
                              .arg(size.height())
                              .arg(timer.elapsed()));
            report.append(QJsonObject{{u"view"_s, view.key},
                                      {u"cards"_s, scene.cards.size()},
                                      {u"lines"_s, scene.edges.size()},
                                      {u"width"_s, size.width()},
                                      {u"height"_s, size.height()},
                                      {u"milliseconds"_s, timer.elapsed()}});
        }
        const auto change =
            project.commit(draft, views.size() == 1 ? u"Lay out view"_s : u"Lay out all views"_s);
        if (!change)
            return console.report(change.error());
        console.print(report);
        return Done;
    }

private:
    std::string m_file;
    std::string m_view;
    std::string m_plateau;
};

} // namespace

void addPictureCommands(Commands &commands)
{
    commands.push_back(std::make_unique<Export>());
    commands.push_back(std::make_unique<Layout>());
}

} // namespace gp::cli
