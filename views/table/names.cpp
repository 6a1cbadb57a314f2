// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/names.h"

using namespace Qt::StringLiterals;

namespace gp::views {

Names::Names(const Model &model)
{
    for (const auto &element : model.elements()) {
        QString name = element.key;
        for (const auto &own : element.revisions)
            name = own.value("name"_L1).toString(name);
        m_elements.insert(element.key, name);
    }
    for (const auto &plateau : model.plateausInOrder())
        m_plateaus.insert(plateau.key, plateau.name.isEmpty() ? plateau.key : plateau.name);
    for (const auto &record : model.records())
        m_records.insert(record.kind + u'/' + record.key, titleOf(record));
}

QString Names::nameOf(const QString &refersTo, const QString &key) const
{
    if (refersTo == "plateau"_L1)
        return m_plateaus.value(key, key);
    const QString record = m_records.value(refersTo + u'/' + key);
    return record.isEmpty() ? m_elements.value(key, key) : record;
}

QString Names::textOf(const metamodel::Property &property, const QJsonValue &value) const
{
    if (value.isNull() || value.isUndefined())
        return {};
    using metamodel::PropertyType;
    if (!property.refersTo.isEmpty() && (value.isString() || value.isArray())) {
        QStringList names;
        for (const auto &item : value.isArray() ? value.toArray() : QJsonArray{value})
            names.append(nameOf(property.refersTo, item.toString()));
        return names.join(u", "_s);
    }
    QString text = metamodel::displayText(property, value);
    if (property.type == PropertyType::Table)
        return text.replace(u'\n', u" / "_s);
    const bool isWord = property.type == PropertyType::Enum || property.type == PropertyType::Boolean;
    if (isWord && !text.isEmpty())
        text[0] = text[0].toUpper();
    return property.type == PropertyType::Markdown ? text.simplified() : text;
}

} // namespace gp::views
