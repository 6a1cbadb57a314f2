// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/decisions/scoring.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::decisions {

namespace {

OptionScore scoreOf(const QJsonValue &option, const QJsonArray &criteria)
{
    OptionScore score{option[u"title"_s].toString(), {}, std::nullopt, 0, {}};
    for (const QJsonValue &criterion : criteria) {
        const QJsonValue weight = criterion[u"weight"_s];
        score.marks.append({criterion[u"name"_s].toString(), weight.isDouble() ? weight.toDouble() : 1, {}});
    }
    const QJsonArray lines = option[u"scores"_s].toArray();
    for (const QJsonValue &line : lines) {
        const QString text = line.toString();
        const qsizetype colon = text.lastIndexOf(u':');
        bool isNumber = false;
        const double value = text.sliced(colon + 1).trimmed().toDouble(&isNumber);
        const auto mark = std::ranges::find(score.marks, colon < 0 ? QString() : text.first(colon).trimmed(),
                                            &Mark::criterion);
        if (isNumber && mark != score.marks.end())
            mark->value = value;
        else
            score.unknown.append(text);
    }
    double weights = 0;
    double sum = 0;
    for (const Mark &mark : std::as_const(score.marks)) {
        score.missing += mark.value ? 0 : 1;
        if (mark.value) {
            weights += mark.weight;
            sum += mark.weight * *mark.value;
        }
    }
    if (weights > 0)
        score.score = sum / weights;
    else if (option[u"score"_s].isDouble())
        score.score = option[u"score"_s].toDouble();
    return score;
}

} // namespace

QList<OptionScore> scoresOf(const Record &decision)
{
    QList<OptionScore> scores;
    const QJsonArray criteria = decision.properties.value(u"criteria"_s).toArray();
    const QJsonArray options = decision.properties.value(u"options"_s).toArray();
    for (const QJsonValue &option : options)
        scores.append(scoreOf(option, criteria));
    return scores;
}

} // namespace gp::decisions
