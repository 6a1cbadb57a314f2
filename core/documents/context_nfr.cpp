// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/contexts.h"
#include "core/documents/template_engine.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

const QStringList &answers()
{
    static const QStringList all{u"met"_s,    u"partly"_s,         u"not-met"_s,
                                 u"waived"_s, u"not-applicable"_s, u"open"_s};
    return all;
}

/// How many rows have which answer.
class Count
{
public:
    void add(const rules::NfrRow &row)
    {
        ++m_counts[row.answer];
        ++m_all;
    }
    [[nodiscard]] int of(const QString &answer) const { return m_counts.value(answer); }
    [[nodiscard]] int all() const { return m_all; }
    /// Printed figures by answer ("not_met" for not-met), and `all`.
    [[nodiscard]] QVariantHash hash() const
    {
        QVariantHash hash{{u"all"_s, QString::number(m_all)}};
        for (const QString &answer : answers())
            hash.insert(QString(answer).replace(u'-', u'_'), QString::number(of(answer)));
        return hash;
    }

private:
    QHash<QString, int> m_counts;
    int m_all = 0;
};

Count countOf(const Evaluated &evaluated, ElementId service = {})
{
    Count count;
    for (const rules::NfrRow &row : service.isValid() ? evaluated.nfrsOf.value(service) : evaluated.nfrs)
        count.add(row);
    return count;
}

QVariantHash rowHash(const Facts &facts, const rules::NfrRow &row)
{
    const rules::NfrItem *item = rules::NfrCatalogue::builtin().item(row.nfr);
    return {{u"id"_s, row.nfr},
            {u"title"_s, item ? item->title : row.nfr},
            {u"requirement"_s, item ? item->requirement : QString()},
            {u"verify"_s, item ? item->verify : QString()},
            {u"frameworks"_s, item ? requirementTexts(item->frameworks) : QString()},
            {u"because"_s, row.appliesBecause},
            {u"target"_s, row.target},
            {u"answer"_s, answerText(row.answer)},
            // What the model says is made of names and values, which are no Markdown.
            {u"evidence"_s,
             row.source == rules::AnswerSource::Model ? QVariant(row.evidence) : facts.line(row.evidence)},
            {u"shared"_s, row.source == rules::AnswerSource::Shared},
            {u"owner"_s, facts.teamName(row.owner)},
            {u"due"_s, row.due}};
}

/// Properties that conditions ask for: where one is not known, an item may be missing from the list.
QStringList unknownOf(const ElementState &service)
{
    static const QList<std::pair<QString, QString>> asked{{u"workload"_s, u"workload"_s},
                                                          {u"tier"_s, u"tier"_s},
                                                          {u"data_class"_s, u"data class"_s},
                                                          {u"exposure"_s, u"exposure"_s}};
    QStringList unknown;
    for (const auto &[property, words] : asked) {
        if (!service.properties.contains(property))
            unknown.append(words);
    }
    return unknown;
}

QString classOf(const Facts &facts, const ElementState &service)
{
    QStringList parts{facts.value(service, u"workload"_s), facts.value(service, u"tier"_s),
                      facts.value(service, u"data_class"_s)};
    if (!parts.at(1).isEmpty())
        parts[1].prepend(u"tier "_s);
    if (!parts.at(2).isEmpty())
        parts[2].append(u" data"_s);
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

/// The current state beside the plateau of the document; empty at the current plateau itself.
QVariantHash before(const Facts &facts, ElementId service)
{
    const PlateauId root = facts.model().rootPlateau();
    if (root == facts.plateau())
        return {};
    const Count count = countOf(facts.evaluatedAt(root), service);
    if (count.all() == 0)
        return {};
    QVariantHash hash = count.hash();
    hash[u"plateau"_s] = facts.plateauName(root);
    return hash;
}

QVariantHash now(const Facts &facts, const Count &count)
{
    QVariantHash hash = count.hash();
    hash[u"plateau"_s] = facts.plateauName(facts.plateau());
    const int open = count.of(u"open"_s);
    hash[u"all_apply"_s] = wordFor(count.all(), u"applies"_s, u"apply"_s);
    hash[u"open_are"_s] = wordFor(open, u"is"_s, u"are"_s);
    hash[u"open_items"_s] = wordFor(open, u"item is"_s, u"items are"_s);
    hash[u"open_them"_s] = wordFor(open, u"it"_s, u"them"_s);
    hash[u"open_count"_s] = wordFor(open, u"It counts"_s, u"They count"_s);
    return hash;
}

} // namespace

QVariantHash nfrContext(const Facts &facts, const ElementState &service)
{
    QVariantHash context = facts.header(u"NFR checklist: "_s + service.name());
    const rules::NfrCatalogue &catalogue = rules::NfrCatalogue::builtin();
    QMap<QString, QVariantList> byCharacteristic;
    QHash<QString, QVariantList> byAnswer;
    Count count;
    for (const rules::NfrRow &row : facts.evaluated().nfrsOf.value(service.id)) {
        count.add(row);
        const QVariantHash hash = rowHash(facts, row);
        byCharacteristic[row.characteristic].append(hash);
        byAnswer[row.answer].append(hash);
    }
    QVariantList sections;
    for (const QString &characteristic : catalogue.characteristics()) {
        if (byCharacteristic.contains(characteristic))
            sections.append(QVariantHash{{u"title"_s, characteristic},
                                         {u"rows"_s, byCharacteristic.value(characteristic)}});
    }
    context[u"name"_s] = service.name();
    context[u"class"_s] = classOf(facts, service);
    context[u"description"_s] = facts.text(service.properties, u"description"_s, 2);
    context[u"owner"_s] = facts.owner(service.id);
    context[u"exposure"_s] = facts.value(service, u"exposure"_s);
    context[u"pipelines"_s] = facts.refs(facts.at().targets(service.id, u"deliveredBy"_s));
    context[u"golden_path"_s] = facts.refs(facts.at().targets(service.id, u"follows"_s));
    context[u"release"_s] = facts.value(service, u"deployment_strategy"_s);
    context[u"catalogue_count"_s] = QString::number(catalogue.items().size());
    context[u"now"_s] = now(facts, count);
    context[u"before"_s] = before(facts, service.id);
    context[u"not_met"_s] = byAnswer.value(u"not-met"_s);
    context[u"partly"_s] = byAnswer.value(u"partly"_s);
    context[u"waived"_s] = byAnswer.value(u"waived"_s);
    context[u"open"_s] = byAnswer.value(u"open"_s);
    context[u"sections"_s] = sections;
    context[u"unknown"_s] = sentenceList(unknownOf(service));
    return context;
}

QVariantHash nfrOverviewContext(const Facts &facts)
{
    QVariantHash context = facts.header(u"NFR overview"_s);
    const rules::NfrCatalogue &catalogue = rules::NfrCatalogue::builtin();
    const QList<rules::NfrRow> &all = facts.evaluated().nfrs;

    QVariantList services;
    QStringList unknown;
    for (const ElementState &service : facts.at().ofKind(u"service"_s)) {
        QVariantHash row = countOf(facts.evaluated(), service.id).hash();
        row[u"service"_s] = facts.ref(service);
        row[u"tier"_s] = facts.value(service, u"tier"_s);
        row[u"owner"_s] = facts.owner(service.id);
        services.append(row);
        if (!unknownOf(service).isEmpty())
            unknown.append(u"%1 (%2)"_s.arg(service.name(), unknownOf(service).join(u", "_s)));
    }
    QVariantList characteristics;
    for (const QString &name : catalogue.characteristics()) {
        Count count;
        for (const rules::NfrRow &row : all) {
            if (row.characteristic == name)
                count.add(row);
        }
        if (count.all() == 0)
            continue;
        QVariantHash hash = count.hash();
        hash[u"title"_s] = name;
        characteristics.append(hash);
    }

    QMap<QString, Count> byItem;
    for (const rules::NfrRow &row : all)
        byItem[row.nfr].add(row);
    QList<std::pair<int, QString>> worst;
    for (auto it = byItem.cbegin(); it != byItem.cend(); ++it) {
        const int short_ = it->of(u"not-met"_s) + it->of(u"partly"_s);
        if (short_ > 0)
            worst.append({-short_, it.key()});
    }
    std::ranges::sort(worst);
    QVariantList worstRows;
    for (const auto &[count, id] : worst.first(std::min<qsizetype>(10, worst.size()))) {
        QVariantHash hash = byItem.value(id).hash();
        hash[u"id"_s] = id;
        hash[u"title"_s] = catalogue.item(id)->title;
        worstRows.append(hash);
    }

    QVariantList shared;
    const QMap<QString, QJsonObject> given = rules::sharedAnswers(facts.model(), facts.plateau());
    for (const rules::NfrItem &item : catalogue.items()) {
        const auto answer = given.constFind(item.id);
        if (answer == given.constEnd())
            continue;
        QStringList evidence{answer->value(u"evidence"_s).toString(), answer->value(u"reason"_s).toString()};
        evidence.removeAll(QString());
        shared.append(QVariantHash{{u"id"_s, item.id},
                                   {u"title"_s, item.title},
                                   {u"answer"_s, answerText(answer->value(u"answer"_s).toString())},
                                   {u"owner"_s, facts.teamName(answer->value(u"owner"_s).toString())},
                                   {u"due"_s, answer->value(u"due"_s).toString()},
                                   {u"evidence"_s, facts.line(evidence.join(u". "_s))}});
    }
    const Count count = countOf(facts.evaluated());
    context[u"services"_s] = services;
    context[u"service_count"_s] = counted(services.size(), u"service"_s, u"services"_s);
    context[u"item_count"_s] = counted(byItem.size(), u"item"_s, u"items"_s);
    context[u"items_apply"_s] = wordFor(byItem.size(), u"applies"_s, u"apply"_s);
    context[u"catalogue_count"_s] = QString::number(catalogue.items().size());
    context[u"now"_s] = now(facts, count);
    context[u"before"_s] = before(facts, {});
    context[u"characteristics"_s] = characteristics;
    context[u"worst"_s] = worstRows;
    context[u"shared"_s] = shared;
    context[u"unknown"_s] = sentenceList(unknown);
    return context;
}

} // namespace gp::documents
