// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/metamodel.h"
#include "views/table/names.h"

namespace gp::views {

/// Reads values from text as people write them in a spreadsheet: labels or values of an enum, names or keys
/// of what a reference can name, yes and no, decimal commas, units. Collects what references can name once.
class ValueReader
{
public:
    explicit ValueReader(const Model &model);

    /// Null for an empty text; else a value that the property allows, or why not ("is above 4").
    [[nodiscard]] std::expected<QJsonValue, QString> read(const metamodel::Property &property,
                                                          const QString &text);

private:
    [[nodiscard]] std::expected<QJsonValue, QString> readOne(const metamodel::Property &property,
                                                             const QString &text);
    [[nodiscard]] std::expected<QJsonValue, QString> readList(const metamodel::Property &property,
                                                              const QString &text);
    [[nodiscard]] std::expected<QJsonValue, QString> readChoice(const metamodel::Property &property,
                                                                const QString &text);

    const Model &m_model;
    QHash<QString, QHash<QString, QString>> m_choices; ///< by what is referred to: folded name or key to key
};

/// A value as it goes to a spreadsheet: what ValueReader reads back. Numbers without their unit.
[[nodiscard]] QString spreadsheetText(const metamodel::Property &property, const QJsonValue &value,
                                      const Names &names);

} // namespace gp::views
