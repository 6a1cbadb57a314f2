// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/yaml_writer.h"

#include "core/metamodel/yaml.h"

#include <QJsonArray>
#include <QJsonObject>

#include <yaml-cpp/emitter.h>
#include <yaml-cpp/emittermanip.h>

namespace gp::exchange {

struct YamlWriter::Private
{
    YAML::Emitter out;
};

namespace {

/// Would the reader take this for something else than the same text?
bool needsQuotes(const QString &text)
{
    return !yaml::scalarToJson(text, false).isString() || text.trimmed().size() != text.size() ||
           text.startsWith(u'=') || text == u"<<" || text.endsWith(u':');
}

/// Literal blocks end with exactly one line break and cannot begin with a blank or hold control characters.
bool fitsLiteral(const QString &text)
{
    if (!text.endsWith(u'\n') || text.endsWith(QStringView(u"\n\n")) || text.front().isSpace())
        return false;
    return std::ranges::none_of(
        text, [](QChar c) { return c != u'\n' && (!c.isPrint() || c == QChar::ByteOrderMark); });
}

bool isShortScalar(const QJsonValue &value)
{
    return value.isDouble() || value.isBool() ||
           (value.isString() && value.toString().size() <= 40 && !value.toString().contains(u'\n'));
}

bool fitsOneLine(const QJsonArray &array)
{
    qsizetype length = 0;
    for (const QJsonValue &item : array) {
        if (!isShortScalar(item))
            return false;
        length += item.toVariant().toString().size() + 2;
    }
    return length <= 90;
}

QStringList orderedKeys(const QJsonObject &object, const QStringList &order)
{
    QStringList keys;
    for (const QString &key : order) {
        if (object.contains(key))
            keys.append(key);
    }
    for (const QString &key : object.keys()) {
        if (!order.contains(key))
            keys.append(key);
    }
    return keys;
}

} // namespace

YamlWriter::YamlWriter()
    : d(std::make_unique<Private>())
{
    d->out.SetIndent(2);
}

YamlWriter::~YamlWriter() = default;

void YamlWriter::beginMap()
{
    d->out << YAML::BeginMap;
}

void YamlWriter::endMap()
{
    d->out << YAML::EndMap;
}

void YamlWriter::beginSequence()
{
    d->out << YAML::BeginSeq;
}

void YamlWriter::endSequence()
{
    d->out << YAML::EndSeq;
}

void YamlWriter::text(const QString &content)
{
    if (content.contains(u'\n') && fitsLiteral(content))
        d->out << YAML::Literal << content.toStdString();
    else if (content.isEmpty() || content.contains(u'\n') || needsQuotes(content))
        d->out << YAML::DoubleQuoted << content.toStdString();
    else
        d->out << content.toStdString();
}

void YamlWriter::key(const QString &name)
{
    d->out << YAML::Key;
    text(name);
    d->out << YAML::Value;
}

void YamlWriter::value(const QJsonValue &value, const QStringList &order)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        d->out << YAML::Null;
        return;
    case QJsonValue::Bool:
        d->out << value.toBool();
        return;
    case QJsonValue::Double: {
        const double number = value.toDouble();
        if (value.toVariant().typeId() == QMetaType::LongLong)
            d->out << QByteArray::number(value.toInteger()).toStdString();
        else // the shortest digits that read back as the same number
            d->out << QByteArray::number(number, 'g', QLocale::FloatingPointShortest).toStdString();
        return;
    }
    case QJsonValue::String:
        text(value.toString());
        return;
    case QJsonValue::Array: {
        const QJsonArray array = value.toArray();
        if (fitsOneLine(array))
            d->out << YAML::Flow;
        d->out << YAML::BeginSeq;
        for (const QJsonValue &item : array)
            this->value(item, order);
        d->out << YAML::EndSeq;
        return;
    }
    case QJsonValue::Object: {
        const QJsonObject object = value.toObject();
        if (object.isEmpty())
            d->out << YAML::Flow;
        d->out << YAML::BeginMap;
        for (const QString &name : orderedKeys(object, order))
            entry(name, object.value(name));
        d->out << YAML::EndMap;
        return;
    }
    }
}

void YamlWriter::entry(const QString &name, const QJsonValue &content, const QStringList &order)
{
    key(name);
    value(content, order);
}

QByteArray YamlWriter::take()
{
    return QByteArray(d->out.c_str()) + '\n';
}

} // namespace gp::exchange
