// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/checklist/checklistdata.h"
#include "views/session/session.h"

#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace gp::views {

/// What there is to know about a line: what is asked, why it applies, how it is verified, who answered when,
/// which controls do it, which frameworks ask for it. Follows the current line.
class ChecklistDetails : public QScrollArea
{
    Q_OBJECT

public:
    explicit ChecklistDetails(Session &session, QWidget *parent = nullptr);

    /// nullptr: there is nothing to tell.
    void show(const ChecklistData &list, const ChecklistRow *row);
    /// All of it as text.
    [[nodiscard]] QString text() const;

private:
    QLabel *addSection(const QString &title);
    static void fill(QLabel *label, const QString &text);
    [[nodiscard]] QString answerText(const ChecklistData &list, const ChecklistRow &row) const;
    [[nodiscard]] QString controlsText(const ChecklistData &list, const ChecklistRow &row) const;

    Session &m_session;
    QVBoxLayout *m_column;
    QLabel *m_title;
    QLabel *m_subtitle;
    QLabel *m_requirement;
    QLabel *m_why;
    QLabel *m_verify;
    QLabel *m_target;
    QLabel *m_answer;
    QLabel *m_controls;
    QLabel *m_frameworks;
    QList<std::pair<QLabel *, QLabel *>> m_sections; ///< heading and text
};

} // namespace gp::views
