// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/statements.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace gp::exchange {

namespace {
/// A catalogue is written for people to read, a manifest for a machine.
int formatRank(const QString &format)
{
    return format == u"backstage"_s ? 0 : 1;
}

void fillIn(QJsonObject &values, const QJsonObject &stated)
{
    for (auto it = stated.constBegin(); it != stated.constEnd(); ++it) {
        if (!values.contains(it.key()))
            values.insert(it.key(), it.value());
    }
}

int confidenceOf(const Source &source)
{
    return source.stated.value(u"confidence").toInt();
}
} // namespace

QString placeOf(const Source &source)
{
    QString place = source.format + u'\n' + source.file + u'\n' + source.mechanism;
    for (const auto *part : {"object", "identity", "via", "reference"})
        place += u'\n' + source.stated.value(QLatin1StringView(part)).toString();
    return place;
}

QList<Source> normalised(const QList<Source> &sources)
{
    if (sources.size() < 2)
        return sources;
    QMap<std::pair<int, QString>, Source> byPlace;
    for (const Source &source : sources) {
        Source &known = byPlace[{formatRank(source.format), placeOf(source)}];
        if (known.format.isEmpty() || source.line < known.line)
            known = source;
    }
    return byPlace.values();
}

QJsonObject mergedValues(const QList<Source> &sources)
{
    QList<Source> ordered = normalised(sources);
    QJsonObject values;
    for (const Source &source : ordered)
        fillIn(values, source.stated.value(u"values").toObject());
    std::ranges::stable_sort(ordered, std::greater(), confidenceOf);
    for (const Source &source : ordered)
        fillIn(values, source.stated.value(u"guesses").toObject());
    return values;
}

bool statementChanged(const QList<Source> &before, const QList<Source> &after, const QString &property)
{
    const auto saidBy = [&](const Source &source) {
        const QJsonValue value = source.stated.value(u"values")[property];
        return value.isUndefined() ? source.stated.value(u"guesses")[property] : value;
    };
    QHash<QString, QJsonValue> was;
    for (const Source &source : before)
        was.insert(placeOf(source), saidBy(source));
    return std::ranges::any_of(after, [&](const Source &source) {
        const auto it = was.constFind(placeOf(source));
        return it != was.constEnd() && *it != saidBy(source);
    });
}

} // namespace gp::exchange
