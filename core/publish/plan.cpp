// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/plan.h"

#include "core/documents/line_diff.h"
#include "core/publish/limits.h"
#include "core/publish/order.h"
#include "core/publish/remote.h"
#include "core/publish/storage.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

constexpr qsizetype longestTitle = 250;

/// "- " and "+ " lines; without what is the same.
QStringList differenceOf(const QString &before, const QString &after)
{
    using documents::DiffLine;
    QStringList lines;
    const auto compared = documents::lineDiff(storageLines(before), storageLines(after));
    for (const DiffLine &line : compared) {
        if (line.kind != DiffLine::Same)
            lines.append((line.kind == DiffLine::Added ? u"+ "_s : u"- "_s) + line.text);
    }
    return lines;
}

/// What would be asked for with this text.
QString sentHash(const PlanItem &item, const QString &storage)
{
    return publish::sentHash(item.title, item.parent, storage);
}

void addReason(PlanItem &item, const QString &reason)
{
    item.reason += (item.reason.isEmpty() ? QString() : u" "_s) + reason;
}

class Planner
{
public:
    Planner(Client &client, Ledger &ledger, const QList<WantedPage> &wanted, const PlanOptions &options)
        : m_client(client)
        , m_ledger(ledger)
        , m_wanted(wanted)
        , m_options(options)
    {
    }

    Result<Plan> make()
    {
        auto space = m_client.space(m_options.space);
        if (!space)
            return std::unexpected(space.error());
        m_plan.space = *space;
        m_plan.root = m_options.root.isEmpty() ? space->homepage : m_options.root;
        if (m_plan.root.isEmpty())
            return fail(
                ErrorCode::Usage,
                u"The space '%1' has no home page: say below which page to publish."_s.arg(space->key));
        m_remote.emplace(m_client, *space, m_plan.root);
        if (auto read = m_remote->read(); !read)
            return std::unexpected(read.error());
        const auto root = m_remote->page(m_plan.root);
        if (!root)
            return std::unexpected(root.error());
        if (!*root || (*root)->status != PageStatus::Current)
            return fail(ErrorCode::Refused,
                        u"There is no page %1 in '%2' to publish below, or you may not see it."_s.arg(
                            m_plan.root, space->key));
        for (const auto step :
             {&Planner::resume, &Planner::follow, &Planner::choose, &Planner::giveTitles, &Planner::compare,
              &Planner::findLateLinks, &Planner::findOrder, &Planner::findOrphans}) {
            if (auto done = (this->*step)(); !done)
                return std::unexpected(done.error());
        }
        return m_plan;
    }

private:
    /// What was begun and perhaps done: a page that came to be in a run that died is not made twice.
    Result<void> resume()
    {
        m_known = m_ledger.published();
        const auto intents = m_ledger.intents();
        for (auto it = intents.cbegin(); it != intents.cend(); ++it) {
            const auto known = m_known.constFind(it.key());
            const bool isNew = known == m_known.constEnd();
            auto found = isNew ? m_remote->titled(it->title) : m_remote->page(known->page);
            if (!found)
                return std::unexpected(found.error());
            const bool isLikely = *found && (isNew ? !isOurs((*found)->id) && (*found)->parent == it->parent
                                                   : (*found)->version == it->base + 1);
            if (isLikely) {
                if (auto taken = takeOver(it.key(), *it, (*found)->id); !taken)
                    return taken;
            }
            if (auto ended = m_ledger.end(it.key()); !ended)
                return ended;
        }
        return {};
    }

    /// A document whose path is another one now, as a decision's after it got another title or a number,
    /// keeps its page. The mark there is written anew.
    Result<void> follow()
    {
        QMap<QString, QString> wanted; // paths by subject
        QSet<QString> paths;
        for (const WantedPage &page : m_wanted) {
            paths.insert(page.path);
            if (!page.subject.isEmpty())
                wanted.insert(page.subject, page.path);
        }
        const auto known = m_known;
        for (auto it = known.cbegin(); it != known.cend(); ++it) {
            const QString path = wanted.value(it->subject);
            if (path.isEmpty() || paths.contains(it.key()))
                continue;
            if (!m_known.contains(path)) {
                Published moved = *it;
                moved.isMarked = false;
                if (auto kept = m_ledger.set(path, moved); !kept)
                    return kept;
                m_known.insert(path, moved);
            } else if (m_known.value(path).page != it->page) {
                continue; // another page has its place: this one is an orphan
            }
            if (auto gone = m_ledger.forget(it.key()); !gone)
                return gone;
            m_known.remove(it.key());
        }
        return {};
    }

    /// Those that the plan is about.
    Result<void> choose()
    {
        QHash<QString, QString> above;
        for (const WantedPage &wanted : m_wanted)
            above.insert(wanted.path, wanted.parent);
        for (const QString &path : m_options.only) {
            if (!above.contains(path))
                return fail(ErrorCode::Usage, u"There is no document '%1' to publish."_s.arg(path));
            m_meant.insert(path);
            QString up = above.value(path);
            while (!up.isEmpty() && !m_known.contains(up) && !m_meant.contains(up)) {
                m_meant.insert(up);
                up = above.value(up);
            }
        }
        return {};
    }

    [[nodiscard]] bool isMeant(const QString &path) const
    {
        return m_options.only.isEmpty() || m_meant.contains(path);
    }

    [[nodiscard]] bool isOurs(const QString &id) const
    {
        return std::ranges::any_of(m_known, [&](const Published &each) { return each.page == id; });
    }

    /// The page is as we meant to make it: then we did.
    Result<void> takeOver(const QString &path, const Intent &intent, const QString &id)
    {
        const auto page = m_client.page(id);
        if (!page)
            return std::unexpected(page.error());
        if (!*page || (*page)->title != intent.title)
            return {};
        if (intent.base > 0 && !(*page)->message.contains(intent.sent.first(12)))
            return {}; // somebody else's version
        if (intent.base == 0) {
            const auto marker = m_client.property(id, markerKey);
            if (!marker)
                return std::unexpected(marker.error());
            const auto self = m_client.self();
            if (!self)
                return std::unexpected(self.error()); // not to know is not to say that it is another's
            // Made by who is signed in, at the place where the page was about to be made, and never touched.
            const bool isMine =
                *marker ? (*marker)->value == markerOf(m_ledger.projectId(), path) : (*page)->author == *self;
            if (!isMine)
                return {};
        }
        Published published = m_known.value(path);
        published.page = id;
        published.title = (*page)->title;
        published.parent = intent.parent;
        published.version = (*page)->version;
        published.sent = intent.sent;
        published.stored = storageHash((*page)->storage);
        published.url = (*page)->url;
        m_known.insert(path, published);
        return m_ledger.set(path, published);
    }

    /// What each page will be called: its own title, unless that is taken by a page that is not ours or by
    /// another document.
    Result<void> giveTitles()
    {
        QSet<QString> given;
        for (const WantedPage &wanted : m_wanted) {
            if (!isMeant(wanted.path)) {
                if (m_known.contains(wanted.path)) {
                    m_titles.insert(wanted.path, m_known.value(wanted.path).title);
                    given.insert(folded(m_titles.value(wanted.path)));
                }
                continue;
            }
            const QString title = wanted.title.simplified().left(longestTitle);
            QString candidate = title;
            for (int i = 1;; ++i) {
                const auto holder = m_remote->titled(candidate);
                if (!holder)
                    return std::unexpected(holder.error());
                bool isForeign = *holder && !isOurs((*holder)->id);
                if (isForeign && candidate == title && !m_known.contains(wanted.path)) {
                    const auto adopted = adopt(wanted.path, **holder);
                    if (!adopted)
                        return std::unexpected(adopted.error());
                    isForeign = !*adopted;
                }
                if (!isForeign && !given.contains(folded(candidate)))
                    break;
                if (isForeign && candidate == title)
                    m_taken.insert(wanted.path, **holder);
                const QString suffix =
                    i == 1 ? m_options.titleSuffix : u"%1 %2"_s.arg(m_options.titleSuffix).arg(i);
                candidate = u"%1 (%2)"_s.arg(title.left(longestTitle - suffix.size() - 3), suffix.trimmed());
            }
            given.insert(folded(candidate));
            m_titles.insert(wanted.path, candidate);
        }
        return {};
    }

    /// A page with our mark of which the project file knows nothing: it was published from another copy. What
    /// was done to it since cannot be told.
    Result<bool> adopt(const QString &path, const WikiPage &page)
    {
        const auto isBelow = m_remote->isBelowRoot(page);
        if (!isBelow || !*isBelow)
            return isBelow;
        const auto marker = m_client.property(page.id, markerKey);
        if (!marker)
            return std::unexpected(marker.error());
        if (!*marker || (*marker)->value != markerOf(m_ledger.projectId(), path))
            return false;
        Published published;
        published.page = page.id;
        published.title = page.title;
        published.parent = page.parent;
        published.isMarked = true;
        published.url = page.url;
        m_known.insert(path, published);
        if (auto kept = m_ledger.set(path, published); !kept)
            return std::unexpected(kept.error());
        return true;
    }

    Result<void> compare()
    {
        for (const WantedPage &wanted : m_wanted) {
            if (!isMeant(wanted.path))
                continue;
            PlanItem item;
            item.path = wanted.path;
            item.subject = wanted.subject;
            item.parent = wanted.parent;
            item.title = m_titles.value(wanted.path);
            if (auto taken = m_taken.constFind(wanted.path); taken != m_taken.constEnd()) {
                item.isTitleProposed = true;
                item.reason = taken->status == PageStatus::Archived
                                  ? u"'%1' is the title of an archived page."_s.arg(taken->title)
                                  : u"'%1' is the title of a page that is not ours."_s.arg(taken->title);
                if (m_options.isStrict) {
                    item.action = Action::Refused;
                    m_plan.items.append(item);
                    continue;
                }
                item.reason += u" Published as '%1'."_s.arg(item.title);
            }
            item.storage = wanted.render(m_titles);
            if (const QString no = refusalOf(item.storage, wanted.files); !no.isEmpty()) {
                item.action = Action::Refused;
                item.reason = no;
                m_plan.items.append(item);
                continue;
            }
            item.sent = sentHash(item, item.storage);
            const auto known = m_known.find(wanted.path);
            if (known != m_known.end() && known->subject != wanted.subject) {
                known->subject = wanted.subject;
                if (auto kept = m_ledger.set(wanted.path, *known); !kept)
                    return kept;
            }
            auto done = known == m_known.end() ? Result<void>(planNew(wanted, item))
                                               : planKnown(wanted, *known, item);
            if (!done)
                return done;
            m_plan.items.append(item);
        }
        return {};
    }

    Result<void> planNew(const WantedPage &wanted, PlanItem &item)
    {
        item.action = Action::Create;
        m_loose.insert(item.path);
        if (!m_options.only.isEmpty() && !m_options.only.contains(wanted.path))
            addReason(item, u"It comes along: it stands above what is published."_s);
        item.files = wanted.files;
        for (const QString &words : wanted.labels) {
            if (const QString label = labelOf(words); !label.isEmpty() && !item.labels.contains(label))
                item.labels.append(label);
        }
        return {};
    }

    Result<void> planKnown(const WantedPage &wanted, const Published &known, PlanItem &item)
    {
        item.page = known.page;
        for (const PageFile &file : wanted.files) {
            if (known.files.value(file.name) != bytesHash(file.bytes))
                item.files.append(file);
        }
        for (const QString &words : wanted.labels) {
            const QString label = labelOf(words);
            if (!label.isEmpty() && !known.labels.contains(label) && !item.labels.contains(label))
                item.labels.append(label);
        }
        const auto found = m_remote->page(known.page);
        if (!found)
            return std::unexpected(found.error());
        if (!*found || (*found)->status != PageStatus::Current) {
            item.action = Action::Conflict;
            item.reason = !*found ? u"The page is gone there, or you may not see it any more."_s
                          : (*found)->status == PageStatus::Archived ? u"The page was archived there."_s
                                                                     : u"The page is in the trash there."_s;
            item.page = *found ? item.page : QString();
            // Where a new one is wanted, it has nothing of the old one.
            item.files = wanted.files;
            item.labels = wanted.labels;
            m_loose.insert(item.path);
            return {};
        }
        const auto isBelow = m_remote->isBelowRoot(**found);
        if (!isBelow)
            return std::unexpected(isBelow.error());
        if (!*isBelow) {
            item.action = Action::Conflict;
            item.reason =
                u"The page was moved there to a place that is not below the page where we publish."_s;
            item.theirVersion = (*found)->version;
            return {};
        }
        return (*found)->version == known.version ? planUntouched(wanted, known, **found, item)
                                                  : planTouched(wanted, known, item);
    }

    /// Nobody wrote there since.
    Result<void> planUntouched(const WantedPage &, const Published &known, const WikiPage &there,
                               PlanItem &item)
    {
        item.theirVersion = there.version;
        const QString parent = parentOf(item);
        const bool isText = item.sent != known.sent;
        const bool isElsewhere = !parent.isEmpty() && parent != known.parent && parent != there.parent;
        if (isElsewhere || (parent.isEmpty() && isText)) // its parent may be about to be made
            m_loose.insert(item.path);
        const bool isRetitled = item.title != known.title;
        if (isRetitled)
            item.oldTitle = known.title;
        if (!isText && item.files.isEmpty() && item.labels.isEmpty() && known.isMarked) {
            item.action = isElsewhere ? Action::Move : Action::Skip;
            return {};
        }
        item.action = Action::Update;
        if (!isText)
            return {};
        const auto comments = m_client.openComments(known.page);
        if (!comments)
            return std::unexpected(comments.error());
        if (comments->isEmpty() && !m_options.withDifferences)
            return {};
        const auto full = m_client.page(known.page);
        if (!full)
            return std::unexpected(full.error());
        if (!*full)
            return {};
        const QString before = (*full)->storage;
        item.difference = differenceOf(before, item.storage);
        if (isRetitled && item.difference.isEmpty() && item.files.isEmpty())
            item.action = Action::Retitle;
        const Carried carried = carryMarks(item.storage, before);
        if (!comments->isEmpty()) {
            item.storage = carried.storage;
            item.comments = carried.lost;
        }
        if (item.comments > 0) {
            item.action = Action::Conflict;
            item.theirStorage = before;
            item.theirTitle = (*full)->title;
            item.reason =
                item.comments == 1
                    ? u"An open comment is about words that are gone; publishing would lose its place."_s
                    : u"%1 open comments are about words that are gone; publishing would lose their places."_s
                          .arg(item.comments);
        }
        return {};
    }

    /// The version went on: what was it?
    Result<void> planTouched(const WantedPage &wanted, const Published &known, PlanItem &item)
    {
        const auto full = m_client.page(known.page);
        if (!full)
            return std::unexpected(full.error());
        if (!*full) {
            item.action = Action::Conflict;
            item.reason = u"The page is gone there, or you may not see it any more."_s;
            return {};
        }
        const WikiPage &there = **full;
        item.theirVersion = there.version;
        item.theirStorage = there.storage;
        item.theirTitle = there.title;
        item.difference = differenceOf(there.storage, item.storage);
        const bool isSame = canonicalStorage(there.storage) == canonicalStorage(item.storage);
        const bool isSeen = there.version == known.seen;
        const bool isEdited = !isSeen && !isSame && storageHash(there.storage) != known.stored;
        const bool isRenamed = !isSeen && there.title != known.title && there.title != item.title;
        if (!isEdited && !isRenamed) {
            // Moved below our root, or saved as it was: nothing that somebody wrote.
            Published taken = known;
            taken.version = there.version;
            taken.seen = 0;
            taken.title = there.title;
            if (isSeen) {
                taken.sent.clear(); // what is there is not what we sent
            }
            if (isSame) {
                taken.sent = item.sent;
                taken.stored = storageHash(there.storage);
            }
            m_known.insert(wanted.path, taken);
            if (auto kept = m_ledger.set(wanted.path, taken); !kept)
                return kept;
            return planUntouched(wanted, taken, there, item);
        }
        item.action = Action::Conflict;
        item.reason = isEdited && isRenamed
                          ? u"Somebody changed the text and the title ('%1') there since we published."_s.arg(
                                there.title)
                      : isEdited ? u"Somebody changed the text there since we published."_s
                                 : u"Somebody renamed the page to '%1'."_s.arg(there.title);
        return {};
    }

    /// Id of the page that the item belongs below; empty where that one is made first.
    [[nodiscard]] QString parentOf(const PlanItem &item) const
    {
        return item.parent.isEmpty() ? m_plan.root : m_known.value(item.parent).page;
    }

    /// How deep a page lies below the root, and with it when it is made.
    [[nodiscard]] int depthOf(const QHash<QString, qsizetype> &index, QString path) const
    {
        int depth = 0;
        for (; !path.isEmpty() && depth < 100; ++depth)
            path = index.contains(path) ? m_plan.items.at(index.value(path)).parent : QString();
        return depth;
    }

    /// Anchors that lead to pages which are not there yet when the text is written.
    Result<void> findLateLinks()
    {
        QHash<QString, qsizetype> index;
        QHash<QString, qsizetype> coming; // by title
        for (qsizetype i = 0; i < m_plan.items.size(); ++i) {
            const PlanItem &item = m_plan.items.at(i);
            index.insert(item.path, i);
            if (item.action == Action::Create ||
                (!item.oldTitle.isEmpty() && item.action != Action::Conflict))
                coming.insert(item.title, i);
        }
        if (coming.isEmpty())
            return {};
        for (PlanItem &item : m_plan.items) {
            const bool isNew = item.action == Action::Create;
            if (!isNew && item.action != Action::Update && item.action != Action::Retitle)
                continue;
            QStringList late = anchoredTitles(item.storage);
            late.removeIf([&](const QString &title) {
                const auto target = coming.constFind(title);
                return target == coming.constEnd() ||
                       (isNew && depthOf(index, m_plan.items.at(*target).path) < depthOf(index, item.path));
            });
            if (late.isEmpty())
                continue;
            item.waits = !isNew;
            addReason(item, isNew
                                ? u"Written twice: it leads to headings of pages that come to be after it."_s
                                : u"Written last: it leads to headings of new pages."_s);
            if (isNew) {
                item.firstStorage = withoutAnchors(item.storage, late);
                item.firstSent = sentHash(item, item.firstStorage);
            }
        }
        return {};
    }

    /// Pages that come to a parent are to stand there as the documents do; the others are left where they
    /// are.
    Result<void> findOrder()
    {
        QMap<QString, QStringList> children;
        for (const WantedPage &wanted : m_wanted)
            children[wanted.parent].append(wanted.path);
        const auto left = m_ledger.orders();
        for (auto it = children.cbegin(); it != children.cend(); ++it) {
            Siblings siblings{it.key(), *it, {}};
            const QStringList undone = left.value(it.key());
            std::ranges::copy_if(*it, std::back_inserter(siblings.loose), [&](const QString &path) {
                return m_loose.contains(path) || (undone.contains(path) && m_known.contains(path));
            });
            if (!siblings.loose.isEmpty() && it->size() > 1) {
                if (auto planned = planOrder(siblings); !planned)
                    return planned;
            } else if (left.contains(it.key())) {
                if (auto ended = m_ledger.endOrder(it.key()); !ended)
                    return ended;
            }
        }
        return {};
    }

    /// Says which pages will have to go where, as far as it can be told before they are there.
    Result<void> planOrder(const Siblings &siblings)
    {
        const QString parent = siblings.parent.isEmpty() ? m_plan.root : m_known.value(siblings.parent).page;
        QHash<QString, QString> pathOf;
        for (const QString &path : siblings.wanted) {
            if (const QString id = m_known.value(path).page; !id.isEmpty())
                pathOf.insert(id, path);
        }
        QStringList there;
        bool isByTitle = true;
        if (!parent.isEmpty()) {
            const auto below = m_remote->below(parent);
            if (!below)
                return std::unexpected(below.error());
            for (const WikiPage &page : *below) {
                isByTitle = isByTitle && page.position < 0;
                if (const QString path = pathOf.value(page.id); !path.isEmpty())
                    there.append(path);
            }
        }
        for (const QString &path : siblings.loose) {
            if (!there.contains(path))
                there.append(path);
        }
        if (isByTitle && m_client.flavour() == Flavour::DataCenter)
            std::ranges::stable_sort(there, [&](const QString &a, const QString &b) {
                return isTitledBefore(m_titles.value(a), m_titles.value(b));
            });
        const auto moves = orderMoves(there, siblings.wanted, siblings.loose);
        for (const OrderMove &move : moves) {
            const auto item = std::ranges::find(m_plan.items, move.path, &PlanItem::path);
            const QString where = u"order: %1 '%2'"_s.arg(
                move.side == Side::Before ? u"before"_s : u"behind"_s, m_titles.value(move.sibling));
            if (item == m_plan.items.end() || item->action == Action::Conflict)
                continue; // whether that one will be there is not decided yet
            addReason(*item, where);
            if (item->action != Action::Skip)
                continue;
            item->action = Action::Move;
            item->isOrderOnly = true;
        }
        const auto comes = [&](const QString &path) { return m_loose.contains(path); };
        if (!moves.isEmpty() || std::ranges::any_of(siblings.loose, comes))
            m_plan.siblings.append(siblings);
        else if (auto ended = m_ledger.endOrder(siblings.parent); !ended) // it stands as it should
            return ended;
        return {};
    }

    Result<void> findOrphans()
    {
        if (!m_options.only.isEmpty())
            return {};
        QSet<QString> paths;
        for (const WantedPage &wanted : m_wanted)
            paths.insert(wanted.path);
        for (auto it = m_known.cbegin(); it != m_known.cend(); ++it) {
            if (paths.contains(it.key()))
                continue;
            const auto found = m_remote->page(it->page);
            if (!found)
                return std::unexpected(found.error());
            if (!*found || (*found)->status != PageStatus::Current) {
                if (auto gone = m_ledger.forget(it.key()); !gone)
                    return gone;
                continue;
            }
            PlanItem item;
            item.action = Action::Orphan;
            item.path = it.key();
            item.title = it->title;
            item.page = it->page;
            item.theirVersion = (*found)->version;
            item.reason = u"The project makes no such document any more."_s;
            m_plan.items.append(item);
        }
        return {};
    }

    Client &m_client;
    Ledger &m_ledger;
    const QList<WantedPage> &m_wanted;
    const PlanOptions &m_options;
    std::optional<Remote> m_remote;
    Plan m_plan;
    QMap<QString, Published> m_known;
    QSet<QString> m_meant; ///< where the plan is not about all
    QMap<QString, QString> m_titles;
    QMap<QString, WikiPage> m_taken;
    QSet<QString> m_loose; ///< paths of pages that come to their parent in this run
};

} // namespace

QString toString(Action action)
{
    static const QStringList words{u"create"_s, u"update"_s,   u"move"_s,   u"retitle"_s,
                                   u"skip"_s,   u"conflict"_s, u"orphan"_s, u"refused"_s};
    return words.at(int(action));
}

QString sentHash(const QString &title, const QString &parent, const QString &storage)
{
    return bytesHash(QString(title + u'\0' + parent + u'\0' + storage).toUtf8());
}

QJsonObject markerOf(const QString &projectId, const QString &path)
{
    return {{u"project"_s, projectId}, {u"document"_s, path}};
}

int Plan::count(Action action) const
{
    return int(std::ranges::count(items, action, &PlanItem::action));
}

bool Plan::isDone() const
{
    return count(Action::Skip) == items.size();
}

Result<Plan> makePlan(Client &client, Ledger &ledger, const QList<WantedPage> &wanted,
                      const PlanOptions &options)
{
    Planner planner(client, ledger, wanted, options);
    return planner.make();
}

} // namespace gp::publish
