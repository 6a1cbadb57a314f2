// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/facts.h"

/// The value trees that the templates print, one function a kind. docs/templates.md lists what is in them.
namespace gp::documents {

/// By number; those without one last, by key.
[[nodiscard]] QList<Record> decisionsInOrder(const Model &model);
/// The file name of a decision without suffix: "0011-sign-every-artifact"; "draft-…" before it has a number.
[[nodiscard]] QString decisionFileName(const Record &decision);

[[nodiscard]] QVariantHash decisionContext(const Facts &facts, const Record &decision);
/// What the model says of the change that a decision was drafted from, its criteria and its history: added to
/// its context.
void addDecisionBasis(const Facts &facts, const Record &decision, QVariantHash &context);
[[nodiscard]] QVariantHash decisionIndexContext(const Facts &facts);

[[nodiscard]] QVariantHash nfrContext(const Facts &facts, const ElementState &service);
[[nodiscard]] QVariantHash nfrOverviewContext(const Facts &facts);

[[nodiscard]] QVariantHash controlMatrixContext(const Facts &facts);
/// Rows {sign, framework, id, title, before, now} of what the state described covers better or worse.
[[nodiscard]] QVariantList coverageChangeRows(const Facts &facts, PlateauId first);
[[nodiscard]] QVariantHash evidenceIndexContext(const Facts &facts);
[[nodiscard]] QVariantHash evidenceContext(const Facts &facts, const ElementState &control);
[[nodiscard]] QVariantHash waiverRegisterContext(const Facts &facts);
[[nodiscard]] QVariantHash preflightContext(const Facts &facts);

/// One side of a change: the layout is that of both, so that everything stands at one place in either
/// picture, and what changes is marked.
struct PicturePair
{
    PlateauId from;
    PlateauId to;
    bool isBefore = true; ///< the state at `from`, else that at `to`
};

/// A picture by what it shows; the text is what to print for it (a Markdown image), invalid where it cannot
/// be drawn.
struct PictureRequest
{
    QString name; ///< part of the file name
    QString title;
    QStringList elements; ///< keys
    QStringList relations;
    QString groupBy = QStringLiteral("none"); ///< as in a view
    QString direction = QStringLiteral("right");
    /// What to draw, where it is not the project's own model but one that sums it up.
    std::optional<Model> model = {};
    std::optional<PicturePair> pair = {}; ///< instead of the state that the document describes
};
using DrawPicture = std::function<QVariant(const PictureRequest &)>;

[[nodiscard]] QVariantHash goldenPathContext(const Facts &facts, const ElementState &path,
                                             const DrawPicture &draw);

/// "Target architecture", "Architecture at Wave 1", "Current architecture".
[[nodiscard]] QString architectureTitle(const Model &model, PlateauId plateau);
[[nodiscard]] QVariantHash targetArchitectureContext(const Facts &facts, const DrawPicture &draw);
[[nodiscard]] QVariantHash gapAnalysisContext(const Facts &facts);
[[nodiscard]] QVariantHash riskRegisterContext(const Facts &facts);
[[nodiscard]] QVariantHash sloCatalogueContext(const Facts &facts);
[[nodiscard]] QVariantHash toolLandscapeContext(const Facts &facts);
[[nodiscard]] QVariantHash runbookContext(const Facts &facts, const ElementState &service);

/// A document about the whole project.
struct ProjectDocument
{
    QString kind; ///< its template is named after it
    QString path;
    QString title; ///< empty: architectureTitle()
    std::function<QVariantHash(const Facts &, const DrawPicture &)> context;
};
[[nodiscard]] const QList<ProjectDocument> &projectDocuments();

} // namespace gp::documents
