// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/metamodel.h"
#include "core/metamodel/yaml.h"

/// Values of the text twin, from YAML to what the model holds. Plain functions; what a value may be is
/// checked elsewhere.
namespace gp::exchange {

/// A scalar or list as the property's type wants it: what is text stays text ("1.10", "NO"). nullptr:
/// unknown.
[[nodiscard]] QJsonValue typedValue(const metamodel::Property *property, const yaml::Value &value);
/// Properties as their types want them. Unknown names are kept.
[[nodiscard]] QJsonObject propertiesOf(const yaml::Value &map, const QList<metamodel::Property> &known);
[[nodiscard]] Provenance provenanceOf(const yaml::Value &item);
/// "0,0 10,0 20,5": nothing where one of them is no point.
[[nodiscard]] std::optional<QList<QPoint>> pointsFrom(const QString &text);

} // namespace gp::exchange
