// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/look.h"

#include "core/diagram/selection.h"
#include "core/model/record.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::diagram {

namespace {

const QList<std::pair<ColourBy, QString>> &words()
{
    static const QList<std::pair<ColourBy, QString>> all{
        {ColourBy::Kind, u"kind"_s},   {ColourBy::Tier, u"tier"_s},         {ColourBy::Owner, u"owner"_s},
        {ColourBy::State, u"state"_s}, {ColourBy::Findings, u"findings"_s}, {ColourBy::Cost, u"cost"_s}};
    return all;
}

/// Positions of a project that somebody else wrote can be anything.
int place(const QJsonValue &value)
{
    const double number = value.toDouble();
    return int(std::clamp(number, -double(View::farthest), double(View::farthest)));
}

} // namespace

ColourBy toColourBy(const QString &word)
{
    for (const auto &[colourBy, text] : words()) {
        if (text == word)
            return colourBy;
    }
    return ColourBy::Kind;
}

QString toString(ColourBy colourBy)
{
    return words().at(int(colourBy)).second;
}

Look::Look(const QJsonObject &properties)
    : hidden(textsOf(properties.value("hide"_L1)))
    , folded(textsOf(properties.value("folded"_L1)))
    , colourBy(toColourBy(properties.value("colour_by"_L1).toString()))
{
    for (const auto &row : properties.value("notes"_L1).toArray()) {
        const QJsonObject note = row.toObject();
        const QString text = note.value("text"_L1).toString();
        notes.append({text, QPoint(place(note.value("x"_L1)), place(note.value("y"_L1)))});
    }
}

bool Look::hides(const PlateauModel &state, const ElementState &element) const
{
    if (hidden.isEmpty())
        return false;
    const QStringList traits = traitsOf(state, element);
    return std::ranges::any_of(traits, [this](const QString &trait) { return hidden.contains(trait); });
}

QStringList traitsOf(const PlateauModel &state, const ElementState &element)
{
    QStringList traits{u"kind:"_s + element.kind};
    for (const auto &tag : element.properties.value("tags"_L1).toArray())
        traits.append(u"tag:"_s + tag.toString());
    for (const auto &team : state.targets(element.id, u"ownedBy"_s))
        traits.append(u"team:"_s + team.key);
    for (const auto name : {"language"_L1, "tool"_L1, "platform"_L1}) {
        const QString value = element.properties.value(name).toString();
        if (!value.isEmpty())
            traits.append(u"technology:"_s + value);
    }
    for (const auto &used : state.targets(element.id, u"uses"_s)) {
        if (used.kind == "technology"_L1)
            traits.append(u"technology:"_s + used.key);
    }
    return traits;
}

} // namespace gp::diagram
