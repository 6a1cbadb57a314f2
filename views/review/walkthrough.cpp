// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/review/walkthrough.h"

#include "core/review/board.h"
#include "views/pages/prose.h"
#include "views/review/agendasource.h"
#include "views/review/overlays.h"
#include "views/review/steptext.h"
#include "views/review/verdictpane.h"
#include "views/session/words.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int agendaWidth = 270;
constexpr int notesHeight = 150;
constexpr int digitPause = 1500; ///< milliseconds after which a number that was begun is forgotten

} // namespace

Walkthrough::Walkthrough(Session &session, const QString &review, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_session(session)
    , m_review(review)
    , m_clock(new MeetingClock(this))
    , m_shelf(new SceneShelf(session, this))
    , m_head(textLabel({}, u"muted"_s, this))
    , m_agenda(new QListWidget(this))
    , m_title(heading({}, 24, this))
    , m_summary(textLabel({}, u"muted"_s, this))
    , m_stage(new StageView(session, this))
    , m_notes(new QTextBrowser(this))
    , m_part(textLabel({}, u"chip"_s, this))
    , m_status(textLabel({}, u"muted"_s, this))
    , m_verdicts(new VerdictPane(session, review, this))
    , m_laser(new LaserDot(this))
    , m_blank(new BlankScreen(this))
    , m_showMe(new ShowMe(session, this))
{
    build();
    m_digitTimer.setSingleShot(true);
    m_digitTimer.setInterval(digitPause);
    connect(&m_digitTimer, &QTimer::timeout, this, [this] { m_digits.clear(); });
    connect(m_clock, &MeetingClock::ticked, this, &Walkthrough::sayHead);
    connect(m_shelf, &SceneShelf::made, this, [this] {
        const auto *now = step();
        if (now && m_shownOn != now->id && SceneShelf::hasPicture(*now))
            showStage(false, false);
        expectNext();
    });
    connect(m_stage, &StageView::partChanged, this, &Walkthrough::sayParts);
    connect(m_verdicts, &VerdictPane::left, this, &Walkthrough::toStage);
    connect(m_agenda, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0 && row != m_current)
            goTo(row);
    });
    connect(m_showMe, &ShowMe::closed, this, &Walkthrough::toStage);
    connect(m_showMe, &ShowMe::chosen, this, [this](ElementId id) {
        toStage();
        m_isElsewhere = m_stage->showElement(id);
        if (!m_isElsewhere)
            say(tr("This picture does not show it: Esc, and look in a step that does."));
    });
    connect(&session, &Session::changed, this, &Walkthrough::onChanged);
    connect(&session, &Session::failed, this, [this](const Error &error) { say(error.message); });
    connect(&session, &Session::informed, this, &Walkthrough::say);
    m_clock->start();
    m_stage->showNotice(tr("The agenda is being worked out…"));
    workOut();
}

Walkthrough::~Walkthrough() = default;

void Walkthrough::build()
{
    const auto *held = m_session.model().record(u"review"_s, m_review);
    setWindowTitle(held ? gp::titleOf(*held) : m_review);
    setObjectName(u"walkthrough"_s);
    setAttribute(Qt::WA_StyledBackground);
    setLook(this, u"canvas"_s);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Walkthrough"));

    auto *left = new QWidget(this);
    setLook(left, u"panel"_s);
    left->setAttribute(Qt::WA_StyledBackground);
    left->setFixedWidth(agendaWidth);
    auto *agenda = new QVBoxLayout(left);
    agenda->setContentsMargins(16, 28, 16, 16);
    agenda->setSpacing(8);
    m_head->setContentsMargins(6, 0, 0, 0);
    agenda->addWidget(m_head);
    agenda->addWidget(m_agenda, 1);
    setLook(m_agenda, u"agenda"_s);
    m_agenda->setAccessibleName(tr("Agenda"));
    m_agenda->setWordWrap(true);
    m_agenda->setFrameShape(QFrame::NoFrame);
    m_agenda->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_agenda->setFocusPolicy(Qt::NoFocus); // the arrow keys go from step to step anyway

    auto *middle = new QVBoxLayout;
    middle->setContentsMargins(32, 24, 32, 16);
    middle->setSpacing(8);
    m_summary->setFont(diagram::font(15));
    setLook(m_notes, u"field"_s);
    m_notes->setFixedHeight(notesHeight);
    m_notes->setFocusPolicy(Qt::NoFocus);
    m_notes->setOpenLinks(false);
    m_notes->setAccessibleName(tr("Notes"));
    m_notes->hide();
    m_part->setWordWrap(false);
    m_part->hide();
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_part);
    foot->addWidget(m_status, 1);
    middle->addWidget(m_title);
    middle->addWidget(m_summary);
    middle->addSpacing(8);
    middle->addWidget(m_stage, 1);
    middle->addWidget(m_notes);
    middle->addLayout(foot);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    const auto line = [this] {
        auto *upright = new QFrame(this);
        upright->setFixedWidth(1);
        upright->setFrameShape(QFrame::NoFrame);
        setLook(upright, u"upright"_s);
        return upright;
    };
    row->addWidget(left);
    row->addWidget(line());
    row->addLayout(middle, 1);
    row->addWidget(line());
    row->addWidget(m_verdicts);
    say({});
}

void Walkthrough::workOut()
{
    if (m_working.isRunning()) {
        m_isStale = true;
        return;
    }
    m_isStale = false;
    // Values: the session may go on meanwhile.
    m_working.run(
        this,
        [model = m_session.model(), metamodel = m_session.metamodel(), key = m_review,
         path = m_session.store().path()] { return agendaFrom(model, metamodel, key, path); },
        [this](const Result<review::Agenda> &agenda) {
            take(agenda);
            if (m_isStale)
                workOut();
        });
}

void Walkthrough::onChanged(const Change &change)
{
    const bool movesPictures = !change.elements.isEmpty() || !change.relations.isEmpty() ||
                               !change.plateaus.isEmpty() || !change.views.isEmpty();
    if (movesPictures) {
        m_shownOn.clear();
        m_shelf->forget();
    }
    if (m_session.model().record(u"review"_s, m_review))
        workOut();
    else
        close(); // somebody took it away
}

void Walkthrough::take(const Result<review::Agenda> &agenda)
{
    if (!agenda) {
        m_stage->showNotice(agenda.error().message);
        return;
    }
    const QString at = step() ? step()->id : QString();
    m_made = *agenda;
    m_steps = agenda->shown();
    m_stage->setNames(m_session.plateauName(agenda->from), m_session.plateauName(agenda->to));
    m_shelf->setAgenda(*agenda);
    const auto same = std::ranges::find(m_steps, at, &review::Step::id);
    const bool isSame = same != m_steps.end();
    m_current =
        isSame ? int(same - m_steps.begin()) : std::min(std::max(m_current, 0), int(m_steps.size()) - 1);
    fillAgenda();
    if (m_steps.isEmpty())
        m_stage->showNotice(tr("Every step is cut: take some in again on the review's page."));
    else if (!isSame || m_shownOn.isEmpty() || !SceneShelf::hasPicture(m_steps.at(m_current)))
        showStep(false, false);
    else
        showStep(false, true); // the picture stays where it is
}

void Walkthrough::fillAgenda()
{
    const QSignalBlocker quiet(m_agenda);
    m_agenda->clear();
    int number = 0;
    for (const auto &each : std::as_const(m_steps)) {
        auto *item = new QListWidgetItem(u"%1 · %2"_s.arg(++number).arg(each.title), m_agenda);
        item->setToolTip(each.summary);
    }
    m_agenda->setCurrentRow(m_current);
    sayHead();
}

void Walkthrough::sayHead()
{
    m_head->setText(u"%1 · %2"_s.arg(m_review, m_clock->text()));
}

const review::Step *Walkthrough::step() const
{
    return m_current >= 0 && m_current < m_steps.size() ? &m_steps.at(m_current) : nullptr;
}

QString Walkthrough::titleText() const
{
    return m_title->text();
}

QString Walkthrough::partText() const
{
    return m_part->isHidden() ? QString() : m_part->text();
}

QString Walkthrough::statusText() const
{
    return m_status->text();
}

bool Walkthrough::isBusy() const
{
    return m_working.isRunning() || m_shelf->isBusy() || m_stage->isBusy();
}

void Walkthrough::goTo(int to, bool fromEnd)
{
    if (to < 0 || to >= m_steps.size() || to == m_current)
        return;
    m_current = to;
    {
        const QSignalBlocker quiet(m_agenda);
        m_agenda->setCurrentRow(to);
    }
    say({});
    m_shownOn.clear();
    showStep(fromEnd, true);
}

void Walkthrough::showStep(bool fromEnd, bool isFlown)
{
    const auto *now = step();
    if (!now)
        return;
    m_title->setText(now->title);
    m_summary->setText(now->summary);
    m_summary->setVisible(!now->summary.isEmpty());
    m_verdicts->setStep(*now);
    m_notes->setHtml(now->notes.isEmpty() ? QString() : proseHtml(m_session, now->notes));
    if (!SceneShelf::hasPicture(*now)) {
        m_shownOn = now->id;
        m_stage->showText(stepHtml(m_session, *now));
    } else if (m_shownOn != now->id) {
        m_isElsewhere = false;
        showStage(fromEnd, isFlown);
    }
    m_shelf->want(now->id, m_stage->size());
    expectNext();
    Q_EMIT stepChanged();
}

void Walkthrough::showStage(bool fromEnd, bool isFlown)
{
    const auto *now = step();
    const auto *scenes = m_shelf->of(now->id);
    if (!scenes) {
        m_stage->showNotice(tr("The picture is being made…"));
        return;
    }
    m_shownOn = now->id;
    if (scenes->isEmpty()) {
        m_stage->showText(stepHtml(m_session, *now));
        return;
    }
    const auto look = now->kind == review::StepKind::Current  ? StageView::Look::Earlier
                      : now->kind == review::StepKind::Target ? StageView::Look::Later
                                                              : StageView::Look::Overlay;
    m_stage->showPicture(*scenes, focusOf(now->stage), look, fromEnd, isFlown);
}

void Walkthrough::expectNext()
{
    QList<ScenePtr> scenes;
    for (int i = m_current; i <= m_current + 1 && i < m_steps.size(); ++i) {
        const auto *each = i >= 0 ? m_shelf->of(m_steps.at(i).id) : nullptr;
        if (each)
            scenes += {each->both, each->earlier, each->later};
    }
    m_stage->expect(scenes);
}

void Walkthrough::sayParts()
{
    const bool isDivided = m_stage->partCount() > 1;
    m_part->setVisible(isDivided);
    m_part->setText(tr("%1 of %2").arg(m_stage->part() + 1).arg(m_stage->partCount()));
}

void Walkthrough::say(const QString &text)
{
    m_status->setText(text.isEmpty()
                          ? tr("→ next · C flip · S slider · O overlay · / show me · N notes · L pointer · B "
                               "blank · Esc leaves")
                          : text);
}

void Walkthrough::showNotes()
{
    const auto *now = step();
    if (m_notes->isHidden() && now && now->notes.isEmpty())
        return say(tr("This step has no notes."));
    m_notes->setVisible(m_notes->isHidden());
}

void Walkthrough::toStage()
{
    activateWindow();
    setFocus(Qt::OtherFocusReason);
}

void Walkthrough::toggleBlank()
{
    m_blank->setGeometry(rect());
    m_blank->setVisible(m_blank->isHidden());
    m_blank->raise();
}

void Walkthrough::closeEvent(QCloseEvent *event)
{
    QWidget::closeEvent(event);
    m_laser->setOn(false);
    Q_EMIT closed();
}

void Walkthrough::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    setFocus(Qt::OtherFocusReason);
}

void Walkthrough::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_blank->setGeometry(rect());
    if (const auto *now = step())
        m_shelf->want(now->id, m_stage->size());
}

} // namespace gp::views
