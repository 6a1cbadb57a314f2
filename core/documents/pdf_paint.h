// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/pdf_page.h"

#include <QDateTime>
#include <QPageSize>
#include <QUuid>

namespace gp::documents::pdf {

/// That of the facts, else SOURCE_DATE_EPOCH, else 1970; UTC.
[[nodiscard]] QDateTime dateOf(const Cover &cover);
/// Pages as QPdfWriter writes them; same input, same bytes once finished() has seen them. There is at least
/// one page. Needs a QGuiApplication.
[[nodiscard]] QByteArray painted(const QList<Page> &pages, const Cover &cover, const QUuid &id,
                                 const QPageSize &size);

} // namespace gp::documents::pdf
