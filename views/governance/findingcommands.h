// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/rules.h"
#include "views/session/session.h"

#include <QPointer>

namespace gp::views {

class Actions;
class Findings;

/// What is done about findings, wherever it is asked for: fix, waive, make a work package, look at the rule.
class FindingCommands : public QObject
{
    Q_OBJECT

public:
    /// `window` is what dialogs stand over.
    FindingCommands(Session &session, Findings &findings, const Actions &actions, QWidget *window,
                    QObject *parent);
    ~FindingCommands() override;

    void fix(const rules::Finding &finding);
    void waive(const rules::Finding &finding);
    /// One of the open findings of what is selected.
    void waiveSelected();
    void makeWorkPackage(const rules::Finding &finding);
    /// The rules, with this one chosen.
    void openRules(const QString &id = {});
    /// False where a rule is being written that is not kept: then the editor asks about it.
    [[nodiscard]] bool mayClose();

private:
    [[nodiscard]] bool canEdit();

    Session &m_session;
    Findings &m_findings;
    QWidget *m_window;
    QPointer<QWidget> m_rules; ///< a RuleEditor
};

} // namespace gp::views
