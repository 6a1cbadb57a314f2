// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/rules.h"
#include "views/governance/waiverfacts.h"
#include "views/session/session.h"
#include "views/style/dialog.h"

class QComboBox;
class QDateEdit;
class QLineEdit;
class QPlainTextEdit;

namespace gp::views {

/// What a waiver needs: which finding, reason, compensating control, approver and end. What is missing is
/// said below its field.
class WaiverDialog : public Dialog
{
    Q_OBJECT

public:
    /// A new one, for one of the open findings of one element; `choice` is offered first.
    WaiverDialog(Session &session, const rules::Profile &profile, const QList<rules::Finding> &open,
                 qsizetype choice, QWidget *parent = nullptr);
    /// One that is there.
    WaiverDialog(Session &session, const rules::Profile &profile, const Record &waiver,
                 QWidget *parent = nullptr);

    [[nodiscard]] QComboBox *rule() const { return m_rule; }
    [[nodiscard]] QPlainTextEdit *reason() const { return m_reason; }
    [[nodiscard]] QPlainTextEdit *compensation() const { return m_compensation; }
    [[nodiscard]] QLineEdit *approver() const { return m_approver; }
    [[nodiscard]] QComboBox *endsBy() const { return m_endsBy; }
    [[nodiscard]] QDateEdit *date() const { return m_date; }
    [[nodiscard]] QComboBox *plateau() const { return m_plateau; }
    /// What is said below a field; empty where all is well.
    [[nodiscard]] QString problemAt(const QWidget *field) const;

    /// Stores it, or says what is missing and stays.
    void accept() override;

private:
    void build(const QString &intro);
    void addField(const QString &title, QWidget *field);
    void fillPlateaus();
    void showEnd();
    [[nodiscard]] WaiverInput input() const;
    bool check();
    void fit();

    Session &m_session;
    rules::Profile m_profile;
    Record m_before; ///< without an id: a new one
    QString m_element;
    QComboBox *m_rule;
    QPlainTextEdit *m_reason;
    QPlainTextEdit *m_compensation;
    QLineEdit *m_approver;
    QComboBox *m_endsBy;
    QDateEdit *m_date;
    QComboBox *m_plateau;
    QLabel *m_cap;
    QMap<const QWidget *, QLabel *> m_problems;
    bool m_isChecked = false; ///< somebody wanted it stored: from then on problems are said while typing
};

} // namespace gp::views
