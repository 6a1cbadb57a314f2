// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/waivers.h"

using namespace Qt::StringLiterals;

namespace gp::rules {

WaiversInForce::WaiversInForce(const Model &model, PlateauId plateau, const QDate &today)
{
    for (const Record &waiver : model.recordsOfKind(u"waiver"_s)) {
        const std::pair covered{waiver.properties.value(u"rule"_s).toString(),
                                waiver.properties.value(u"element"_s).toString()};
        if (!m_waivers.contains(covered) && isInForce(model, waiver, plateau, today)) {
            m_waivers.insert(covered, waiver);
            m_rules.insert(covered.first);
        }
    }
}

const Record *WaiversInForce::find(const QString &ruleOrNfr, const QString &elementKey) const
{
    const auto it = m_waivers.constFind({ruleOrNfr, elementKey});
    return it == m_waivers.constEnd() ? nullptr : &*it;
}

bool isInForce(const Model &model, const Record &waiver, PlateauId plateau, const QDate &today)
{
    const QString status = waiver.properties.value(u"status"_s).toString();
    if (!status.isEmpty() && status != u"granted")
        return false; // asked for, or refused
    QString date = dateOf(model, today);
    if (const Plateau *at = model.plateau(plateau); at && at->date.isValid())
        date = std::max(date, at->date.toString(Qt::ISODate));
    const QString expires = waiver.properties.value(u"expires"_s).toString();
    if (!expires.isEmpty() && expires < date)
        return false;
    const Plateau *last = model.plateau(waiver.properties.value(u"expires_at_plateau"_s).toString());
    return !last || !model.pathTo(plateau).contains(last->id);
}

QString endOf(const Model &model, const Record &waiver)
{
    const QString expires = waiver.properties.value(u"expires"_s).toString();
    if (!expires.isEmpty())
        return u"until "_s + expires;
    const Plateau *last = model.plateau(waiver.properties.value(u"expires_at_plateau"_s).toString());
    return last ? u"until "_s + last->name : QString();
}

QString projectDate(const Model &model)
{
    const Record *project = model.record(u"project"_s, u"project"_s);
    return project ? project->properties.value(u"date"_s).toString() : QString();
}

QString dateOf(const Model &model, const QDate &today)
{
    const QString date = projectDate(model);
    return date.isEmpty() && today.isValid() ? today.toString(Qt::ISODate) : date;
}

} // namespace gp::rules
