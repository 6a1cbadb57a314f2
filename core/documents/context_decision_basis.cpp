// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/decisions/life.h"
#include "core/decisions/proposal.h"
#include "core/decisions/scoring.h"
#include "core/documents/contexts.h"
#include "core/documents/facts.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

QVariantList texts(const QStringList &items)
{
    return {items.cbegin(), items.cend()};
}

void addBasis(const Facts &facts, const Record &decision, QVariantHash &context)
{
    const auto found = decisions::basisOf(facts.model(), facts.metamodel(), decision,
                                          [&facts](PlateauId at) { return facts.evaluatedAt(at).findings; });
    if (!found) // a plateau that went with its option: there is nothing left to compare
        return;
    const decisions::Basis &basis = *found;
    QVariantList rows;
    for (const decisions::Basis::Fact &fact : basis.facts)
        rows.append(QVariantHash{{u"name"_s, fact.name}, {u"text"_s, fact.text}});
    QVariantList controls;
    for (const decisions::ControlChange &change : basis.controls)
        controls.append(QVariantHash{{u"framework"_s, change.framework},
                                     {u"requirement"_s, change.requirement},
                                     {u"before"_s, change.before},
                                     {u"after"_s, change.after},
                                     {u"loss"_s, change.isLoss}});
    QString cost;
    if (basis.costBefore || basis.costAfter)
        cost = u"%1 before, %2 after"_s.arg(facts.money(basis.costBefore.value_or(0)),
                                            facts.money(basis.costAfter.value_or(0)));
    context[u"basis"_s] = QVariantHash{{u"from"_s, basis.from},
                                       {u"to"_s, basis.to},
                                       {u"facts"_s, rows},
                                       {u"changes"_s, texts(basis.changes)},
                                       {u"closed"_s, texts(basis.closed)},
                                       {u"opened"_s, texts(basis.opened)},
                                       {u"controls"_s, controls},
                                       {u"cost"_s, cost},
                                       {u"hit"_s, sentenceList(basis.hit)},
                                       {u"teams"_s, sentenceList(basis.teams)},
                                       {u"migrate"_s, texts(basis.migrate)},
                                       {u"questions"_s, texts(basis.questions)}};
}

void addScores(const Record &decision, QVariantHash &context)
{
    const QList<decisions::OptionScore> scores = decisions::scoresOf(decision);
    QVariantList options;
    QVariantList totals;
    for (const decisions::OptionScore &score : scores) {
        options.append(score.option);
        totals.append(score.score ? QString::number(*score.score, 'g', 3) : u"–"_s);
    }
    QVariantList rows;
    for (qsizetype i = 0; !scores.isEmpty() && i < scores.first().marks.size(); ++i) {
        QVariantList values;
        for (const decisions::OptionScore &score : scores) {
            const auto value = score.marks.at(i).value;
            values.append(value ? QString::number(*value, 'g', 6) : u"–"_s);
        }
        const decisions::Mark &mark = scores.first().marks.at(i);
        rows.append(QVariantHash{{u"name"_s, mark.criterion},
                                 {u"weight"_s, QString::number(mark.weight, 'g', 6)},
                                 {u"values"_s, values}});
    }
    context[u"score_options"_s] = options;
    context[u"score_rows"_s] = rows;
    context[u"score_totals"_s] = totals;
}

} // namespace

void addDecisionBasis(const Facts &facts, const Record &decision, QVariantHash &context)
{
    if (decisions::hasBasis(decision))
        addBasis(facts, decision, context);
    addScores(decision, context);
    QVariantList history;
    // One line says no more than the status above.
    const QList<decisions::Passed> passed = decisions::historyOf(decision);
    for (const decisions::Passed &one : passed.size() > 1 ? passed : QList<decisions::Passed>())
        history.append(
            QVariantHash{{u"status"_s, decisions::toString(one.status)},
                         {u"date"_s, one.date.isValid() ? one.date.toString(Qt::ISODate) : QString()},
                         {u"by"_s, one.by},
                         {u"note"_s, one.note}});
    context[u"history"_s] = history;
    context[u"unsigned"_s] = sentenceList(decisions::missingSignatures(facts.model(), decision));
    context[u"neutral"_s] = facts.lines(decision.properties, u"neutral_consequences"_s);
    context[u"open_questions"_s] = facts.lines(decision.properties, u"open_questions"_s);
    QStringList confirmedBy;
    const QJsonArray ids = decision.properties.value(u"confirmed_by"_s).toArray();
    for (const QJsonValue &id : ids)
        confirmedBy.append(id.toString());
    context[u"confirmed_by"_s] = sentenceList(confirmedBy);
}

} // namespace gp::documents
