// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/pdf_layout.h"

#include <QDateTime>

namespace gp::documents::pdf {

/// What QPdfWriter has no way to say: another date than that of the clock, which it writes in the local time
/// zone, and bookmarks. The file's table of objects is written anew. Bytes that are not as QPdfWriter writes
/// them come back as they are.
[[nodiscard]] QByteArray finished(const QByteArray &file, const QDateTime &date, const QList<Entry> &entries);

} // namespace gp::documents::pdf
