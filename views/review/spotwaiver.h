// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"
#include "views/style/dialog.h"

class QComboBox;
class QDateEdit;
class QLineEdit;
class QPlainTextEdit;

namespace gp::views {

/// A waiver that is granted while the board sits: rule, element, reason, what makes up for it, owner and end.
/// One edit: the waiver, and the verdict on it.
class SpotWaiver : public Dialog
{
    Q_OBJECT

public:
    /// `elements`: those that the step is about, offered first. `by`: who decides.
    SpotWaiver(Session &session, const QString &review, const QList<ElementId> &elements,
               const QStringList &by, QWidget *parent = nullptr);

    [[nodiscard]] QComboBox *rule() const { return m_rule; }
    [[nodiscard]] QComboBox *element() const { return m_element; }
    [[nodiscard]] QPlainTextEdit *reason() const { return m_reason; }
    [[nodiscard]] QPlainTextEdit *compensation() const { return m_compensation; }
    [[nodiscard]] QLineEdit *owner() const { return m_owner; }
    [[nodiscard]] QDateEdit *expires() const { return m_expires; }
    [[nodiscard]] QLineEdit * override() const { return m_override; }

Q_SIGNALS:
    /// With the key of the waiver.
    void granted(const QString &waiver);

private:
    void grant();

    Session &m_session;
    QString m_review;
    QStringList m_by;
    QComboBox *m_rule;
    QComboBox *m_element;
    QPlainTextEdit *m_reason;
    QPlainTextEdit *m_compensation;
    QLineEdit *m_owner;
    QLineEdit *m_approver;
    QDateEdit *m_expires;
    QLineEdit *m_override;
};

} // namespace gp::views
