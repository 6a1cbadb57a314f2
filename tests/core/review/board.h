// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// A small project with a board that has something to decide.
#pragma once

#include "core/review/board.h"
#include "core/review/verdicts.h"

#include <QJsonArray>

namespace gp::test {

using namespace Qt::StringLiterals;

inline QDate day(int number)
{
    return QDate(2026, 11, 1).addDays(number);
}

/// Current and target: Jenkins is replaced, signing comes, checkout changes; two decisions, a waiver that is
/// asked for, three members of whom one is absent.
struct BoardProject
{
    Draft draft{Model()};
    PlateauId current, target;
    ElementId checkout, jenkins, actions, signing;

    BoardProject()
    {
        current = *draft.addPlateau(
            {{}, u"current"_s, u"Current"_s, u"as it is"_s, PlateauKind::Current, {}, 0, day(0)});
        target =
            *draft.addPlateau({{}, u"target"_s, u"Target"_s, {}, PlateauKind::Target, current, 1, day(300)});
        checkout = *draft.addElement(u"service"_s, u"checkout"_s, current,
                                     {{u"name"_s, u"Checkout"_s}, {u"tier"_s, 1}, {u"monthly_cost"_s, 10}});
        jenkins = *draft.addElement(u"pipeline"_s, u"jenkins"_s, current, {{u"name"_s, u"Jenkins"_s}});
        actions = *draft.addElement(u"pipeline"_s, u"actions"_s, target, {{u"name"_s, u"Actions"_s}});
        signing = *draft.addElement(u"control"_s, u"signing"_s, target,
                                    {{u"name"_s, u"Signing"_s}, {u"mode"_s, u"enforced"_s}});
        (void)draft.addRelation(u"deliveredBy"_s, checkout, jenkins, current);
        (void)draft.addRelation(u"deliveredBy"_s, checkout, actions, target);
        (void)draft.addRelation(u"replaces"_s, actions, jenkins, target);
        (void)draft.removeElementAt(jenkins, target);
        add(u"sign"_s, {{u"elements"_s, QJsonArray{u"signing"_s}}, {u"reach"_s, u"platform"_s}});
        add(u"engine"_s, {{u"number"_s, 3}});
        (void)draft.addRecord(
            u"stakeholder"_s, u"ada"_s,
            {{u"name"_s, u"Ada"_s}, {u"signs"_s, QJsonArray{u"platform"_s}}, {u"decision_rights"_s, u"x"_s}});
        (void)draft.addRecord(u"waiver"_s, u"wai-007"_s,
                              {{u"rule"_s, u"SLO-001"_s},
                               {u"element"_s, u"checkout"_s},
                               {u"reason"_s, u"no time"_s},
                               {u"compensating_control"_s, u"alerts"_s},
                               {u"owner"_s, u"Bo"_s},
                               {u"approver"_s, u"Ada"_s},
                               {u"status"_s, u"requested"_s},
                               {u"expires"_s, u"2027-03-01"_s}});
        const QJsonArray members{
            QJsonObject{{u"name"_s, u"Ada"_s}, {u"role"_s, u"lead"_s}, {u"present"_s, true}},
            QJsonObject{{u"name"_s, u"Bo"_s}, {u"present"_s, true}}, QJsonObject{{u"name"_s, u"Cy"_s}}};
        (void)draft.addRecord(u"review"_s, u"november"_s,
                              {{u"title"_s, u"November"_s},
                               {u"date"_s, u"2026-11-10"_s},
                               {u"status"_s, u"scheduled"_s},
                               {u"from_plateau"_s, u"current"_s},
                               {u"to_plateau"_s, u"target"_s},
                               {u"members"_s, members},
                               {u"chair"_s, u"Ada"_s},
                               {u"decisions"_s, QJsonArray{u"sign"_s, u"engine"_s}}});
    }

    /// A proposed one that lacks nothing to be accepted.
    void add(const QString &key, QJsonObject more)
    {
        more.insert(u"title"_s, QString(key.first(1).toUpper() + key.sliced(1)));
        more.insert(u"status"_s, u"proposed"_s);
        more.insert(u"date"_s, u"2026-10-27"_s);
        more.insert(u"context"_s, u"Why."_s);
        more.insert(u"outcome"_s, u"This."_s);
        (void)draft.addRecord(u"decision"_s, key, more);
    }

    [[nodiscard]] const Model &model() const { return draft.model(); }
    [[nodiscard]] const Record &review() const { return *model().record(u"review"_s, u"november"_s); }
    [[nodiscard]] const Record &decision(const QString &key) const
    {
        return *model().record(u"decision"_s, key);
    }
    [[nodiscard]] QString waiverStatus() const
    {
        return model().record(u"waiver"_s, u"wai-007"_s)->properties.value(u"status"_s).toString();
    }
};

inline review::Subject decisionNamed(const QString &key)
{
    return {review::Subject::Kind::Decision, key};
}
inline review::Subject waiverNamed(const QString &key)
{
    return {review::Subject::Kind::Waiver, key};
}

} // namespace gp::test
