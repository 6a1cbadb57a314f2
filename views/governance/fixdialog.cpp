// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/governance/fixdialog.h"

#include "views/session/words.h"
#include "views/style/parts.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {
constexpr qsizetype mostSteps = 12; // told one by one
} // namespace

FixDialog::FixDialog(Session &session, const rules::Finding &finding, const rules::Rule &rule,
                     const Result<store::QueryResult> &rows, QWidget *parent)
    : Dialog(rule.fix.title.isEmpty() ? tr("Fix %1").arg(rule.id) : capitalised(rule.fix.title), tr("Fix"),
             parent)
    , m_session(session)
    , m_finding(finding)
    , m_rule(rule)
    , m_rows(rows.value_or(store::QueryResult()))
{
    setAttribute(Qt::WA_DeleteOnClose);
    content()->addWidget(textLabel(finding.rule + u' ' + finding.message, u"muted"_s, this));
    const auto edit = fixEdit(session, finding, rule, m_rows);
    m_steps = edit.steps;
    const QString plateau = session.plateauName(session.plateau());
    if (rows && edit.done && !m_steps.isEmpty()) {
        content()->addWidget(textLabel(tr("This will change in %1:").arg(plateau), {}, this));
        for (const auto &step : m_steps.first(std::min(mostSteps, m_steps.size())))
            content()->addWidget(textLabel(u"• "_s + step, {}, this));
        if (m_steps.size() > mostSteps)
            content()->addWidget(
                textLabel(tr("and %1 more").arg(m_steps.size() - mostSteps), u"muted"_s, this));
        content()->addWidget(textLabel(tr("One edit; Ctrl+Z takes it back."), u"muted"_s, this));
    } else {
        mainButton()->setEnabled(false);
        if (!rows)
            say(tr("The fix cannot be worked out: %1").arg(rows.error().message));
        else if (!edit.done)
            say(edit.done.error().message);
        else
            content()->addWidget(textLabel(tr("There is nothing to change here."), {}, this));
    }
    content()->addStretch();
    setMinimumWidth(480);
    mainButton()->setFocus();
}

void FixDialog::accept()
{
    // Anew: the model can be another one while the dialog is open.
    const auto edit = fixEdit(m_session, m_finding, m_rule, m_rows);
    if (!edit.done)
        return say(edit.done.error().message);
    if (edit.steps.isEmpty())
        return say(tr("It is put right meanwhile."));
    if (const auto done = m_session.store().commit(edit.draft, edit.label); !done)
        return say(done.error().message);
    Q_EMIT m_session.edited(edit.label);
    Dialog::accept();
}

} // namespace gp::views
