// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

/// The pieces of Confluence storage format that are not plain XHTML. All return well-formed XML; what is text
/// or a name is escaped here.
namespace gp::documents::storage {

/// Text as XML, in an element as well as in an attribute. Only the entities that XML itself knows.
[[nodiscard]] QString escaped(const QString &text);

/// A code block. `language` as in Markdown; one that Confluence does not know is left out, since it shows an
/// error instead of the code.
[[nodiscard]] QString code(const QString &text, const QString &language);

/// A lozenge with the words in it. `badge` as badgeClass() says.
[[nodiscard]] QString status(const QString &words, const QString &badge);

/// A target for links that does not depend on how a version of Confluence names headings.
[[nodiscard]] QString anchor(const QString &name);

/// A picture that is attached to the page; `width` in pixels, 0 for its own.
[[nodiscard]] QString picture(const QString &fileName, const QString &alternative, int width);

[[nodiscard]] inline QString infoBegin()
{
    return QStringLiteral(R"(<ac:structured-macro ac:name="info" ac:schema-version="1"><ac:rich-text-body>)");
}
[[nodiscard]] inline QString infoEnd()
{
    return QStringLiteral("</ac:rich-text-body></ac:structured-macro>");
}

} // namespace gp::documents::storage
