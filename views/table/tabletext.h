// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>

namespace gp::views {

/// Texts of the table's free functions, which have no class to be translated by.
[[nodiscard]] inline QString tr(const char *text)
{
    return QCoreApplication::translate("gp::views", text);
}

} // namespace gp::views
