// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace gp::views {

/// Why a text cannot be the id of an own rule; empty where it can.
[[nodiscard]] QString problemWithId(const QString &id);

} // namespace gp::views
