// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/review/parts.h"

using namespace Qt::StringLiterals;

namespace gp::review {

QString textOf(const QJsonObject &object, const QString &name)
{
    return object.value(name).toString().trimmed();
}

QStringList listOf(const QJsonObject &object, const QString &name)
{
    QStringList items;
    const QJsonArray list = object.value(name).toArray();
    for (const QJsonValue &item : list) {
        if (const QString text = item.toString().trimmed(); !text.isEmpty())
            items.append(text);
    }
    return items;
}

QDate dateIn(const QJsonObject &object, const QString &name)
{
    return QDate::fromString(textOf(object, name), Qt::ISODate);
}

QList<QJsonObject> rowsOf(const QJsonObject &object, const QString &name)
{
    QList<QJsonObject> rows;
    const QJsonArray table = object.value(name).toArray();
    for (const QJsonValue &row : table) {
        if (row.isObject())
            rows.append(row.toObject());
    }
    return rows;
}

void put(QJsonObject &object, const QString &name, const QString &text)
{
    if (text.trimmed().isEmpty())
        object.remove(name);
    else
        object.insert(name, text.trimmed());
}

void put(QJsonObject &object, const QString &name, const QStringList &list)
{
    if (list.isEmpty())
        object.remove(name);
    else
        object.insert(name, QJsonArray::fromStringList(list));
}

void put(QJsonObject &object, const QString &name, const QDate &date)
{
    put(object, name, date.isValid() ? date.toString(Qt::ISODate) : QString());
}

QString nameOf(const Model &model, PlateauId plateau)
{
    const Plateau *found = model.plateau(plateau);
    return found ? (found->name.isEmpty() ? found->key : found->name) : QString();
}

QString counted(qsizetype count, const QString &one, const QString &many)
{
    return QString::number(count) + u' ' + (count == 1 ? one : many);
}

QString pluralOf(const metamodel::Metamodel &metamodel, const QString &kind)
{
    const metamodel::Kind *known = metamodel.kind(kind);
    return known ? known->plural : kind;
}

QString areaOf(const PlateauModel &at, ElementId id)
{
    const QList<ElementState> groups = at.targets(id, u"partOf"_s);
    return groups.isEmpty() ? QString() : groups.first().key;
}

Result<Record> reviewOf(const Model &model, const QString &key)
{
    if (const Record *review = model.record(u"review"_s, key))
        return *review;
    QStringList keys;
    const auto all = model.recordsOfKind(u"review"_s);
    for (const Record &review : all)
        keys.append(review.key);
    return fail(ErrorCode::Usage, u"There is no review '%1'; there are: %2"_s.arg(
                                      key, keys.isEmpty() ? u"none"_s : keys.join(u", "_s)));
}

} // namespace gp::review
