// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/metamodel/metamodel.h"
#include "core/metamodel/yaml.h"

using namespace Qt::StringLiterals;

namespace gp::metamodel {

namespace {

constexpr std::array<std::pair<QStringView, PropertyType>, 12> typeNames{
    {{u"text", PropertyType::Text},
     {u"markdown", PropertyType::Markdown},
     {u"enum", PropertyType::Enum},
     {u"integer", PropertyType::Integer},
     {u"number", PropertyType::Number},
     {u"boolean", PropertyType::Boolean},
     {u"date", PropertyType::Date},
     {u"duration", PropertyType::Duration},
     {u"url", PropertyType::Url},
     {u"list", PropertyType::List},
     {u"table", PropertyType::Table},
     {u"reference", PropertyType::Reference}}};

/// Reads one metamodel file; the first thing that is wrong ends it.
class Reader
{
public:
    explicit Reader(QString file)
        : m_file(std::move(file))
    {
    }

    Result<QList<Property>> properties(const yaml::Value &list) const
    {
        QList<Property> read;
        for (const yaml::Value &item : list.items()) {
            auto one = property(item);
            if (!one)
                return std::unexpected(one.error());
            if (std::ranges::any_of(read, [&](const Property &p) { return p.name == one->name; }))
                return std::unexpected(
                    yaml::errorAt(item, m_file, u"property '%1' is there twice"_s.arg(one->name)));
            read.append(*one);
        }
        return read;
    }

    Result<Kind> kind(const yaml::Value &item, const QList<Property> &common) const
    {
        Kind kind{item[u"name"].text(),
                  item[u"label"].text(),
                  item[u"plural"].text(),
                  item[u"colour"].text(),
                  item[u"help"].text(),
                  item[u"folder"].text(),
                  {texts(item[u"card"][u"subtitle"]), texts(item[u"card"][u"badges"])},
                  common};
        if (kind.name.isEmpty() || kind.label.isEmpty() || kind.plural.isEmpty())
            return std::unexpected(yaml::errorAt(item, m_file, u"a kind needs name, label and plural"_s));
        auto own = properties(item[u"properties"]);
        if (!own)
            return std::unexpected(own.error());
        kind.properties += *own;
        return kind;
    }

    Result<RelationKind> relation(const yaml::Value &item) const
    {
        auto own = properties(item[u"properties"]);
        if (!own)
            return std::unexpected(own.error());
        RelationKind kind{item[u"name"].text(),
                          item[u"label"].text(),
                          item[u"inverse"].text(),
                          texts(item[u"from"]),
                          texts(item[u"to"]),
                          item[u"same_kind"].toJson().toBool(),
                          *own};
        if (kind.name.isEmpty() || kind.from.isEmpty() || kind.to.isEmpty())
            return std::unexpected(yaml::errorAt(item, m_file, u"a relation kind needs name, from and to"_s));
        return kind;
    }

private:
    static QStringList texts(const yaml::Value &list)
    {
        QStringList read;
        for (const yaml::Value &item : list.items())
            read.append(item.text());
        return read;
    }

    Result<Property> property(const yaml::Value &item) const
    {
        Property property;
        property.name = item[u"name"].text();
        property.label = item[u"label"].text();
        property.unit = item[u"unit"].text();
        property.help = item[u"help"].text();
        property.refersTo = item[u"refers_to"].text();
        property.required = item[u"required"].toJson().toBool();
        const QString type = item[u"type"].text();
        const auto known =
            std::ranges::find_if(typeNames, [&](const auto &entry) { return entry.first == type; });
        if (property.name.isEmpty() || property.label.isEmpty() || known == typeNames.end())
            return std::unexpected(yaml::errorAt(
                item, m_file, u"a property needs name, label and a known type (here '%1')"_s.arg(type)));
        property.type = known->second;
        for (const yaml::Entry &entry : item[u"values"].entries())
            property.values.append({entry.key.text(), entry.value.text()});
        if (property.type == PropertyType::Enum && property.values.isEmpty())
            return std::unexpected(
                yaml::errorAt(item, m_file, u"enum '%1' has no values"_s.arg(property.name)));
        if (item.contains(u"min"))
            property.minimum = item[u"min"].toJson().toDouble();
        if (item.contains(u"max"))
            property.maximum = item[u"max"].toJson().toDouble();
        auto columns = properties(item[u"columns"]);
        if (!columns)
            return std::unexpected(columns.error());
        property.columns = *columns;
        return property;
    }

    QString m_file;
};

} // namespace

Result<Metamodel> Metamodel::load(const QString &folder)
{
    Metamodel metamodel;

    const QString kindsFile = folder + u"/kinds.yaml"_s;
    const auto kinds = yaml::readStrict(kindsFile);
    if (!kinds)
        return std::unexpected(kinds.error());
    const Reader kindsReader(kindsFile);
    const auto common = kindsReader.properties((*kinds)[u"common"]);
    if (!common)
        return std::unexpected(common.error());
    for (const yaml::Value &item : (*kinds)[u"kinds"].items()) {
        auto kind = kindsReader.kind(item, *common);
        if (!kind)
            return std::unexpected(kind.error());
        metamodel.m_kinds.append(*kind);
    }

    const QString relationsFile = folder + u"/relations.yaml"_s;
    const auto relations = yaml::readStrict(relationsFile);
    if (!relations)
        return std::unexpected(relations.error());
    for (const yaml::Value &item : (*relations)[u"relations"].items()) {
        auto relation = Reader(relationsFile).relation(item);
        if (!relation)
            return std::unexpected(relation.error());
        for (const QString &kind : relation->from + relation->to) {
            if (kind != u"any" && !metamodel.kind(kind))
                return std::unexpected(
                    yaml::errorAt(item, relationsFile, u"there is no kind '%1'"_s.arg(kind)));
        }
        metamodel.m_relations.append(*relation);
    }

    const QString recordsFile = folder + u"/records.yaml"_s;
    const auto records = yaml::readStrict(recordsFile);
    if (!records)
        return std::unexpected(records.error());
    for (const yaml::Value &item : (*records)[u"records"].items()) {
        auto record = Reader(recordsFile).kind(item, {});
        if (!record)
            return std::unexpected(record.error());
        metamodel.m_records.append(*record);
    }
    return metamodel;
}

} // namespace gp::metamodel
