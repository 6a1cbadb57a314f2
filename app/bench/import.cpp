// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/bench/bench.h"

#include "core/exchange/import.h"
#include "core/store/store.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace gp::bench {

void benchImport(Report &report)
{
    constexpr int count = 10'000;
    QTemporaryDir folder;
    // A hundred files of a hundred components each, every one with an owner, a system and two dependencies.
    for (int file = 0; file < 100; ++file) {
        QFile out(folder.filePath(u"catalog-%1.yaml"_s.arg(file)));
        if (!out.open(QIODevice::WriteOnly))
            giveUp(out.errorString());
        for (int i = file * 100; i < (file + 1) * 100; ++i) {
            out.write(
                QStringLiteral(
                    "---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: "
                    "component-%1\n"
                    "  description: Component number %1\nspec:\n  type: service\n  lifecycle: production\n"
                    "  owner: group:default/team-%2\n  system: system-%3\n  dependsOn:\n"
                    "    - component:component-%4\n    - component:component-%5\n")
                    .arg(i)
                    .arg(i % 200)
                    .arg(i % 400)
                    .arg((i * 7 + 1) % count)
                    .arg((i * 13 + 2) % count)
                    .toUtf8());
        }
    }
    auto project = store::Store::create(folder.filePath(u"catalog.gplan"_s));
    if (!project)
        giveUp(project.error().text());
    Draft first{Model()};
    if (!first.addPlateau({{}, u"current"_s, u"Current"_s, {}, PlateauKind::Current, {}, 0, {}}) ||
        !(*project)->commit(first, u"New"_s))
        giveUp(u"the project cannot be filled"_s);

    std::optional<exchange::ImportResult> result;
    const double read = timed([&] {
        auto imported = exchange::importSources({folder.path()}, {}, (*project)->model());
        if (!imported)
            giveUp(imported.error().text());
        result.emplace(*std::move(imported));
    });
    const double stored = timed([&] {
        if (const auto done = (*project)->commit(result->draft, u"Import"_s); !done)
            giveUp(done.error().text());
    });
    const double again = timed([&] {
        const auto imported = exchange::importSources({folder.path()}, {}, (*project)->model());
        if (!imported || !imported->draft.change().isEmpty())
            giveUp(u"importing the same again changes something"_s);
    });
    report.add({u"import: read 10,000 Backstage components"_s, read, u"ms"_s, {}, 0});
    report.add({u"import: store them, with provenance and history"_s, stored, u"ms"_s, u"reading"_s, read});
    report.add({u"import: the same again, nothing to change"_s, again, u"ms"_s, u"the first time"_s, read});
}

} // namespace gp::bench
