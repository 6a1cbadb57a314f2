// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringView>

namespace gp::metamodel {

/// People's way of writing a duration ("30d", "1 h 30 min", "0.5 h") or ISO 8601's ("P30D", "PT8H"). Editors
/// ask; what a file says already is taken as it is.
[[nodiscard]] bool isDuration(QStringView text);

} // namespace gp::metamodel
