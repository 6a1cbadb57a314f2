// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "small_model.h"

#include "core/metamodel/metamodel.h"
#include "core/model/draft.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;

namespace {

template<typename T>
void check(const Result<T> &result, const QString &what)
{
    if (!result)
        qFatal("%s: %s", qPrintable(what), qPrintable(result.error().text()));
}

bool isRelation(const QString &name)
{
    return metamodel::Metamodel::builtin().relationKind(name) != nullptr;
}

PlateauId plateauOf(const Draft &draft, const yaml::Value &key, const QString &otherwise)
{
    const QString name = key.exists() ? key.text() : otherwise;
    const Plateau *plateau = draft.model().plateau(name);
    if (!plateau)
        qFatal("there is no plateau %s", qPrintable(name));
    return plateau->id;
}

void addPlateaus(Draft &draft, const yaml::Value &items)
{
    QDate target(2027, 12, 31);
    for (const yaml::Value &item : items.items()) {
        if (item[u"plateau"].text() == "target"_L1)
            target = QDate::fromString(item[u"date"].text(), Qt::ISODate);
    }
    const auto current =
        draft.addPlateau({{}, u"current"_s, u"Current"_s, {}, PlateauKind::Current, {}, 0, {}});
    check(current, u"current"_s);
    check(draft.addPlateau({{}, u"target"_s, u"Target"_s, {}, PlateauKind::Target, *current, 1, target}),
          u"target"_s);
}

void addElement(Draft &draft, const yaml::Value &item)
{
    static const QStringList known{u"kind"_s, u"key"_s, u"since"_s, u"until"_s, u"target"_s};
    QJsonObject properties;
    for (const yaml::Entry &entry : item.entries()) {
        const QString name = entry.key.text();
        if (!known.contains(name) && !isRelation(name))
            properties.insert(name, entry.value.toJson());
    }
    const QString key = item[u"key"].text();
    const auto id = draft.addElement(item[u"kind"].text(), key,
                                     plateauOf(draft, item[u"since"], u"current"_s), properties);
    check(id, key);
    const PlateauId target = draft.model().plateau(u"target")->id;
    for (const yaml::Entry &entry : item[u"target"].entries())
        check(draft.setProperty(*id, target, entry.key.text(), entry.value.toJson()), key);
}

void addRelations(Draft &draft, const yaml::Value &item)
{
    const Element *source = draft.model().element(item[u"key"].text());
    for (const yaml::Entry &entry : item.entries()) {
        const QString kind = entry.key.text();
        if (!isRelation(kind))
            continue;
        const std::vector<yaml::Value> ends =
            entry.value.isSequence() ? entry.value.items() : std::vector<yaml::Value>{entry.value};
        for (const yaml::Value &end : ends) {
            const QString to = end.isMap() ? end[u"to"].text() : end.text();
            const Element *target = draft.model().element(to);
            if (!source || !target)
                qFatal("%s %s %s: there is no such element", qPrintable(item[u"key"].text()),
                       qPrintable(kind), qPrintable(to));
            QJsonObject properties;
            for (const yaml::Entry &property : end.entries()) {
                const QString name = property.key.text();
                if (name != "to"_L1 && name != "since"_L1 && name != "until"_L1)
                    properties.insert(name, property.value.toJson());
            }
            // At the later of its ends, unless it says more.
            const PlateauId late = draft.model().plateau(u"target")->id;
            const bool isLate = source->lifetime.since == late || target->lifetime.since == late;
            const PlateauId since =
                isLate ? late : plateauOf(draft, end.isMap() ? end[u"since"] : yaml::Value(), u"current"_s);
            const auto id = draft.addRelation(kind, source->id, target->id, since, properties);
            check(id, kind);
            if (end.isMap() && end[u"until"].exists())
                check(draft.removeRelationAt(*id, plateauOf(draft, end[u"until"], {})), kind);
        }
    }
}

} // namespace

SmallModel::SmallModel(const yaml::Value &items)
{
    Draft draft{Model()};
    addPlateaus(draft, items);
    QString plateau = u"current"_s;
    bool hasProject = false;
    for (const yaml::Value &item : items.items()) {
        if (item.contains(u"kind") && item.contains(u"key") && !item.contains(u"record"))
            addElement(draft, item);
        hasProject = hasProject || item[u"record"].text() == "project"_L1;
        if (item.contains(u"at"))
            plateau = item[u"at"].text();
        for (const yaml::Value &id : item[u"mandatory"].items())
            mandatory.append(id.text());
    }
    if (!hasProject)
        check(draft.addRecord(u"project"_s, u"project"_s, {{u"date"_s, u"2026-06-01"_s}}), u"project"_s);
    for (const yaml::Value &item : items.items()) {
        if (item.contains(u"record")) {
            QJsonObject properties;
            for (const yaml::Entry &entry : item.entries()) {
                if (entry.key.text() != "record"_L1 && entry.key.text() != "key"_L1)
                    properties.insert(entry.key.text(), entry.value.toJson());
            }
            check(draft.addRecord(item[u"record"].text(), item[u"key"].text(), properties),
                  item[u"key"].text());
        } else if (item.contains(u"kind")) {
            addRelations(draft, item);
        }
    }
    // Ends last: what hangs on an element ends with it.
    for (const yaml::Value &item : items.items()) {
        if (item.contains(u"kind") && item.contains(u"until") && !item.contains(u"record"))
            check(draft.removeElementAt(draft.model().element(item[u"key"].text())->id,
                                        plateauOf(draft, item[u"until"], {})),
                  item[u"key"].text());
    }
    model = draft.model();
    for (const Error &error : metamodel::Metamodel::builtin().findProblems(model))
        problems.append(error.text());
    at = model.plateau(plateau)->id;
    if (plateau == "target"_L1)
        baseline = model.plateau(u"current")->id;
}
