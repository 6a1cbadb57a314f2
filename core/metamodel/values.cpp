// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/metamodel/metamodel.h"

#include "core/model/counted.h"

#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace gp::metamodel {

namespace {

QString allowedValues(const Property &property)
{
    QStringList values;
    for (const EnumValue &value : property.values)
        values.append(value.value);
    return values.join(u", "_s);
}

std::optional<QString> checkNumber(const Property &property, double value)
{
    if (property.minimum && value < *property.minimum)
        return u"is below %1"_s.arg(*property.minimum);
    if (property.maximum && value > *property.maximum)
        return u"is above %1"_s.arg(*property.maximum);
    return std::nullopt;
}

bool refersToSomething(const Property &property, const QString &key, const Model &model)
{
    if (property.refersTo == u"plateau")
        return model.plateau(key) != nullptr;
    // An element and a record may share a key; what is asked for decides.
    if (const Element *element = model.element(key);
        element && (property.refersTo == u"element" || element->kind == property.refersTo))
        return true;
    return model.record(property.refersTo, key) != nullptr;
}

std::optional<QString> checkReference(const Property &property, const QJsonValue &value, const Model *model)
{
    if (!value.isString())
        return u"is to be the key of a %1"_s.arg(property.refersTo);
    if (model && !refersToSomething(property, value.toString(), *model))
        return u"refers to %1 '%2', which is not there"_s.arg(property.refersTo, value.toString());
    return std::nullopt;
}

std::optional<QString> checkList(const Property &property, const QJsonValue &value, const Model *model)
{
    if (!value.isArray())
        return u"is to be a list"_s;
    for (const QJsonValue &item : value.toArray()) {
        if (!property.refersTo.isEmpty()) {
            if (auto wrong = checkReference(property, item, model))
                return wrong;
        } else if (!property.values.isEmpty() &&
                   std::ranges::none_of(property.values, [&](const EnumValue &known) {
                       return known.value == item.toString();
                   })) {
            return u"holds '%1'; allowed are: %2"_s.arg(item.toVariant().toString(), allowedValues(property));
        }
    }
    return std::nullopt;
}

std::optional<QString> checkTable(const Property &property, const QJsonValue &value, const Model *model)
{
    if (!value.isArray())
        return u"is to be a list of rows"_s;
    int row = 0;
    for (const QJsonValue &item : value.toArray()) {
        ++row;
        if (!item.isObject())
            return u"row %1 is to hold named fields"_s.arg(row);
        const QJsonObject fields = item.toObject();
        for (auto it = fields.begin(); it != fields.end(); ++it) {
            const Property *column = property.column(it.key());
            if (!column)
                continue;
            if (const auto wrong = checkValue(*column, it.value(), model))
                return u"row %1, '%2' %3"_s.arg(QString::number(row), it.key(), *wrong);
        }
    }
    return std::nullopt;
}

QString numberText(const QJsonValue &value)
{
    // Integers stay integers; others as written, without a trailing .0 or exponent.
    const double number = value.toDouble();
    if (value.toVariant().typeId() == QMetaType::LongLong || number == std::floor(number))
        return QString::number(value.toInteger());
    return QString::number(number, 'g', 12);
}

QString plainText(const QJsonValue &value)
{
    if (value.isDouble())
        return numberText(value);
    if (value.isBool())
        return value.toBool() ? u"yes"_s : u"no"_s;
    if (value.isArray()) {
        QStringList texts;
        for (const QJsonValue &item : value.toArray())
            texts.append(plainText(item));
        return texts.join(u", "_s);
    }
    if (value.isObject()) {
        QStringList texts;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            texts.append(it.key() + u": "_s + plainText(it.value()));
        return texts.join(u"; "_s);
    }
    return value.toString();
}

} // namespace

std::optional<QString> checkValue(const Property &property, const QJsonValue &value, const Model *model)
{
    if (value.isNull() || value.isUndefined())
        return std::nullopt;
    switch (property.type) {
    case PropertyType::Text:
    case PropertyType::Markdown:
    case PropertyType::Duration:
        return value.isString() ? std::nullopt : std::optional(u"is to be text"_s);
    case PropertyType::Url:
        // An address may be a path in a repository; it must only not be a script.
        if (!value.isString() || value.toString().trimmed().startsWith(u"javascript:", Qt::CaseInsensitive))
            return u"is to be an address"_s;
        return std::nullopt;
    case PropertyType::Enum:
        if (std::ranges::none_of(property.values,
                                 [&](const EnumValue &known) { return known.value == value.toString(); }))
            return u"is '%1'; allowed are: %2"_s.arg(value.toVariant().toString(), allowedValues(property));
        return std::nullopt;
    case PropertyType::Integer:
        if (!value.isDouble() || value.toDouble() != std::floor(value.toDouble()))
            return u"is to be a whole number"_s;
        return checkNumber(property, value.toDouble());
    case PropertyType::Number:
        return value.isDouble() ? checkNumber(property, value.toDouble()) : u"is to be a number"_s;
    case PropertyType::Boolean:
        return value.isBool() ? std::nullopt : std::optional(u"is to be true or false"_s);
    case PropertyType::Date:
        return QDate::fromString(value.toString(), Qt::ISODate).isValid()
                   ? std::nullopt
                   : std::optional(u"is to be a date like 2026-11-23"_s);
    case PropertyType::List:
        return checkList(property, value, model);
    case PropertyType::Table:
        return checkTable(property, value, model);
    case PropertyType::Reference:
        return checkReference(property, value, model);
    }
    Q_UNREACHABLE_RETURN({});
}

QString displayText(const Property &property, const QJsonValue &value)
{
    switch (property.type) {
    case PropertyType::Enum:
        return property.labelOf(value.toString());
    case PropertyType::Integer:
    case PropertyType::Number: {
        if (!value.isDouble())
            return plainText(value);
        const QString number = numberText(value);
        return property.unit.isEmpty() ? number : number + u' ' + unitFor(value.toDouble(), property.unit);
    }
    case PropertyType::List: {
        QStringList texts;
        for (const QJsonValue &item : value.toArray())
            texts.append(item.isString() ? property.labelOf(item.toString()) : plainText(item));
        return texts.join(u", "_s);
    }
    case PropertyType::Table: {
        QStringList rows;
        for (const QJsonValue &item : value.toArray()) {
            QStringList fields;
            for (const Property &column : property.columns) {
                const QJsonValue field = item.toObject().value(column.name);
                if (!field.isUndefined() && !field.isNull())
                    fields.append(displayText(column, field));
            }
            rows.append(fields.join(u" · "_s));
        }
        return rows.join(u'\n');
    }
    default:
        return plainText(value);
    }
}

std::optional<QString> fillTemplate(const Kind &kind, const QString &text, const QJsonObject &properties)
{
    static const QRegularExpression placeholder(uR"(\{([a-z0-9_.]+)(?:\|([^|}]*)\|([^|}]*))?\})"_s);
    QString filled;
    qsizetype from = 0;
    for (auto it = placeholder.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        filled += QStringView(text).sliced(from, match.capturedStart() - from);
        from = match.capturedEnd();
        const QStringList path = match.captured(1).split(u'.');
        const Property *property = kind.property(path.front());
        QJsonValue value = properties.value(path.front());
        if (path.size() == 2 && path.back() == u"count") {
            if (value.toArray().isEmpty())
                return std::nullopt;
            const qsizetype count = value.toArray().size();
            filled += QString::number(count);
            if (match.hasCaptured(2))
                filled += u' ' + wordFor(count, match.captured(2), match.captured(3));
            continue;
        }
        if (path.size() == 3) {
            value = value.toArray().at(path.at(1).toInt()).toObject().value(path.back());
            filled += plainText(value);
        } else if (property) {
            filled += property->type == PropertyType::Number || property->type == PropertyType::Integer
                          ? plainText(value)
                          : displayText(*property, value);
        }
        if (value.isNull() || value.isUndefined() || value.toString() == u"none")
            return std::nullopt;
    }
    filled += QStringView(text).sliced(from);
    return filled;
}

} // namespace gp::metamodel
