// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/governance/waiverfacts.h"

#include "core/model/at.h"
#include "core/rules/waivers.h"

#include <QObject>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString nameOf(const Model &model, const QString &key, PlateauId plateau)
{
    const auto *element = model.element(key);
    if (!element)
        return key;
    const QString name =
        effectiveProperties(element->revisions, model.pathTo(plateau)).value("name"_L1).toString();
    return name.isEmpty() ? key : name;
}

/// "wai-7": one more than the last.
QString freeKey(const Model &model)
{
    const auto all = model.recordsOfKind(u"waiver"_s).size();
    for (auto number = all + 1;; ++number) {
        const QString key = u"wai-%1"_s.arg(number);
        if (!model.record(u"waiver"_s, key))
            return key;
    }
}

} // namespace

QString daysText(int days)
{
    return days == 1 ? QObject::tr("1 day") : QObject::tr("%1 days").arg(days);
}

QDate waiverDay(const Model &model, PlateauId plateau)
{
    QDate day = QDate::fromString(rules::projectDate(model), Qt::ISODate);
    const auto *at = model.plateau(plateau);
    if (at && at->date.isValid() && (!day.isValid() || at->date > day))
        day = at->date;
    return day.isValid() ? day : QDate::currentDate();
}

QList<WaiverRow> waiverRows(const Model &model, PlateauId plateau, const rules::Profile &profile)
{
    const QDate today = waiverDay(model, plateau);
    QList<WaiverRow> rows;
    for (const auto &record : model.recordsOfKind(u"waiver"_s)) {
        WaiverRow row;
        row.record = record;
        row.end = QDate::fromString(textOf(record, u"expires"_s), Qt::ISODate);
        if (const auto *last = model.plateau(QStringView(textOf(record, u"expires_at_plateau"_s)))) {
            row.endPlateau = last->id;
            if (!row.end.isValid() || (last->date.isValid() && last->date < row.end))
                row.end = last->date;
        }
        if (row.end.isValid())
            row.daysLeft = int(today.daysTo(row.end));
        if (!rules::isInForce(model, record, plateau) || row.daysLeft.value_or(0) < 0)
            row.state = WaiverState::Expired;
        else if (row.daysLeft && *row.daysLeft <= profile.expiringDays)
            row.state = WaiverState::ExpiresSoon;
        rows.append(row);
    }
    std::ranges::stable_sort(rows, {}, [](const WaiverRow &row) {
        return std::tuple(row.state == WaiverState::Expired ? 0 : 1,
                          row.daysLeft.value_or(std::numeric_limits<int>::max()), row.record.key);
    });
    return rows;
}

QString toString(WaiverState state)
{
    switch (state) {
    case WaiverState::Expired:
        return QObject::tr("expired");
    case WaiverState::ExpiresSoon:
        return QObject::tr("expires soon");
    case WaiverState::InForce:
        break;
    }
    return QObject::tr("in force");
}

QString waiverNews(const QList<WaiverRow> &rows, const rules::Profile &profile)
{
    const auto count = [&](WaiverState state) {
        return int(std::ranges::count(rows, state, &WaiverRow::state));
    };
    const int expired = count(WaiverState::Expired);
    const int soon = count(WaiverState::ExpiresSoon);
    const QString within = daysText(profile.expiringDays);
    QStringList parts;
    if (expired > 0)
        parts.append(expired == 1 ? QObject::tr("1 waiver has expired")
                                  : QObject::tr("%1 waivers have expired").arg(expired));
    if (soon > 0 && parts.isEmpty())
        parts.append(soon == 1 ? QObject::tr("1 waiver expires within %1").arg(within)
                               : QObject::tr("%1 waivers expire within %2").arg(soon).arg(within));
    else if (soon > 0)
        parts.append(soon == 1 ? QObject::tr("1 expires within %1").arg(within)
                               : QObject::tr("%1 expire within %2").arg(soon).arg(within));
    return parts.join(u", "_s);
}

WaiverProblems problemsOf(const WaiverInput &input, const Model &model, PlateauId plateau,
                          const rules::Profile &profile)
{
    WaiverProblems problems;
    if (input.rule.isEmpty() || input.element.isEmpty())
        problems.rule = QObject::tr("Choose what is waived.");
    if (input.reason.trimmed().isEmpty())
        problems.reason = QObject::tr("Say why it is accepted.");
    if (input.compensation.trimmed().isEmpty())
        problems.compensation = QObject::tr("Say what keeps the risk small meanwhile.");
    if (input.approver.trimmed().isEmpty())
        problems.approver = QObject::tr("Say who approves it.");
    const auto *last = model.plateau(input.endPlateau);
    const QDate end = last ? last->date : input.end;
    if (!last && !end.isValid()) {
        problems.end = QObject::tr("Say when it ends: a waiver without an end is none.");
        return problems;
    }
    const QDate today = waiverDay(model, plateau);
    if (end.isValid() && end < today) {
        problems.end =
            QObject::tr("That is before %1, the date of the facts.").arg(today.toString(Qt::ISODate));
    } else if (last && model.pathTo(plateau).contains(last->id)) {
        problems.end = QObject::tr("%1 is reached already.").arg(last->name);
    } else if (profile.maxWaiverDays > 0) {
        const QDate latest = today.addDays(profile.maxWaiverDays);
        if (!end.isValid())
            problems.end = QObject::tr("%1 has no date, and the profile %2 allows at most %3. Choose a date.")
                               .arg(last->name, profile.title, daysText(profile.maxWaiverDays));
        else if (end > latest)
            problems.end =
                QObject::tr("The profile %1 allows at most %2: until %3.")
                    .arg(profile.title, daysText(profile.maxWaiverDays), latest.toString(Qt::ISODate));
    }
    return problems;
}

WaiverInput inputFrom(const Record &waiver, const Model &model)
{
    WaiverInput input{textOf(waiver, u"rule"_s),
                      textOf(waiver, u"element"_s),
                      textOf(waiver, u"reason"_s),
                      textOf(waiver, u"compensating_control"_s),
                      textOf(waiver, u"approver"_s),
                      QDate::fromString(textOf(waiver, u"expires"_s), Qt::ISODate),
                      {}};
    const auto *last = model.plateau(QStringView(textOf(waiver, u"expires_at_plateau"_s)));
    if (last && !input.end.isValid())
        input.endPlateau = last->id;
    return input;
}

WaiverEdit putWaiver(const Model &model, const WaiverInput &input, PlateauId plateau, const Record &before)
{
    WaiverEdit edit{Draft(model), {}, {}, before.id};
    Record record = before;
    record.kind = u"waiver"_s;
    auto &properties = record.properties;
    properties.insert(u"rule"_s, input.rule);
    properties.insert(u"element"_s, input.element);
    properties.insert(u"reason"_s, input.reason.trimmed());
    properties.insert(u"compensating_control"_s, input.compensation.trimmed());
    properties.insert(u"approver"_s, input.approver.trimmed());
    properties.remove(u"expires"_s);
    properties.remove(u"expires_at_plateau"_s);
    if (const auto *last = model.plateau(input.endPlateau))
        properties.insert(u"expires_at_plateau"_s, last->key);
    else
        properties.insert(u"expires"_s, input.end.toString(Qt::ISODate));
    const QString name = nameOf(model, input.element, plateau);
    if (before.id.isValid()) {
        edit.label = QObject::tr("Change the waiver of %1 for %2").arg(input.rule, name);
        edit.done = edit.draft.update(record);
        return edit;
    }
    record.key = freeKey(model);
    const QString date = rules::projectDate(model);
    properties.insert(u"granted"_s, date.isEmpty() ? QDate::currentDate().toString(Qt::ISODate) : date);
    edit.label = QObject::tr("Waive %1 for %2").arg(input.rule, name);
    const auto added = edit.draft.addRecord(record);
    if (added)
        edit.id = *added;
    else
        edit.done = std::unexpected(added.error());
    return edit;
}

WaiverEdit endWaiver(const Model &model, RecordId id, PlateauId plateau)
{
    WaiverEdit edit{Draft(model), {}, {}, id};
    const auto *found = model.record(id);
    if (!found)
        return edit;
    Record record = *found;
    const QDate today = QDate::fromString(rules::projectDate(model), Qt::ISODate);
    // By the project's date, as it is judged by; where there is none, by the plateau that all come after.
    if (today.isValid()) {
        record.properties.insert(u"expires"_s, today.addDays(-1).toString(Qt::ISODate));
        record.properties.remove(u"expires_at_plateau"_s);
    } else if (const auto *root = model.plateau(model.rootPlateau())) {
        record.properties.insert(u"expires_at_plateau"_s, root->key);
    }
    edit.label = QObject::tr("End the waiver of %1 for %2")
                     .arg(textOf(record, u"rule"_s), nameOf(model, textOf(record, u"element"_s), plateau));
    edit.done = edit.draft.update(record);
    return edit;
}

} // namespace gp::views
