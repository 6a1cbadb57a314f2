// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/publish/publishrun.h"

#include "core/publish/standing.h"
#include "views/documents/documentsource.h"
#include "views/publish/publishwatch.h"

using namespace Qt::StringLiterals;

namespace gp::views {

using publish::Action;
using publish::Choice;

struct PublishRun::Planned
{
    publish::Plan plan;
    std::optional<publish::Flavour> flavour;
    std::optional<Error> error;
};

struct PublishRun::Ran
{
    publish::PublishReport report;
    std::optional<Error> error;
};

PublishRun::PublishRun(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

PublishRun::~PublishRun()
{
    m_stop.request_stop();
    m_run.waitForFinished(); // it tells this object how far it is; its requests are broken off
}

bool PublishRun::isBusy() const
{
    return m_state == State::Planning || m_state == State::Publishing || m_state == State::Stopping;
}

bool PublishRun::isRunning() const
{
    return isBusy() || m_asking.isRunning() || m_storing.isRunning() || m_comparing.isRunning();
}

void PublishRun::setState(State state)
{
    m_state = state;
    Q_EMIT changed();
}

void PublishRun::makePlan(const PublishGoal &goal)
{
    if (m_state == State::Publishing || m_state == State::Stopping)
        return;
    m_goal = goal;
    m_stop = std::stop_source();
    m_error.reset();
    m_progress = {};
    m_asking.drop();
    m_comparing.drop();
    m_working.run(
        this,
        [goal, path = m_session.store().path(), name = m_session.projectName(), stop = m_stop.get_token(),
         isToRead = !m_session.readOnlyReason().isEmpty(),
         source = DocumentSource::of(m_session)]() -> std::shared_ptr<Planned> {
            auto made = std::make_shared<Planned>();
            const auto pages = wantedPages(*source, goal.plateau);
            if (!pages) {
                made->error = pages.error();
                return made;
            }
            const auto client = publish::connectTo(goal.site, stop);
            if (!client) {
                made->error = client.error();
                return made;
            }
            made->flavour = (*client)->flavour();
            const QString place = placeOf(goal.target);
            const auto ledger =
                isToRead ? publish::Ledger::openToRead(path, place) : publish::Ledger::open(path, place);
            if (!ledger) {
                made->error = ledger.error();
                return made;
            }
            publish::PlanOptions options;
            options.space = goal.target.space;
            options.root = goal.target.root;
            options.titleSuffix = name;
            options.only = QSet<QString>(goal.only.begin(), goal.only.end());
            auto plan = publish::makePlan(**client, **ledger, *pages, options);
            if (!plan) {
                made->error = plan.error();
                return made;
            }
            made->plan = std::move(*plan);
            made->plan.place = place;
            if (!isToRead) {
                const auto kept = publish::rememberLook(path, made->plan, QDateTime::currentDateTimeUtc());
                if (!kept)
                    made->error = kept.error();
            }
            return made;
        },
        [this](const std::shared_ptr<Planned> &planned) { take(*planned); });
    setState(State::Planning);
}

void PublishRun::take(const Planned &planned)
{
    m_theirs.clear();
    m_takeBacks.clear();
    m_plan = planned.plan;
    m_error = planned.error;
    if (m_error) {
        setState(State::Failed);
        return;
    }
    m_goal.site.flavour = planned.flavour;
    setState(State::Planned);
    Q_EMIT looked();
}

void PublishRun::setChoice(qsizetype index, Choice choice)
{
    if (m_state != State::Planned || index < 0 || index >= m_plan.items.size())
        return;
    m_plan.items[index].choice = choice;
    Q_EMIT changed();
}

int PublishRun::writes() const
{
    return int(std::ranges::count_if(m_plan.items, [](const publish::PlanItem &item) {
        switch (item.action) {
        case Action::Create:
        case Action::Update:
        case Action::Move:
        case Action::Retitle:
            return true;
        case Action::Conflict:
            return item.choice == Choice::PublishOurs;
        case Action::Orphan:
            return item.choice == Choice::Archive;
        case Action::Skip:
        case Action::Refused:
            break;
        }
        return false;
    }));
}

int PublishRun::remembers() const
{
    return int(std::ranges::count_if(m_plan.items, [](const publish::PlanItem &item) {
        return item.action == Action::Conflict && item.choice == Choice::KeepTheirs;
    }));
}

void PublishRun::publish()
{
    if (m_state != State::Planned || !m_session.readOnlyReason().isEmpty())
        return;
    // What is left alone is not part of the run, and so no failure of it.
    publish::Plan plan = m_plan;
    plan.items.removeIf([](const publish::PlanItem &item) {
        return item.action == Action::Skip || item.action == Action::Refused ||
               (item.choice == Choice::LeaveAlone &&
                (item.action == Action::Conflict || item.action == Action::Orphan));
    });
    m_stop = std::stop_source();
    m_progress = {0, int(plan.items.size()), 0, {}};
    m_report = {};
    m_run = m_working.run(
        this,
        [this, plan, goal = m_goal, path = m_session.store().path(),
         stop = m_stop.get_token()]() -> std::shared_ptr<Ran> {
            auto ran = std::make_shared<Ran>();
            const auto client = publish::connectTo(goal.site, stop);
            const auto ledger = publish::Ledger::open(path, plan.place);
            if (!client || !ledger) {
                ran->error = client ? ledger.error() : client.error();
                return ran;
            }
            publish::PublishOptions options;
            options.progress = [this, &client](int done, int all, const publish::Outcome &last) {
                const Progress now{done, all, publish::requestsSent(**client), last.title};
                QMetaObject::invokeMethod(
                    this,
                    [this, now] {
                        m_progress = now;
                        Q_EMIT progressed();
                    },
                    Qt::QueuedConnection);
            };
            ran->report = publish::publish(**client, **ledger, plan, options);
            return ran;
        },
        [this](const std::shared_ptr<Ran> &ran) {
            m_report = ran->report;
            m_error = ran->error;
            setState(m_error ? State::Failed : State::Done);
            Q_EMIT looked();
        });
    setState(State::Publishing);
}

void PublishRun::cancel()
{
    m_stop.request_stop();
    if (m_state == State::Planning) {
        m_working.drop();
        setState(State::Idle);
    } else if (m_state == State::Publishing) {
        setState(State::Stopping);
    }
}

std::optional<QString> PublishRun::theirText(qsizetype index) const
{
    const auto known = m_theirs.constFind(index);
    if (known != m_theirs.constEnd())
        return *known;
    const QString seen =
        index >= 0 && index < m_plan.items.size() ? m_plan.items.at(index).theirStorage : QString();
    return seen.isEmpty() ? std::nullopt : std::optional(seen);
}

void PublishRun::askTheirText(qsizetype index)
{
    const QString page = m_plan.items.at(index).page;
    if (page.isEmpty() || theirText(index))
        return;
    using Read = std::shared_ptr<Result<std::optional<publish::WikiPage>>>;
    m_asking.run(
        this,
        [site = m_goal.site, page, stop = m_stop.get_token()]() -> Read {
            const auto client = publish::connectTo(site, stop);
            return std::make_shared<Result<std::optional<publish::WikiPage>>>(
                client ? (*client)->page(page) : std::unexpected(client.error()));
        },
        [this, index](const Read &read) {
            if (!*read)
                Q_EMIT said(read->error().text());
            else
                m_theirs.insert(index, **read ? (**read)->storage : QString());
            Q_EMIT theirTextKnown(index);
        });
}

const Result<publish::TakeBack> *PublishRun::takeBack(qsizetype index) const
{
    const auto known = m_takeBacks.constFind(index);
    return known == m_takeBacks.constEnd() ? nullptr : &*known;
}

void PublishRun::askTakeBack(qsizetype index)
{
    if (takeBack(index))
        return;
    using Made = std::shared_ptr<Result<publish::TakeBack>>;
    m_comparing.run(
        this,
        [model = m_session.model(), plan = m_plan, index]() -> Made {
            return std::make_shared<Result<publish::TakeBack>>(
                publish::compareTheirs(model, plan, plan.items.at(index)));
        },
        [this, index](const Made &made) {
            m_takeBacks.insert(index, *made);
            Q_EMIT takeBackKnown(index);
        });
}

void PublishRun::take(qsizetype index, const QStringList &properties)
{
    const auto *known = takeBack(index);
    if (!known || !*known || properties.isEmpty())
        return;
    const publish::PlanItem item = m_plan.items.at(index);
    Draft draft(m_session.model());
    if (const auto applied = publish::apply(draft, **known, properties); !applied)
        return Q_EMIT said(applied.error().text());
    const bool isAll = properties.size() == (*known)->parts.size();
    if (!m_session.commit(draft, tr("Take over what is said on “%1”").arg(item.theirTitle)))
        return;
    if (!isAll)
        return Q_EMIT took();
    m_storing.run(
        this,
        [path = m_session.store().path(), place = m_plan.place, item] {
            const auto ledger = publish::Ledger::open(path, place);
            const auto done = ledger ? publish::acknowledge(**ledger, item) : std::unexpected(ledger.error());
            return done ? QString() : done.error().text();
        },
        [this](const QString &problem) {
            if (!problem.isEmpty())
                Q_EMIT said(problem);
            Q_EMIT took();
        });
}

bool PublishRun::isDecision(const QString &path) const
{
    return publish::decisionAt(m_session.model(), path).has_value();
}

void PublishRun::bringNotes(qsizetype index)
{
    const publish::PlanItem item = m_plan.items.at(index);
    const auto decision = publish::decisionAt(m_session.model(), item.path);
    if (!decision || item.page.isEmpty())
        return;
    using Read = std::shared_ptr<Result<QList<publish::WikiComment>>>;
    m_storing.run(
        this,
        [site = m_goal.site, page = item.page, stop = m_stop.get_token()]() -> Read {
            const auto client = publish::connectTo(site, stop);
            return std::make_shared<Result<QList<publish::WikiComment>>>(
                client ? (*client)->openComments(page) : std::unexpected(client.error()));
        },
        [this, decision = *decision, title = item.title](const Read &read) {
            if (!*read)
                return Q_EMIT said(read->error().text());
            Draft draft(m_session.model());
            const auto brought = publish::bringNotes(draft, decision, **read, QDate::currentDate());
            if (!brought)
                return Q_EMIT said(brought.error().text());
            if (*brought == 0)
                return Q_EMIT said((*read)->isEmpty() ? tr("Nobody has an open comment there.")
                                                      : tr("The review notes are up to date."));
            if (m_session.commit(draft, tr("Bring in comments on “%1”").arg(title)))
                Q_EMIT said(*brought == 1 ? tr("1 comment is a review note now.")
                                          : tr("%1 comments are review notes now.").arg(*brought));
        });
}

} // namespace gp::views
