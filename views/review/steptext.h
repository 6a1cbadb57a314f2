// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/review/agenda.h"
#include "views/session/session.h"

namespace gp::views {

/// The lines of a step as HTML to read from afar: those of one group under its title, signs in their colours.
[[nodiscard]] QString linesHtml(const Session &session, const QList<review::Line> &lines);
/// All that a step says: the text of an own one, then its lines.
[[nodiscard]] QString stepHtml(const Session &session, const review::Step &step);

} // namespace gp::views
