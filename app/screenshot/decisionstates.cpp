// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// States of decisions.
#include "decisionstates.h"
#include "canvasstates.h"

#include "views/decisions/decisioneditor.h"
#include "views/decisions/decisionpage.h"
#include "views/decisions/decisionpreview.h"
#include "views/decisions/decisiontext.h"
#include "views/editor/markdownedit.h"
#include "views/editor/spellmarks.h"
#include "views/style/parts.h"
#include "views/window/centre.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QJsonArray>
#include <QTextCursor>

using namespace Qt::StringLiterals;

namespace gp::app {

using namespace gp::views;

namespace {

DecisionPage *page(MainWindow &window)
{
    return qobject_cast<DecisionPage *>(window.workspace()->centre()->currentPage());
}

/// As wide as can be: text and preview are side by side.
void makeRoom(MainWindow &window)
{
    for (const auto id : {Actions::ShowTree, Actions::ShowInspector, Actions::ShowPanels}) {
        if (window.actions()[id]->isChecked())
            trigger(window, id);
    }
}

/// The one with the most to say.
void edit(MainWindow &window)
{
    auto all = session(window).model().recordsOfKind(u"decision"_s);
    if (all.isEmpty())
        return;
    std::ranges::stable_sort(all, std::greater<>(), [](const Record &one) {
        return one.properties.value("options"_L1).toArray().size();
    });
    Record record = all.front();
    const auto elements = session(window).model().elements();
    Draft draft(session(window).model());
    QString context = record.properties.value("context"_L1).toString();
    if (!elements.isEmpty())
        context += u"\n\nAlso for @%1, and @nobody-knows."_s.arg(elements.cbegin()->key);
    record.properties.insert(u"context"_s, context);
    if (draft.update(record))
        session(window).commit(draft, u"Edit"_s);
    makeRoom(window);
    session(window).select(record.id);
    Q_EMIT session(window).pageRequested(record.id);
    if (auto *decision = page(window))
        decision->edit();
    settle(window);
}

void open(MainWindow &window, DecisionEditor::Tab tab)
{
    edit(window);
    if (auto *decision = page(window))
        decision->editor()->open(tab);
    settle(window);
}

void editProposal(MainWindow &window)
{
    const auto [from, to] = session(window).defaultCompare();
    session(window).compare(from, to);
    settle(window);
    trigger(window, Actions::ProposeDecision);
    makeRoom(window);
    settle(window);
    if (auto *decision = page(window)) {
        decision->edit();
        decision->editor()->open(DecisionEditor::Consequences);
    }
    settle(window);
}

void showConfluence(MainWindow &window, bool isSource)
{
    edit(window);
    auto *decision = page(window);
    if (!decision)
        return;
    auto *preview = decision->editor()->preview();
    preview->tabs()->setCurrentIndex(DecisionPreview::Confluence);
    if (isSource)
        preview->sourceButton()->click();
    settle(window);
}

/// Some words are wrong, and the menu of one of them is open.
void misspell(MainWindow &window)
{
    edit(window);
    auto *decision = page(window);
    if (!decision)
        return;
    auto *text = decision->editor()->text()->edit();
    QTextCursor cursor(text->document()->find(u"## Context and Problem Statement"_s));
    cursor.movePosition(QTextCursor::EndOfBlock);
    cursor.insertText(u"\n\nEach team has its own pipline, and releases have to wait for seperate aprovals. "
                      u"`kubctl aply` is code, SLOs are "
                      u"acronyms."_s);
    text->setFocus();
    const auto wait = [](const auto &isDone) {
        for (const QDeadlineTimer deadline(20000); !isDone() && !deadline.hasExpired();)
            QApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    };
    wait([text] { return text->spelling()->isDone(); });
    text->spelling()->goToNext();
    wait([] { return QApplication::activePopupWidget() != nullptr; });
}

} // namespace

QList<State> decisionStates()
{
    return {
        {u"decision-edit"_s, u"a decision while its text is edited"_s, true, edit},
        {u"decision-spelling"_s, u"misspelled words, and what one may have meant"_s, true, misspell},
        {u"decision-confluence"_s, u"the page that a publication of it shows"_s, true,
         [](MainWindow &w) { showConfluence(w, false); }},
        {u"decision-storage"_s, u"that page in Confluence's storage format"_s, true,
         [](MainWindow &w) { showConfluence(w, true); }},
        {u"decision-form"_s, u"its form"_s, true, [](MainWindow &w) { open(w, DecisionEditor::Form); }},
        {u"decision-options"_s, u"its options side by side"_s, true,
         [](MainWindow &w) { open(w, DecisionEditor::Options); }},
        {u"decision-links"_s, u"its links"_s, true, [](MainWindow &w) { open(w, DecisionEditor::Links); }},
        {u"decision-proposal"_s, u"a decision drafted from a gap, with its consequences"_s, true,
         editProposal}};
}

} // namespace gp::app
