// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Small readings that the files of this room share. Private to the room.
#pragma once

#include "core/metamodel/metamodel.h"
#include "core/model/at.h"

#include <QDate>
#include <QJsonArray>

namespace gp::review {

[[nodiscard]] QString textOf(const QJsonObject &object, const QString &name);
[[nodiscard]] QStringList listOf(const QJsonObject &object, const QString &name);
[[nodiscard]] QDate dateIn(const QJsonObject &object, const QString &name);
/// The rows of a table; what is no row is left out.
[[nodiscard]] QList<QJsonObject> rowsOf(const QJsonObject &object, const QString &name);
/// Puts a text in, or takes the property away where it is empty.
void put(QJsonObject &object, const QString &name, const QString &text);
void put(QJsonObject &object, const QString &name, const QStringList &list);
void put(QJsonObject &object, const QString &name, const QDate &date);

/// The name, or the key where it has none.
[[nodiscard]] QString nameOf(const Model &model, PlateauId plateau);
/// "1 service", "12 services".
[[nodiscard]] QString counted(qsizetype count, const QString &one, const QString &many);
/// "Services": what several of a kind are called.
[[nodiscard]] QString pluralOf(const metamodel::Metamodel &metamodel, const QString &kind);
/// Key of the group that an element is part of; empty: none.
[[nodiscard]] QString areaOf(const PlateauModel &at, ElementId id);

/// The review of a key, or Usage with those that there are.
[[nodiscard]] Result<Record> reviewOf(const Model &model, const QString &key);

} // namespace gp::review
