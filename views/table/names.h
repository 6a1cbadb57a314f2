// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/metamodel.h"

#include <QHash>

namespace gp::views {

/// What keys stand for, collected once: elements by their latest name, records by their title, plateaus by
/// their name. So a table of thousands of references asks a hash and not the model. Value type, any thread.
class Names
{
public:
    Names() = default;
    explicit Names(const Model &model);

    /// What `refersTo` (a kind, a record kind, "element" or "plateau") calls this key; the key itself where
    /// nothing has it.
    [[nodiscard]] QString nameOf(const QString &refersTo, const QString &key) const;
    /// A property's value as the inspector shows it, on one line.
    [[nodiscard]] QString textOf(const metamodel::Property &property, const QJsonValue &value) const;

private:
    QHash<QString, QString> m_elements;
    QHash<QString, QString> m_plateaus;
    QHash<QString, QString> m_records; ///< by "kind/key"
};

} // namespace gp::views
