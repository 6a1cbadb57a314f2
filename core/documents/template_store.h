// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/template_header.h"

/// The templates there are, where each comes from, and how an own one is kept. Knows files and no model.
namespace gp::documents {

/// Who sees a template.
enum class Origin { BuiltIn, User, Project };

/// The folders of own templates.
struct TemplateFolders
{
    QString project; ///< beside the project file; empty where there is no project
    QString user;

    [[nodiscard]] QStringList inOrder() const;     ///< as Request::templateDirs
    [[nodiscard]] QString of(Origin origin) const; ///< empty for built-in ones
};
[[nodiscard]] TemplateFolders templateFolders(const QString &projectFile);

/// One template as it is used now.
struct TemplateInfo
{
    QString name; ///< "adr.md"
    QString kind; ///< id of its DocumentKind; empty for parts that several include
    Origin origin = Origin::BuiltIn;
    QString path;          ///< its file; of a built-in one a resource
    TemplateHeader header; ///< an own one without a header has that of the built-in one
    QList<Error> warnings;
    bool isShadowed = false; ///< there is one of the user's as well, which the project's stands in front of
};
/// By kind in the order of the index page, parts last. Own templates of a name that no document uses are not
/// among them.
[[nodiscard]] QList<TemplateInfo> templates(const TemplateFolders &folders);

/// The template that a document is made with.
[[nodiscard]] QString templateNameFor(const QString &kind, const QString &path);

/// Usage where there is none of that name. The suffix ".md" can be left out.
[[nodiscard]] Result<QString> builtInTemplate(const QString &name);
/// Unreadable where it cannot be read, is larger than a mebibyte or no text.
[[nodiscard]] Result<QString> readTemplate(const QString &path);
/// Writes an own template, as a whole or not at all, and makes its folder. Usage for a name that is no
/// template's, Refused where it cannot be written.
[[nodiscard]] Result<void> saveTemplate(const TemplateFolders &folders, Origin origin, const QString &name,
                                        const QString &text);
/// Takes an own template away; the one behind it is used from then on.
[[nodiscard]] Result<void> removeTemplate(const TemplateFolders &folders, Origin origin, const QString &name);

} // namespace gp::documents
