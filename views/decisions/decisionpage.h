// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decisions/life.h"
#include "views/session/background.h"
#include "views/session/session.h"

#include <QPointer>

class QHBoxLayout;
class QPushButton;
class QStackedWidget;

namespace gp::views {

class DecisionEditor;
class Link;
class PublishWatch;
class RecordView;

/// A decision: where it stands and what can become of it above, below the page to read, or (Ctrl+E) the
/// editor. What the model says of the change that it was drafted from is worked out in the background, and
/// again after each edit.
class DecisionPage : public QWidget
{
    Q_OBJECT

public:
    DecisionPage(Session &session, RecordId id, QWidget *parent = nullptr);

    [[nodiscard]] RecordId record() const { return m_id; }
    [[nodiscard]] RecordView *page() const { return m_page; }
    /// The button for a step; null where it is not a legal one.
    [[nodiscard]] QPushButton *button(decisions::Status to) const { return m_buttons.value(to); }
    [[nodiscard]] bool isWorking() const;

    [[nodiscard]] QPushButton *editButton() const { return m_edit; }
    [[nodiscard]] bool isEditing() const;
    /// Null until it was edited once.
    [[nodiscard]] DecisionEditor *editor() const { return m_editor; }
    void edit();
    /// Back to reading.
    void read();
    /// Stores what was typed; false where it cannot be, and the page then says why. Call it before it closes.
    [[nodiscard]] bool leave();

    /// Says how the decision and its page in Confluence stand to each other, where the project publishes.
    void setPublishing(PublishWatch *watch);
    [[nodiscard]] QPushButton *publishButton() const { return m_publish; }
    [[nodiscard]] Link *standing() const;

Q_SIGNALS:
    void publishWanted();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    void workOut();
    void step(decisions::Status to);
    void sayEdit();
    void sayStanding();

    Session &m_session;
    RecordId m_id;
    QWidget *m_bar;
    QHBoxLayout *m_row;
    QPushButton *m_publish;
    Link *m_standing;
    QPushButton *m_edit;
    QPointer<PublishWatch> m_watch; ///< goes before the page does
    QStackedWidget *m_stack;
    RecordView *m_page;
    DecisionEditor *m_editor = nullptr;
    QMap<decisions::Status, QPushButton *> m_buttons;
    Latest m_working;
    bool m_isStale = true; ///< what the model says has to be worked out once the page is seen
};

} // namespace gp::views
