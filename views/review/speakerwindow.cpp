// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/review/speakerwindow.h"

#include "core/review/board.h"
#include "views/pages/prose.h"
#include "views/review/walkthrough.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QSpinBox>
#include <QTextBrowser>
#include <QTime>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int sideWidth = 340;

QString minutesText(int seconds)
{
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

} // namespace

SpeakerWindow::SpeakerWindow(Session &session, Walkthrough &walkthrough, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_session(session)
    , m_walkthrough(walkthrough)
    , m_step(heading({}, 24, this))
    , m_clock(heading({}, 24, this))
    , m_left(textLabel({}, u"muted"_s, this))
    , m_next(textLabel({}, {}, this))
    , m_notes(new QTextBrowser(this))
    , m_run(new QPushButton(this))
    , m_minutes(new QSpinBox(this))
    , m_quorum(textLabel({}, u"muted"_s, this))
    , m_attendance(new QVBoxLayout)
{
    setWindowTitle(tr("Speaker: %1").arg(walkthrough.windowTitle()));
    setObjectName(u"speakerWindow"_s);
    setAttribute(Qt::WA_StyledBackground);
    setLook(this, u"canvas"_s);
    resize(1040, 680);
    m_notes->setAccessibleName(tr("Notes of the step"));
    m_notes->setFrameShape(QFrame::NoFrame);
    m_notes->setOpenLinks(false);
    m_notes->setFocusPolicy(Qt::NoFocus); // the keys of the remote are those of the walkthrough
    setFocusPolicy(Qt::StrongFocus);
    setFocus();
    m_clock->setFont(diagram::tabularFont(24, QFont::DemiBold));
    m_minutes->setRange(1, 600);
    m_minutes->setSuffix(tr(" min"));
    m_minutes->setValue(walkthrough.clock().minutes());
    m_minutes->setAccessibleName(tr("How long the meeting is"));

    auto *middle = new QVBoxLayout;
    middle->setContentsMargins(28, 24, 28, 20);
    middle->setSpacing(12);
    middle->addWidget(m_step);
    middle->addWidget(m_notes, 1);
    middle->addWidget(heading(tr("Next"), 12.5, this));
    middle->addWidget(m_next);
    auto *side = new QWidget(this);
    side->setFixedWidth(sideWidth);
    setLook(side, u"panel"_s);
    side->setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(20, 24, 20, 20);
    column->setSpacing(8);
    column->addWidget(m_clock);
    column->addWidget(m_left);
    auto *timing = new QHBoxLayout;
    timing->addWidget(m_run);
    timing->addWidget(m_minutes);
    timing->addStretch(1);
    column->addLayout(timing);
    column->addSpacing(8);
    column->addWidget(heading(tr("Who is there"), 12.5, side));
    column->addWidget(m_quorum);
    m_attendance->setSpacing(4);
    column->addLayout(m_attendance);
    column->addStretch(1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addLayout(middle, 1);
    row->addWidget(side);

    auto &clock = walkthrough.clock();
    connect(m_run, &QPushButton::clicked, this,
            [&clock] { clock.isRunning() ? clock.stop() : clock.start(); });
    connect(m_minutes, &QSpinBox::valueChanged, &clock, &MeetingClock::setMinutes);
    connect(&clock, &MeetingClock::ticked, this, &SpeakerWindow::sayTime);
    connect(&walkthrough, &Walkthrough::stepChanged, this, &SpeakerWindow::showStep);
    connect(&session, &Session::changed, this, &SpeakerWindow::fillAttendance);
    showStep();
    fillAttendance();
}

QString SpeakerWindow::nextText() const
{
    return m_next->text();
}

void SpeakerWindow::showStep()
{
    const auto *step = m_walkthrough.step();
    m_step->setText(step ? step->title : tr("The agenda is being worked out…"));
    m_notes->document()->setDefaultFont(diagram::font(18));
    m_notes->setHtml(!step ? QString()
                     : step->notes.isEmpty()
                         ? QString(u"<p style=\"color:%1\">"_s.arg(currentTheme().muted.name()) +
                                   tr("No notes for this step.").toHtmlEscaped() + u"</p>"_s)
                         : proseHtml(m_session, step->notes));
    const auto &steps = m_walkthrough.steps();
    const int next = m_walkthrough.current() + 1;
    m_next->setText(next < steps.size() ? u"%1 · %2"_s.arg(next + 1).arg(steps.at(next).title)
                                        : tr("That was the last step."));
    sayTime();
}

void SpeakerWindow::sayTime()
{
    auto &clock = m_walkthrough.clock();
    m_clock->setText(QTime::currentTime().toString(u"HH:mm"_s));
    const int steps = int(m_walkthrough.steps().size()) - std::max(0, m_walkthrough.current());
    m_left->setText(
        tr("%1; about %2 for this step").arg(clock.text(), minutesText(clock.secondsForStep(steps))));
    m_run->setText(clock.isRunning() ? tr("Stop the clock") : tr("Start the clock"));
}

void SpeakerWindow::fillAttendance()
{
    const auto *review = m_session.model().record(u"review"_s, m_walkthrough.review());
    if (!review)
        return;
    while (QLayoutItem *item = m_attendance->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    const auto board = review::boardOf(*review);
    const bool isOpen = review::statusOf(*review) != review::ReviewStatus::Held;
    for (const auto &member : board.members) {
        auto *box = new QCheckBox(
            member.role.isEmpty() ? member.name : u"%1, %2"_s.arg(member.name, member.role), this);
        box->setProperty("member", member.name);
        box->setToolTip(member.hasVote ? member.role : tr("%1, without a vote").arg(member.role));
        box->setChecked(member.isPresent);
        box->setEnabled(isOpen && m_session.readOnlyReason().isEmpty());
        connect(box, &QCheckBox::toggled, this, [this, name = member.name](bool isThere) {
            Draft draft(m_session.model());
            const auto done = review::setPresent(draft, m_walkthrough.review(), name, isThere);
            if (!done)
                Q_EMIT m_session.informed(done.error().message);
            else
                m_session.commit(draft,
                                 isThere ? tr("%1 is there").arg(name) : tr("%1 is not there").arg(name));
        });
        m_attendance->addWidget(box);
    }
    m_quorum->setText(board.quorum > 0
                          ? tr("%1 with a vote; the quorum is %2").arg(board.present()).arg(board.quorum)
                          : tr("%1 with a vote; no quorum is asked for").arg(board.present()));
}

void SpeakerWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        close();
        return;
    }
    QCoreApplication::sendEvent(&m_walkthrough, event);
}

} // namespace gp::views
