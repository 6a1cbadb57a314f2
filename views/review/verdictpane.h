// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/review/actions.h"
#include "core/review/agenda.h"
#include "core/review/verdicts.h"
#include "views/session/session.h"

#include <QScrollArea>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTextBrowser;
class QVBoxLayout;

namespace gp::views {

class Badge;

/// The right side of a walkthrough: the decision or deviation that a step is about, what the board says of
/// it, and what is to be done. Each verdict is one edit, stored at once.
class VerdictPane : public QScrollArea
{
    Q_OBJECT

public:
    VerdictPane(Session &session, const QString &review, QWidget *parent = nullptr);

    void setStep(const review::Step &step);
    /// What the step asks the board about, the decision first.
    [[nodiscard]] const QList<review::Subject> &subjects() const { return m_subjects; }
    [[nodiscard]] std::optional<review::Subject> subject() const;
    void setSubject(const review::Subject &subject);
    /// There is something to decide, and it can be.
    [[nodiscard]] bool canDecide() const;
    /// Stores a verdict; false where something is missing, which is said, and the field that it is about has
    /// the focus then.
    bool decide(review::Verdict verdict);
    bool withdraw();
    /// Asks for one; stored at once, but a condition, which goes with the verdict.
    void askFor(review::ActionKind kind);
    void askForWaiver();
    /// Those who decide.
    [[nodiscard]] QStringList deciders() const;

    [[nodiscard]] QPushButton *button(review::Verdict verdict) const { return m_buttons.value(verdict); }
    [[nodiscard]] QPushButton *withdrawButton() const { return m_withdraw; }
    [[nodiscard]] QPlainTextEdit *rationale() const { return m_rationale; }
    [[nodiscard]] QLineEdit * override() const { return m_override; }
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QList<QCheckBox *> members() const { return m_members; }
    [[nodiscard]] QComboBox *subjectBox() const { return m_subjectBox; }

Q_SIGNALS:
    /// Esc, or a verdict was stored: the keys are those of the walkthrough again.
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// What was typed and not stored yet.
    struct Typed
    {
        QString rationale;
        QString override;
        QList<review::Condition> conditions;
    };

    void build();
    void refresh();
    void fillSubject();
    void fillMembers();
    void fillConditions();
    void fillActions();
    void keep();
    void restore();
    void say(const QStringList &problems);
    void sayViolations(review::Verdict verdict);
    [[nodiscard]] review::Ruling ruling(review::Verdict verdict) const;
    [[nodiscard]] const Record *record() const;
    [[nodiscard]] QStringList owners() const;
    [[nodiscard]] QDate usualDue() const;

    Session &m_session;
    QString m_review;
    review::Step m_step;
    QList<review::Subject> m_subjects;
    std::optional<review::Verdict> m_pending; ///< that something was missing of
    QMap<QString, Typed> m_typed;             ///< by kind and key of the subject
    QList<review::Condition> m_conditions;
    QStringList m_notDeciding;
    QWidget *m_body;
    QVBoxLayout *m_column;
    QComboBox *m_subjectBox;
    QLabel *m_title;
    Badge *m_status;
    QTextBrowser *m_facts;
    QTextBrowser *m_effects;
    QWidget *m_board; ///< all that is about a verdict
    QLabel *m_recorded;
    QPushButton *m_withdraw;
    QMap<review::Verdict, QPushButton *> m_buttons;
    QLabel *m_problem;
    QPlainTextEdit *m_rationale;
    QWidget *m_overriding;
    QLabel *m_violations;
    QLineEdit *m_override;
    QVBoxLayout *m_memberColumn;
    QList<QCheckBox *> m_members;
    QVBoxLayout *m_conditionColumn;
    QVBoxLayout *m_actionColumn;
};

} // namespace gp::views
