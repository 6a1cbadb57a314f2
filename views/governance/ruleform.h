// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/rules.h"
#include "views/session/session.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QVBoxLayout;

namespace gp::views {

class SqlEdit;
class UnderlineTabs;

/// The fields of one rule.
class RuleForm : public QWidget
{
    Q_OBJECT

public:
    explicit RuleForm(const metamodel::Metamodel &metamodel, QWidget *parent = nullptr);

    void setRule(const rules::Rule &rule, bool canWrite);
    /// What the fields say; what they do not ask for is as in the rule that was set.
    [[nodiscard]] rules::Rule rule() const;
    /// It was set to this rule, to be written or not.
    [[nodiscard]] bool shows(const rules::Rule &rule, bool canWrite) const;
    /// The fields say something else than the rule that was set.
    [[nodiscard]] bool isChanged() const;
    /// What is missing to keep it; empty where nothing is.
    [[nodiscard]] QString problem() const;

    [[nodiscard]] QLineEdit *id() const { return m_id; }
    [[nodiscard]] QLineEdit *title() const { return m_title; }
    [[nodiscard]] QComboBox *severity() const { return m_severity; }
    [[nodiscard]] QComboBox *kind() const { return m_kind; }
    [[nodiscard]] QLineEdit *where() const { return m_where; }
    [[nodiscard]] QLineEdit *because() const { return m_because; }
    [[nodiscard]] SqlEdit *query() const { return m_query; }
    [[nodiscard]] QPlainTextEdit *rationale() const { return m_rationale; }
    [[nodiscard]] QPlainTextEdit *remediation() const { return m_remediation; }
    [[nodiscard]] QPlainTextEdit *parameters() const { return m_parameters; }
    [[nodiscard]] QLineEdit *fixTitle() const { return m_fixTitle; }
    [[nodiscard]] SqlEdit *fixQuery() const { return m_fixQuery; }
    [[nodiscard]] UnderlineTabs *tabs() const { return m_tabs; }

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QWidget *queryPage();
    [[nodiscard]] QWidget *textPage();
    [[nodiscard]] QWidget *fixPage();
    void offerWords();

    rules::Rule m_rule;
    rules::Rule m_asSet; ///< what rule() said right after setRule()
    QLineEdit *m_id;
    QLineEdit *m_title;
    QComboBox *m_severity;
    QComboBox *m_kind;
    QLineEdit *m_where;
    QLineEdit *m_because;
    SqlEdit *m_query;
    QPlainTextEdit *m_rationale;
    QPlainTextEdit *m_remediation;
    QLabel *m_references;
    QPlainTextEdit *m_parameters;
    QLineEdit *m_fixTitle;
    SqlEdit *m_fixQuery;
    UnderlineTabs *m_tabs;
    bool m_isFilling = false;
};

} // namespace gp::views
