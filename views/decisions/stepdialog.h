// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decisions/life.h"
#include "views/session/session.h"
#include "views/style/dialog.h"

class QComboBox;
class QDateEdit;
class QLineEdit;
class QPlainTextEdit;

namespace gp::views {

/// One step in the life of a decision: when, by whom, why, and what takes its place. All that stands in the
/// way is said, and the button does nothing until it is gone.
class StepDialog : public Dialog
{
    Q_OBJECT

public:
    StepDialog(Session &session, RecordId id, decisions::Status to, QWidget *parent = nullptr);

    [[nodiscard]] QDateEdit *date() const { return m_date; }
    [[nodiscard]] QLineEdit *by() const { return m_by; }
    [[nodiscard]] QPlainTextEdit *note() const { return m_note; }
    [[nodiscard]] QComboBox *successor() const { return m_successor; } ///< null but for superseding
    void accept() override;

private:
    [[nodiscard]] decisions::Step input() const;
    void check();

    Session &m_session;
    RecordId m_id;
    decisions::Status m_to;
    QDateEdit *m_date;
    QLineEdit *m_by;
    QPlainTextEdit *m_note;
    QComboBox *m_successor = nullptr;
};

} // namespace gp::views
