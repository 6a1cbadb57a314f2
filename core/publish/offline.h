// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/plan.h"

namespace gp::publish {

/// The pages as files, for a site that cannot be reached from here: `PATH.storage.xml`, attachments in
/// `PATH.attachments/`, and `manifest.json` with titles, hierarchy, order and labels. The paths written,
/// sorted. Refused where the folder cannot be written to, Unreadable where a page is not well-formed.
[[nodiscard]] Result<QStringList> writePages(const QList<WantedPage> &pages, const QString &folder);

} // namespace gp::publish
