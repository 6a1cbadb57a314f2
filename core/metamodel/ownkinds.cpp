// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/metamodel/ownkinds.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::metamodel {

namespace {

constexpr qsizetype longestName = 40;
constexpr qsizetype longestTitle = 80;
constexpr qsizetype longestHelp = 2000;
constexpr qsizetype mostValues = 200;

bool isName(const QString &name, QChar joint)
{
    const auto isLetter = [](QChar c) { return c >= u'a' && c <= u'z'; };
    return !name.isEmpty() && name.size() <= longestName && isLetter(name.front()) &&
           std::ranges::all_of(
               name, [&](QChar c) { return isLetter(c) || (c >= u'0' && c <= u'9') || c == joint; });
}

/// Nothing where a text can be shown on one line.
std::optional<QString> checkTitle(const QString &what, const QString &title)
{
    if (title.trimmed().isEmpty())
        return u"needs a %1"_s.arg(what);
    if (title.size() > longestTitle)
        return u"has a %1 of more than %2 characters: make it shorter"_s.arg(what).arg(longestTitle);
    if (std::ranges::any_of(title, [](QChar c) { return c.category() == QChar::Other_Control; }))
        return u"has a %1 with a line break or another control character: take it out"_s.arg(what);
    return std::nullopt;
}

/// The types that a property can be of, by their name in the definition.
std::optional<PropertyType> typeFrom(const QString &name)
{
    static const QMap<QString, PropertyType> types{{u"text"_s, PropertyType::Text},
                                                   {u"markdown"_s, PropertyType::Markdown},
                                                   {u"enum"_s, PropertyType::Enum},
                                                   {u"integer"_s, PropertyType::Integer},
                                                   {u"number"_s, PropertyType::Number},
                                                   {u"boolean"_s, PropertyType::Boolean},
                                                   {u"date"_s, PropertyType::Date},
                                                   {u"duration"_s, PropertyType::Duration},
                                                   {u"url"_s, PropertyType::Url},
                                                   {u"list"_s, PropertyType::List},
                                                   {u"reference"_s, PropertyType::Reference}};
    const auto it = types.constFind(name);
    return it == types.constEnd() ? std::nullopt : std::optional(*it);
}

std::unexpected<Error> wrong(const Record &record, const QString &problem)
{
    return fail(ErrorCode::Invalid, u"%1 '%2': %3"_s.arg(record.kind, record.key, problem));
}

Result<QList<EnumValue>> readValues(const Record &record)
{
    QList<EnumValue> values;
    QSet<QString> seen;
    const QJsonArray rows = record.properties.value("values"_L1).toArray();
    if (rows.size() > mostValues)
        return wrong(record, u"has %1 values; %2 are possible"_s.arg(rows.size()).arg(mostValues));
    for (const QJsonValue &row : rows) {
        const QString value = row["value"_L1].toString().trimmed();
        const QString label = row["label"_L1].toString().trimmed();
        if (const auto problem = checkTitle(u"value"_s, value))
            return wrong(record, *problem);
        if (seen.contains(value))
            return wrong(record, u"has the value '%1' twice: take one out"_s.arg(value));
        seen.insert(value);
        values.append({value, label.isEmpty() || checkTitle({}, label) ? value : label});
    }
    return values;
}

/// Puts the definitions of one model into the lists of a metamodel.
class Extender
{
public:
    Extender(const Metamodel &base, const Model &model)
        : m_kinds(base.kinds())
        , m_relations(base.relationKinds())
        , m_records(base.recordKinds())
        , m_model(model)
    {
    }

    Extended extend()
    {
        const auto kinds = m_model.recordsOfKind(ownKindRecord);
        for (const Record &record : kinds.first(std::min<qsizetype>(kinds.size(), mostOwnKinds)))
            take(addKind(record));
        // Their relations once all are there: they may name each other.
        for (const Record &record : std::as_const(m_added))
            take(addRelations(record));
        const auto properties = m_model.recordsOfKind(ownPropertyRecord);
        for (const Record &record :
             properties.first(std::min<qsizetype>(properties.size(), mostOwnProperties)))
            take(addProperty(record));
        if (kinds.size() > mostOwnKinds)
            tooMany(ownKindRecord, kinds.size(), mostOwnKinds);
        if (properties.size() > mostOwnProperties)
            tooMany(ownPropertyRecord, properties.size(), mostOwnProperties);
        return {{m_kinds, m_relations, m_records}, m_problems};
    }

private:
    void take(const Result<void> &result)
    {
        if (!result)
            m_problems.append(result.error());
    }

    void tooMany(QLatin1StringView kind, qsizetype count, int most)
    {
        m_problems.append({ErrorCode::Invalid,
                           u"%1: the project has %2 of them and the first %3 count: take some out"_s.arg(kind)
                               .arg(count)
                               .arg(most),
                           {},
                           {},
                           0});
    }

    [[nodiscard]] bool isKind(const QString &name) const
    {
        return std::ranges::any_of(m_kinds, [&](const Kind &kind) { return kind.name == name; });
    }

    Result<void> addKind(const Record &record)
    {
        if (!isName(record.key, u'-'))
            return wrong(
                record,
                u"a kind is called by up to %1 small letters, digits and dashes, beginning with a letter"_s
                    .arg(longestName));
        const bool isRecord =
            std::ranges::any_of(m_records, [&](const Kind &k) { return k.name == record.key; });
        if (isKind(record.key) || isRecord || record.key == "any"_L1 || record.key == "element"_L1 ||
            record.key == "plateau"_L1)
            return wrong(record, u"the name is taken by the program: choose another"_s);
        Kind kind;
        kind.name = record.key;
        kind.label = textOf(record, "title"_L1).trimmed();
        kind.plural = textOf(record, "plural"_L1).trimmed();
        if (kind.plural.isEmpty())
            kind.plural = kind.label;
        for (const auto &[what, title] :
             {std::pair(u"title"_s, kind.label), std::pair(u"plural"_s, kind.plural)}) {
            if (const auto problem = checkTitle(what, title))
                return wrong(record, *problem);
        }
        kind.help = textOf(record, "description"_L1).left(longestHelp);
        kind.colour = textOf(record, "colour"_L1);
        static const QStringList colours{u"service"_s, u"pipeline"_s, u"environment"_s, u"control"_s,
                                         u"other"_s};
        if (!colours.contains(kind.colour))
            kind.colour = u"other"_s;
        kind.card.subtitle = {kind.label};
        kind.card.subtitle.front().remove(u'{'); // a title is no template
        // What every element can say: the properties that all the built-in kinds begin with.
        for (const Property &property : m_kinds.front().properties) {
            if (property.name == "name"_L1 || property.name == "description"_L1 || property.name == "tags"_L1)
                kind.properties.append(property);
        }
        m_kinds.append(kind);
        m_added.append(record);
        return {};
    }

    Result<void> addRelations(const Record &record)
    {
        if (const QString like = textOf(record, "like"_L1); !like.isEmpty()) {
            if (like == record.key || !isKind(like))
                return wrong(record, u"is to be related like a '%1', and there is no such kind"_s.arg(like));
            for (RelationKind &relation : m_relations) {
                if (relation.from.contains(like))
                    relation.from.append(record.key);
                if (relation.to.contains(like))
                    relation.to.append(record.key);
            }
        }
        for (const QJsonValue &row : record.properties.value("relations"_L1).toArray()) {
            if (auto added = addRelation(record, row); !added)
                return added;
        }
        return {};
    }

    Result<void> addRelation(const Record &record, const QJsonValue &row)
    {
        const QString name = row["relation"_L1].toString();
        const auto relation = std::ranges::find(m_relations, name, &RelationKind::name);
        if (relation == m_relations.end())
            return wrong(record, u"there is no relation '%1'; known are: %2"_s.arg(name.left(longestTitle),
                                                                                   relationNames()));
        const bool isOutgoing = row["direction"_L1].toString() != "in"_L1;
        for (const QJsonValue &item : row["kinds"_L1].toArray()) {
            const QString other = item.toString();
            if (other != "any"_L1 && !isKind(other))
                return wrong(record, u"'%1' names the kind '%2', which is not there"_s.arg(
                                         name, other.left(longestTitle)));
            relation->also.append(isOutgoing ? std::pair(record.key, other) : std::pair(other, record.key));
        }
        return {};
    }

    [[nodiscard]] QString relationNames() const
    {
        QStringList names;
        for (const RelationKind &relation : m_relations)
            names.append(relation.name);
        return names.join(u", "_s);
    }

    Result<void> addProperty(const Record &record)
    {
        const auto property = readOwnProperty(record);
        if (!property)
            return std::unexpected(property.error());
        if (!property->refersTo.isEmpty() && property->refersTo != "element"_L1 &&
            !isKind(property->refersTo))
            return wrong(record, u"refers to the kind '%1', which is not there"_s.arg(property->refersTo));
        QStringList names;
        for (const QJsonValue &item : record.properties.value("kinds"_L1).toArray())
            names.append(item.toString());
        for (const QString &name : std::as_const(names)) {
            if (!isKind(name))
                return wrong(record, u"is for the kind '%1', which is not there: choose other kinds"_s.arg(
                                         name.left(longestTitle)));
        }
        for (const Kind &kind : std::as_const(m_kinds)) {
            if ((names.isEmpty() || names.contains(kind.name)) && kind.property(property->name))
                return wrong(record,
                             u"%1 has a property of this name already: choose another"_s.arg(kind.plural));
        }
        for (Kind &kind : m_kinds) {
            if (names.isEmpty() || names.contains(kind.name))
                kind.properties.append(*property);
        }
        return {};
    }

    QList<Kind> m_kinds;
    QList<RelationKind> m_relations;
    QList<Kind> m_records;
    const Model &m_model;
    QList<Record> m_added; ///< definitions of kinds that count
    QList<Error> m_problems;
};

} // namespace

bool isDefinition(const Record &record)
{
    return record.kind == ownKindRecord || record.kind == ownPropertyRecord;
}

Result<Property> readOwnProperty(const Record &record)
{
    if (!isName(record.key, u'_'))
        return wrong(
            record,
            u"a property is called by up to %1 small letters, digits and _, beginning with a letter"_s.arg(
                longestName));
    static const QStringList taken{u"id"_s,    u"key"_s,     u"kind"_s,   u"since"_s,
                                   u"until"_s, u"plateau"_s, u"element"_s};
    if (taken.contains(record.key))
        return wrong(record, u"the name is taken by the program: choose another"_s);
    Property property;
    property.name = record.key;
    property.label = textOf(record, "title"_L1).trimmed();
    if (const auto problem = checkTitle(u"title"_s, property.label))
        return wrong(record, *problem);
    property.unit = textOf(record, "unit"_L1).trimmed().left(longestTitle);
    property.help = textOf(record, "description"_L1).left(longestHelp);
    const auto type = typeFrom(textOf(record, "type"_L1));
    if (!type)
        return wrong(record, u"there is no type '%1'"_s.arg(textOf(record, "type"_L1).left(longestTitle)));
    property.type = *type;
    if (property.type == PropertyType::Enum || property.type == PropertyType::List) {
        const auto values = readValues(record);
        if (!values)
            return std::unexpected(values.error());
        property.values = *values;
        if (property.values.isEmpty() && property.type == PropertyType::Enum)
            return wrong(record, u"a choice needs the values that can be chosen"_s);
    }
    if (property.type == PropertyType::Reference) {
        property.refersTo = textOf(record, "refers_to"_L1);
        if (property.refersTo.isEmpty())
            return wrong(record, u"needs the kind that it refers to"_s);
    }
    if (property.type == PropertyType::Integer || property.type == PropertyType::Number) {
        const auto bound = [&record](QLatin1StringView name) {
            const QJsonValue value = record.properties.value(name);
            return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
        };
        property.minimum = bound("minimum"_L1);
        property.maximum = bound("maximum"_L1);
        if (property.minimum && property.maximum && *property.minimum > *property.maximum)
            return wrong(record, u"the least value is above the greatest: turn them round"_s);
    }
    return property;
}

Extended extended(const Metamodel &base, const Model &model)
{
    return Extender(base, model).extend();
}

Metamodel metamodelOf(const Model &model)
{
    return extended(Metamodel::builtin(), model).metamodel;
}

namespace {

QString nameFrom(const QString &title, QChar joint)
{
    QString name;
    for (const QChar c : title.normalized(QString::NormalizationForm_KD).toLower()) {
        const bool isLetter = c >= u'a' && c <= u'z';
        const bool isDigit = c >= u'0' && c <= u'9';
        if (isLetter || (isDigit && !name.isEmpty()))
            name += c;
        else if (!c.isMark() && !name.isEmpty() && name.back() != joint)
            name += joint;
    }
    name.truncate(longestName);
    while (name.endsWith(joint))
        name.chop(1);
    return name;
}

} // namespace

QString nameForProperty(const QString &title)
{
    return nameFrom(title, u'_');
}

QString nameForKind(const QString &title)
{
    return nameFrom(title, u'-');
}

} // namespace gp::metamodel
