// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// A walkthrough by its keys: those of a keyboard and of a presenter's remote.
#include "views/canvas/lookaround.h"
#include "views/review/overlays.h"
#include "views/review/verdictpane.h"
#include "views/review/walkthrough.h"

#include <QApplication>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int holdMilliseconds = 350; ///< a key that is down longer is held, and not pressed

} // namespace

void Walkthrough::next()
{
    if (m_isElsewhere)
        return escape();
    if (!m_stage->stepPart(1))
        goTo(m_current + 1);
}

void Walkthrough::previous()
{
    if (m_isElsewhere)
        return escape();
    if (!m_stage->stepPart(-1))
        goTo(m_current - 1, true);
}

void Walkthrough::flip()
{
    m_stage->setLook(m_stage->look() == StageView::Look::Earlier ? StageView::Look::Later
                                                                 : StageView::Look::Earlier);
}

void Walkthrough::escape()
{
    if (m_isElsewhere) {
        m_isElsewhere = false;
        m_stage->backToPart();
        return;
    }
    // From a field back to the stage first; a picture that was clicked is the stage.
    const auto *focused = QApplication::focusWidget();
    if (focused && focused != this && isAncestorOf(focused) && !m_stage->isAncestorOf(focused))
        return toStage();
    close();
}

bool Walkthrough::takeDigit(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter) {
        const int number = m_digits.toInt();
        m_digits.clear();
        if (number > 0 && number <= m_steps.size())
            goTo(number - 1);
        else if (number > 0)
            say(tr("There are %1 steps.").arg(m_steps.size()));
        return number > 0;
    }
    if (event->key() < Qt::Key_0 || event->key() > Qt::Key_9)
        return false;
    m_digits = QString(m_digits + event->text()).right(3);
    m_digitTimer.start();
    say(tr("Step %1: Enter goes there").arg(m_digits));
    return true;
}

bool Walkthrough::takeVerdict(int key)
{
    using review::Verdict;
    static const QMap<int, Verdict> verdicts{{Qt::Key_A, Verdict::Accept},
                                             {Qt::Key_W, Verdict::AcceptWithConditions},
                                             {Qt::Key_D, Verdict::Defer},
                                             {Qt::Key_R, Verdict::Reject}};
    const auto verdict = verdicts.constFind(key);
    if (verdict != verdicts.cend()) {
        if (m_verdicts->canDecide()) {
            if (m_verdicts->decide(*verdict))
                say(tr("Stored. Ctrl+Z takes it back."));
        } else {
            say(tr("There is nothing to decide here."));
        }
        return true;
    }
    switch (key) {
    case Qt::Key_T:
        m_verdicts->askFor(review::ActionKind::Action);
        return true;
    case Qt::Key_Q:
        m_verdicts->askFor(review::ActionKind::Question);
        return true;
    case Qt::Key_V:
        m_verdicts->askForWaiver();
        return true;
    default:
        return false;
    }
}

bool Walkthrough::takeLook(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_C:
        if (!event->isAutoRepeat()) {
            m_flipped.start();
            flip();
        }
        return true;
    case Qt::Key_S:
        m_stage->setLook(m_stage->look() == StageView::Look::Slider ? StageView::Look::Overlay
                                                                    : StageView::Look::Slider);
        return true;
    case Qt::Key_O:
        m_stage->setLook(StageView::Look::Overlay);
        return true;
    case Qt::Key_L:
        m_laser->setOn(!m_laser->isOn());
        return true;
    case Qt::Key_N:
        showNotes();
        return true;
    case Qt::Key_P:
        Q_EMIT speakerWanted();
        return true;
    case Qt::Key_Slash:
        m_showMe->open(m_made.from, m_made.to);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_stage->scrollText(event->key() == Qt::Key_Up ? -1 : 1);
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_stage->zoomBy(zoomStep);
        return true;
    case Qt::Key_Minus:
        m_stage->zoomBy(1 / zoomStep);
        return true;
    case Qt::Key_BracketLeft:
    case Qt::Key_BracketRight: {
        // The line of the slider without a mouse.
        constexpr double by = 0.05;
        auto &look = m_stage->compareLook();
        look.setDivider(look.divider() + (event->key() == Qt::Key_BracketLeft ? -by : by));
        return true;
    }
    default:
        return false;
    }
}

void Walkthrough::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (!m_blank->isHidden()) { // any key of the remote brings it back
        if (!event->isAutoRepeat())
            toggleBlank();
        return;
    }
    if (event->matches(QKeySequence::Undo))
        return m_session.undo();
    if (event->matches(QKeySequence::Redo) ||
        (key == Qt::Key_Z && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)))
        return m_session.redo();
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return QWidget::keyPressEvent(event);
    switch (key) {
    case Qt::Key_Right:
    case Qt::Key_Space:
    case Qt::Key_PageDown:
        return next();
    case Qt::Key_Left:
    case Qt::Key_PageUp:
    case Qt::Key_Backspace:
        return previous();
    case Qt::Key_Home:
        return goTo(0);
    case Qt::Key_End:
        return goTo(int(m_steps.size()) - 1);
    case Qt::Key_B:
    case Qt::Key_Period:
        return toggleBlank();
    case Qt::Key_F5: // a remote's start: from the beginning
        return goTo(0);
    case Qt::Key_F11:
        return setWindowState(windowState() ^ Qt::WindowFullScreen);
    case Qt::Key_Escape:
        return escape();
    default:
        break;
    }
    if (takeDigit(event) || takeVerdict(key) || takeLook(event))
        return;
    QWidget::keyPressEvent(event);
}

void Walkthrough::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_C && !event->isAutoRepeat() && m_flipped.isValid()) {
        // Held: it was a look at the other state.
        if (m_flipped.elapsed() > holdMilliseconds)
            flip();
        m_flipped.invalidate();
        return;
    }
    QWidget::keyReleaseEvent(event);
}

} // namespace gp::views
