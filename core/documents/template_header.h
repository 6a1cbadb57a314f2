// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/error.h"

#include <QStringList>

namespace gp::documents {

/// What a template says of itself in comments before its first line: {# title: Runbook #}. Nothing of it
/// comes into the document.
struct TemplateHeader
{
    QString title;
    QString scope;      ///< one of templateScopes(); empty where it is not said
    QStringList inputs; ///< names of the values it prints, beside those of every document
    QStringList labels; ///< for publishing: lower-case words
    /// Name of a template that prints a table of names and values: the properties of a published page.
    QString properties;
    QString reportLabel;       ///< a published page lists the properties of all pages of this label
    QStringList reportColumns; ///< in order; empty: all
    QStringList folds;         ///< headings whose sections a published page shows when they are asked for
    int lines = 0;             ///< how many lines of the template are its header
};

struct ReadHeader
{
    TemplateHeader header;
    QList<Error> warnings; ///< what could not be understood, with its line; the rest counts all the same
};

/// What a template can be for one each of: "project", "decision", …, or "part" and "page".
[[nodiscard]] const QStringList &templateScopes();

/// `file` is named in warnings. A template without a header is no mistake.
[[nodiscard]] ReadHeader readTemplateHeader(const QString &source, const QString &file);

} // namespace gp::documents
