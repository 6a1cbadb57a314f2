// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/ledger.h"

#include <QSet>

namespace gp::publish {

struct PageFile
{
    QString name;
    QByteArray bytes;
    QString mediaType;
};

/// One document as it should be there. Its text depends on the titles of the others, which are known only
/// when the site was looked at.
struct WantedPage
{
    QString path; ///< of the document: what it is known by
    /// What the document is about where its path may change, as that of a decision does with its title: the
    /// page goes with it. Empty: the path says it.
    QString subject = {};
    QString parent; ///< path of the document above it; empty: right below the root
    QString title;
    QStringList labels;
    QList<PageFile> files;
    /// Storage format, given the titles of all documents by path.
    std::function<QString(const QMap<QString, QString> &titles)> render;
};

enum class Action {
    Create,
    Update,   ///< text, attachments or labels are different; perhaps place and title, too
    Move,     ///< only its place: its parent, or the order of siblings
    Retitle,  ///< only its title (and place)
    Skip,     ///< nothing to do
    Conflict, ///< somebody changed, moved away or removed it there
    Orphan,   ///< ours, and no document makes it any more
    Refused   ///< cannot be published as it is
};

/// "create", "update"…
[[nodiscard]] QString toString(Action action);

/// What to do about a conflict.
enum class Choice {
    LeaveAlone,  ///< report it
    PublishOurs, ///< a new version over theirs, which stays in the page's history; a new page where it is
                 ///< gone
    KeepTheirs,  ///< take their version as known, so that it is no conflict until one side changes again
    Archive      ///< of an orphan: archive its page
};

struct PlanItem
{
    Action action = Action::Skip;
    QString path;
    QString subject;  ///< see WantedPage
    QString title;    ///< that it will have
    QString oldTitle; ///< where it is retitled
    QString
        reason;   ///< a sentence, where there is something to know: why, whose title it is, what was changed
    QString page; ///< id; empty where it is to be created
    QString parent; ///< path of the document above; empty: the root
    QString storage;
    QString sent;                 ///< see Published
    QList<PageFile> files;        ///< those that are new or different
    QStringList labels;           ///< those that it does not have yet
    bool isTitleProposed = false; ///< its own is taken by a page that is not ours
    /// For a page that was changed there: their version and text, and the text of ours that it was made from.
    int theirVersion = 0;
    QString theirStorage;
    QString theirTitle;
    QStringList
        difference;   ///< "- line", "+ line": what publishing does to the text; empty where it is not known
    int comments = 0; ///< notes at the text whose words are gone; publishing would lose them
    Choice choice = Choice::LeaveAlone;
    /// Of a page that is created before pages to whose headings it leads: its text without those anchors,
    /// which a site may lose while it does not know the target (CONFCLOUD-78192). It is written first, and
    /// `storage` when all pages are there. Empty: one write is enough.
    QString firstStorage;
    QString firstSent;
    bool waits = false; ///< an update that leads to headings of pages that are created: written after them
    bool isOrderOnly = false; ///< a Move among its siblings
};

/// Our pages below one page.
struct Siblings
{
    QString parent;     ///< path; empty: the root
    QStringList wanted; ///< paths in the order of the documents
    QStringList loose;  ///< those that come there in this run, or came in one that died: only these are moved
};

struct Plan
{
    QString place;
    Space space;
    QString root; ///< id of the page below which all is ours
    QList<PlanItem> items;
    QList<Siblings> siblings; ///< where an order is to be made

    [[nodiscard]] int count(Action action) const;
    /// Nothing would be written.
    [[nodiscard]] bool isDone() const;
};

struct PlanOptions
{
    QString space;
    QString root; ///< id of a page; empty: the space's home page
    /// Where a title is taken by a page that is not ours: false proposes another one, true refuses.
    bool isStrict = false;
    /// Read what is there of pages that will be updated, to show the difference. A request more for each.
    bool withDifferences = false;
    QString titleSuffix; ///< for proposed titles: "Sign every artifact (Shop)"
    /// Paths: the plan is about these documents and those above them that have no page yet. Others keep their
    /// titles, are no orphans, and are linked to where they have a page. Empty: about all.
    QSet<QString> only = {};
};

/// Compares what should be there with what is: reads only. Pages that are not marked as ours, or not below
/// the root, are never part of a plan but as the reason why a title is taken. Needs a handful of requests,
/// and one more for each page that was changed there.
[[nodiscard]] Result<Plan> makePlan(Client &client, Ledger &ledger, const QList<WantedPage> &wanted,
                                    const PlanOptions &options);

/// The property that marks a page as ours.
inline constexpr QLatin1StringView markerKey("groundplan");
/// See Published::sent. `parent`: path of the document above.
[[nodiscard]] QString sentHash(const QString &title, const QString &parent, const QString &storage);
[[nodiscard]] QJsonObject markerOf(const QString &projectId, const QString &path);

} // namespace gp::publish
