// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/adr/properties.h"

#include "core/exchange/adr/write.h"

#include <QCryptographicHash>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::exchange::adr {

namespace {

QJsonArray arrayOf(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

void setText(QJsonObject &object, const QString &name, const QString &text)
{
    if (!text.isEmpty())
        object.insert(name, text);
}

void setList(QJsonObject &object, const QString &name, const QStringList &list)
{
    if (!list.isEmpty())
        object.insert(name, arrayOf(list));
}

QList<AdrOption> optionsOf(const QJsonValue &value)
{
    QList<AdrOption> options;
    const QJsonArray rows = value.toArray();
    for (const QJsonValue &row : rows)
        options.append(optionOf(row.toObject()));
    return options;
}

} // namespace

QJsonObject rowOf(const AdrOption &option)
{
    QJsonObject row;
    setText(row, u"title"_s, option.title);
    setText(row, u"description"_s, option.description);
    setList(row, u"pros"_s, option.pros);
    setList(row, u"cons"_s, option.cons);
    setList(row, u"neutral"_s, option.neutral);
    return row;
}

bool isExchangedColumn(const QString &column)
{
    static const QStringList columns{u"title"_s, u"description"_s, u"pros"_s, u"cons"_s, u"neutral"_s};
    return columns.contains(column);
}

const QStringList &exchangedProperties()
{
    static const QStringList names{u"number"_s,
                                   u"title"_s,
                                   u"status"_s,
                                   u"date"_s,
                                   u"deciders"_s,
                                   u"consulted"_s,
                                   u"informed"_s,
                                   u"context"_s,
                                   u"drivers"_s,
                                   u"options"_s,
                                   u"chosen"_s,
                                   u"outcome"_s,
                                   u"good_consequences"_s,
                                   u"bad_consequences"_s,
                                   u"neutral_consequences"_s,
                                   u"confirmation"_s,
                                   u"more_information"_s};
    return names;
}

QJsonObject propertiesOf(const AdrDocument &document)
{
    QJsonObject object;
    if (document.number)
        object.insert(u"number"_s, *document.number);
    setText(object, u"title"_s, document.title);
    setText(object, u"status"_s, document.status);
    setText(object, u"date"_s, document.date);
    setList(object, u"deciders"_s, document.deciders);
    setList(object, u"consulted"_s, document.consulted);
    setList(object, u"informed"_s, document.informed);
    setText(object, u"context"_s, document.context);
    setList(object, u"drivers"_s, document.drivers);
    QJsonArray options;
    for (const AdrOption &option : document.options)
        options.append(rowOf(option));
    if (!options.isEmpty())
        object.insert(u"options"_s, options);
    setText(object, u"chosen"_s, document.chosen);
    setText(object, u"outcome"_s, document.justification);
    setList(object, u"good_consequences"_s, document.goodConsequences);
    setList(object, u"bad_consequences"_s, document.badConsequences);
    setList(object, u"neutral_consequences"_s, document.neutralConsequences);
    setText(object, u"confirmation"_s, document.confirmation);
    setText(object, u"more_information"_s, document.moreInformation);
    return object;
}

QStringList textsOf(const QJsonValue &list)
{
    QStringList texts;
    const QJsonArray items = list.toArray();
    for (const QJsonValue &item : items)
        texts.append(item.toVariant().toString().trimmed());
    return texts;
}

AdrOption optionOf(const QJsonObject &row)
{
    return {row.value(u"title"_s).toString().trimmed(), row.value(u"description"_s).toString().trimmed(),
            textsOf(row.value(u"pros"_s)), textsOf(row.value(u"cons"_s)), textsOf(row.value(u"neutral"_s))};
}

bool isSame(const QString &property, const QJsonValue &a, const QJsonValue &b)
{
    if (property == "options"_L1)
        return optionsOf(a) == optionsOf(b);
    if (a.isArray() || b.isArray())
        return textsOf(a) == textsOf(b);
    return a.toVariant().toString().trimmed() == b.toVariant().toString().trimmed();
}

QStringList differences(const QJsonObject &a, const QJsonObject &b)
{
    QStringList names;
    for (const QString &name : exchangedProperties()) {
        if (!isSame(name, a.value(name), b.value(name)))
            names.append(name);
    }
    return names;
}

QJsonObject updated(QJsonObject properties, const AdrDocument &document)
{
    const QJsonObject said = propertiesOf(document);
    QHash<QString, QJsonObject> rows;
    const QJsonArray before = properties.value(u"options"_s).toArray();
    for (const QJsonValue &row : before)
        rows.insert(row[u"title"_s].toString().trimmed(), row.toObject());
    for (const QString &name : differences(properties, said)) {
        if (!said.contains(name)) {
            properties.remove(name);
        } else if (name == "options"_L1) {
            QJsonArray options;
            for (const AdrOption &option : document.options) {
                QJsonObject row = rowOf(option);
                const QJsonObject old = rows.value(option.title);
                for (auto it = old.constBegin(); it != old.constEnd(); ++it) {
                    if (!isExchangedColumn(it.key()))
                        row.insert(it.key(), it.value());
                }
                options.append(row);
            }
            properties.insert(name, options);
        } else {
            properties.insert(name, said.value(name));
        }
    }
    return properties;
}

QByteArray Original::bytes() const
{
    return (hasByteOrderMark ? QByteArray("\xEF\xBB\xBF") : QByteArray()) + text.toUtf8();
}

std::optional<Original> originalOf(const Record &decision)
{
    const QJsonObject &p = decision.properties;
    const Original original{p.value(u"source_file"_s).toString(),
                            dialectOf(p.value(u"source_dialect"_s).toString()),
                            p.value(u"source_text"_s).toString(), p.value(u"source_bom"_s).toBool()};
    if (original.file.isEmpty() || original.text.isEmpty())
        return std::nullopt;
    return original;
}

std::optional<Original> baseOf(const Record &decision)
{
    const QString body = decision.properties.value(u"source_edited"_s).toString();
    auto original = originalOf(decision);
    if (body.isEmpty())
        return original;
    if (!original)
        return Original{decision.properties.value(u"source_file"_s).toString(), Dialect::Madr4,
                        writeFrontMatter(decision) + body, false};
    const Outline outline(original->text);
    original->text = original->text.first(outline.offset(outline.firstWords())) + body;
    return original;
}

void setOriginal(QJsonObject &properties, const Original &original)
{
    properties.insert(u"source_file"_s, original.file);
    properties.insert(u"source_dialect"_s, nameOf(original.dialect));
    properties.insert(u"source_text"_s, original.text);
    if (original.hasByteOrderMark)
        properties.insert(u"source_bom"_s, true);
    else
        properties.remove(u"source_bom"_s);
}

QString digestOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

bool isKnownVersion(const Record &decision, const QString &digest)
{
    const auto original = originalOf(decision);
    return (original && digestOf(original->bytes()) == digest) ||
           textsOf(decision.properties.value(u"source_versions"_s)).contains(digest);
}

void addVersion(QJsonObject &properties, const QString &digest)
{
    constexpr qsizetype most = 32; // so far back nobody has a copy that is worth being overwritten unasked
    QStringList versions = textsOf(properties.value(u"source_versions"_s));
    versions.removeAll(digest);
    versions.append(digest);
    if (versions.size() > most)
        versions.remove(0, versions.size() - most);
    properties.insert(u"source_versions"_s, arrayOf(versions));
}

Resolver resolverFor(const Model &model)
{
    Resolver resolver;
    for (const Record &decision : model.recordsOfKind(u"decision"_s)) {
        const QJsonObject &p = decision.properties;
        const QString file = p.value(u"source_file"_s).toString();
        const QJsonValue number = p.value(u"number"_s);
        resolver.add(decision.key, file, number.isDouble() ? std::optional(number.toInt()) : std::nullopt,
                     file.isEmpty() ? decision.key : readFileName(file).slug, p.value(u"title"_s).toString());
    }
    return resolver;
}

std::set<DecisionLink> statedEdges(const Model &model, QList<LostLink> *lost)
{
    const Resolver resolver = resolverFor(model);
    std::set<DecisionLink> edges;
    for (const Record &decision : model.recordsOfKind(u"decision"_s)) {
        const auto original = baseOf(decision);
        if (!original)
            continue;
        const Parsed parsed = parse(original->text, original->file);
        for (const AdrLink &link : parsed.document.links) {
            const QString other = resolver.find(link, original->file);
            const bool isAboutItself = other == decision.key && link.kind != "supersedes"_L1;
            if (other.isEmpty()) {
                if (lost)
                    lost->append({original->file, link});
            } else if (!isAboutItself) {
                edges.insert(link.isInverse ? DecisionLink{other, link.kind, decision.key}
                                            : DecisionLink{decision.key, link.kind, other});
            }
        }
    }
    // A mention beside a stronger statement says nothing more.
    std::erase_if(edges, [&edges](const DecisionLink &edge) {
        if (edge.kind != "relates-to"_L1)
            return false;
        const QStringList stronger{u"supersedes"_s, u"amends"_s, u"refines"_s};
        return std::ranges::any_of(stronger, [&](const QString &kind) {
            return edges.contains({edge.from, kind, edge.to}) || edges.contains({edge.to, kind, edge.from});
        });
    });
    return edges;
}

std::set<DecisionLink> linkedEdges(const Model &model)
{
    std::set<DecisionLink> edges;
    for (const Record &decision : model.recordsOfKind(u"decision"_s)) {
        const QJsonArray links = decision.properties.value(u"links"_s).toArray();
        for (const QJsonValue &link : links)
            edges.insert({decision.key, link[u"kind"_s].toString(), link[u"target"_s].toString()});
    }
    return edges;
}

} // namespace gp::exchange::adr
