// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// States of findings, waivers, rules and NFR answers.
#include "governancestates.h"
#include "canvasstates.h"

#include "views/checklist/checklistpage.h"
#include "views/checklist/checklisttable.h"
#include "views/governance/findingcommands.h"
#include "views/governance/findingspanel.h"
#include "views/governance/ruleeditor.h"
#include "views/governance/ruleform.h"
#include "views/governance/waiverdialog.h"
#include "views/governance/waiverfacts.h"
#include "views/inspector/inspector.h"
#include "views/panels/findings.h"
#include "views/panels/sqledit.h"
#include "views/style/parts.h"
#include "views/window/bottompane.h"
#include "views/window/centre.h"

#include <QComboBox>
#include <QDateEdit>
#include <QJsonArray>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace gp::app {

using namespace gp::views;

namespace {

Findings &findings(MainWindow &window)
{
    settle(window);
    return window.workspace()->findings();
}

/// An own rule with reasons, facts and a fix.
void addRule(MainWindow &window)
{
    Draft draft(session(window).model());
    const auto added = draft.addRecord(
        u"rule"_s, u"our-001"_s,
        {{u"title"_s, u"Critical service released all at once"_s},
         {u"severity"_s, u"error"_s},
         {u"rationale"_s,
          u"A bad release of a critical service reaches every customer before anybody sees it."_s},
         {u"remediation"_s, u"Release it by canary, with the SLO as the gate, and roll back by itself."_s},
         {u"applies_kind"_s, u"service"_s},
         {u"applies_where"_s, u"tier <= 2"_s},
         {u"because"_s, u"It is tier {tier}, and what is tier 1 or 2 must not fail as a whole."_s},
         {u"query"_s,
          u"select s.id as element_id,\n       s.name || ' is released by ' || "
          u"coalesce(s.deployment_strategy, "
          "'nobody knows what') as message,\n       s.tier as tier,\n       s.deployment_strategy as "
          "strategy\nfrom :applies s\nwhere coalesce(s.deployment_strategy, '') not in ('canary', "
          "'blue-green')"_s},
         {u"fix_title"_s, u"release by canary"_s},
         {u"fix_query"_s,
          u"select :element as element_id, 'deployment_strategy' as property, 'canary' as value"_s},
         {u"references"_s, QJsonArray{QJsonObject{{u"framework"_s, u"owasp_cicd_10"_s},
                                                  {u"requirement"_s, u"CICD-SEC-1"_s}}}}});
    if (added)
        session(window).commit(draft, u"Add the rule OUR-001"_s);
    settle(window);
}

void waive(MainWindow &window, const QString &rule, const QString &reason, const QDate &end)
{
    for (const auto &finding : findings(window).all()) {
        if (finding.rule != rule || !finding.isOpen() || !finding.element.isValid())
            continue;
        auto &project = session(window);
        const WaiverInput input{rule,      project.model().element(finding.element)->key,
                                reason,    u"Weekly review by the platform team."_s,
                                u"CISO"_s, end,
                                {}};
        const auto edit = putWaiver(project.model(), input, project.plateau());
        if (edit.done)
            project.commit(edit.draft, edit.label);
        break;
    }
    settle(window);
}

/// Some that hold, one that ends soon and one that has ended.
void makeWaivers(MainWindow &window)
{
    session(window).showPlateau(session(window).model().rootPlateau());
    addRule(window);
    const QDate day = waiverDay(session(window).model(), session(window).plateau());
    QStringList rules;
    for (const auto &finding : findings(window).all()) {
        if (finding.element.isValid() && !rules.contains(finding.rule))
            rules.append(finding.rule);
    }
    const QList<std::pair<QString, int>> kinds = {{u"It moves to the golden path with wave 2."_s, 120},
                                                  {u"The vendor ships the fix in its next release."_s, 12},
                                                  {u"Replaced by the new checkout in target."_s, -9}};
    for (qsizetype i = 0; i < kinds.size() && i < rules.size(); ++i)
        waive(window, rules[i], kinds[i].first, day.addDays(kinds[i].second));
}

void chooseFinding(MainWindow &window, const QString &rule)
{
    auto *panel = window.workspace()->bottom()->findingsPanel();
    const auto lines = panel->list()->lines()->lines();
    for (int row = 0; row < lines.size(); ++row) {
        if (lines[row].text.startsWith(rule) && !lines[row].isFaded) {
            panel->list()->setCurrentIndex(panel->list()->model()->index(row, 0));
            break;
        }
    }
    settle(window);
}

void showFindings(MainWindow &window)
{
    makeWaivers(window);
    selectService(window);
    trigger(window, Actions::ShowFindings);
    chooseFinding(window, u"OUR-001"_s);
}

/// The findings of one element, in the inspector.
void showOfElement(MainWindow &window)
{
    makeWaivers(window);
    selectService(window);
    settle(window);
    auto *inspector = window.workspace()->inspector();
    if (auto *box = inspector->findChild<FindingBox *>())
        inspector->ensureWidgetVisible(box, 0, 400);
}

const rules::Finding *ownFinding(MainWindow &window)
{
    for (const auto &finding : findings(window).all()) {
        if (finding.rule == "OUR-001"_L1 && finding.isOpen())
            return &finding;
    }
    return nullptr;
}

void askWaiver(MainWindow &window, bool isRefused)
{
    makeWaivers(window);
    if (const auto *finding = ownFinding(window))
        window.workspace()->findingCommands().waive(*finding);
    auto *dialog = window.findChild<WaiverDialog *>();
    if (!dialog || !isRefused)
        return;
    dialog->reason()->setPlainText(u"Canary needs the new ingress, which comes with wave 2."_s);
    dialog->date()->setDate(waiverDay(session(window).model(), session(window).plateau()).addDays(-3));
    dialog->accept();
}

void showFix(MainWindow &window)
{
    makeWaivers(window);
    if (const auto *finding = ownFinding(window))
        window.workspace()->findingCommands().fix(*finding);
}

void writeRule(MainWindow &window, bool isWrong)
{
    makeWaivers(window);
    window.workspace()->findingCommands().openRules(u"OUR-001"_s);
    auto *editor = window.findChild<RuleEditor *>();
    if (!editor)
        return;
    if (isWrong)
        editor->form()->query()->setPlainText(
            editor->form()->query()->toPlainText().replace(u"s.tier as"_s, u"s.tear as"_s));
    editor->run();
}

void showTexts(MainWindow &window)
{
    writeRule(window, false);
    if (auto *editor = window.findChild<RuleEditor *>())
        editor->form()->tabs()->setCurrentIndex(2);
}

/// The NFRs of the service that has much to show, with the window's room for them.
ChecklistPage *openChecklist(MainWindow &window, Actions::Id id)
{
    const auto *target = session(window).model().plateau(u"target");
    if (target)
        session(window).showPlateau(target->id);
    const auto *checkout = session(window).model().element(u"checkout"_s);
    session(window).select(checkout ? checkout->id : richService(window));
    window.actions()[Actions::ShowPanels]->setChecked(false);
    window.actions()[Actions::ShowInspector]->setChecked(false);
    trigger(window, id);
    settle(window);
    auto *page = window.workspace()->centre()->checklistPage();
    page->table()->setFocus();
    page->table()->goTo(3);
    return page;
}

} // namespace

QList<State> governanceStates()
{
    return {
        {u"findings"_s, u"the findings, one explained"_s, true, showFindings},
        {u"findings-element"_s, u"the findings of an element in the inspector"_s, true, showOfElement},
        {u"fix"_s, u"what a fix will change"_s, true, showFix},
        {u"waive"_s, u"the dialog for a waiver"_s, true, [](MainWindow &w) { askWaiver(w, false); }},
        {u"waive-refused"_s, u"a waiver that lacks something"_s, true,
         [](MainWindow &w) { askWaiver(w, true); }},
        {u"waivers"_s, u"the register of waivers"_s, true,
         [](MainWindow &w) {
             makeWaivers(w);
             trigger(w, Actions::ShowWaivers);
         }},
        {u"rule-editor"_s, u"an own rule, tried"_s, true, [](MainWindow &w) { writeRule(w, false); }},
        {u"rule-wrong"_s, u"a rule whose query is wrong"_s, true, [](MainWindow &w) { writeRule(w, true); }},
        {u"checklist"_s, u"the NFR answers of a service"_s, true,
         [](MainWindow &w) { openChecklist(w, Actions::OpenChecklist); }},
        {u"checklist-details"_s, u"why an item applies, and how to verify it"_s, true,
         [](MainWindow &w) { openChecklist(w, Actions::OpenChecklist)->showDetails(true); }},
        {u"checklist-reason"_s, u"the reason why an item does not apply"_s, true,
         [](MainWindow &w) { openChecklist(w, Actions::OpenChecklist)->buttonFor(Qt::Key_4)->click(); }},
        {u"checklist-plateau"_s, u"the NFR answers of all services"_s, true,
         [](MainWindow &w) { openChecklist(w, Actions::PlateauChecklist); }},
        {u"checklist-items"_s, u"the same by item"_s, true,
         [](MainWindow &w) { openChecklist(w, Actions::PlateauChecklist)->byItem()->click(); }},
        {u"rule-fix"_s, u"parameters and fix of a rule"_s, true, showTexts},
    };
}

} // namespace gp::app
