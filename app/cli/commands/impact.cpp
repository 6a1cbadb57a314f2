// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/find.h"
#include "app/cli/view_layout.h"

#include "core/diagram/export.h"
#include "core/metamodel/impact.h"
#include "core/metamodel/ownkinds.h"

#include <CLI/CLI.hpp>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

QJsonArray keysOf(const QList<ElementState> &states)
{
    QJsonArray keys;
    for (const ElementState &state : states)
        keys.append(state.key);
    return keys;
}

class ImpactCommand : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "impact"; }
    [[nodiscard]] const char *summary() const override
    {
        return "who is hit when elements fail, and by which way; whom to tell; what they need themselves";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        app.add_option("ELEMENT", m_keys, "what fails: one or more keys")->required();
        app.add_option("--plateau", m_plateau, "the state to look at (default: the first)");
        app.add_option("--draw", m_draw, "also draw it: a file that ends in .svg or .png");
    }

    int run(Console &console) override
    {
        const auto opened = open(m_file);
        if (!opened)
            return console.report(opened.error());
        const Model &model = (*opened)->model();
        const auto plateau = findPlateau(model, m_plateau);
        if (!plateau)
            return console.report(plateau.error());
        const PlateauModel at(model, (*plateau)->id);
        QSet<ElementId> broken;
        QStringList names;
        for (const std::string &key : m_keys) {
            const auto element = findElement(model, key);
            if (!element)
                return console.report(element.error());
            const ElementState *state = at.element((*element)->id);
            if (!state)
                return console.report({ErrorCode::Usage,
                                       u"'%1' is not there in %2"_s.arg((*element)->key, (*plateau)->name),
                                       {},
                                       {},
                                       0});
            broken.insert(state->id);
            names.append(state->name());
        }
        const metamodel::Impact impact = metamodel::impactOf(at, broken);
        const metamodel::Metamodel metamodel = metamodel::metamodelOf(model);
        console.print(asText(impact, metamodel, names.join(u", "_s), (*plateau)->name));
        console.print(asJson(impact, at, broken, (*plateau)->key));
        if (!m_draw.empty()) {
            if (const auto drawn = draw(model, impact, broken, (*plateau)->id); !drawn)
                return console.report(drawn.error());
        }
        return Done;
    }

private:
    static QString asText(const metamodel::Impact &impact, const metamodel::Metamodel &metamodel,
                          const QString &names, const QString &plateau)
    {
        if (impact.hits.isEmpty())
            return u"Nothing needs %1 in %2.\n"_s.arg(names, plateau);
        QString text = u"When %1 fails in %2:\n"_s.arg(names, plateau);
        for (const metamodel::Kind &kind : metamodel.kinds()) {
            const QList<ElementState> those = impact.ofKind(kind.name);
            if (those.isEmpty())
                continue;
            text += u"\n%1 (%2)\n"_s.arg(kind.plural).arg(those.size());
            for (const ElementState &one : those) {
                QStringList way;
                for (const metamodel::Hit &step : impact.pathTo(one.id))
                    way.append(step.words);
                text += u"  %1 %2: %3\n"_s.arg(
                    one.key, metamodel::effectText(impact.hit(one.id)->effect, one.kind), way.join(u" → "_s));
            }
        }
        if (!impact.owners.isEmpty()) {
            QStringList owners;
            for (const ElementState &owner : impact.owners)
                owners.append(owner.key);
            text += u"\nTo tell (%1): %2\n"_s.arg(owners.size()).arg(owners.join(u", "_s));
        }
        if (!impact.needs.isEmpty()) {
            QStringList needs;
            for (const ElementState &one : impact.needs)
                needs.append(one.key);
            text += u"\nIt needs itself (%1): %2\n"_s.arg(needs.size()).arg(needs.join(u", "_s));
        }
        return text;
    }

    static QJsonObject asJson(const metamodel::Impact &impact, const PlateauModel &at,
                              const QSet<ElementId> &broken, const QString &plateau)
    {
        QJsonArray hits;
        for (const metamodel::Hit &hit : impact.hits) {
            QJsonArray way;
            for (const metamodel::Hit &step : impact.pathTo(hit.element.id))
                way.append(step.words);
            hits.append(QJsonObject{{u"key"_s, hit.element.key},
                                    {u"kind"_s, hit.element.kind},
                                    {u"name"_s, hit.element.name()},
                                    {u"effect"_s, metamodel::effectText(hit.effect, hit.element.kind)},
                                    {u"distance"_s, hit.distance},
                                    {u"path"_s, way}});
        }
        QStringList keys;
        for (const ElementId id : broken)
            keys.append(at.element(id)->key);
        keys.sort();
        return {{u"broken"_s, QJsonArray::fromStringList(keys)},
                {u"plateau"_s, plateau},
                {u"hits"_s, hits},
                {u"direct"_s, keysOf(impact.direct)},
                {u"teams"_s, keysOf(impact.owners)},
                {u"pipelines"_s, keysOf(impact.ofKind(u"pipeline"_s))},
                {u"environments"_s, keysOf(impact.ofKind(u"environment"_s))},
                {u"services"_s, keysOf(impact.ofKind(u"service"_s))},
                {u"needs"_s, keysOf(impact.needs)}};
    }

    /// A view of what is hit, laid out and drawn; the project stays as it is.
    [[nodiscard]] Result<void> draw(const Model &model, const metamodel::Impact &impact,
                                    const QSet<ElementId> &broken, PlateauId plateau) const
    {
        const QString path = QString::fromStdString(m_draw);
        const bool isSvg = path.endsWith(".svg"_L1, Qt::CaseInsensitive);
        if (!isSvg && !path.endsWith(".png"_L1, Qt::CaseInsensitive))
            return fail(ErrorCode::Usage, u"--draw names a file that ends in .svg or .png"_s);
        QStringList keys;
        for (const ElementId id : broken)
            keys.append(model.element(id)->key);
        for (const auto &list : {impact.transitive, impact.owners}) {
            for (const ElementState &one : list)
                keys.append(one.key);
        }
        keys.sort();
        Draft draft(model);
        View view;
        view.key = u"impact-of-what-fails"_s;
        view.properties = {{u"title"_s, u"Impact"_s},
                           {u"include"_s, QJsonArray::fromStringList(keys)},
                           {u"direction"_s, u"right"_s}};
        const auto id = draft.addView(view);
        if (!id)
            return std::unexpected(id.error());
        if (auto laidOut = layOutView(draft, *id); !laidOut)
            return laidOut;
        const diagram::Scene scene =
            diagram::SceneBuilder(draft.model(), metamodel::metamodelOf(draft.model()),
                                  *draft.model().view(*id))
                .scene(plateau);
        const auto picture = isSvg ? diagram::renderSvg(scene) : diagram::renderPng(scene, 2.0);
        if (!picture)
            return std::unexpected(picture.error());
        return writeFile(path, *picture);
    }

    std::string m_file;
    std::vector<std::string> m_keys;
    std::string m_plateau;
    std::string m_draw;
};

} // namespace

void addImpactCommands(Commands &commands)
{
    commands.push_back(std::make_unique<ImpactCommand>());
}

} // namespace gp::cli
