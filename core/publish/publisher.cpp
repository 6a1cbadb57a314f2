// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/publisher.h"

#include "core/publish/clients.h"
#include "core/publish/storage.h"

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
        for (const QList<qsizetype> &level : levels())
            workOn(level);
        PublishReport report;
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
            byDepth[depth].append(i);
        }
        return byDepth.values();
    }

    void workOn(const QList<qsizetype> &level)
    {
        std::atomic<qsizetype> next = 0;
        const auto take = [&](Client &client) {
            for (qsizetype at = next++; at < level.size() && !m_isOver; at = next++)
                doOne(client, level.at(at));
        };
        const qsizetype others = std::min<qsizetype>(m_options.connections, level.size()) - 1;
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
        if (auto begun = m_ledger.begin(item.path, {item.title, *parent, item.sent, 0}); !begun)
            return begun;
        auto made = client.create(m_plan.space, *parent, item.title, item.storage);
        if (!made) {
            // An answer that was lost may have been a page: the next plan looks.
            if (!isUncertain(made.error()) && made.error().detail != "cancelled"_L1)
                (void)m_ledger.end(item.path);
            return std::unexpected(made.error());
        }
        return finish(client, item, *made, *parent, {});
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
        if (auto begun = m_ledger.begin(item.path, {item.title, *parent, item.sent, page.version}); !begun)
            return begun;
        auto written = client.update(m_plan.space, page);
        if (!written && isUncertain(written.error()))
            written = lookAgain(client, page, written.error());
        else if (!written && isStale(written.error()))
            written = onceMore(client, page, written.error());
        if (!written) {
            if (!isUncertain(written.error()) && written.error().detail != "cancelled"_L1)
                (void)m_ledger.end(item.path);
            return std::unexpected(written.error());
        }
        return finish(client, item, *written, *parent, known);
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
                        Published published)
    {
        published.page = made.id;
        published.subject = item.subject;
        published.title = item.title;
        published.parent = parent;
        published.version = made.version;
        published.seen = 0;
        published.sent = item.sent;
        published.stored = storageHash(made.storage);
        if (!made.url.isEmpty())
            published.url = made.url;
        if (auto kept = keep(item.path, published); !kept)
            return kept;
        return hang(client, item, published);
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
                    set = client.setProperty(published.page, markerKey, marker, **known);
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
        if (!item.labels.isEmpty()) {
            if (auto labelled = client.addLabels(published.page, item.labels); !labelled)
                return labelled;
            published = knownOf(item.path);
            published.labels += item.labels;
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
    std::mutex m_lock; ///< guards what follows
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
