// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/model.h"

#include <QStringList>

/// Names on a page, and the references in the model that they stand for.
namespace gp::publish {

/// Letters and digits of a Markdown text with a blank between the words; names in place of references, no
/// targets of links, no bullets.
[[nodiscard]] QString plainWords(const Model &model, const QString &markdown);

/// A text that was read from a page, with "@key" where `source` refers to an element of that name, or where
/// it is a link to the page of an element: known by the document of that title (`pages`: its path by its
/// title), else by a name that it alone has. Pictures of `source` are theirs again.
/// Other links to pages become words; `told` says so.
[[nodiscard]] QString withReferences(const Model &model, const QString &markdown, const QString &source,
                                     const QMap<QString, QString> &pages, QStringList &told);

} // namespace gp::publish
