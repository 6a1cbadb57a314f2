// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// One size of project, measured in a process of its own so that its memory can be told.
#include "app/bench/storepoint.h"
#include "app/bench/plaindb.h"

#include "core/exchange/graph_export.h"
#include "core/exchange/text_twin.h"
#include "core/metamodel/metamodel.h"
#include "core/store/store.h"

#include <QFile>
#include <QJsonDocument>
#include <QRandomGenerator>

#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace gp::bench {

namespace {

double peakMiB()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

QString path(const QString &folder)
{
    return folder + u"/big.gplan"_s;
}

/// Elements, three relations each, a hundred decisions a thousand elements.
Draft bigDraft(int elements)
{
    Draft draft{Model()};
    const PlateauId current =
        orGiveUp(draft.addPlateau({{}, u"current"_s, u"Current"_s, {}, PlateauKind::Current, {}, 0, {}}));
    orGiveUp(draft.addPlateau({{}, u"target"_s, u"Target"_s, {}, PlateauKind::Target, current, 1, {}}));
    QRandomGenerator random(42);
    QList<ElementId> ids;
    for (int i = 0; i < elements; ++i)
        ids.append(orGiveUp(draft.addElement(u"service"_s, u"service-%1"_s.arg(i), current,
                                             {{u"name"_s, u"Service %1"_s.arg(i)},
                                              {u"tier"_s, 1 + i % 4},
                                              {u"workload"_s, u"api"_s},
                                              {u"language"_s, u"Java"_s},
                                              {u"repository"_s, u"git.example/shop/service-%1"_s.arg(i)}})));
    for (int added = 0; added < 3 * elements;) {
        const ElementId source = ids.at(random.bounded(elements));
        const ElementId target = ids.at(random.bounded(elements));
        if (source != target && !draft.model().relation(u"dependsOn"_s, source, target)) {
            orGiveUp(draft.addRelation(u"dependsOn"_s, source, target, current));
            ++added;
        }
    }
    const QString prose =
        u"We deploy several times a day and nobody can say which build runs where. The pipeline has to leave "
        u"a signed "
        "statement of what it built from what, and the cluster has to refuse what carries none. "_s;
    for (int i = 0; i < elements / 10; ++i)
        orGiveUp(draft.addRecord(u"decision"_s, u"decision-%1"_s.arg(i),
                                 {{u"title"_s, u"Sign what service %1 ships"_s.arg(i)},
                                  {u"status"_s, u"accepted"_s},
                                  {u"context"_s, prose.repeated(3)},
                                  {u"outcome"_s, prose}}));
    return draft;
}

void measureWriting(QJsonObject &told, const QString &folder, int elements)
{
    const Draft draft = bigDraft(elements);
    auto created = store::Store::create(path(folder));
    store::Store &project = *orGiveUp(created);
    told[u"import"_s] = timed([&] { orGiveUp(project.commit(draft, u"Import"_s)); });

    const QString plainPath = folder + u"/plain.db"_s;
    PlainDatabase plain(plainPath, path(folder));
    told[u"plain_import"_s] = timed([&] { plain.insertAll(draft.model()); });

    told[u"undo_import"_s] = timed([&] { orGiveUp(project.undo()); });
    told[u"redo_import"_s] = timed([&] { orGiveUp(project.redo()); });

    // In turns, so that both see the same disk.
    const PlateauId current = project.model().rootPlateau();
    const QList<ElementId> ids = project.model().elements().keys();
    QList<double> edits;
    QList<double> plainEdits;
    QList<double> undos;
    QList<double> additions;
    const int rounds = 300;
    for (int i = 0; i < rounds; ++i) {
        const ElementId id = ids.at((i * 31) % ids.size());
        edits.append(timed([&] {
            Draft edit(project.model());
            if (!edit.setProperty(id, current, u"tier"_s, 1 + (i + edits.size()) % 4 + i))
                giveUp(u"the edit is refused"_s);
            orGiveUp(project.commit(edit, u"Edit"_s));
        }));
        const QByteArray properties =
            QJsonDocument(project.model().element(id)->revisions.first()).toJson(QJsonDocument::Compact);
        plainEdits.append(timed([&] { plain.update(id, current, properties); }));
        if (i % 3 == 0) {
            undos.append(timed([&] { orGiveUp(project.undo()); }));
            additions.append(timed([&] {
                Draft edit(project.model());
                const ElementId added = orGiveUp(
                    edit.addElement(u"service"_s, u"added-%1"_s.arg(i), current, {{u"name"_s, u"Added"_s}}));
                orGiveUp(edit.addRelation(u"dependsOn"_s, added, id, current));
                orGiveUp(project.commit(edit, u"Add"_s));
            }));
        }
    }
    told[u"edit"_s] = median(edits);
    told[u"plain_edit"_s] = median(plainEdits);
    told[u"undo_edit"_s] = median(undos);
    told[u"add_element"_s] = median(additions);
    told[u"writing_mib"_s] = peakMiB();
}

void measureReading(QJsonObject &told, const QString &folder)
{
    QList<double> opens;
    QList<double> plainReads;
    for (int i = 0; i < 5; ++i) {
        plainReads.append(timed([&] { PlainDatabase(folder + u"/plain.db"_s, {}).readAll(); }));
        Result<std::unique_ptr<store::Store>> opened;
        opens.append(timed([&] {
            opened = store::Store::open(path(folder));
            orGiveUp(opened);
        }));
    }
    told[u"open"_s] = median(opens);
    told[u"plain_read"_s] = median(plainReads);
}

void measureMemory(QJsonObject &told, const QString &folder)
{
    auto opened = store::Store::open(path(folder));
    store::Store &project = *orGiveUp(opened);
    Draft edit(project.model());
    orGiveUp(
        edit.setProperty(project.model().elements().firstKey(), project.model().rootPlateau(), u"tier"_s, 3));
    orGiveUp(project.commit(edit, u"Edit"_s));
    told[u"memory_mib"_s] = peakMiB();
    told[u"file_mib"_s] = static_cast<double>(QFile(path(folder)).size()) / 1024.0 / 1024.0;
    told[u"export_json"_s] = timed([&] { (void)exchange::toJson(project.model()); });
    told[u"export_twin"_s] =
        timed([&] { (void)exchange::twinFiles(project.model(), metamodel::Metamodel::builtin()); });
}

} // namespace

QJsonObject measureStore(const QString &what, const QString &folder, int elements)
{
    QJsonObject told;
    if (what == "write"_L1)
        measureWriting(told, folder, elements);
    else if (what == "read"_L1)
        measureReading(told, folder);
    else
        measureMemory(told, folder);
    return told;
}

} // namespace gp::bench
