// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/draft.h"
#include "core/publish/plan.h"

#include <QDate>
#include <QJsonValue>

/// What people wrote on a page there, back into the model: the text of a decision, and notes at it.
namespace gp::publish {

/// A property of a decision that its page says otherwise than we would. Two sections may say one property
/// (considered options, and their pros and cons): then there is one part for both.
struct TakenPart
{
    QString section;  ///< heading there; of the first one where there are more
    QString property; ///< of the decision: "context", "drivers", "options"
    QString ours;     ///< Markdown, as both pages are read by the same reader
    QString theirs;   ///< Markdown; empty where they took it away
    QJsonValue was;   ///< of the property, as compared; null where it was not set
    QJsonValue value; ///< what it becomes; null unsets it. Blocks and items that nobody touched are as they
                      ///< were in the model, letter by letter
};

/// What a page that was edited there says differently, of a document that the model can take it back into.
struct TakeBack
{
    RecordId decision;
    QList<TakenPart> parts; ///< that differ, in the page's order
    QStringList unmapped;   ///< sentences: what is not taken and why (figures of the model, the status,
                            ///< macros that nobody here knows)

    /// There is nothing to take and nothing to tell.
    [[nodiscard]] bool isSame() const { return parts.isEmpty() && unmapped.isEmpty(); }
};

/// What the pages are called there: links by title lead back to references, and a page renamed there says
/// another title.
struct PageNames
{
    QMap<QString, QString> titles = {}; ///< of all documents, by path
    QString ours = {};                  ///< of this page; empty: titles are not compared
    QString theirs = {};
};

/// The decision that the document at `path` (Rendered::path, "decisions/0001-use-x") is made of; nothing for
/// any other document.
[[nodiscard]] std::optional<RecordId> decisionAt(const Model &model, const QString &path);

/// Compares two pages in storage format section by section: the one that we would publish, and the one that
/// is there. Both are read by the same tolerant reader, so what differs is what a person changed (there, or
/// here since it was published). Refused for a document that is no decision; Unreadable for a page that is
/// not well-formed. Thread: any one.
[[nodiscard]] Result<TakeBack> compareTheirs(const Model &model, const QString &path, const QString &ours,
                                             const QString &theirs, const PageNames &names = {});
/// The same for a page of a plan that was changed there (PlanItem::theirStorage).
[[nodiscard]] Result<TakeBack> compareTheirs(const Model &model, const Plan &plan, const PlanItem &item);

/// Sets these properties to what the page says: one edit, undoable. All that differ where `properties` is
/// empty. Usage for one that does not differ; Refused where the decision is not what it was compared with.
[[nodiscard]] Result<void> apply(Draft &draft, const TakeBack &back, const QStringList &properties = {});

/// What is there counts as seen: as long as nobody changes the page again, the next plan updates it with ours
/// in place of calling it a conflict. Only after all that differs was taken, or given up.
[[nodiscard]] Result<void> acknowledge(Ledger &ledger, const PlanItem &item);

/// Open comments as review notes of the decision (property `review_notes`), brought on the day `on`. Those
/// that are there already, by the id of the comment, are brought up to date; none is lost, and what was
/// ticked here stays so. Returns how many are new or different. Refused where there is no such decision.
[[nodiscard]] Result<int> bringNotes(Draft &draft, RecordId decision, const QList<WikiComment> &comments,
                                     const QDate &on);

} // namespace gp::publish
