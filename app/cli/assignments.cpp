// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/assignments.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

using metamodel::Property;
using metamodel::PropertyType;

bool holdsText(const Property *property)
{
    if (!property)
        return false;
    switch (property->type) {
    case PropertyType::Text:
    case PropertyType::Markdown:
    case PropertyType::Enum:
    case PropertyType::Date:
    case PropertyType::Duration:
    case PropertyType::Url:
    case PropertyType::Reference:
        return true;
    case PropertyType::Integer:
    case PropertyType::Number:
    case PropertyType::Boolean:
    case PropertyType::List:
    case PropertyType::Table:
        return false;
    }
    Q_UNREACHABLE_RETURN(false);
}

bool isMeantAsJson(QStringView text)
{
    return text.startsWith(u'[') || text.startsWith(u'{') || text.startsWith(u'"');
}

Result<QJsonValue> readValue(const QString &name, const QString &text, const Property *property)
{
    // QJsonDocument reads arrays and objects only, so the value is put into an array.
    QJsonParseError error{};
    const QJsonArray values = QJsonDocument::fromJson(('[' + text.toUtf8() + ']'), &error).array();
    if (error.error == QJsonParseError::NoError && values.size() == 1) {
        const QJsonValue value = values.first();
        return holdsText(property) && !value.isString() && !value.isNull() ? QJsonValue(text) : value;
    }
    if (!holdsText(property) && isMeantAsJson(text))
        return fail(ErrorCode::Usage,
                    u"The value of '%1' begins as JSON does but cannot be read as such: %2 (byte %3). Put it "
                    "into '…' where quotes in it were lost"_s.arg(name, error.errorString())
                        .arg(std::max(error.offset, 1)));
    return QJsonValue(text);
}

} // namespace

bool isPropertyName(QStringView name)
{
    const auto isLetter = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); };
    return !name.isEmpty() && isLetter(name.front()) && std::ranges::all_of(name, [&](QChar c) {
        return isLetter(c) || (c >= u'0' && c <= u'9') || QStringView(u"_.-").contains(c);
    });
}

Result<QJsonObject> readAssignments(const QStringList &words, const QList<Property> &known)
{
    QJsonObject object;
    for (const QString &word : words) {
        const qsizetype sign = word.indexOf(u'=');
        const QString name = word.first(std::max<qsizetype>(sign, 0));
        if (sign < 0)
            return fail(ErrorCode::Usage, u"'%1' is no property=value"_s.arg(word.left(80)));
        if (!isPropertyName(name))
            return fail(ErrorCode::Usage,
                        u"'%1' is no name for a property: a letter, then letters, digits and _ . -"_s.arg(
                            name.left(80)));
        if (object.contains(name))
            return fail(ErrorCode::Usage, u"'%1' is there twice"_s.arg(name));
        const auto property = std::ranges::find(known, name, &Property::name);
        const auto value =
            readValue(name, word.sliced(sign + 1), property == known.end() ? nullptr : &*property);
        if (!value)
            return std::unexpected(value.error());
        object.insert(name, *value);
    }
    return object;
}

} // namespace gp::cli
