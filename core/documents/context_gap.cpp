// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/change_rows.h"
#include "core/documents/contexts.h"
#include "core/documents/rows.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

QVariantList areasOf(const Facts &facts, const compare::Gap &gap)
{
    QVariantList areas;
    for (const metamodel::Kind &kind : facts.metamodel().kinds()) {
        QVariantHash area{{u"title"_s, kind.plural},
                          {u"added"_s, addedNames(gap, kind.name).join(u", "_s)},
                          {u"removed"_s, removedNames(gap, kind.name).join(u", "_s)},
                          {u"replaced"_s, replacedRows(facts, gap, kind.name)},
                          {u"fields"_s, fieldRows(facts, gap, kind.name)},
                          {u"singles"_s, singleRows(facts, gap, kind.name)}};
        if (!area[u"added"_s].toString().isEmpty() || !area[u"removed"_s].toString().isEmpty() ||
            !area[u"replaced"_s].toList().isEmpty() || !area[u"fields"_s].toList().isEmpty() ||
            !area[u"singles"_s].toList().isEmpty())
            areas.append(area);
    }
    return areas;
}

/// Accepted decisions with what of the gap they are about; and by kind what no such decision is about.
void putDecisions(const Facts &facts, const compare::Gap &gap, QVariantHash &context)
{
    QSet<QString> covered;
    QVariantList covering;
    QMap<QString, compare::ElementGap> changed;
    for (const compare::ElementGap &item : gap.items())
        changed.insert(item.key, item);
    for (const Record &decision : decisionsInOrder(facts.model())) {
        if (text(decision.properties, u"status") != u"accepted")
            continue;
        QStringList names;
        for (const QJsonValue &key : decision.properties.value(u"elements"_s).toArray()) {
            if (const auto item = changed.constFind(key.toString()); item != changed.constEnd()) {
                names.append(QString(compare::signOf(item->state) + u' ' + item->name));
                covered.insert(item->key);
            }
        }
        if (names.isEmpty())
            continue;
        QVariantHash row = decisionRow(facts, decision);
        row[u"count"_s] = QString::number(names.size());
        row[u"changes"_s] = names.join(u", "_s);
        covering.append(row);
    }
    QVariantList without;
    for (const metamodel::Kind &kind : facts.metamodel().kinds()) {
        QStringList comesOrGoes;
        int changes = 0;
        for (const compare::ElementGap &item : std::as_const(changed)) {
            if (item.kind != kind.name || covered.contains(item.key))
                continue;
            if (item.state == compare::State::Changed)
                ++changes;
            else
                comesOrGoes.append(QString(compare::signOf(item.state) + u' ' + item.name));
        }
        if (changes > 0 || !comesOrGoes.isEmpty())
            without.append(QVariantHash{{u"kind"_s, kind.plural},
                                        {u"names"_s, comesOrGoes.join(u", "_s)},
                                        {u"changes"_s, QString::number(changes)}});
    }
    context[u"covering"_s] = covering;
    context[u"without"_s] = without;
}

/// Findings of the one state that the other does not have, by rule: {rule, severity, title, count, where}.
QVariantList findingsOnlyIn(const Facts &facts, PlateauId here, PlateauId there)
{
    const auto open = [&](PlateauId plateau) {
        QMap<QString, rules::Finding> byPrint;
        for (const rules::Finding &finding : facts.evaluatedAt(plateau).findings) {
            if (finding.isOpen() && finding.severity != rules::Severity::Info)
                byPrint.insert(finding.fingerprint, finding);
        }
        return byPrint;
    };
    const auto others = open(there);
    const auto mine = open(here);
    QMap<std::pair<int, QString>, QStringList> byRule;
    for (auto it = mine.cbegin(); it != mine.cend(); ++it) {
        if (others.contains(it.key()))
            continue;
        const ElementState *element = facts.evaluatedAt(here).at.element(it->element);
        byRule[{static_cast<int>(it->severity), it->rule}].append(element ? element->name() : it->message);
    }
    QVariantList rows;
    for (auto it = byRule.cbegin(); it != byRule.cend(); ++it) {
        const rules::Rule *rule = facts.evaluated().rules.rule(it.key().second);
        QStringList names = *it;
        names.sort();
        names.removeDuplicates(); // one can be found twice by one rule
        const qsizetype more = names.size() - 8;
        rows.append(QVariantHash{
            {u"rule"_s, it.key().second},
            {u"severity"_s, rules::toString(static_cast<rules::Severity>(it.key().first))},
            {u"title"_s, rule ? rule->title : QString()},
            {u"count"_s, QString::number(it->size())},
            {u"where"_s, more > 0 ? QString(names.first(8).join(u", "_s) + u" and %1 more"_s.arg(more))
                                  : names.join(u", "_s)}});
    }
    return rows;
}

int countIn(const QVariantList &rows)
{
    int count = 0;
    for (const QVariant &row : rows)
        count += row.toHash().value(u"count"_s).toInt();
    return count;
}

} // namespace

QVariantHash gapAnalysisContext(const Facts &facts)
{
    QVariantHash context = facts.header(u"Gap analysis"_s);
    const PlateauId first = facts.model().rootPlateau();
    context[u"from"_s] = facts.plateauName(first);
    if (first == facts.plateau())
        return context;
    const compare::Gap &gap = facts.gap(first, facts.plateau());
    context[u"to"_s] = facts.plateauName(facts.plateau());
    context[u"has_gap"_s] = !gap.isEmpty();
    const compare::Counts &counts = gap.elementCounts;
    QStringList totals;
    for (const auto &[count, words] :
         {std::pair(counts.added, u"%1 added"_s), std::pair(counts.replaced, u"%1 replaced"_s),
          std::pair(counts.removed, u"%1 removed without replacement"_s),
          std::pair(counts.changed, u"%1 changed"_s)}) {
        if (count > 0)
            totals.append(words.arg(count));
    }
    context[u"totals"_s] = totals.isEmpty() ? u"only relations change"_s : sentenceList(totals);
    context[u"kept"_s] = QString::number(counts.kept);
    context[u"kept_stay"_s] = wordFor(counts.kept, u"stays as it is"_s, u"stay as they are"_s);
    context[u"counts"_s] = countRows(facts, gap);
    const QVariantList steps = stepRows(facts);
    context[u"steps"_s] = steps;
    context[u"areas"_s] = areasOf(facts, gap);
    putDecisions(facts, gap, context);
    const QVariantList coverage = coverageChangeRows(facts, first);
    QMap<std::tuple<QString, QString, QString>, QStringList> gained;
    QVariantList lost;
    for (const QVariant &change : coverage) {
        const QVariantHash row = change.toHash();
        if (row.value(u"sign"_s).toString() == u"+")
            gained[{row.value(u"framework"_s).toString(), row.value(u"before"_s).toString(),
                    row.value(u"after"_s).toString()}]
                .append(row.value(u"id"_s).toString());
        else
            lost.append(row);
    }
    QVariantList gainedRows;
    for (auto it = gained.cbegin(); it != gained.cend(); ++it)
        gainedRows.append(QVariantHash{{u"framework"_s, std::get<0>(it.key())},
                                       {u"before"_s, std::get<1>(it.key())},
                                       {u"after"_s, std::get<2>(it.key())},
                                       {u"count"_s, QString::number(it->size())},
                                       {u"ids"_s, it->join(u", "_s)}});
    context[u"gained"_s] = gainedRows;
    context[u"lost"_s] = lost;
    context[u"matrix"_s] = facts.linkTo(u"control-matrix"_s, {}, u"control matrix"_s);
    context[u"controls_before"_s] =
        counted(facts.evaluatedAt(first).at.ofKind(u"control"_s).size(), u"control"_s, u"controls"_s);
    context[u"controls_after"_s] = QString::number(facts.at().ofKind(u"control"_s).size());
    const QVariantList closed = findingsOnlyIn(facts, first, facts.plateau());
    const QVariantList opened = findingsOnlyIn(facts, facts.plateau(), first);
    context[u"closed"_s] = closed;
    context[u"opened"_s] = opened;
    context[u"closed_count"_s] = counted(countIn(closed), u"finding"_s, u"findings"_s);
    context[u"opened_count"_s] = QString::number(countIn(opened));
    context[u"costs"_s] = costRows(facts, first);
    context[u"work"_s] = workPackageRows(facts, [&](const Record &work) { return isOnTheWay(facts, work); });
    QSet<QString> keys;
    for (const Plateau &step : stepsTo(facts, facts.plateau()))
        keys.insert(step.key);
    context[u"effort"_s] = effortText(facts, keys);
    return context;
}

} // namespace gp::documents
