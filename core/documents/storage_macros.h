// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

/// The pieces of Confluence storage format that are not plain XHTML. All return well-formed XML; what is text
/// or a name is escaped here.
namespace gp::documents::storage {

/// Text as XML, in an element as well as in an attribute. Only the entities that XML itself knows.
[[nodiscard]] QString escaped(const QString &text);

/// A code block. `language` as in Markdown; one that a Confluence without plug-ins does not know becomes a
/// kin of it or is left out, since it shows an error instead of the code.
[[nodiscard]] QString code(const QString &text, const QString &language);

/// A lozenge with the words in it. `badge` as badgeClass() says.
[[nodiscard]] QString status(const QString &words, const QString &badge);

/// A target for links that does not depend on how a version of Confluence names headings.
[[nodiscard]] QString anchor(const QString &name);

/// A picture that is attached to the page; `width` in pixels, 0 for its own.
[[nodiscard]] QString picture(const QString &fileName, const QString &alternative, int width);

/// Begins a coloured box; `kind` is info, tip, note or warning. boxEnd() ends it.
[[nodiscard]] QString panelBegin(const QString &kind, const QString &title = {});
/// Begins what is shown when its title is clicked. boxEnd() ends it.
[[nodiscard]] QString expandBegin(const QString &title);
[[nodiscard]] QString boxEnd();

/// The headings of the page from the second to the third level, as links.
[[nodiscard]] QString contents();

/// Page properties: `table` has a name and a value in each row.
[[nodiscard]] QString properties(const QString &table);
/// A table of the properties of all pages of the same space that have the label.
[[nodiscard]] QString report(const QString &label, const QStringList &columns);

/// A day as Confluence shows and sorts it; `day` as yyyy-MM-dd.
[[nodiscard]] QString date(const QString &day);

} // namespace gp::documents::storage
