// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/sitecheck.h"
#include "core/publish/standing.h"

#include <QColor>

/// Signs, words and colours of publishing, the same in every part of the window. Colour is never alone.
namespace gp::views {

/// "+ New page", "~ Change"…
[[nodiscard]] QString actionText(publish::Action action);
/// What was done: "+ Made", "~ Changed"…
[[nodiscard]] QString doneText(publish::Action action);
[[nodiscard]] QColor actionColor(publish::Action action);

/// "✓ in step", "▲ changed there"…
[[nodiscard]] QString standingText(publish::Standing standing);
[[nodiscard]] QString standingTip(const publish::DocumentStanding &document, const QDateTime &looked);
[[nodiscard]] QColor standingColor(publish::Standing standing);

/// "✓", "?", "✕", "·"
[[nodiscard]] QString verdictSign(publish::Verdict verdict);
[[nodiscard]] QColor verdictColor(publish::Verdict verdict);

/// "1 page", "12 pages"
[[nodiscard]] QString pagesText(qsizetype count);

} // namespace gp::views
