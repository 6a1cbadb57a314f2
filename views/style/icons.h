// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIcon>

namespace gp::views {

/// An action icon of Breeze ("edit-undo"), read when first painted and drawn in the text colour of the theme
/// it is painted in. No icon theme is searched, so that the window opens fast and looks the same everywhere.
[[nodiscard]] QIcon icon(const QString &name);

/// True when Breeze has it.
[[nodiscard]] bool hasIcon(const QString &name);

} // namespace gp::views
