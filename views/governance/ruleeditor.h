// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/workbench.h"
#include "views/panels/lines.h"
#include "views/session/session.h"
#include "views/style/dialog.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QTabWidget;

namespace gp::views {

class Findings;
class SqlEdit;
class RuleForm;

/// The rules, shipped and own, to read and to write: each can be run against the open model before it is
/// kept. Stays open beside the window, so that what it finds can be looked at.
class RuleEditor : public Dialog
{
    Q_OBJECT

public:
    RuleEditor(Session &session, Findings &findings, QWidget *parent = nullptr);

    void openRule(const QString &id);
    void newRule();
    /// The shipped rule that is chosen becomes one of the project: with the same id it stands in its place.
    void copyRule();
    void save();
    void removeRule();
    void run();
    /// The own rules as a file for others; false after it was said why not.
    bool exportTo(const QString &path);
    /// The rules of a file become own ones, as one edit.
    bool importFrom(const QString &path);

    [[nodiscard]] QLineEdit *filter() const { return m_filter; }
    [[nodiscard]] LinesView *list() const { return m_list; }
    [[nodiscard]] RuleForm *form() const { return m_form; }
    [[nodiscard]] LinesView *results() const { return m_results; }
    [[nodiscard]] QPushButton *button(const QString &name) const { return m_buttons.value(name); }
    /// How the last run went, in a sentence.
    [[nodiscard]] QString outcome() const;
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// The form says something that is not kept.
    [[nodiscard]] bool isUnsaved() const;
    void reject() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void addButton(const QString &name, const QString &text, const QString &tip,
                   void (RuleEditor::*action)());
    void fillList();
    void choose();
    void load(const rules::Rule &rule, bool canWrite);
    void showState();
    void show(const rules::Outcome &outcome);
    void jump(qint64 line);
    void askExport();
    void askImport();
    /// Does `then` at once or, where something is unsaved, once that may be lost.
    void leave(const std::function<void()> &then);
    [[nodiscard]] const Record *recordFor(const QString &id) const;

    Session &m_session;
    Findings &m_findings;
    QLineEdit *m_filter;
    LinesView *m_list;
    RuleForm *m_form;
    LinesView *m_results;
    QLabel *m_outcome;
    QMap<QString, QPushButton *> m_buttons;
    QStringList m_ids; ///< by line
    QString m_chosen;  ///< id of the rule in the form; empty: a new one
    QList<rules::Finding> m_found;
    bool m_canWrite = false; ///< the form is of an own rule
    bool m_isRunning = false;
    bool m_isFilling = false;
};

} // namespace gp::views
