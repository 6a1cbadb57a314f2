// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/facts.h"

#include "core/documents/documents.h"
#include "core/documents/markdown.h"
#include "core/documents/references.h"
#include "core/documents/template_engine.h"
#include "core/rules/waivers.h"

#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

void Links::add(const QString &kind, const QString &key, const QString &path)
{
    m_paths.insert({kind, key}, path);
}

QString Links::href(const QString &kind, const QString &key, const QString &fromPath) const
{
    const auto it = m_paths.constFind({kind, key});
    if (it == m_paths.constEnd())
        return {};
    const QDir from(u"/"_s + fromPath.section(u'/', 0, -2));
    return from.relativeFilePath(u'/' + *it) + u".md"_s;
}

DecisionReferences::DecisionReferences(const Model &model)
{
    for (const Record &decision : model.recordsOfKind(u"decision"_s)) {
        for (const QJsonValue &link : decision.properties.value(u"links"_s).toArray())
            m_links[{link[u"target"_s].toString(), link[u"kind"_s].toString()}].append(decision);
    }
    for (const QString &kind : {u"workPackage"_s, u"risk"_s, u"review"_s}) {
        for (const Record &record : model.recordsOfKind(kind)) {
            for (const QJsonValue &key : record.properties.value(u"decisions"_s).toArray())
                m_names[{key.toString(), kind}].append(record);
        }
    }
}

QList<Record> DecisionReferences::linkedFrom(const QString &decision, const QString &linkKind) const
{
    return m_links.value({decision, linkKind});
}

QList<Record> DecisionReferences::namedBy(const QString &decision, const QString &recordKind) const
{
    return m_names.value({decision, recordKind});
}

Facts::Facts(const compare::States &states, const metamodel::Metamodel &metamodel, PlateauId plateau,
             EvaluatedAt evaluate, const Links &links, const DecisionReferences &references, QString path)
    : m_states(states)
    , m_metamodel(metamodel)
    , m_plateau(plateau)
    , m_evaluate(std::move(evaluate))
    , m_links(links)
    , m_references(references)
    , m_path(std::move(path))
{
}

QString Facts::plateauName(PlateauId plateau) const
{
    const Plateau *at = model().plateau(plateau);
    return at ? (at->name.isEmpty() ? at->key : at->name) : QString();
}

QVariantHash Facts::header(const QString &title) const
{
    QVariantHash header;
    const Record *project = model().record(u"project"_s, u"project"_s);
    const QJsonObject properties = project ? project->properties : QJsonObject();
    const Plateau *at = model().plateau(m_plateau);
    header[u"title"_s] = title;
    header[u"project"_s] = properties.value(u"name"_s).toString(u"Unnamed project"_s);
    header[u"organisation"_s] = properties.value(u"organisation"_s).toString();
    header[u"date"_s] = properties.value(u"date"_s).toString();
    header[u"plateau"_s] = plateauName(m_plateau);
    header[u"plateau_date"_s] = at && at->date.isValid() ? at->date.toString(Qt::ISODate) : QString();
    return header;
}

QString Facts::withNames(const QString &markdown) const
{
    QString result;
    qsizetype end = 0;
    for (const Reference &reference : referencesIn(markdown)) {
        const Element *element = model().element(reference.key);
        result += QStringView(markdown).sliced(end, reference.start - end);
        end = reference.start + reference.length;
        if (!element) {
            result += QStringView(markdown).sliced(reference.start, reference.length);
        } else if (const ElementState *now = byKey(element->key)) {
            result += markupOf(ref(*now));
        } else {
            result += escapeMarkdown(lastName(model(), element->key)); // gone, or not there yet
        }
    }
    return result.append(QStringView(markdown).sliced(end));
}

QVariant Facts::text(const QString &markdown, int level) const
{
    const QString safe = embedMarkdown(markdown, level);
    return safe.isEmpty() ? QVariant() : asMarkup(withNames(safe));
}

QVariant Facts::text(const QJsonObject &properties, const QString &name, int level) const
{
    return text(properties.value(name).toString(), level);
}

QVariant Facts::line(const QString &markdown) const
{
    const QString safe = embedInline(markdown);
    return safe.isEmpty() ? QVariant() : asMarkup(withNames(safe));
}

QVariantList Facts::lines(const QJsonObject &properties, const QString &name) const
{
    QVariantList list;
    for (const QJsonValue &item : properties.value(name).toArray()) {
        if (const QVariant one = line(item.toVariant().toString()); one.isValid())
            list.append(one);
    }
    return list;
}

namespace {
QString valueOf(const metamodel::Kind *kind, const QJsonObject &properties, const QString &name)
{
    const QJsonValue value = properties.value(name);
    if (value.isUndefined() || value.isNull())
        return {};
    const metamodel::Property *property = kind ? kind->property(name) : nullptr;
    return property ? metamodel::displayText(*property, value) : value.toVariant().toString();
}
} // namespace

QString Facts::value(const ElementState &element, const QString &property) const
{
    return valueOf(m_metamodel.kind(element.kind), element.properties, property);
}

QString Facts::value(const Record &record, const QString &property) const
{
    return valueOf(m_metamodel.recordKind(record.kind), record.properties, property);
}

QVariant Facts::ref(const ElementState &element) const
{
    const QString name = escapeMarkdown(element.name());
    QString href = m_links.href(element.kind, element.key, m_path);
    if (href.isEmpty() && m_links.leadToElements())
        href = elementAnchor + element.key;
    return asMarkup(href.isEmpty() ? name : u"[%1](%2)"_s.arg(name, href));
}

QVariant Facts::linkTo(const QString &kind, const QString &key, const QString &words) const
{
    const QString href = m_links.href(kind, key, m_path);
    return href.isEmpty() ? QVariant() : asMarkup(u"[%1](%2)"_s.arg(escapeMarkdown(words), href));
}

QVariant Facts::refs(const QList<ElementState> &elements) const
{
    QStringList parts;
    for (const ElementState &element : elements)
        parts.append(markupOf(ref(element)));
    return parts.isEmpty() ? QVariant() : asMarkup(parts.join(u", "_s));
}

QVariant Facts::decisionRef(const Record &decision) const
{
    const QString number = decisionNumber(decision);
    QString name = escapeMarkdown(decision.properties.value(u"title"_s).toString());
    if (!number.isEmpty())
        name.prepend(number + u' ');
    const QString href = m_links.href(u"decision"_s, decision.key, m_path);
    return asMarkup(href.isEmpty() ? name : u"[%1](%2)"_s.arg(name, href));
}

const ElementState *Facts::byKey(const QString &key) const
{
    const Element *element = model().element(key);
    return element ? at().element(element->id) : nullptr;
}

QList<ElementState> Facts::byKeys(const QJsonArray &keys) const
{
    QList<ElementState> found;
    for (const QJsonValue &key : keys) {
        if (const ElementState *element = byKey(key.toString()))
            found.append(*element);
    }
    return found;
}

QString Facts::teamName(const QString &keyOrName) const
{
    const ElementState *team = byKey(keyOrName);
    return team ? team->name() : keyOrName;
}

QString Facts::owner(ElementId id) const
{
    QStringList names;
    for (const ElementState &team : at().targets(id, u"ownedBy"_s))
        names.append(team.name());
    return names.join(u", "_s);
}

QString Facts::money(double amount) const
{
    const Record *project = model().record(u"project"_s, u"project"_s);
    QString currency = project ? project->properties.value(u"currency"_s).toString() : QString();
    static const QHash<QString, QString> signs{{u"EUR"_s, u"€"_s}, {u"USD"_s, u"$"_s}, {u"GBP"_s, u"£"_s}};
    currency = signs.value(currency, currency);
    QString digits = QString::number(qRound64(std::abs(amount)));
    for (qsizetype i = digits.size() - 3; i > 0; i -= 3)
        digits.insert(i, u',');
    return (amount < 0 ? u"−"_s : QString()) + digits + (currency.isEmpty() ? QString() : u' ' + currency);
}

QVariantList Facts::findingsOn(const std::function<bool(ElementId)> &wanted) const
{
    QVariantList rows;
    for (const rules::Finding &finding : evaluated().findings) {
        if (!finding.element.isValid() || !wanted(finding.element))
            continue;
        const rules::Rule *rule = evaluated().rules.rule(finding.rule);
        rows.append(QVariantHash{{u"rule"_s, finding.rule},
                                 {u"severity"_s, rules::toString(finding.severity)},
                                 {u"message"_s, finding.message},
                                 {u"remediation"_s, rule ? rule->remediation : QString()},
                                 {u"waived_by"_s, finding.waivedBy}});
    }
    return rows;
}

QVariantList Facts::waiversOn(const std::function<bool(const QString &)> &wanted) const
{
    QVariantList rows;
    for (const Record &waiver : model().recordsOfKind(u"waiver"_s)) {
        const QJsonObject &p = waiver.properties;
        const QString key = p.value(u"element"_s).toString();
        if (!wanted(key))
            continue;
        const ElementState *subject = byKey(key);
        rows.append(QVariantHash{
            {u"key"_s, waiver.key},
            {u"subject"_s, subject ? ref(*subject) : QVariant(key)},
            {u"rule"_s, p.value(u"rule"_s).toString()},
            {u"reason"_s, line(p.value(u"reason"_s).toString())},
            {u"compensating"_s, line(p.value(u"compensating_control"_s).toString())},
            {u"approver"_s, teamName(p.value(u"approver"_s).toString())},
            {u"owner"_s, teamName(p.value(u"owner"_s).toString())},
            {u"until"_s, rules::endOf(model(), waiver).section(u' ', 1)},
            {u"in_force"_s, rules::isInForce(model(), waiver, m_plateau)},
        });
    }
    return rows;
}

QString lastName(const Model &model, const QString &key)
{
    const Element *element = model.element(key);
    if (!element)
        return key;
    for (const QJsonObject &revision : element->revisions) {
        if (const QString name = revision.value(u"name"_s).toString(); !name.isEmpty())
            return name;
    }
    return key;
}

QString sentenceList(const QStringList &parts)
{
    if (parts.size() < 2)
        return parts.join(QString());
    return parts.first(parts.size() - 1).join(u", "_s) + u" and "_s + parts.last();
}

QString number(double value)
{
    return QString::number(value, 'g', 10);
}

QString decisionNumber(const Record &decision)
{
    const int number = decision.properties.value(u"number"_s).toInt(-1);
    return number >= 0 ? u"ADR-%1"_s.arg(number, 4, 10, QLatin1Char('0')) : QString();
}

QString requirementText(const rules::FrameworkRef &reference)
{
    // Where the published identifier is a slug or a constant, its title reads better.
    static const QStringList named{
        u"iso_25010_2023"_s,         u"slsa_build"_s,          u"slsa_source"_s,
        u"nsa_cisa_k8s"_s,           u"dora_metrics"_s,        u"aws_well_architected"_s,
        u"azure_well_architected"_s, u"gcp_well_architected"_s};
    const rules::Frameworks &frameworks = rules::Frameworks::builtin();
    const QString title = frameworks.titleOf(reference);
    return named.contains(frameworks.keyOf(reference.framework)) && !title.isEmpty() ? title
                                                                                     : reference.requirement;
}

QString requirementTexts(const QList<rules::FrameworkRef> &references)
{
    QMap<QString, QStringList> byFramework;
    for (const rules::FrameworkRef &reference : references)
        byFramework[rules::Frameworks::builtin().nameOf(reference.framework)].append(
            requirementText(reference));
    QStringList parts;
    for (auto it = byFramework.cbegin(); it != byFramework.cend(); ++it)
        parts.append(it.key() + u": "_s + it->join(u", "_s));
    return parts.join(u"; "_s);
}

QString answerText(const QString &answer)
{
    static const QHash<QString, QString> texts{{u"met"_s, u"✓ met"_s},
                                               {u"partly"_s, u"◐ partly"_s},
                                               {u"not-met"_s, u"✕ not met"_s},
                                               {u"waived"_s, u"◇ waived"_s},
                                               {u"not-applicable"_s, u"– not applicable"_s},
                                               {u"open"_s, u"? open"_s}};
    return texts.value(answer, answer);
}

} // namespace gp::documents
