// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/theme.h"
#include "views/session/session.h"

class QUrl;
class QVariant;

namespace gp::views {

/// Markdown of a person as HTML: @keys are links with the present names, attachments are pictures.
[[nodiscard]] QString proseHtml(const Session &session, const QString &markdown);
/// The style of pages to read, in the colours of a theme.
[[nodiscard]] QString pageCss(const diagram::Theme &theme);

/// The picture behind an address of proseHtml() or behind data:, at most `width` pixels wide; invalid for
/// everything else: nothing is read from disk or fetched.
[[nodiscard]] QVariant pagePicture(const Model &model, const QUrl &address, int width);
/// Does what a link of a page means: an element is selected and brought into sight, a record opened, an
/// address on the web opened in the browser.
void followLink(Session &session, const QUrl &link);

} // namespace gp::views
