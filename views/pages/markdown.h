// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace gp::views {

/// What a person wrote, as HTML for a page. Raw HTML in it comes out as text.
[[nodiscard]] QString markdownToHtml(const QString &markdown);

} // namespace gp::views
