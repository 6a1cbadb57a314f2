// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/twin_values.h"

using namespace Qt::StringLiterals;

namespace gp::exchange {

using metamodel::Property;
using metamodel::PropertyType;

namespace {

Source sourceOf(const yaml::Value &item)
{
    return {item[u"format"].text(),
            item[u"file"].text(),
            static_cast<int>(item[u"line"].toJson().toInteger()),
            item[u"mechanism"].text(),
            item[u"inferred"].toJson().toBool(),
            item[u"stated"].toJson().toObject()};
}

} // namespace

QJsonValue typedValue(const Property *property, const yaml::Value &value)
{
    if (value.isNull())
        return value.isQuoted() ? QJsonValue(value.text()) : QJsonValue(QJsonValue::Null);
    if (!property)
        return value.toJson();
    switch (property->type) {
    case PropertyType::Integer:
    case PropertyType::Number:
    case PropertyType::Boolean:
        return value.toJson();
    case PropertyType::List: {
        if (!value.isSequence())
            return value.toJson();
        QJsonArray array;
        for (const yaml::Value &item : value.items())
            array.append(item.isScalar() ? QJsonValue(item.text()) : item.toJson());
        return array;
    }
    case PropertyType::Table: {
        if (!value.isSequence())
            return value.toJson();
        QJsonArray array;
        for (const yaml::Value &row : value.items()) {
            if (!row.isMap()) {
                array.append(row.toJson());
                continue;
            }
            QJsonObject object;
            for (const yaml::Entry &entry : row.entries())
                object.insert(entry.key.text(), typedValue(property->column(entry.key.text()), entry.value));
            array.append(object);
        }
        return array;
    }
    default:
        return value.isScalar() ? QJsonValue(value.text()) : value.toJson();
    }
}

std::optional<QList<QPoint>> pointsFrom(const QString &text)
{
    QList<QPoint> points;
    for (const QString &pair : text.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList numbers = pair.split(u',');
        bool okX = false;
        bool okY = false;
        const QPoint point(numbers.value(0).toInt(&okX), numbers.value(1).toInt(&okY));
        if (numbers.size() != 2 || !okX || !okY)
            return std::nullopt;
        points.append(point);
    }
    return points;
}

QJsonObject propertiesOf(const yaml::Value &map, const QList<Property> &known)
{
    QJsonObject object;
    for (const yaml::Entry &entry : map.entries()) {
        const QString name = entry.key.text();
        const auto property = std::ranges::find(known, name, &Property::name);
        object.insert(name, typedValue(property == known.end() ? nullptr : &*property, entry.value));
    }
    return object;
}

Provenance provenanceOf(const yaml::Value &item)
{
    Provenance provenance;
    for (const yaml::Value &entry : item[u"sources"].items())
        provenance.sources.append(sourceOf(entry));
    for (const yaml::Value &entry : item[u"unresolved"].items())
        provenance.unresolved.append({entry[u"kind"].text(), entry[u"reference"].text(), sourceOf(entry)});
    return provenance;
}

} // namespace gp::exchange
