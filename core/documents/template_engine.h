// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/error.h"

#include <QMap>
#include <QStringList>
#include <QVariantHash>

#include <memory>

namespace gp::documents {

enum class Escaping { Markdown, Html };

/// Django-syntax templates through KTextTemplate; the one file that knows it. Everything a template prints is
/// escaped for its output, unless the context marked it with asMarkup(), so that a hostile name stays a name.
/// A template cannot run code or read files. A line that holds nothing but tags leaves no line in the output.
class TemplateEngine
{
public:
    /// Folders are searched in order, then the built-in templates. `overrides` by name stand in front of all.
    explicit TemplateEngine(const QStringList &folders, const QMap<QString, QString> &overrides = {});
    ~TemplateEngine();

    /// Errors carry the template's file and the line.
    [[nodiscard]] Result<QString> render(const QString &name, const QVariantHash &context, Escaping escaping);
    /// The text that a template is made from; empty where there is none.
    [[nodiscard]] QString source(const QString &name) const;
    /// Its file; the name itself for an override.
    [[nodiscard]] QString fileOf(const QString &name) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// The folder of the built-in templates, in the program.
[[nodiscard]] QString builtInTemplates();

/// A value that is markup of the output already: printed as it is.
[[nodiscard]] QVariant asMarkup(const QString &markup);
/// The markup of such a value; empty for any other.
[[nodiscard]] QString markupOf(const QVariant &value);

} // namespace gp::documents
