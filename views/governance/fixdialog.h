// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/governance/findingedits.h"
#include "views/style/dialog.h"

namespace gp::views {

/// What a fix will change, before it does.
class FixDialog : public Dialog
{
    Q_OBJECT

public:
    FixDialog(Session &session, const rules::Finding &finding, const rules::Rule &rule,
              const Result<store::QueryResult> &rows, QWidget *parent = nullptr);

    [[nodiscard]] const QStringList &steps() const { return m_steps; }
    void accept() override;

private:
    Session &m_session;
    rules::Finding m_finding;
    rules::Rule m_rule;
    store::QueryResult m_rows;
    QStringList m_steps;
};

} // namespace gp::views
