// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/facts.h"

/// Table rows and small texts that documents of several kinds print.
namespace gp::documents {

/// A value of a JSON object as plain text.
[[nodiscard]] QString text(const QJsonValue &object, QStringView name);
/// "87 %"; a dash for what is not known (below 0).
[[nodiscard]] QString percent(double value);
[[nodiscard]] QStringList keysOf(const QList<ElementState> &elements);
[[nodiscard]] QString namesOf(const QList<ElementState> &elements);
/// The first `most` names, then "and 12 more".
[[nodiscard]] QString namesOf(const QList<ElementState> &elements, qsizetype most);
/// "yes", "no", or empty where it is not stated.
[[nodiscard]] QString yesOrNo(const ElementState &element, const QString &property);
void addUnique(QList<ElementState> &list, const QList<ElementState> &more);
[[nodiscard]] QList<ElementState> having(const QList<ElementState> &elements,
                                         const std::function<bool(const ElementState &)> &wanted);

/// "golden path" and "Golden paths": what elements of a kind are called.
[[nodiscard]] QString labelOf(const Facts &facts, const QString &kind);
[[nodiscard]] QString pluralOf(const Facts &facts, const QString &kind);
/// Of an enum's value, its place among the property's values; behind all others where it is none of them.
[[nodiscard]] qsizetype placeOf(const Facts &facts, const QString &kind, const QString &property,
                                const QString &value);

[[nodiscard]] QVariantList stageRows(const Facts &facts, const ElementState &pipeline);
[[nodiscard]] QVariantList environmentRows(const Facts &facts, const QList<ElementState> &environments);
[[nodiscard]] QVariantList promotionRows(const Facts &facts, const QList<ElementState> &environments);
/// How elements are spread over the values of a property: "canary (12); rolling (2)".
[[nodiscard]] QString spread(const Facts &facts, const QList<ElementState> &elements,
                             const QString &property);
[[nodiscard]] QVariantList sloRows(const Facts &facts, const QList<ElementState> &services);
/// How long a window is, in minutes; none where it cannot be read ("30d", "90 d", "PT8H").
[[nodiscard]] std::optional<double> minutesOf(const QString &window);
/// "21.6 min": how long all of a window's failures may last together; empty where unknown.
[[nodiscard]] QString errorBudget(const QJsonValue &slo);
[[nodiscard]] QVariantList releaseRows(const Facts &facts, const QList<ElementState> &services);
/// What applies to services: {characteristics, missed}, by characteristic and the items that somebody misses.
[[nodiscard]] QVariantHash nfrRows(const Facts &facts, const QList<ElementState> &services);
/// In the order in which a change meets them.
[[nodiscard]] QVariantList controlRows(const Facts &facts, QList<ElementState> controls,
                                       const QJsonArray &required);
/// Decisions that name one of these elements.
[[nodiscard]] QVariantList decisionRows(const Facts &facts, const QSet<QString> &keys);
[[nodiscard]] QVariantHash decisionRow(const Facts &facts, const Record &decision);
/// By start.
[[nodiscard]] QVariantList workPackageRows(const Facts &facts,
                                           const std::function<bool(const Record &)> &wanted);

/// Plateaus from the root to this one, each once.
[[nodiscard]] QList<Plateau> stepsTo(const Facts &facts, PlateauId plateau);
/// "2027-06-30", or empty.
[[nodiscard]] QString dateText(const Plateau &plateau);
/// Work packages that end at one of the steps to the plateau described.
[[nodiscard]] bool isOnTheWay(const Facts &facts, const Record &work);

/// What all elements, or those of one kind, cost a month.
[[nodiscard]] double monthlyCost(const PlateauModel &at, const QString &kind = {});
/// "+1,240 €", "−20 €", "±0 €".
[[nodiscard]] QString moneyChange(const Facts &facts, double amount);
/// Rows {what, before, after, change} of the costs by kind, and their sum; empty where nothing has a cost.
[[nodiscard]] QVariantList costRows(const Facts &facts, PlateauId first);
/// By likelihood times impact, the highest first.
[[nodiscard]] QVariantList riskRows(const Facts &facts, const std::function<bool(const Record &)> &wanted);
/// What a record refers to by key, by title.
[[nodiscard]] QString recordNames(const Facts &facts, const Record &record, const QString &property,
                                  const QString &kind);

} // namespace gp::documents
