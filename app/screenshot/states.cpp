// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "states.h"

#include "views/inspector/inspector.h"
#include "views/panels/querypanel.h"
#include "views/tree/treepane.h"
#include "views/window/actions.h"
#include "views/window/bottompane.h"
#include "views/window/centre.h"
#include "views/window/mainwindow.h"
#include "views/window/quickopen.h"
#include "views/window/topbar.h"
#include "views/window/workspace.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QLineEdit>
#include <QThread>

using namespace Qt::StringLiterals;

namespace gp::app {

using namespace gp::views;

namespace {

Session &session(MainWindow &window)
{
    return window.workspace()->session();
}

/// The first service in the open view that has something to show: the one with the most properties.
ElementId richService(MainWindow &window)
{
    settle(window);
    const auto &state = session(window).state();
    auto *page = window.workspace()->centre()->viewPage();
    ElementId best;
    qsizetype most = -1;
    for (const auto &service : state.ofKind(u"service"_s)) {
        const bool isShown = !page || !page->scene() || page->scene()->card(service.id);
        if (service.key == "checkout"_L1 && isShown)
            return service.id;
        if (isShown && service.properties.size() > most) {
            most = service.properties.size();
            best = service.id;
        }
    }
    return best;
}

void selectService(MainWindow &window)
{
    session(window).select(richService(window));
}

void showRoot(MainWindow &window)
{
    session(window).showPlateau(session(window).model().rootPlateau());
}

void compareAll(MainWindow &window)
{
    const auto [from, to] = session(window).defaultCompare();
    session(window).compare(from, to);
    settle(window);
    for (const auto &item : session(window).gap().items()) {
        const auto page = window.workspace()->centre()->viewPage();
        const bool isShown = page && page->scene() && page->scene()->card(item.id);
        if (item.state == compare::State::Replaced && !item.fields.isEmpty() && isShown) {
            session(window).select(item.id);
            return;
        }
    }
}

void openDecision(MainWindow &window)
{
    const auto decisions = session(window).model().recordsOfKind(u"decision"_s);
    if (decisions.isEmpty())
        return;
    session(window).select(decisions.front().id);
    Q_EMIT session(window).pageRequested(decisions.front().id);
}

void runQuery(MainWindow &window)
{
    auto *bottom = window.workspace()->bottom();
    bottom->open(BottomPane::Tab::Query);
    auto *panel = static_cast<QueryPanel *>(bottom->panel(BottomPane::Tab::Query));
    panel->run();
    while (panel->isRunning())
        QApplication::processEvents(QEventLoop::AllEvents, 20);
}

void trigger(MainWindow &window, Actions::Id id)
{
    window.actions()[id]->trigger();
}

void search(MainWindow &window, const QString &text)
{
    auto *box = window.workspace()->topBar()->quickOpen();
    box->start();
    box->setText(text);
    Q_EMIT box->textEdited(text);
}

} // namespace

const QList<State> &states()
{
    static const QList<State> all = {
        {u"target"_s, u"the target plateau, a service selected"_s, true, selectService},
        {u"current"_s, u"the current plateau"_s, true, showRoot},
        {u"compare"_s, u"current against target, a replaced element selected"_s, true, compareAll},
        {u"project"_s, u"nothing selected: the project sheet"_s, true, [](MainWindow &) {}},
        {u"decision"_s, u"a decision as a page"_s, true, openDecision},
        {u"query"_s, u"the query panel with rows"_s, true, runQuery},
        {u"history"_s, u"the history panel"_s, true,
         [](MainWindow &w) { w.workspace()->bottom()->open(BottomPane::Tab::History); }},
        {u"search"_s, u"Ctrl+K with a text"_s, true, [](MainWindow &w) { search(w, u"pay"_s); }},
        {u"search-text"_s, u"Ctrl+K with a text that is found in properties and at other plateaus"_s, true,
         [](MainWindow &w) { search(w, u"jenkins"_s); }},
        {u"filter"_s, u"the filtered tree"_s, true,
         [](MainWindow &w) { w.workspace()->tree()->filter()->setText(u"pay"_s); }},
        {u"edit"_s, u"a property being edited"_s, true,
         [](MainWindow &w) {
             selectService(w);
             w.workspace()->inspector()->edit(u"tier"_s);
         }},
        {u"add-element"_s, u"the dialog for a new element"_s, true,
         [](MainWindow &w) { trigger(w, Actions::AddElement); }},
        {u"add-relation"_s, u"the dialog for a new relation"_s, true,
         [](MainWindow &w) {
             selectService(w);
             trigger(w, Actions::AddRelation);
         }},
        {u"shortcuts"_s, u"the shortcuts sheet"_s, false,
         [](MainWindow &w) { trigger(w, Actions::Shortcuts); }},
        {u"about"_s, u"about Groundplan"_s, false, [](MainWindow &w) { trigger(w, Actions::About); }},
        {u"new"_s, u"the dialog for a new project"_s, false,
         [](MainWindow &w) { trigger(w, Actions::NewProject); }},
        {u"start"_s, u"the start page"_s, false, [](MainWindow &) {}},
        {u"broken"_s, u"a file that is no project"_s, false,
         [](MainWindow &w) { w.openProject(QCoreApplication::applicationFilePath()); }},
        {u"menu"_s, u"the main menu"_s, true,
         [](MainWindow &w) { w.actions().viewMenu()->popup(w.mapToGlobal(QPoint(40, 46))); }},
    };
    return all;
}

bool settle(const MainWindow &window, int seconds)
{
    const QDeadlineTimer deadline{std::chrono::seconds(seconds)};
    int quiet = 0;
    while (quiet < 5) {
        QApplication::processEvents(QEventLoop::AllEvents, 20);
        QThread::msleep(10);
        quiet = window.isIdle() ? quiet + 1 : 0;
        if (deadline.hasExpired())
            return false;
    }
    return true;
}

} // namespace gp::app
