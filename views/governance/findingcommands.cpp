// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/governance/findingcommands.h"

#include "views/governance/findingedits.h"
#include "views/governance/fixdialog.h"
#include "views/governance/ruleeditor.h"
#include "views/governance/waiverdialog.h"
#include "views/panels/findings.h"
#include "views/window/actions.h"

using namespace Qt::StringLiterals;

namespace gp::views {

FindingCommands::FindingCommands(Session &session, Findings &findings, const Actions &actions,
                                 QWidget *window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_findings(findings)
    , m_window(window)
{
    connect(&findings, &Findings::fixWanted, this, &FindingCommands::fix);
    connect(&findings, &Findings::waiveWanted, this, &FindingCommands::waive);
    connect(&findings, &Findings::workPackageWanted, this, &FindingCommands::makeWorkPackage);
    connect(&findings, &Findings::ruleWanted, this, &FindingCommands::openRules);
    connect(actions[Actions::WaiveFinding], &QAction::triggered, this, &FindingCommands::waiveSelected);
    connect(actions[Actions::Rules], &QAction::triggered, this, [this] { openRules(); });
}

FindingCommands::~FindingCommands()
{
    delete m_rules;
}

bool FindingCommands::canEdit()
{
    const QString reason = m_session.readOnlyReason();
    if (!reason.isEmpty())
        Q_EMIT m_session.informed(reason);
    return reason.isEmpty();
}

void FindingCommands::fix(const rules::Finding &finding)
{
    const auto *rule = m_findings.rule(finding.rule);
    if (!rule || rule->fix.query.isEmpty() || !canEdit())
        return;
    if (m_session.isComparing()) {
        Q_EMIT m_session.informed(tr("Elements are not edited in a compare. Show one plateau first."));
        return;
    }
    m_findings.fix(finding, this, [this, finding, known = *rule](const Findings::FixRows &rows) {
        (new FixDialog(m_session, finding, known, rows, m_window))->open();
    });
}

void FindingCommands::waive(const rules::Finding &finding)
{
    if (!canEdit())
        return;
    if (!finding.element.isValid()) {
        Q_EMIT m_session.informed(
            tr("%1 is about the whole project; only a finding of an element can be waived.")
                .arg(finding.rule));
        return;
    }
    if (!finding.isOpen()) {
        Q_EMIT m_session.informed(tr("It is waived already, by %1.").arg(finding.waivedBy));
        return;
    }
    auto open = m_findings.of(finding.element);
    open.removeIf([](const rules::Finding &one) { return !one.isOpen(); });
    const auto choice = std::ranges::find(open, finding.rule, &rules::Finding::rule) - open.begin();
    if (choice >= open.size())
        return;
    (new WaiverDialog(m_session, m_findings.profile(), open, choice, m_window))->open();
}

void FindingCommands::waiveSelected()
{
    const ElementId id = m_session.selectedElement();
    const auto mine = m_findings.of(id);
    const auto first = std::ranges::find_if(mine, &rules::Finding::isOpen);
    if (!id.isValid())
        Q_EMIT m_session.informed(tr("Select the element whose finding is to be waived."));
    else if (first == mine.end())
        Q_EMIT m_session.informed(tr("%1 has no open findings.").arg(nameOf(m_session, id)));
    else
        waive(*first);
}

void FindingCommands::makeWorkPackage(const rules::Finding &finding)
{
    const auto *rule = m_findings.rule(finding.rule);
    if (!rule || !canEdit())
        return;
    const auto edit = workPackageEdit(m_session, finding, *rule);
    if (!edit.done) {
        Q_EMIT m_session.informed(edit.done.error().message);
        return;
    }
    if (!m_session.commit(edit.draft, edit.label))
        return;
    m_session.select(edit.record);
    Q_EMIT m_session.pageRequested(edit.record);
    const auto [from, to] = spanOfWork(m_session.model(), m_session.plateau());
    Q_EMIT m_session.edited(to == m_session.plateau()
                                ? tr("%1. Nothing comes after %2, so it leads there from %3")
                                      .arg(edit.label, m_session.plateauName(to), m_session.plateauName(from))
                                : edit.label);
}

bool FindingCommands::mayClose()
{
    auto *editor = static_cast<RuleEditor *>(m_rules.data());
    if (!editor || !editor->isVisible() || !editor->isUnsaved())
        return true;
    editor->raise();
    editor->activateWindow();
    editor->reject();
    return !editor->isVisible();
}

void FindingCommands::openRules(const QString &id)
{
    if (!m_rules)
        m_rules = new RuleEditor(m_session, m_findings, m_window);
    m_rules->show();
    m_rules->raise();
    m_rules->activateWindow();
    if (!id.isEmpty())
        static_cast<RuleEditor *>(m_rules.data())->openRule(id);
}

} // namespace gp::views
