// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/model/record.h"

using namespace Qt::StringLiterals;

namespace gp {

QString numberOf(const Record &decision)
{
    const int number = decision.properties.value("number"_L1).toInt(-1);
    return number >= 0 ? u"ADR-%1"_s.arg(number, 4, 10, QLatin1Char('0')) : QString();
}

QString textOf(const Record &record, QAnyStringView property)
{
    return property.visit([&](auto name) -> QString {
        if constexpr (std::is_same_v<decltype(name), QUtf8StringView>)
            return record.properties.value(name.toString()).toString();
        else
            return record.properties.value(name).toString();
    });
}

QString titleOf(const Record &record)
{
    QString title = record.properties.value("title"_L1).toString();
    if (title.isEmpty())
        title = record.properties.value("name"_L1).toString();
    const bool isWaiver = record.kind == "waiver"_L1;
    if (title.isEmpty() && (isWaiver || record.kind == "nfrAnswer"_L1)) {
        const QString about = record.properties.value(isWaiver ? "rule"_L1 : "nfr"_L1).toString();
        title = about + u" · "_s + record.properties.value("element"_L1).toString();
    }
    if (title.isEmpty())
        title = record.key;
    const QString number = record.kind == "decision"_L1 ? numberOf(record) : QString();
    return number.isEmpty() ? title : number + u' ' + title;
}

} // namespace gp
