// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// States of reviews.
#include "reviewstates.h"
#include "canvasstates.h"

#include "views/review/reviewcommands.h"
#include "views/review/reviewpage.h"
#include "views/review/speakerwindow.h"
#include "views/review/stageview.h"
#include "views/review/verdictpane.h"
#include "views/review/walkthrough.h"
#include "views/window/centre.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace gp::app {

using namespace gp::views;

namespace {

constexpr int mostSteps = 48;
constexpr int patience = 300; ///< seconds: an agenda is worked out, and views are laid out

Walkthrough *walk(MainWindow &window)
{
    auto &commands = window.workspace()->reviewCommands();
    trigger(window, Actions::WalkThrough);
    settle(window, patience);
    return commands.walkthrough();
}

void showStep(MainWindow &window, int number)
{
    if (auto *walkthrough = walk(window)) {
        walkthrough->goTo(std::min(number, int(walkthrough->steps().size())) - 1);
        settle(window, patience);
    }
}

/// Where the board decides: with what stands in the way of an acceptance by half of it.
void showVerdict(MainWindow &window)
{
    auto *walkthrough = walk(window);
    if (!walkthrough)
        return;
    const auto &steps = walkthrough->steps();
    for (int i = 0; i < steps.size(); ++i) {
        if (steps.at(i).decision == "sign-every-artifact"_L1)
            walkthrough->goTo(i);
    }
    settle(window, patience);
    auto *pane = walkthrough->verdicts();
    pane->rationale()->setPlainText(u"Batch jobs until March; a drill before the keys rotate."_s);
    pane->decide(review::Verdict::Defer);
    settle(window, patience);
}

void showSlider(MainWindow &window)
{
    showVerdict(window);
    window.workspace()->reviewCommands().walkthrough()->stage()->setLook(StageView::Look::Slider);
    settle(window, patience);
}

void showSpeaker(MainWindow &window)
{
    if (walk(window))
        window.workspace()->reviewCommands().openSpeaker();
    settle(window, patience);
}

void showPage(MainWindow &window, ReviewPage::Tab tab)
{
    const auto *review = session(window).model().record(u"review"_s, u"2026-11"_s);
    if (!review)
        return;
    session(window).select(review->id);
    Q_EMIT session(window).pageRequested(review->id);
    settle(window, patience);
    if (auto *page = qobject_cast<ReviewPage *>(window.workspace()->centre()->currentPage()))
        page->open(tab);
    settle(window, patience);
}

} // namespace

QList<State> reviewStates()
{
    QList<State> states{
        {u"walkthrough-verdict"_s, u"a verdict that was given in a walkthrough"_s, true, showVerdict},
        {u"walkthrough-slider"_s, u"a walkthrough with the slider"_s, true, showSlider},
        {u"review-page"_s, u"the page of a review with its agenda"_s, true,
         [](MainWindow &w) { showPage(w, ReviewPage::Agenda); }},
        {u"review-record"_s, u"what is written down of a review"_s, true,
         [](MainWindow &w) { showPage(w, ReviewPage::Board); }},
        {u"review-queue"_s, u"the designs that wait for the board"_s, true,
         [](MainWindow &w) { showPage(w, ReviewPage::Queue); }},
        {u"speaker"_s, u"the speaker's window"_s, true, showSpeaker}};
    for (int number = 1; number <= mostSteps; ++number)
        states.append({u"walkthrough-%1"_s.arg(number), u"step %1 of the walkthrough"_s.arg(number), true,
                       [number](MainWindow &window) { showStep(window, number); }});
    return states;
}

} // namespace gp::app
