// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/theme.h"

#include <QMap>

namespace gp::documents {
struct StorageBody;
}

namespace gp::views {

/// A page in storage format as Confluence shows it, near enough to see what is lost and what is not: the
/// title above, boxes, lozenges, code, pictures, and links that lead nowhere from here. The inside of a page.
/// What is not well-formed is told in the place where it stops.
[[nodiscard]] QString confluenceHtml(const QString &title, const documents::StorageBody &body,
                                     const QMap<QString, QByteArray> &pictures, const diagram::Theme &theme);

} // namespace gp::views
