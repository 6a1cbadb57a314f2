// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/decisions/life.h"
#include "core/decisions/optionnumbers.h"
#include "core/documents/contexts.h"
#include "core/documents/markdown.h"
#include "core/documents/template_engine.h"
#include "core/rules/waivers.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

/// Invalid where the project names no date: then nothing is due.
QDate today(const Facts &facts)
{
    return QDate::fromString(rules::projectDate(facts.model()), Qt::ISODate);
}

QStringList texts(const QJsonValue &list)
{
    QStringList read;
    for (const QJsonValue &item : list.toArray())
        read.append(item.toVariant().toString());
    return read;
}

QVariant yamlList(const Facts &facts, const Record &decision, const QString &name)
{
    QStringList items;
    for (const QString &item : texts(decision.properties.value(name)))
        items.append(yamlScalar(facts.teamName(item)));
    return items.isEmpty() ? QVariant() : asMarkup(u"["_s + items.join(u", "_s) + u']');
}

QString statusText(const Facts &facts, const Record &decision)
{
    const QString status = textOf(decision, u"status"_s);
    const QList<Record> successors = facts.references().linkedFrom(decision.key, u"supersedes"_s);
    if (status != u"superseded" || successors.isEmpty())
        return status;
    const QString number = decisionNumber(successors.first());
    return u"superseded by "_s + (number.isEmpty() ? textOf(successors.first(), u"title"_s) : number);
}

QVariantList linkRows(const Facts &facts, const Record &decision)
{
    static const QList<std::pair<QString, QString>> inverse{{u"supersedes"_s, u"Superseded by"_s},
                                                            {u"amends"_s, u"Amended by"_s},
                                                            {u"relates-to"_s, u"Related to"_s},
                                                            {u"refines"_s, u"Refined by"_s}};
    static const QHash<QString, QString> forward{{u"supersedes"_s, u"Supersedes"_s},
                                                 {u"amends"_s, u"Amends"_s},
                                                 {u"relates-to"_s, u"Related to"_s},
                                                 {u"refines"_s, u"Refines"_s}};
    QVariantList rows;
    QStringList seen;
    const auto add = [&](const QString &label, const Record &other) {
        if (seen.contains(label + other.key))
            return;
        seen.append(label + other.key);
        rows.append(QVariantHash{{u"label"_s, label},
                                 {u"decision"_s, facts.decisionRef(other)},
                                 {u"status"_s, textOf(other, u"status"_s)}});
    };
    for (const QJsonValue &value : decision.properties.value(u"links"_s).toArray()) {
        const Record *other = facts.model().record(u"decision"_s, value[u"target"_s].toString());
        if (other)
            add(forward.value(value[u"kind"_s].toString(), u"Related to"_s), *other);
    }
    for (const auto &[kind, label] : inverse) {
        for (const Record &other : facts.references().linkedFrom(decision.key, kind))
            add(label, other);
    }
    return rows;
}

/// Decisions that this one is linked to so, with links, in one line; nothing where there is none.
QVariant linked(const QVariantList &rows, const QString &label)
{
    QStringList links;
    for (const QVariant &row : rows) {
        const QVariantHash values = row.toHash();
        if (values.value(u"label"_s).toString() == label)
            links.append(markupOf(values.value(u"decision"_s)));
    }
    return links.isEmpty() ? QVariant() : asMarkup(links.join(u", "_s));
}

QVariantHash optionNumbers(const Facts &facts, const Record &decision, const QJsonObject &option)
{
    const auto numbers = decisions::numbersOf(
        facts.model(), decision, option, [&facts](PlateauId at) { return facts.evaluatedAt(at).findings; });
    if (!numbers)
        return {};
    return {{u"changes"_s, QString::number(numbers->changes)},
            {u"controls"_s, decisions::signedNumber(numbers->controls)},
            {u"findings"_s, decisions::signedNumber(numbers->findings)},
            {u"cost"_s, QString((numbers->cost > 0 ? u"+"_s : QString()) + facts.money(numbers->cost))},
            {u"base"_s, facts.plateauName(numbers->base)}};
}

QVariantList optionRows(const Facts &facts, const Record &decision)
{
    QVariantList rows;
    for (const QJsonValue &value : decision.properties.value(u"options"_s).toArray()) {
        const QJsonObject option = value.toObject();
        const QString title = option.value(u"title"_s).toString();
        const Plateau *plateau = facts.model().plateau(option.value(u"plateau"_s).toString());
        const QJsonValue score = option.value(u"score"_s);
        QVariantHash row{{u"title"_s, facts.line(title)},
                         {u"description"_s, facts.text(option, u"description"_s, 3)},
                         {u"pros"_s, facts.lines(option, u"pros"_s)},
                         {u"cons"_s, facts.lines(option, u"cons"_s)},
                         {u"neutral"_s, facts.lines(option, u"neutral"_s)},
                         {u"chosen"_s, title == textOf(decision, u"chosen"_s)},
                         {u"score"_s, score.isDouble() ? number(score.toDouble()) : QString()}};
        if (plateau) {
            row.insert(optionNumbers(facts, decision, option));
            row[u"plateau"_s] = facts.plateauName(plateau->id);
        }
        rows.append(row);
    }
    return rows;
}

QVariantList elementRows(const Facts &facts, const Record &decision)
{
    QVariantList rows;
    for (const QString &key : texts(decision.properties.value(u"elements"_s))) {
        const Element *element = facts.model().element(key);
        if (!element)
            continue;
        const ElementState *now = facts.byKey(key);
        const metamodel::Kind *kind = facts.metamodel().kind(element->kind);
        QString presence = u"there"_s;
        if (!now)
            presence = facts.model().pathTo(facts.plateau()).contains(element->lifetime.since)
                           ? u"gone by then"_s
                           : u"not there; begins at %1"_s.arg(facts.plateauName(element->lifetime.since));
        rows.append(QVariantHash{{u"name"_s, now ? facts.ref(*now) : QVariant(lastName(facts.model(), key))},
                                 {u"kind"_s, kind ? kind->label : element->kind},
                                 {u"owner"_s, now ? facts.owner(now->id) : QString()},
                                 {u"presence"_s, presence}});
    }
    return rows;
}

QVariantList workPackageRows(const Facts &facts, const Record &decision)
{
    QVariantList rows;
    for (const Record &work : facts.references().namedBy(decision.key, u"workPackage"_s)) {
        const auto plateau = [&](const QString &name) {
            const Plateau *at = facts.model().plateau(textOf(work, name));
            return at ? facts.plateauName(at->id) : QString();
        };
        rows.append(QVariantHash{{u"name"_s, textOf(work, u"name"_s)},
                                 {u"owner"_s, facts.teamName(textOf(work, u"owner"_s))},
                                 {u"to"_s, plateau(u"to_plateau"_s)},
                                 {u"finish"_s, textOf(work, u"finish"_s)}});
    }
    return rows;
}

QVariantList riskRows(const Facts &facts, const Record &decision)
{
    QVariantList rows;
    for (const Record &risk : facts.references().namedBy(decision.key, u"risk"_s))
        rows.append(QVariantHash{{u"title"_s, textOf(risk, u"title"_s)},
                                 {u"status"_s, facts.value(risk, u"status"_s)},
                                 {u"mitigation"_s, facts.line(textOf(risk, u"mitigation"_s))}});
    return rows;
}

QVariantList reviewRows(const Facts &facts, const Record &decision)
{
    QVariantList rows;
    for (const Record &review : facts.references().namedBy(decision.key, u"review"_s))
        rows.append(QVariantHash{{u"title"_s, textOf(review, u"title"_s)},
                                 {u"date"_s, textOf(review, u"date"_s)},
                                 {u"status"_s, textOf(review, u"status"_s)}});
    return rows;
}

/// What a reader would look for and the model does not say.
QStringList notStated(const Record &decision)
{
    const auto has = [&](const QString &name) {
        const QJsonValue value = decision.properties.value(name);
        return value.isArray() ? !value.toArray().isEmpty() : !value.toVariant().toString().isEmpty();
    };
    const QString status = textOf(decision, u"status"_s);
    const bool isDecided = status != u"draft" && status != u"proposed";
    QStringList missing;
    const auto want = [&](const QString &name, const QString &words) {
        if (!has(name))
            missing.append(words);
    };
    want(u"context"_s, u"the context"_s);
    want(u"drivers"_s, u"the drivers"_s);
    want(u"options"_s, u"the considered options"_s);
    if (isDecided)
        want(u"outcome"_s, u"the reasons for the outcome"_s);
    if (!has(u"good_consequences"_s) && !has(u"bad_consequences"_s) && !has(u"neutral_consequences"_s))
        missing.append(u"the consequences"_s);
    want(u"confirmation"_s, u"how it is confirmed"_s);
    want(u"deciders"_s, u"who decides"_s);
    if (status == u"accepted" || status == u"proposed")
        want(u"review_by"_s, u"a review date"_s);
    want(u"elements"_s, u"the elements it is about"_s);
    return missing;
}

} // namespace

QList<Record> decisionsInOrder(const Model &model)
{
    QList<Record> decisions = model.recordsOfKind(u"decision"_s);
    std::ranges::stable_sort(decisions, {}, [](const Record &decision) {
        const int number = decision.properties.value(u"number"_s).toInt(-1);
        return number >= 0 ? number : std::numeric_limits<int>::max();
    });
    return decisions;
}

QString decisionFileName(const Record &decision)
{
    QString name = slug(textOf(decision, u"title"_s));
    if (name.isEmpty())
        name = decision.key;
    name.truncate(80);
    const int number = decision.properties.value(u"number"_s).toInt(-1);
    return number >= 0 ? u"%1-%2"_s.arg(number, 4, 10, QLatin1Char('0')).arg(name)
                       : u"draft-"_s + decision.key;
}

QVariantHash decisionContext(const Facts &facts, const Record &decision)
{
    const QString number = decisionNumber(decision);
    const QString title = textOf(decision, u"title"_s);
    QVariantHash context = facts.header(number.isEmpty() ? title : number + u' ' + title);
    const QJsonObject &p = decision.properties;

    context[u"number"_s] = number;
    context[u"status"_s] = statusText(facts, decision);
    context[u"status_word"_s] = textOf(decision, u"status"_s);
    context[u"status_yaml"_s] = asMarkup(yamlScalar(statusText(facts, decision)));
    context[u"decision_date"_s] = textOf(decision, u"date"_s);
    context[u"deciders_yaml"_s] = yamlList(facts, decision, u"deciders"_s);
    context[u"consulted_yaml"_s] = yamlList(facts, decision, u"consulted"_s);
    context[u"informed_yaml"_s] = yamlList(facts, decision, u"informed"_s);
    QStringList deciders;
    for (const QString &name : texts(p.value(u"deciders"_s)))
        deciders.append(facts.teamName(name));
    context[u"deciders"_s] = sentenceList(deciders);
    context[u"reach"_s] = facts.value(decision, u"reach"_s);
    context[u"reversibility"_s] = facts.value(decision, u"reversibility"_s);
    context[u"review_by"_s] = textOf(decision, u"review_by"_s);
    context[u"review_is_due"_s] = decisions::isReviewDue(decision, today(facts));

    context[u"context"_s] = facts.text(p, u"context"_s, 2);
    context[u"drivers"_s] = facts.lines(p, u"drivers"_s);
    const QVariantList options = optionRows(facts, decision);
    context[u"options"_s] = options;
    const auto any = [&](const QString &name) {
        return std::ranges::any_of(options, [&](const QVariant &option) {
            const QVariant value = option.toHash().value(name);
            return value.typeId() == QMetaType::QVariantList
                       ? !value.toList().isEmpty()
                       : !value.toString().isEmpty() || !markupOf(value).isEmpty();
        });
    };
    context[u"has_details"_s] =
        any(u"description"_s) || any(u"pros"_s) || any(u"cons"_s) || any(u"neutral"_s);
    context[u"has_scores"_s] = any(u"score"_s);
    context[u"has_numbers"_s] = any(u"changes"_s);
    const auto withBase = std::ranges::find_if(options, [](const QVariant &option) {
        return !option.toHash().value(u"base"_s).toString().isEmpty();
    });
    context[u"base"_s] =
        withBase == options.end() ? QString() : withBase->toHash().value(u"base"_s).toString();
    context[u"chosen"_s] = facts.line(textOf(decision, u"chosen"_s));
    const QString status = textOf(decision, u"status"_s);
    context[u"chosen_word"_s] =
        status == u"proposed" || status == u"draft" ? u"Proposed option"_s : u"Chosen option"_s;
    context[u"outcome"_s] = facts.text(p, u"outcome"_s, 2);
    context[u"outcome_names_choice"_s] = textOf(decision, u"outcome"_s).startsWith(u"Chosen option");
    context[u"outcome_goes_on"_s] = textOf(decision, u"outcome"_s).startsWith(u"because");
    context[u"good"_s] = facts.lines(p, u"good_consequences"_s);
    context[u"bad"_s] = facts.lines(p, u"bad_consequences"_s);
    context[u"other"_s] = facts.lines(p, u"neutral_consequences"_s);
    context[u"confirmation"_s] = facts.text(p, u"confirmation"_s, 3);
    context[u"more"_s] = facts.text(p, u"more_information"_s, 2);
    const QVariantList links = linkRows(facts, decision);
    context[u"links"_s] = links;
    context[u"supersedes"_s] = linked(links, u"Supersedes"_s);
    context[u"superseded_by"_s] = linked(links, u"Superseded by"_s);
    context[u"elements"_s] = elementRows(facts, decision);
    context[u"work_packages"_s] = workPackageRows(facts, decision);
    context[u"risks"_s] = riskRows(facts, decision);
    context[u"reviews"_s] = reviewRows(facts, decision);
    context[u"missing"_s] = sentenceList(notStated(decision));
    addDecisionBasis(facts, decision, context);
    return context;
}

QVariantHash decisionIndexContext(const Facts &facts)
{
    QVariantHash context = facts.header(u"All decisions"_s);
    const QList<Record> decisions = decisionsInOrder(facts.model());
    const QDate day = today(facts);
    QVariantList rows;
    QMap<QString, int> counts;
    QVariantList due;
    QVariantList incomplete;
    for (const Record &decision : decisions) {
        const QString status = textOf(decision, u"status"_s);
        ++counts[status];
        QVariantHash row{{u"number"_s, decisionNumber(decision)},
                         {u"decision"_s, facts.decisionRef(decision)},
                         {u"status"_s, statusText(facts, decision)},
                         {u"date"_s, textOf(decision, u"date"_s)},
                         {u"reach"_s, facts.value(decision, u"reach"_s)},
                         {u"review_by"_s, textOf(decision, u"review_by"_s)},
                         {u"chosen"_s, facts.line(textOf(decision, u"chosen"_s))},
                         {u"missing"_s, sentenceList(notStated(decision))}};
        rows.append(row);
        if (decisions::isReviewDue(decision, day))
            due.append(row);
        if (!notStated(decision).isEmpty())
            incomplete.append(row);
    }
    QStringList summary;
    for (const QString &status :
         {u"accepted"_s, u"proposed"_s, u"draft"_s, u"rejected"_s, u"deprecated"_s, u"superseded"_s}) {
        if (counts.value(status) > 0)
            summary.append(u"%1 %2"_s.arg(counts.value(status)).arg(status));
    }
    context[u"decisions"_s] = rows;
    context[u"count"_s] = counted(rows.size(), u"decision"_s, u"decisions"_s);
    context[u"summary"_s] = sentenceList(summary);
    context[u"due"_s] = due;
    context[u"incomplete"_s] = incomplete;
    return context;
}

} // namespace gp::documents
