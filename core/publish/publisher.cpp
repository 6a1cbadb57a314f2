// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/publisher.h"

#include "core/publish/clients.h"
#include "core/publish/order.h"
#include "core/publish/storage.h"
#include "core/publish/turns.h"

#include <atomic>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

bool endsTheRun(const Error &error)
{
    return error.detail == "credentials"_L1 || error.detail == "cancelled"_L1;
}

/// Works off a plan; every member is used from several threads, what changes is guarded.
class Run
{
public:
    Run(Client &client, Ledger &ledger, const Plan &plan, const PublishOptions &options)
        : m_client(client)
        , m_ledger(ledger)
        , m_plan(plan)
        , m_options(options)
        , m_known(ledger.published())
        , m_outcomes(plan.items.size())
    {
        for (qsizetype i = 0; i < plan.items.size(); ++i)
            m_index.insert(plan.items.at(i).path, i);
    }

    PublishReport work()
    {
        for (const Siblings &each : m_plan.siblings) {
            if (auto begun = m_ledger.beginOrder(each.parent, each.loose); !begun)
                m_notes.append(begun.error().text());
        }
        const auto all = levels();
        for (const QList<qsizetype> &level : all)
            workOn(level);
        QList<qsizetype> waiting;
        for (qsizetype i = 0; i < m_plan.items.size(); ++i) {
            if (m_plan.items.at(i).waits)
                waiting.append(i);
        }
        workOn(waiting);
        sideBySide(m_twice, [this](Client &client, qsizetype at) { writeAgain(client, at); });
        for (const Siblings &each : m_plan.siblings)
            putInOrder(each);
        PublishReport report;
        report.notes = m_notes;
        for (qsizetype i = 0; i < m_plan.items.size(); ++i) {
            if (m_outcomes.at(i))
                report.outcomes.append(*m_outcomes.at(i));
        }
        report.isCancelled = m_isOver && m_end && m_end->detail == "cancelled"_L1;
        report.requests = requestsSent(m_client);
        return report;
    }

private:
    /// Indices of what there is to do, by how deep a page lies.
    [[nodiscard]] QList<QList<qsizetype>> levels() const
    {
        QMap<int, QList<qsizetype>> byDepth;
        for (qsizetype i = 0; i < m_plan.items.size(); ++i) {
            int depth = 0;
            for (QString path = m_plan.items.at(i).parent; !path.isEmpty() && depth < 100; ++depth)
                path = m_index.contains(path) ? m_plan.items.at(m_index.value(path)).parent : QString();
            if (!m_plan.items.at(i).waits)
                byDepth[depth].append(i);
        }
        return byDepth.values();
    }

    void workOn(const QList<qsizetype> &level)
    {
        m_turns.clear();
        for (const qsizetype at : level) {
            if (m_plan.items.at(at).action == Action::Create)
                m_turns.add(at, m_plan.items.at(at).parent);
        }
        sideBySide(level, [this](Client &client, qsizetype at) {
            doOne(client, at);
            m_turns.end(at);
        });
    }

    template<typename Work>
    void sideBySide(const QList<qsizetype> &list, Work work)
    {
        std::atomic<qsizetype> next = 0;
        const auto take = [&](Client &client) {
            for (qsizetype at = next++; at < list.size() && !m_isOver; at = next++)
                work(client, list.at(at));
        };
        const qsizetype others = std::min<qsizetype>(m_options.connections, list.size()) - 1;
        std::vector<std::jthread> threads;
        threads.reserve(static_cast<std::size_t>(std::max<qsizetype>(others, 0)));
        for (qsizetype i = 0; i < others; ++i) {
            threads.emplace_back([&] {
                // A connection belongs to the thread that made it.
                const auto mine = connectLike(m_client);
                if (mine)
                    take(**mine);
            });
        }
        take(m_client);
    }

    void doOne(Client &client, qsizetype at)
    {
        const PlanItem &item = m_plan.items.at(at);
        Outcome outcome{item.path, item.title, item.action, {}, {}};
        Result<void> done;
        bool isWorth = true;
        switch (item.action) {
        case Action::Skip:
            isWorth = false;
            break;
        case Action::Create:
            done = create(client, item);
            break;
        case Action::Update:
        case Action::Move:
        case Action::Retitle:
            if (!item.isOrderOnly) // see putInOrder()
                done = update(client, item);
            break;
        case Action::Conflict:
            done = settle(client, item, outcome);
            break;
        case Action::Orphan:
            isWorth = m_options.archivesOrphans || item.choice == Choice::Archive;
            if (isWorth)
                done = retire(client, item);
            break;
        case Action::Refused:
            done = fail(ErrorCode::Refused, item.reason);
            break;
        }
        if (!done)
            outcome.error = done.error();
        const std::lock_guard guard(m_lock);
        outcome.url = m_known.value(item.path).url;
        if (!done && endsTheRun(done.error()) && !m_isOver) {
            m_end = done.error();
            m_isOver = true;
            m_turns.endAll();
        }
        ++m_done;
        if (isWorth)
            m_outcomes[at] = outcome;
        if (m_options.progress)
            m_options.progress(m_done, int(m_plan.items.size()), outcome);
    }

    /// Id of the page that an item belongs below; nothing where that one could not be made.
    [[nodiscard]] Result<QString> parentOf(const PlanItem &item)
    {
        if (item.parent.isEmpty())
            return m_plan.root;
        const std::lock_guard guard(m_lock);
        const QString id = m_known.value(item.parent).page;
        if (id.isEmpty())
            return fail(ErrorCode::Refused, u"The page above it could not be published."_s);
        return id;
    }

    Result<void> keep(const QString &path, const Published &published)
    {
        if (auto kept = m_ledger.set(path, published); !kept)
            return kept;
        const std::lock_guard guard(m_lock);
        m_known.insert(path, published);
        return {};
    }

    Result<void> create(Client &client, const PlanItem &item)
    {
        const auto parent = parentOf(item);
        if (!parent)
            return std::unexpected(parent.error());
        const bool isTwice = !item.firstStorage.isEmpty();
        const QString sent = isTwice ? item.firstSent : item.sent;
        m_turns.wait(indexOf(item));
        if (auto begun = m_ledger.begin(item.path, {item.title, *parent, sent, 0}); !begun)
            return begun;
        const QString &text = isTwice ? item.firstStorage : item.storage;
        const Along along{markerKey, markerOf(m_ledger.projectId(), item.path), item.labels};
        auto made = client.create(m_plan.space, *parent, item.title, text, along);
        if (!made && isTitleTaken(made.error()))
            made = madeBefore(client, item, *parent, text, made.error());
        m_turns.end(indexOf(item));
        if (!made) {
            // An answer that was lost may have been a page: the next plan looks.
            if (!isUncertain(made.error()) && made.error().detail != "cancelled"_L1)
                (void)m_ledger.end(item.path);
            return std::unexpected(made.error());
        }
        if (auto finished = finish(client, item, *made, *parent, {}, sent); !finished || !isTwice)
            return finished;
        const std::lock_guard guard(m_lock);
        m_twice.append(indexOf(item));
        return {};
    }

    [[nodiscard]] qsizetype indexOf(const PlanItem &item) const { return &item - m_plan.items.constData(); }

    /// The text of a page as it should be, now that all pages are there.
    void writeAgain(Client &client, qsizetype at)
    {
        const PlanItem &item = m_plan.items.at(at);
        Published known = knownOf(item.path);
        WikiPage page;
        page.id = known.page;
        page.title = item.title;
        page.version = known.version;
        page.message = u"Groundplan %1"_s.arg(item.sent.first(12));
        page.storage = item.storage;
        const auto written = write(client, item, page, known.parent);
        auto done = written ? remember(item, *written, known.parent, known, item.sent)
                            : Result<Published>(std::unexpected(written.error()));
        if (done)
            return;
        const std::lock_guard guard(m_lock);
        m_outcomes[at]->error = done.error();
        if (endsTheRun(done.error()) && !m_isOver) {
            m_end = done.error();
            m_isOver = true;
        }
    }

    /// Pages that came to a parent stand where the documents have them; one that does not is no failure.
    void putInOrder(const Siblings &siblings)
    {
        const QString parent = siblings.parent.isEmpty() ? m_plan.root : knownOf(siblings.parent).page;
        if (m_isOver || parent.isEmpty())
            return;
        QHash<QString, QString> pathOf;
        for (const QString &path : siblings.wanted) {
            if (const QString id = knownOf(path).page; !id.isEmpty())
                pathOf.insert(id, path);
        }
        const auto below = m_client.children(parent);
        if (!below)
            return leaveOrder(siblings, below.error());
        QStringList there;
        for (const WikiPage &page : *below) {
            if (const QString path = pathOf.value(page.id); !path.isEmpty())
                there.append(path);
        }
        const auto moves = orderMoves(there, siblings.wanted, siblings.loose);
        for (const OrderMove &move : moves) {
            const auto placed =
                m_client.place(knownOf(move.path).page, move.side, knownOf(move.sibling).page);
            if (!placed)
                return leaveOrder(siblings, placed.error());
        }
        if (auto ended = m_ledger.endOrder(siblings.parent); !ended)
            m_notes.append(ended.error().text());
    }

    void leaveOrder(const Siblings &siblings, const Error &error)
    {
        const QString title = siblings.parent.isEmpty() ? m_plan.space.name : knownOf(siblings.parent).title;
        m_notes.append(
            u"The pages below '%1' are not in the order of the documents. %2"_s.arg(title, error.message));
        if (endsTheRun(error)) {
            m_end = error;
            m_isOver = true;
        }
        // What the site cannot do is not tried again and again.
        if (isNotOffered(error))
            (void)m_ledger.endOrder(siblings.parent);
    }

    /// Qt sends a request again by itself where the connection breaks before an answer: then the title is
    /// taken by the page that we just made. It is, where it was written by who is signed in, once, at that
    /// place and with this text.
    Result<WikiPage> madeBefore(Client &client, const PlanItem &item, const QString &parent,
                                const QString &text, const Error &error)
    {
        const auto found = client.pagesTitled(m_plan.space, item.title);
        if (!found)
            return std::unexpected(found.error());
        for (const WikiPage &each : *found) {
            if (each.parent != parent || each.version != 1 || isKnown(each.id))
                continue;
            const auto page = client.page(each.id);
            const auto marker = client.property(each.id, markerKey);
            const auto self = client.self();
            if (!page || !marker || !self)
                return std::unexpected(!page ? page.error() : !marker ? marker.error() : self.error());
            const bool isOthers = *marker && (*marker)->value != markerOf(m_ledger.projectId(), item.path);
            if (*page && !isOthers && (*page)->author == *self &&
                canonicalStorage((*page)->storage) == canonicalStorage(text))
                return **page;
        }
        return std::unexpected(error);
    }

    [[nodiscard]] bool isKnown(const QString &id)
    {
        const std::lock_guard guard(m_lock);
        return std::ranges::contains(m_known, id, &Published::page);
    }

    Result<void> update(Client &client, const PlanItem &item)
    {
        const Published known = knownOf(item.path);
        const auto parent = parentOf(item);
        if (!parent)
            return std::unexpected(parent.error());
        // Only what hangs on the page: no new version of its text.
        if (item.action == Action::Update && item.sent == known.sent && item.choice != Choice::PublishOurs)
            return hang(client, item, known);
        WikiPage page;
        page.id = item.page;
        page.title = item.title;
        // Where somebody moved it to below our root it stays, unless the documents moved, too.
        page.parent = *parent == known.parent ? QString() : *parent;
        page.version = item.theirVersion;
        page.message = u"Groundplan %1"_s.arg(item.sent.first(12));
        page.storage = item.storage;
        const auto written = write(client, item, page, *parent);
        if (!written)
            return std::unexpected(written.error());
        return finish(client, item, *written, *parent, known, item.sent);
    }

    /// A new version, begun in the ledger.
    Result<WikiPage> write(Client &client, const PlanItem &item, const WikiPage &page, const QString &parent)
    {
        if (auto begun = m_ledger.begin(item.path, {item.title, parent, item.sent, page.version}); !begun)
            return std::unexpected(begun.error());
        auto written = client.update(m_plan.space, page);
        if (!written && isUncertain(written.error()))
            written = lookAgain(client, page, written.error());
        else if (!written && isStale(written.error()))
            written = onceMore(client, page, written.error());
        if (!written && !isUncertain(written.error()) && written.error().detail != "cancelled"_L1)
            (void)m_ledger.end(item.path);
        return written;
    }

    /// No answer came: was it done?
    static Result<WikiPage> lookAgain(Client &client, const WikiPage &wanted, const Error &error)
    {
        const auto there = client.page(wanted.id);
        if (there && *there && (*there)->version == wanted.version + 1 && (*there)->message == wanted.message)
            return **there;
        return std::unexpected(error);
    }

    /// A site that is busy says stale, too, where nobody wrote: once more, if the version is still the one
    /// that the plan has seen.
    Result<WikiPage> onceMore(Client &client, const WikiPage &wanted, const Error &error) const
    {
        const auto there = client.page(wanted.id);
        if (there && *there && (*there)->version == wanted.version + 1 && (*there)->message == wanted.message)
            return **there; // it was written, and sent again: see madeBefore()
        if (!there || !*there || (*there)->version != wanted.version ||
            (*there)->status != PageStatus::Current)
            return std::unexpected(error);
        return client.update(m_plan.space, wanted);
    }

    [[nodiscard]] Published knownOf(const QString &path)
    {
        const std::lock_guard guard(m_lock);
        return m_known.value(path);
    }

    /// The page is there: remembered, then what hangs on it.
    Result<void> finish(Client &client, const PlanItem &item, const WikiPage &made, const QString &parent,
                        const Published &known, const QString &sent)
    {
        const auto published = remember(item, made, parent, known, sent);
        if (!published)
            return std::unexpected(published.error());
        return hang(client, item, *published);
    }

    Result<Published> remember(const PlanItem &item, const WikiPage &made, const QString &parent,
                               Published published, const QString &sent)
    {
        published.page = made.id;
        published.subject = item.subject;
        published.title = item.title;
        published.parent = parent;
        published.version = made.version;
        published.seen = 0;
        published.sent = sent;
        if (made.properties.value(markerKey) == markerOf(m_ledger.projectId(), item.path))
            published.isMarked = true;
        for (const QString &label : made.labels) {
            if (item.labels.contains(label) && !published.labels.contains(label))
                published.labels.append(label);
        }
        published.stored = storageHash(made.storage);
        if (!made.url.isEmpty())
            published.url = made.url;
        if (auto kept = keep(item.path, published); !kept)
            return std::unexpected(kept.error());
        return published;
    }

    /// Mark, attachments, labels: each is remembered once it is there.
    Result<void> hang(Client &client, const PlanItem &item, Published published)
    {
        if (!published.isMarked) {
            const QJsonObject marker = markerOf(m_ledger.projectId(), item.path);
            auto set = client.setProperty(published.page, markerKey, marker, {});
            // It is there: the answer of an earlier try was lost, or the document has another path now. Sites
            // say so with 409, and some with 400.
            if (!set && !endsTheRun(set.error()) && !isUncertain(set.error())) {
                const auto known = client.property(published.page, markerKey);
                if (known && *known && (*known)->value == marker)
                    set = **known;
                else if (known && *known && (*known)->value.value("project"_L1) == m_ledger.projectId())
                    set = client.setProperty(published.page, markerKey, marker, *known);
            }
            if (!set)
                return std::unexpected(set.error());
            published.isMarked = true;
            if (auto kept = keep(item.path, published); !kept)
                return kept;
        }
        if (!item.files.isEmpty()) {
            if (auto attached = attach(client, item, published); !attached)
                return attached;
        }
        QStringList labels = item.labels;
        labels.removeIf([&](const QString &label) { return published.labels.contains(label); });
        if (!labels.isEmpty()) {
            if (auto labelled = client.addLabels(published.page, labels); !labelled)
                return labelled;
            published = knownOf(item.path);
            published.labels += labels;
            return keep(item.path, published);
        }
        return {};
    }

    Result<void> attach(Client &client, const PlanItem &item, Published published)
    {
        const auto uploads = [&](const QList<WikiAttachment> &there) {
            QList<Upload> files;
            for (const PageFile &file : item.files) {
                const QString comment = u"sha256:"_s + bytesHash(file.bytes);
                const auto known = std::ranges::find(there, file.name, &WikiAttachment::name);
                if (known != there.end() && known->comment == comment)
                    continue; // of a run that died before it could remember
                files.append({file.name, file.bytes, file.mediaType, comment,
                              known == there.end() ? QString() : known->id});
            }
            return files;
        };
        const bool isNew = std::ranges::none_of(
            item.files, [&](const PageFile &file) { return published.files.contains(file.name); });
        Result<void> done;
        if (isNew)
            done = client.attach(published.page, uploads({}));
        if (!isNew || (!done && !endsTheRun(done.error()))) {
            // A file of the name is there, or nobody knows.
            const auto there = client.attachments(published.page);
            if (!there)
                return std::unexpected(there.error());
            done = client.attach(published.page, uploads(*there));
        }
        if (!done)
            return done;
        for (const PageFile &file : item.files)
            published.files.insert(file.name, bytesHash(file.bytes));
        return keep(item.path, published);
    }

    Result<void> settle(Client &client, const PlanItem &item, Outcome &outcome)
    {
        switch (item.choice) {
        case Choice::LeaveAlone:
        case Choice::Archive:
            return fail(ErrorCode::Refused, item.reason, u"conflict"_s);
        case Choice::PublishOurs:
            outcome.action = item.page.isEmpty() || item.theirVersion == 0 ? Action::Create : Action::Update;
            if (outcome.action == Action::Update)
                return update(client, item);
            if (auto gone = m_ledger.forget(item.path); !gone)
                return gone;
            return create(client, item);
        case Choice::KeepTheirs:
            break;
        }
        Published published = knownOf(item.path);
        published.version = item.theirVersion;
        published.stored = storageHash(item.theirStorage);
        published.title = item.theirTitle;
        published.sent = item.sent; // known and decided: no difference until one side changes again
        return keep(item.path, published);
    }

    Result<void> retire(Client &client, const PlanItem &item)
    {
        if (auto archived = client.archive(item.page); !archived)
            return archived;
        return m_ledger.forget(item.path);
    }

    Client &m_client;
    Ledger &m_ledger;
    const Plan &m_plan;
    const PublishOptions &m_options;
    QHash<QString, qsizetype> m_index;
    Turns m_turns;
    QStringList m_notes; ///< of the calling thread
    std::mutex m_lock;   ///< guards what follows
    QList<qsizetype> m_twice;
    QMap<QString, Published> m_known;
    QList<std::optional<Outcome>> m_outcomes;
    std::optional<Error> m_end;
    std::atomic<bool> m_isOver = false;
    int m_done = 0;
};

} // namespace

int requestsSent(const Client &client)
{
    const auto *rest = dynamic_cast<const RestClient *>(&client);
    return rest ? rest->http().sent() : 0;
}

bool PublishReport::isClean() const
{
    return !isCancelled &&
           std::ranges::none_of(outcomes, [](const Outcome &each) { return each.error.has_value(); });
}

PublishReport publish(Client &client, Ledger &ledger, const Plan &plan, const PublishOptions &options)
{
    Run run(client, ledger, plan, options);
    return run.work();
}

} // namespace gp::publish
