// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/draft.h"
#include "core/rules/profile.h"

/// What waivers say, and what is done to them, as plain functions.
namespace gp::views {

enum class WaiverState { InForce, ExpiresSoon, Expired };

/// A waiver as it reads at a plateau.
struct WaiverRow
{
    Record record;
    WaiverState state = WaiverState::InForce;
    QDate end;                   ///< of a waiver that ends at a plateau: that one's date; may be invalid
    PlateauId endPlateau;        ///< valid: it ends there
    std::optional<int> daysLeft; ///< negative: so long ago; nothing where no date is known

    [[nodiscard]] QString rule() const
    {
        return record.properties.value(QLatin1StringView("rule")).toString();
    }
    [[nodiscard]] QString element() const
    {
        return record.properties.value(QLatin1StringView("element")).toString();
    }
};

/// The day that waivers are counted from: the project's date or, where that is later, the plateau's; today
/// where neither says one.
[[nodiscard]] QDate waiverDay(const Model &model, PlateauId plateau);

/// All waivers: expired ones first, then by what is left.
[[nodiscard]] QList<WaiverRow> waiverRows(const Model &model, PlateauId plateau,
                                          const rules::Profile &profile);
[[nodiscard]] QString toString(WaiverState state);
/// "1 waiver has expired, 2 expire within 30 days"; empty where there is nothing to say.
[[nodiscard]] QString waiverNews(const QList<WaiverRow> &rows, const rules::Profile &profile);

/// What the dialog of a waiver asks for. The end is a date or a plateau.
struct WaiverInput
{
    QString rule;
    QString element; ///< key
    QString reason;
    QString compensation;
    QString approver;
    QDate end;
    PlateauId endPlateau;
};

/// "1 day", "30 days".
[[nodiscard]] QString daysText(int days);

/// What is missing or not allowed, by field.
struct WaiverProblems
{
    QString rule;
    QString reason;
    QString compensation;
    QString approver;
    QString end;

    [[nodiscard]] bool isEmpty() const
    {
        return rule.isEmpty() && reason.isEmpty() && compensation.isEmpty() && approver.isEmpty() &&
               end.isEmpty();
    }
};
[[nodiscard]] WaiverProblems problemsOf(const WaiverInput &input, const Model &model, PlateauId plateau,
                                        const rules::Profile &profile);

[[nodiscard]] WaiverInput inputFrom(const Record &waiver, const Model &model);

struct WaiverEdit
{
    Draft draft;
    Result<void> done;
    QString label;
    RecordId id;
};
/// A new waiver, or what is said in the place of `before`.
[[nodiscard]] WaiverEdit putWaiver(const Model &model, const WaiverInput &input, PlateauId plateau,
                                   const Record &before = {});
/// From now on it holds no more; it stays in the register.
[[nodiscard]] WaiverEdit endWaiver(const Model &model, RecordId id, PlateauId plateau);

} // namespace gp::views
