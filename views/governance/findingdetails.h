// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/panels/findings.h"

class QAction;
class QMenu;
class QPushButton;
class QTextBrowser;

namespace gp::views {

/// Everything about one finding: the rule, why it exists and why it applies here, what was found, where it
/// comes from, what to do; and the buttons that do it.
class FindingDetails : public QWidget
{
    Q_OBJECT

public:
    FindingDetails(Session &session, Findings &findings, QWidget *parent = nullptr);

    /// One without a rule: nothing is chosen.
    void show(const rules::Finding &finding);
    [[nodiscard]] QTextBrowser *text() const { return m_text; }
    [[nodiscard]] QAction *fixAction() const { return m_fix; }
    [[nodiscard]] QAction *waiveAction() const { return m_waive; }
    [[nodiscard]] QAction *packageAction() const { return m_package; }
    [[nodiscard]] QAction *ruleAction() const { return m_rule; }
    [[nodiscard]] QPushButton *buttonOf(const QAction *action) const { return m_buttons.value(action); }
    void addActions(QMenu *menu) const;
    /// Runs what a letter stands for; false where it stands for nothing.
    bool runKey(int key);

protected:
    void changeEvent(QEvent *event) override;

private:
    QAction *add(const QString &text, Qt::Key key, const QString &tip, std::function<void()> run);
    void enable();
    void write();
    [[nodiscard]] QString html() const;
    void follow(const QUrl &link);

    Session &m_session;
    Findings &m_findings;
    rules::Finding m_finding;
    QString m_because;
    QTextBrowser *m_text;
    QWidget *m_bar;
    QAction *m_fix;
    QAction *m_waive;
    QAction *m_package;
    QAction *m_rule;
    QMap<int, QAction *> m_byKey;
    QMap<const QAction *, QPushButton *> m_buttons;
};

} // namespace gp::views
