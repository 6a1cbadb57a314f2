// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/contexts.h"
#include "core/documents/rows.h"
#include "core/documents/template_engine.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

constexpr int worst = 5;

/// How many open risks have which likelihood and impact: a row per likelihood, the highest first.
QVariantList matrix(const QList<Record> &risks)
{
    QVariantList rows;
    for (int likelihood = worst; likelihood > 0; --likelihood) {
        QVariantList cells;
        for (int impact = 1; impact <= worst; ++impact) {
            const auto count = std::ranges::count_if(risks, [&](const Record &risk) {
                return risk.properties.value(u"likelihood"_s).toInt() == likelihood &&
                       risk.properties.value(u"impact"_s).toInt() == impact;
            });
            cells.append(count > 0 ? QString::number(count) : u"·"_s);
        }
        rows.append(QVariantHash{{u"likelihood"_s, QString::number(likelihood)}, {u"cells"_s, cells}});
    }
    return rows;
}

bool isOpen(const Record &risk)
{
    const QString status = text(risk.properties, u"status");
    return status != u"closed" && status != u"mitigated";
}

QString titlesOf(const QList<Record> &risks, const std::function<bool(const Record &)> &wanted)
{
    QStringList titles;
    for (const Record &risk : risks) {
        if (wanted(risk))
            titles.append(text(risk.properties, u"title"));
    }
    return titles.join(u"; "_s);
}

} // namespace

QVariantList riskRows(const Facts &facts, const std::function<bool(const Record &)> &wanted)
{
    QList<Record> risks;
    for (const Record &risk : facts.model().recordsOfKind(u"risk"_s)) {
        if (wanted(risk))
            risks.append(risk);
    }
    const auto score = [](const Record &risk) {
        return risk.properties.value(u"likelihood"_s).toInt() * risk.properties.value(u"impact"_s).toInt();
    };
    std::ranges::stable_sort(risks, std::greater(), score);
    QVariantList rows;
    for (const Record &risk : risks) {
        const QJsonObject &p = risk.properties;
        QStringList decisions;
        for (const QJsonValue &key : p.value(u"decisions"_s).toArray()) {
            if (const Record *decision = facts.model().record(u"decision"_s, key.toString()))
                decisions.append(markupOf(facts.decisionRef(*decision)));
        }
        QStringList here;
        QStringList elsewhere;
        for (const QJsonValue &key : p.value(u"elements"_s).toArray())
            (facts.byKey(key.toString()) ? here : elsewhere).append(lastName(facts.model(), key.toString()));
        QString status = facts.value(risk, u"status"_s);
        rows.append(QVariantHash{
            {u"title"_s, text(p, u"title")},
            {u"description"_s, facts.text(p, u"description"_s, 3)},
            {u"likelihood"_s, text(p, u"likelihood")},
            {u"impact"_s, text(p, u"impact")},
            {u"score"_s, score(risk) > 0 ? QString::number(score(risk)) : u"not rated"_s},
            {u"mitigation"_s, facts.line(text(p, u"mitigation"))},
            {u"owner"_s, facts.teamName(text(p, u"owner"))},
            {u"status"_s, status.isEmpty() ? u"not stated"_s : status},
            {u"elements"_s, here.join(u", "_s)},
            {u"elsewhere"_s, elsewhere.join(u", "_s)},
            {u"is_elsewhere"_s, here.isEmpty() && !elsewhere.isEmpty()},
            {u"decisions"_s, decisions.isEmpty() ? QVariant() : asMarkup(decisions.join(u", "_s))},
            {u"work_packages"_s, recordNames(facts, risk, u"work_packages"_s, u"workPackage"_s)}});
    }
    return rows;
}

QVariantHash riskRegisterContext(const Facts &facts)
{
    QVariantHash context = facts.header(u"Risk register"_s);
    const QList<Record> all = facts.model().recordsOfKind(u"risk"_s);
    QList<Record> open;
    std::ranges::copy_if(all, std::back_inserter(open), isOpen);
    const auto rated = [](const Record &risk) {
        return risk.properties.value(u"likelihood"_s).toInt() > 0 &&
               risk.properties.value(u"impact"_s).toInt() > 0;
    };
    const auto high = std::ranges::count_if(open, [](const Record &risk) {
        return risk.properties.value(u"likelihood"_s).toInt() * risk.properties.value(u"impact"_s).toInt() >=
               3 * worst;
    });
    context[u"count"_s] = counted(all.size(), u"risk"_s, u"risks"_s);
    context[u"open_count"_s] = QString::number(open.size());
    context[u"high_count"_s] = QString::number(high);
    context[u"open"_s] = riskRows(facts, isOpen);
    context[u"ended"_s] = riskRows(facts, [](const Record &risk) { return !isOpen(risk); });
    context[u"matrix"_s] = std::ranges::any_of(open, rated) ? matrix(open) : QVariantList();
    context[u"unrated"_s] = titlesOf(open, [&](const Record &risk) { return !rated(risk); });
    context[u"unowned"_s] =
        titlesOf(open, [](const Record &risk) { return text(risk.properties, u"owner").isEmpty(); });
    context[u"unanswered"_s] =
        titlesOf(open, [](const Record &risk) { return text(risk.properties, u"mitigation").isEmpty(); });
    context[u"unplanned"_s] = titlesOf(open, [](const Record &risk) {
        return risk.properties.value(u"work_packages"_s).toArray().isEmpty() &&
               text(risk.properties, u"status") != u"accepted";
    });
    return context;
}

} // namespace gp::documents
