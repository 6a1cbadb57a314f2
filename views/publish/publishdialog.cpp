// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/publish/publishdialog.h"

#include "views/publish/plandetails.h"
#include "views/publish/planlist.h"
#include "views/publish/publishwatch.h"
#include "views/publish/publishwords.h"
#include "views/publish/sites.h"
#include "views/session/words.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

using publish::Action;
using State = PublishRun::State;

namespace {

QPushButton *button(const QString &text, const QString &tip, QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    made->setAccessibleName(text);
    made->setToolTip(tip);
    made->setAutoDefault(false);
    return made;
}

QVBoxLayout *columnIn(QWidget *page)
{
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    return column;
}

} // namespace

PublishDialog::PublishDialog(Session &session, publish::Secrets &secrets, PublishWatch &watch,
                             QWidget *parent)
    : Dialog(tr("Publish to Confluence"), tr("Publish"), parent)
    , m_session(session)
    , m_secrets(secrets)
    , m_watch(watch)
    , m_run(new PublishRun(session, this))
    , m_place(new Link({}, this))
    , m_stack(new QStackedWidget(this))
    , m_again(button(tr("Plan again"), tr("Looks at the site and compares once more"), this))
{
    setModal(false);
    mainButton()->setDefault(false); // nothing is written by accident
    mainButton()->setAutoDefault(false);
    closeButton()->setText(tr("Close"));
    closeButton()->setAccessibleName(tr("Close"));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(m_place, 1, Qt::AlignLeft);
    head->addWidget(m_again);
    setLook(m_again, u"small"_s);
    m_place->setToolTip(tr("Another site, space or page"));
    m_stack->addWidget(makeHint());
    m_stack->addWidget(makeBusy());
    m_stack->addWidget(makePlan());
    m_stack->addWidget(makeResult());
    content()->addLayout(head);
    content()->addWidget(hairline(this));
    content()->addWidget(m_stack, 1);
    connect(m_place, &QPushButton::clicked, this, &PublishDialog::setupWanted);
    connect(m_again, &QPushButton::clicked, this, &PublishDialog::planAgain);
    connect(m_run, &PublishRun::changed, this, &PublishDialog::showState);
    connect(m_run, &PublishRun::progressed, this, &PublishDialog::showProgress);
    connect(m_run, &PublishRun::looked, &watch, &PublishWatch::look);
    connect(m_run, &PublishRun::said, this, [this](const QString &sentence) {
        m_notice->setText(sentence);
        m_notice->show();
    });
    connect(&watch, &PublishWatch::targetChanged, this, [this] {
        showPlace();
        if (isVisible() && !m_run->isBusy())
            hint(tr("This project publishes to another place now."));
    });
    resize(1180, 720);
    showPlace();
    hint({});
}

QWidget *PublishDialog::makeHint()
{
    auto *page = new QWidget(m_stack);
    auto *column = columnIn(page);
    m_hint = textLabel({}, {}, page);
    m_setup = button({}, {}, page);
    auto *row = new QHBoxLayout;
    row->addWidget(m_setup);
    row->addStretch();
    column->addSpacing(gap);
    column->addWidget(m_hint);
    column->addLayout(row);
    column->addStretch();
    connect(m_setup, &QPushButton::clicked, this, &PublishDialog::setupWanted);
    return page;
}

QWidget *PublishDialog::makeBusy()
{
    auto *page = new QWidget(m_stack);
    auto *column = columnIn(page);
    m_doing = textLabel({}, u"strong"_s, page);
    m_bar = new QProgressBar(page);
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(8);
    m_last = textLabel({}, u"muted"_s, page);
    m_cancel = button(tr("Stop"), tr("What is done is kept; the next run goes on from there"), page);
    auto *row = new QHBoxLayout;
    row->addWidget(m_cancel);
    row->addStretch();
    column->addStretch(1);
    column->addWidget(m_doing);
    column->addWidget(m_bar);
    column->addWidget(m_last);
    column->addLayout(row);
    column->addStretch(2);
    connect(m_cancel, &QPushButton::clicked, m_run, &PublishRun::cancel);
    return page;
}

QWidget *PublishDialog::makePlan()
{
    auto *page = new QWidget(m_stack);
    auto *column = columnIn(page);
    m_summary = textLabel({}, {}, page);
    m_notice = textLabel({}, u"error"_s, page);
    m_notice->hide();
    m_list = new PlanList(page);
    m_details = new PlanDetails(*m_run, page);
    auto *across = new QSplitter(Qt::Horizontal, page);
    across->setHandleWidth(1);
    across->setChildrenCollapsible(false);
    across->addWidget(m_list);
    across->addWidget(m_details);
    across->setStretchFactor(0, 1);
    across->setSizes({640, 500});
    column->addWidget(m_summary);
    column->addWidget(m_notice);
    column->addWidget(across, 1);
    connect(m_list, &PlanList::chosen, m_details, &PlanDetails::showItem);
    connect(m_run, &PublishRun::took, this, &PublishDialog::planAgain);
    return page;
}

QWidget *PublishDialog::makeResult()
{
    auto *page = new QWidget(m_stack);
    auto *column = columnIn(page);
    m_outcome = textLabel({}, u"strong"_s, page);
    m_result = new PlanList(page);
    m_result->setHeaderLabels({tr("Page"), tr("Document"), tr("Address, or why not")});
    m_open = button(tr("Open in the browser"), tr("The page that is chosen in the list (Enter)"), page);
    setLook(m_open, u"small"_s);
    auto *row = new QHBoxLayout;
    row->addWidget(m_open);
    row->addStretch();
    column->addWidget(m_outcome);
    column->addWidget(m_result, 1);
    column->addLayout(row);
    connect(m_open, &QPushButton::clicked, this, [this] { openPage(m_result->currentIndex()); });
    connect(m_result, &PlanList::opened, this, &PublishDialog::openPage);
    connect(m_result, &PlanList::chosen, this, [this](qsizetype index) {
        const auto &outcomes = m_run->report().outcomes;
        m_open->setEnabled(index >= 0 && index < outcomes.size() && !outcomes.at(index).url.isEmpty());
    });
    return page;
}

void PublishDialog::showPlace()
{
    const publish::Target &target = m_watch.target();
    const QString plateau = m_session.plateauName(m_session.plateau());
    m_place->setVisible(target.isSet());
    m_place->setText(
        target.root.isEmpty()
            ? tr("%1 → space %2 at %3").arg(plateau, target.space, target.site)
            : tr("%1 → space %2 at %3, below page %4").arg(plateau, target.space, target.site, target.root));
}

void PublishDialog::hint(const QString &text, const QString &setup)
{
    m_hint->setText(text);
    m_setup->setText(setup);
    m_setup->setAccessibleName(setup);
    m_setup->setVisible(!setup.isEmpty());
    m_stack->setCurrentIndex(Hint);
    showMain();
}

void PublishDialog::start(const QStringList &only)
{
    if (m_run->isBusy())
        return; // it is shown
    m_only = only;
    m_plateau = m_session.plateau();
    planAgain();
}

void PublishDialog::planAgain()
{
    if (m_run->isBusy())
        return;
    m_notice->hide();
    showPlace();
    const publish::Target target = m_watch.target();
    if (!target.isSet())
        return hint(tr("This project does not publish anywhere yet. Say to which site, into which space and "
                       "below which page; then you see what would be done, before anything is."),
                    tr("Set up a site…"));
    const auto known = knownSite(target.site);
    if (!known)
        return hint(
            tr("This project publishes to %1, which is not set up on this machine. Nothing is sent to "
               "a site before you have set it up.")
                .arg(target.site),
            tr("Set up this site…"));
    m_isFinding = true;
    const int asked = ++m_asked;
    m_secrets.find(known->site(), this, [this, known, target, asked](const publish::Secret &secret) {
        m_isFinding = false;
        if (asked != m_asked)
            return;
        if (secret.token.isEmpty()) {
            const QString why = secret.trouble.isEmpty() ? QString() : QString(secret.trouble + u' ');
            return hint(tr("%1There is no token to sign in at %2 with.").arg(why, target.site),
                        tr("Give a token…"));
        }
        publish::Target now = target;
        if (const auto *plateau = m_session.model().plateau(m_plateau))
            now.plateau = plateau->key;
        m_run->makePlan({publish::signedIn(known->site(), secret), now, m_plateau, m_only});
    });
}

void PublishDialog::showState()
{
    switch (m_run->state()) {
    case State::Idle:
        hint(tr("Stopped. Nothing was written."));
        break;
    case State::Planning:
        m_doing->setText(tr("Making the documents and looking at the site…"));
        m_bar->setRange(0, 0);
        m_last->setText(tr("Nothing is written."));
        m_stack->setCurrentIndex(Busy);
        break;
    case State::Planned:
        if (m_stack->currentIndex() == Plan)
            m_list->showChoices(m_run->plan());
        else
            showPlan();
        break;
    case State::Publishing:
    case State::Stopping:
        m_stack->setCurrentIndex(Busy);
        showProgress();
        break;
    case State::Done:
        showResult();
        break;
    case State::Failed:
        hint(m_run->error()->message, tr("Look at the site's settings…"));
        break;
    }
    showMain();
}

void PublishDialog::showProgress()
{
    const auto &progress = m_run->progress();
    m_doing->setText(m_run->state() == State::Stopping
                         ? tr("Stopping…")
                         : tr("Publishing: %1 of %2").arg(progress.done).arg(progress.all));
    m_bar->setRange(0, std::max(1, progress.all));
    m_bar->setValue(progress.done);
    m_last->setText(progress.last.isEmpty()
                        ? tr("Connecting…")
                        : tr("%1 (%2 requests)").arg(progress.last).arg(progress.requests));
}

void PublishDialog::showPlan()
{
    const publish::Plan &plan = m_run->plan();
    QStringList parts;
    for (const Action action : {Action::Create, Action::Update, Action::Retitle, Action::Move,
                                Action::Conflict, Action::Orphan, Action::Refused, Action::Skip}) {
        if (const int count = plan.count(action); count > 0)
            parts.append(u"%1 %2"_s.arg(actionText(action)).arg(count));
    }
    QString text = parts.join(u"   "_s);
    if (plan.isDone())
        text = tr("All %1 are as they should be: there is nothing to do.").arg(pagesText(plan.items.size()));
    m_summary->setText(text);
    QStringList notices;
    const QString before = m_watch.target().plateau;
    if (!before.isEmpty() && before != m_run->goal().target.plateau) {
        const auto *plateau = m_session.model().plateau(QStringView(before));
        notices.append(tr("So far these pages describe “%1”; publishing makes them describe “%2”.")
                           .arg(plateau ? m_session.plateauName(plateau->id) : before,
                                m_session.plateauName(m_run->goal().plateau)));
    }
    if (const QString reason = m_session.readOnlyReason(); !reason.isEmpty())
        notices.append(
            tr("%1 Nothing can be published from here, as it could not be remembered.").arg(reason));
    m_notice->setText(notices.join(u' '));
    m_notice->setVisible(!notices.isEmpty());
    m_stack->setCurrentIndex(Plan);
    m_list->showPlan(plan);
    m_details->showItem(m_list->currentIndex());
    m_list->setFocus();
}

void PublishDialog::showResult()
{
    const publish::PublishReport &report = m_run->report();
    const auto failed = std::ranges::count_if(
        report.outcomes, [](const publish::Outcome &each) { return each.error.has_value(); });
    const auto done = report.outcomes.size() - failed;
    QStringList said;
    if (report.isCancelled)
        said.append(tr("Stopped. What was done is kept; the next run goes on from there."));
    said.append(failed > 0 ? tr("%1 done, %2 not.").arg(pagesText(done), pagesText(failed))
                           : tr("%1 done.").arg(pagesText(done)));
    said.append(tr("%1 requests.").arg(report.requests));
    m_outcome->setText(said.join(u' '));
    m_result->showReport(report);
    m_open->setEnabled(false);
    Q_EMIT m_result->chosen(m_result->currentIndex());
    m_stack->setCurrentIndex(Result);
    m_result->setFocus();
}

void PublishDialog::showMain()
{
    const State state = m_run->state();
    const bool isPlanned = m_stack->currentIndex() == Plan && state == State::Planned;
    const int writes = m_run->writes();
    const int remembers = m_run->remembers();
    mainButton()->setVisible(isPlanned);
    m_again->setVisible(!m_run->isBusy() && m_watch.target().isSet());
    m_cancel->setEnabled(state != State::Stopping);
    if (!isPlanned)
        return;
    const QString reason = m_session.readOnlyReason();
    const QString text =
        writes > 0 || remembers == 0 ? tr("Publish %1").arg(pagesText(writes)) : tr("Remember the choice");
    mainButton()->setText(text);
    mainButton()->setAccessibleName(text);
    mainButton()->setEnabled(reason.isEmpty() && writes + remembers > 0);
    mainButton()->setToolTip(!reason.isEmpty() ? reason
                             : writes + remembers > 0
                                 ? tr("Only now something is written there")
                                 : tr("There is nothing to write; conflicts are left alone"));
}

void PublishDialog::openPage(qsizetype index)
{
    const auto &outcomes = m_run->report().outcomes;
    if (index >= 0 && index < outcomes.size() && !outcomes.at(index).url.isEmpty())
        QDesktopServices::openUrl(outcomes.at(index).url);
}

QString PublishDialog::text() const
{
    switch (m_stack->currentIndex()) {
    case Hint:
        return m_hint->text();
    case Busy:
        return QString(m_doing->text() + u'\n' + m_last->text());
    case Plan:
        return m_notice->isHidden() ? m_summary->text()
                                    : QString(m_summary->text() + u'\n' + m_notice->text());
    default:
        return m_outcome->text();
    }
}

bool PublishDialog::mayClose()
{
    const State state = m_run->state();
    if (state != State::Publishing && state != State::Stopping)
        return true;
    if (m_ask)
        return false;
    auto *ask = new ConfirmDialog(tr("Stop publishing?"),
                                  tr("%1 of %2 pages are done and stay. The next run goes on from there.")
                                      .arg(m_run->progress().done)
                                      .arg(m_run->progress().all),
                                  tr("Stop"), this);
    connect(ask, &QDialog::accepted, m_run, &PublishRun::cancel);
    connect(m_run, &PublishRun::changed, ask, [this, ask] {
        if (!m_run->isBusy())
            ask->reject(); // it came to its end meanwhile
    });
    m_ask = ask;
    ask->open();
    return false;
}

void PublishDialog::accept()
{
    // A choice of plateau is part of where the project publishes to.
    publish::Target target = m_watch.target();
    m_run->publish();
    if (m_run->state() == State::Publishing && target.plateau != m_run->goal().target.plateau) {
        target.plateau = m_run->goal().target.plateau;
        m_watch.setTarget(target);
    }
}

void PublishDialog::reject()
{
    if (!mayClose())
        return;
    ++m_asked;
    m_run->cancel();
    Dialog::reject();
}

} // namespace gp::views
