// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/metamodel.h"

#include <QJsonObject>

namespace gp::cli {

/// Reads `property=value` words. A value is JSON where it reads as JSON and text otherwise; a property that
/// `known` says holds text takes numbers and the like as they are written (template_version=1.10). Usage
/// where a word is no assignment, names a property twice, or holds JSON that is broken.
[[nodiscard]] Result<QJsonObject> readAssignments(const QStringList &words,
                                                  const QList<metamodel::Property> &known);

/// Whether a word may name a property: a letter, then letters, digits and _ . -
[[nodiscard]] bool isPropertyName(QStringView name);

} // namespace gp::cli
