// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/colouring.h"

#include "core/diagram/selection.h"
#include "core/metamodel/metamodel.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace gp::diagram {

namespace {

constexpr int mostOwners = 7; ///< more colours cannot be told apart; the eighth is for all others

QString heat(int step)
{
    return u"heat-%1"_s.arg(step);
}

} // namespace

Colouring::Colouring(ColourBy by, const PlateauModel &state, const metamodel::Metamodel &metamodel,
                     const Marks &marks, const QStringList &owners)
    : m_by(by)
    , m_state(state)
    , m_metamodel(metamodel)
    , m_marks(marks)
    , m_owners(owners)
{
    if (by == ColourBy::Cost) {
        for (const auto &element : state.elements())
            m_mostCost = std::max(m_mostCost, element.properties.value("monthly_cost"_L1).toDouble());
    }
}

Meaning Colouring::of(const ElementState &element) const
{
    const auto *kind = m_metamodel.kind(element.kind);
    const Meaning plain{kind ? kind->colour : u"other"_s, {}, 0};
    switch (m_by) {
    case ColourBy::Kind:
        return plain;
    case ColourBy::Tier: {
        const int tier = element.properties.value("tier"_L1).toInt();
        if (tier < 1 || tier > 4)
            return {u"other"_s, u"no tier"_s, 9};
        return {heat(tier - 1), u"tier %1"_s.arg(tier), tier};
    }
    case ColourBy::Owner:
        return byOwner(element);
    case ColourBy::State:
        return byState(element);
    case ColourBy::Findings: {
        const QString worst = m_marks.findings.value(element.id);
        if (worst.isEmpty())
            return {u"other"_s, u"no finding"_s, 9};
        const int step = worst == "error"_L1 ? 0 : worst == "warning"_L1 ? 1 : 2;
        return {heat(step), worst, step};
    }
    case ColourBy::Cost:
        break;
    }
    const double cost = element.properties.value("monthly_cost"_L1).toDouble();
    if (!(cost > 0))
        return {u"other"_s, u"no cost"_s, 9};
    // Thirds of the highest: the scale is that of this platform.
    const int step = cost > m_mostCost * 2 / 3 ? 0 : cost > m_mostCost / 3 ? 1 : 2;
    static const QStringList ranges{u"high cost"_s, u"medium cost"_s, u"low cost"_s};
    return {heat(step), ranges.at(step), step};
}

Meaning Colouring::byOwner(const ElementState &element) const
{
    const ElementState *owner = ownerOf(m_state, element.id);
    if (!owner)
        return {u"other"_s, u"no owner"_s, 99};
    const qsizetype place = m_owners.indexOf(owner->name());
    const int number = place < 0 ? mostOwners : int(std::min<qsizetype>(place, mostOwners));
    return {u"set-%1"_s.arg(number), owner->name(), number};
}

Meaning Colouring::byState(const ElementState &element) const
{
    switch (m_marks.states.value(element.id, State::Kept)) {
    case State::Added:
        return {u"added"_s, u"new"_s, 0};
    case State::Changed:
        return {u"changed"_s, u"changed"_s, 1};
    case State::Removed:
    case State::Replaced:
        return {u"removed"_s, u"ends here"_s, 2};
    case State::None:
    case State::Kept:
        break;
    }
    return {u"other"_s, u"as today"_s, 9};
}

CardText Colouring::withWord(CardText text, const Meaning &meaning)
{
    const QString word = oneLine(meaning.word);
    if (word.isEmpty())
        return text;
    text.badges.removeAll(word);
    if (!text.badges.isEmpty())
        text.badges.prepend(word);
    else if (!text.subtitle.contains(word, Qt::CaseInsensitive))
        text.subtitle = text.subtitle.isEmpty() ? word : word + u" · "_s + text.subtitle;
    return text;
}

QString Colouring::title() const
{
    switch (m_by) {
    case ColourBy::Tier:
        return u"Tier"_s;
    case ColourBy::Owner:
        return u"Owner"_s;
    case ColourBy::State:
        return u"Since the current state"_s;
    case ColourBy::Findings:
        return u"Worst open finding"_s;
    case ColourBy::Cost:
        return u"Cost a month"_s;
    case ColourBy::Kind:
        break;
    }
    return u"Kind"_s;
}

} // namespace gp::diagram
