// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/valuetext.h"

#include "views/inspector/editors.h"
#include "views/table/tabletext.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::views {

using metamodel::Property;
using metamodel::PropertyType;

namespace {

/// "1,234.5", "12,5" and "15 days" where the unit is days.
QString plainDigits(QString text, const QString &unit)
{
    if (!unit.isEmpty() && text.endsWith(unit))
        text.chop(unit.size());
    text = text.trimmed();
    return text.contains(u'.') ? text.remove(u',') : text.replace(u',', u'.');
}

std::expected<QJsonValue, QString> readNumber(const Property &property, const QString &text)
{
    const QString digits = plainDigits(text, property.unit);
    bool isValid = false;
    if (property.type == PropertyType::Integer) {
        const double number = digits.toDouble(&isValid);
        if (isValid && number == std::floor(number) && std::abs(number) < 9e15)
            return QJsonValue(qint64(number));
        return std::unexpected(tr("needs a whole number, “%1” is none").arg(text));
    }
    const double number = digits.toDouble(&isValid);
    if (isValid)
        return QJsonValue(number);
    return std::unexpected(tr("needs a number, “%1” is none").arg(text));
}

std::expected<QJsonValue, QString> readBoolean(const QString &text)
{
    static const QStringList yes = {u"yes"_s, u"true"_s, u"1"_s, u"x"_s};
    static const QStringList no = {u"no"_s, u"false"_s, u"0"_s};
    const QString folded = text.toCaseFolded();
    if (yes.contains(folded) || folded == tr("yes"))
        return QJsonValue(true);
    if (no.contains(folded) || folded == tr("no"))
        return QJsonValue(false);
    return std::unexpected(tr("needs yes or no, “%1” is neither").arg(text));
}

} // namespace

ValueReader::ValueReader(const Model &model)
    : m_model(model)
{
}

std::expected<QJsonValue, QString> ValueReader::read(const Property &property, const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return QJsonValue(QJsonValue::Null);
    const auto value = readOne(property, trimmed);
    if (!value)
        return value;
    if (const auto wrong = metamodel::checkValue(property, *value, &m_model))
        return std::unexpected(*wrong);
    return value;
}

std::expected<QJsonValue, QString> ValueReader::readOne(const Property &property, const QString &text)
{
    switch (property.type) {
    case PropertyType::Integer:
    case PropertyType::Number:
        return readNumber(property, text);
    case PropertyType::Boolean:
        return readBoolean(text);
    case PropertyType::Enum:
    case PropertyType::Reference:
        return readChoice(property, text);
    case PropertyType::List:
        return readList(property, text);
    case PropertyType::Table:
        return std::unexpected(tr("is a table of its own; open it to edit it"));
    default:
        return QJsonValue(text);
    }
}

std::expected<QJsonValue, QString> ValueReader::readList(const Property &property, const QString &text)
{
    // Who writes an item a line, or with semicolons, may mean a comma that is in one.
    static const QRegularExpression strong(u"[\n;]"_s);
    const auto items = text.contains(strong) ? text.split(strong) : text.split(u',');
    QJsonArray result;
    for (const auto &item : items) {
        if (item.trimmed().isEmpty())
            continue;
        if (property.refersTo.isEmpty() && property.values.isEmpty()) {
            result.append(item.trimmed());
            continue;
        }
        const auto value = readChoice(property, item.trimmed());
        if (!value)
            return value;
        result.append(*value);
    }
    return QJsonValue(result);
}

std::expected<QJsonValue, QString> ValueReader::readChoice(const Property &property, const QString &text)
{
    const QString folded = text.toCaseFolded();
    if (!property.values.isEmpty()) {
        for (const auto &known : property.values) {
            if (known.value.toCaseFolded() == folded || known.label.toCaseFolded() == folded)
                return QJsonValue(known.value);
        }
        QStringList labels;
        for (const auto &known : property.values)
            labels.append(known.label);
        return std::unexpected(tr("cannot be “%1”; it can be: %2").arg(text, labels.join(u", "_s)));
    }
    auto &choices = m_choices[property.refersTo];
    if (choices.isEmpty()) {
        const auto known = choicesFor(property, m_model);
        for (const auto &[key, name] : known)
            choices.insert(name.toCaseFolded(), key);
        for (const auto &choice : known)
            choices.insert(choice.first, choice.first); // a key is exact and wins
    }
    const auto it = choices.constFind(folded);
    if (it != choices.constEnd())
        return QJsonValue(*it);
    return std::unexpected(tr("names “%1”, which is not in this project").arg(text));
}

QString spreadsheetText(const Property &property, const QJsonValue &value, const Names &names)
{
    if (property.type == PropertyType::Markdown)
        return value.toString();
    Property plain = property;
    plain.unit.clear();
    return names.textOf(plain, value);
}

} // namespace gp::views
