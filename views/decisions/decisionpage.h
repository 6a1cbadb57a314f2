// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decisions/life.h"
#include "views/session/background.h"
#include "views/session/session.h"

class QHBoxLayout;
class QPushButton;

namespace gp::views {

class RecordView;

/// A decision: where it stands and what can become of it above, the page to read below. What the model says
/// of the change that it was drafted from is worked out in the background, and again after each edit.
class DecisionPage : public QWidget
{
    Q_OBJECT

public:
    DecisionPage(Session &session, RecordId id, QWidget *parent = nullptr);

    [[nodiscard]] RecordId record() const { return m_id; }
    [[nodiscard]] RecordView *page() const { return m_page; }
    /// The button for a step; null where it is not a legal one.
    [[nodiscard]] QPushButton *button(decisions::Status to) const { return m_buttons.value(to); }
    [[nodiscard]] bool isWorking() const { return m_working.isRunning(); }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void workOut();
    void step(decisions::Status to);

    Session &m_session;
    RecordId m_id;
    QWidget *m_bar;
    QHBoxLayout *m_row;
    RecordView *m_page;
    QMap<decisions::Status, QPushButton *> m_buttons;
    decisions::Status m_shown = decisions::Status::Draft;
    Latest m_working;
    bool m_isStale = true; ///< what the model says has to be worked out once the page is seen
};

} // namespace gp::views
