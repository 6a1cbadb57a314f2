// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/change_rows.h"
#include "core/documents/contexts.h"
#include "core/documents/rows.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

QString categoryOf(const ElementState &technology)
{
    const QString category = text(technology.properties, u"category");
    return category.isEmpty() ? u"Without a category"_s : category;
}

/// Who uses, needs or runs on it.
QList<ElementState> usersOf(const PlateauModel &at, ElementId technology)
{
    QList<ElementState> users;
    addUnique(users, at.sources(technology, u"uses"_s));
    addUnique(users, at.sources(technology, u"dependsOn"_s));
    // A golden path names what it is built on in a list of its own.
    const QString key = at.element(technology)->key;
    addUnique(users, having(at.ofKind(u"goldenPath"_s), [&](const ElementState &path) {
                  return path.properties.value(u"technologies"_s).toArray().contains(key);
              }));
    return users;
}

/// "12 services, 3 pipelines: a, b, c and 12 more".
QString usersText(const Facts &facts, const QList<ElementState> &users)
{
    QStringList counts;
    QList<ElementState> inOrder;
    for (const metamodel::Kind &kind : facts.metamodel().kinds()) {
        const QList<ElementState> ofKind =
            having(users, [&](const ElementState &element) { return element.kind == kind.name; });
        if (ofKind.isEmpty())
            continue;
        counts.append(counted(ofKind.size(), kind.label, pluralOf(facts, kind.name).toLower()));
        inOrder += ofKind;
    }
    constexpr qsizetype most = 4;
    return counts.isEmpty() ? u"nobody"_s : QString(counts.join(u", "_s) + u": "_s + namesOf(inOrder, most));
}

/// `gap`: where something is gone, the relation that says what replaces it is gone as well.
QVariantHash toolHash(const Facts &facts, const ElementState &technology, const compare::Gap &gap)
{
    QStringList replaces;
    for (const ElementId id : gap.elements.value(technology.id).replaces)
        replaces.append(gap.elements.value(id).name);
    for (const ElementState &old : facts.at().targets(technology.id, u"replaces"_s)) {
        if (!replaces.contains(old.name()))
            replaces.append(old.name());
    }
    replaces.sort();
    const QJsonValue cost = technology.properties.value(u"monthly_cost"_s);
    return {{u"name"_s, facts.ref(technology)},
            {u"ring"_s, facts.value(technology, u"ring"_s)},
            {u"adoption"_s, facts.value(technology, u"adoption"_s)},
            {u"version"_s, facts.value(technology, u"version"_s)},
            {u"licence"_s, facts.value(technology, u"licence"_s)},
            {u"owner"_s, facts.owner(technology.id)},
            {u"users"_s, usersText(facts, usersOf(facts.at(), technology.id))},
            {u"replaced_by"_s, namesOf(facts.at().sources(technology.id, u"replaces"_s))},
            {u"replaces"_s, replaces.join(u", "_s)},
            {u"cost"_s, cost.isDouble() ? facts.money(cost.toDouble()) : QString()}};
}

} // namespace

QVariantHash toolLandscapeContext(const Facts &facts)
{
    QVariantHash context = facts.header(u"Tool landscape"_s);
    const QList<ElementState> technologies = facts.at().ofKind(u"technology"_s);
    QMap<QString, QList<ElementState>> byCategory;
    for (const ElementState &technology : technologies)
        byCategory[categoryOf(technology)].append(technology);
    const PlateauId first = facts.model().rootPlateau();
    const compare::Gap &gap = facts.gap(first, facts.plateau());
    QVariantList tools;
    QVariantList overlaps;
    bool anyReplaces = false;
    bool anyReplaced = false;
    for (auto it = byCategory.cbegin(); it != byCategory.cend(); ++it) {
        for (const ElementState &technology : *it) {
            QVariantHash row = toolHash(facts, technology, gap);
            row[u"category"_s] = technology.id == it->front().id ? it.key() : QString();
            anyReplaces = anyReplaces || !row.value(u"replaces"_s).toString().isEmpty();
            anyReplaced = anyReplaced || !row.value(u"replaced_by"_s).toString().isEmpty();
            tools.append(row);
        }
        // What is on its way out is overlap that somebody has dealt with.
        const QList<ElementState> staying = having(*it, [](const ElementState &technology) {
            return text(technology.properties, u"ring") != u"hold";
        });
        if (staying.size() > 1 && it.key() != u"Without a category")
            overlaps.append(QVariantHash{{u"category"_s, it.key()},
                                         {u"count"_s, QString::number(staying.size())},
                                         {u"names"_s, namesOf(staying)}});
    }
    QVariantList rings;
    for (const QString &ring : {u"adopt"_s, u"trial"_s, u"assess"_s, u"hold"_s, QString()}) {
        const QList<ElementState> found = having(technologies, [&](const ElementState &technology) {
            return text(technology.properties, u"ring") == ring;
        });
        if (!found.isEmpty())
            rings.append(QVariantHash{
                {u"ring"_s, ring.isEmpty() ? u"no ring stated"_s : facts.value(found.front(), u"ring"_s)},
                {u"count"_s, QString::number(found.size())},
                {u"names"_s, namesOf(found)}});
    }
    const double cost = monthlyCost(facts.at(), u"technology"_s);
    context[u"count"_s] = counted(technologies.size(), u"technology"_s, u"technologies"_s);
    context[u"category_count"_s] = counted(byCategory.size(), u"category"_s, u"categories"_s);
    context[u"cost"_s] = cost > 0 ? facts.money(cost) : QString();
    context[u"rings"_s] = rings;
    context[u"tools"_s] = tools;
    context[u"any_replaces"_s] = anyReplaces;
    context[u"any_replaced"_s] = anyReplaced;
    context[u"overlaps"_s] = overlaps;
    context[u"unused"_s] = facts.refs(having(technologies, [&](const ElementState &technology) {
        return usersOf(facts.at(), technology.id).isEmpty();
    }));
    if (first != facts.plateau()) {
        context[u"first"_s] = facts.plateauName(first);
        context[u"replaced"_s] = replacedRows(facts, gap, u"technology"_s);
        context[u"added"_s] = addedNames(gap, u"technology"_s).join(u", "_s);
        context[u"removed"_s] = removedNames(gap, u"technology"_s).join(u", "_s);
        const double before = monthlyCost(facts.evaluatedAt(first).at, u"technology"_s);
        if (before > 0 || cost > 0)
            context[u"cost_change"_s] = moneyChange(facts, cost - before);
    }
    return context;
}

} // namespace gp::documents
