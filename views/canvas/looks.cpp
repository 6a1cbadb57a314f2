// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/looks.h"

#include "views/session/words.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::views::looks {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Looks", text);
}

void setList(QJsonObject &properties, const QString &name, const QJsonArray &list)
{
    if (list.isEmpty())
        properties.remove(name);
    else
        properties.insert(name, list);
}

void add(QJsonObject &properties, const QString &name, const QStringList &values)
{
    QJsonArray list = properties.value(name).toArray();
    for (const QString &value : values) {
        if (!list.contains(value))
            list.append(value);
    }
    setList(properties, name, list);
}

void take(QJsonObject &properties, const QString &name, const QStringList &values)
{
    QJsonArray kept;
    for (const auto &value : properties.value(name).toArray()) {
        if (!values.contains(value.toString()))
            kept.append(value);
    }
    setList(properties, name, kept);
}

} // namespace

QString textOf(const QString &trait, const PlateauModel &state, const metamodel::Metamodel &metamodel)
{
    const QString what = trait.section(u':', 0, 0);
    const QString value = trait.section(u':', 1);
    if (what == "kind"_L1) {
        const auto *kind = metamodel.kind(value);
        return kind ? kind->plural : value;
    }
    if (what == "team"_L1 || what == "technology"_L1) {
        for (const auto &element : state.elements()) {
            if (element.key == value)
                return element.name();
        }
    }
    return value;
}

QMap<QString, QList<Trait>> traitsIn(const PlateauModel &state, const QList<ElementId> &elements,
                                     const diagram::Look &look, const metamodel::Metamodel &metamodel)
{
    QMap<QString, int> counts;
    for (const QString &trait : look.hidden)
        counts.insert(trait, 0);
    for (const ElementId id : elements) {
        const auto *element = state.element(id);
        const QStringList traits = element ? diagram::traitsOf(state, *element) : QStringList();
        for (const QString &trait : traits)
            ++counts[trait];
    }
    QHash<QString, QString> names;
    for (const auto &element : state.elements())
        names.insert(element.key, element.name());
    QMap<QString, QList<Trait>> result;
    for (const auto &[trait, count] : counts.asKeyValueRange()) {
        const QString what = trait.section(u':', 0, 0);
        const QString value = trait.section(u':', 1);
        const QString text = what == "kind"_L1  ? textOf(trait, state, metamodel)
                             : what == "tag"_L1 ? value
                                                : names.value(value, value);
        result[what].append({trait, text, count, look.hidden.contains(trait)});
    }
    for (auto &traits : result)
        std::ranges::stable_sort(traits, {}, [](const Trait &trait) { return trait.text.toLower(); });
    return result;
}

LookEdit hide(QJsonObject properties, const QString &trait, const QString &text)
{
    add(properties, u"hide"_s, {trait});
    return {properties, tr("Hide %1 in %2").arg(text, u"%1"_s)};
}

LookEdit show(QJsonObject properties, const QString &trait, const QString &text)
{
    take(properties, u"hide"_s, {trait});
    return {properties, tr("Show %1 in %2").arg(text, u"%1"_s)};
}

LookEdit showAll(QJsonObject properties)
{
    properties.remove(u"hide"_s);
    return {properties, tr("Show everything in %1")};
}

LookEdit fold(QJsonObject properties, const QStringList &groups, const QString &text)
{
    add(properties, u"folded"_s, groups);
    return {properties, tr("Fold %1 in %2").arg(text, u"%1"_s)};
}

LookEdit unfold(QJsonObject properties, const QStringList &groups, const QString &text)
{
    take(properties, u"folded"_s, groups);
    return {properties, tr("Unfold %1 in %2").arg(text, u"%1"_s)};
}

QString textOf(diagram::ColourBy by)
{
    switch (by) {
    case diagram::ColourBy::Tier:
        return tr("by tier");
    case diagram::ColourBy::Owner:
        return tr("by owner");
    case diagram::ColourBy::State:
        return tr("by what changed");
    case diagram::ColourBy::Findings:
        return tr("by findings");
    case diagram::ColourBy::Cost:
        return tr("by cost");
    case diagram::ColourBy::Kind:
        break;
    }
    return tr("by kind");
}

LookEdit colourBy(QJsonObject properties, diagram::ColourBy by)
{
    if (by == diagram::ColourBy::Kind)
        properties.remove(u"colour_by"_s);
    else
        properties.insert(u"colour_by"_s, diagram::toString(by));
    return {properties, tr("Colour %2 %1").arg(textOf(by), u"%1"_s)};
}

LookEdit addNote(QJsonObject properties, const QString &text, QPoint at)
{
    QJsonArray notes = properties.value("notes"_L1).toArray();
    notes.append(QJsonObject{{u"text"_s, text}, {u"x"_s, at.x()}, {u"y"_s, at.y()}});
    properties.insert(u"notes"_s, notes);
    return {properties, tr("Add a note to %1")};
}

LookEdit setNote(QJsonObject properties, int index, const QString &text)
{
    QJsonArray notes = properties.value("notes"_L1).toArray();
    if (index < 0 || index >= notes.size())
        return {properties, {}};
    if (text.trimmed().isEmpty()) {
        notes.removeAt(index);
        setList(properties, u"notes"_s, notes);
        return {properties, tr("Delete a note in %1")};
    }
    QJsonObject note = notes.at(index).toObject();
    note.insert(u"text"_s, text);
    notes.replace(index, note);
    properties.insert(u"notes"_s, notes);
    return {properties, tr("Edit a note in %1")};
}

LookEdit moveNote(QJsonObject properties, int index, QPoint at)
{
    QJsonArray notes = properties.value("notes"_L1).toArray();
    if (index < 0 || index >= notes.size())
        return {properties, {}};
    QJsonObject note = notes.at(index).toObject();
    note.insert(u"x"_s, at.x());
    note.insert(u"y"_s, at.y());
    notes.replace(index, note);
    properties.insert(u"notes"_s, notes);
    return {properties, tr("Move a note in %1")};
}

} // namespace gp::views::looks
