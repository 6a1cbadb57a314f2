// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/text_twin.h"

/// Project templates: text twins that ship with the program (templates/projects) or lie in a folder of the
/// user's.
namespace gp::exchange {

struct ProjectTemplate
{
    QString name;        ///< "microservices-50"
    QString title;       ///< name in its project.yaml
    QString description; ///< first paragraph of its description
    QString folder;      ///< of the twin; ":/…" for built-in ones
};

/// Built-in templates and those below `userFolder` (which win by name), sorted by name.
[[nodiscard]] QList<ProjectTemplate> projectTemplates(const QString &userFolder = {});

/// A draft that fills an empty project from a template; Usage where there is none of that name.
[[nodiscard]] Result<Draft> fromTemplate(const QString &name, const Model &base,
                                         const metamodel::Metamodel &metamodel,
                                         const QString &userFolder = {});

} // namespace gp::exchange
