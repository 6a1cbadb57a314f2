// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/id.h"

#include <QJsonObject>
#include <QMap>
#include <QPoint>
#include <QString>

namespace gp {

/// Something the project keeps beside the graph: decision, workPackage, waiver, risk, kpi, stakeholder,
/// review, evidence, nfrAnswer, attachment, and the project's own sheet (kind "project", key "project").
/// Which properties a kind has is said by resources/metamodel/records.yaml. Elements and other records are
/// referred to by key.
struct Record
{
    RecordId id;
    QString kind;
    QString key; ///< unique within the kind
    QJsonObject properties;

    friend bool operator==(const Record &, const Record &) = default;
};

/// "ADR-0007"; empty for a decision without a number.
[[nodiscard]] QString numberOf(const Record &decision);
/// What people call a record: "ADR-0007 Adopt GitHub Actions" for a decision, rule and element for a waiver
/// without a title, else title, name or key.
[[nodiscard]] QString titleOf(const Record &record);
/// A property's text as it was written; empty where it is not set or no text.
[[nodiscard]] QString textOf(const Record &record, QAnyStringView property);

/// A saved, laid-out selection of the model. `properties` says what it shows (title, filter, grouping: see
/// resources/metamodel/records.yaml, kind view). Positions are shared by all plateaus, so that a card stands
/// at the same place in current, target and compare.
struct View
{
    /// Pixels that a view reaches in every direction. What is beyond was not drawn by anybody, and arithmetic
    /// with it would overflow.
    static constexpr int farthest = 10'000'000;

    ViewId id;
    QString key;
    QJsonObject properties;
    QMap<ElementId, QPoint> positions;      ///< top left corner of each card, in scene pixels
    QMap<RelationId, QList<QPoint>> routes; ///< cubic Bézier: start, then two controls and an end per piece

    friend bool operator==(const View &, const View &) = default;
};

} // namespace gp
