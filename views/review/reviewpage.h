// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace gp::views {

class AgendaEditor;
class QueuePanel;
class RecordView;
class UnderlineTabs;

/// A review: where it stands and what can be done with it above, below its agenda to be put in order, who
/// sits on the board and what is decided, and all designs that wait.
class ReviewPage : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Agenda, Board, Queue };

    ReviewPage(Session &session, RecordId id, QWidget *parent = nullptr);

    [[nodiscard]] RecordId record() const { return m_id; }
    [[nodiscard]] AgendaEditor *agenda() const { return m_agenda; }
    [[nodiscard]] RecordView *page() const { return m_page; }
    [[nodiscard]] QueuePanel *queue() const { return m_queue; }
    [[nodiscard]] UnderlineTabs *tabs() const { return m_tabs; }
    [[nodiscard]] QPushButton *walkButton() const { return m_walk; }
    [[nodiscard]] QPushButton *closeButton() const { return m_close; }
    [[nodiscard]] bool isWorking() const;
    /// Stores what is being typed.
    [[nodiscard]] bool leave();
    void open(Tab tab);

Q_SIGNALS:
    void walkWanted(const QString &review);
    /// A document of the review is to be shown.
    void documentWanted(const QString &kind, const QString &path);
    /// Documents are to be written to files: slides.
    void generateWanted();

private:
    void build();
    void refresh();
    void closeMeeting();

    Session &m_session;
    RecordId m_id;
    QString m_key;
    QLabel *m_status;
    QPushButton *m_walk;
    QPushButton *m_pack;
    QPushButton *m_slides;
    QPushButton *m_minutes;
    QPushButton *m_close;
    UnderlineTabs *m_tabs;
    QStackedWidget *m_stack;
    AgendaEditor *m_agenda;
    RecordView *m_page;
    QueuePanel *m_queue;
};

} // namespace gp::views
