// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/review/agenda.h"
#include "views/session/background.h"
#include "views/session/session.h"

#include <QListWidget>

class QLabel;
class QPlainTextEdit;

namespace gp::views {

/// The steps of a review to be put in order: dragged or moved with Alt+Up and Alt+Down, left out with Del or
/// Space, renamed with F2, with notes for the speaker; steps of one's own. Every change is one edit.
class AgendaEditor : public QWidget
{
    Q_OBJECT

public:
    AgendaEditor(Session &session, const QString &review, QWidget *parent = nullptr);

    [[nodiscard]] QListWidget *list() const { return m_list; }
    [[nodiscard]] QPlainTextEdit *notes() const { return m_notes; }
    /// Of an own step; hidden for the others.
    [[nodiscard]] QPlainTextEdit *ownText() const { return m_text; }
    [[nodiscard]] const review::Agenda &agenda() const { return m_agenda; }
    [[nodiscard]] const review::Step *current() const;
    [[nodiscard]] bool isWorking() const { return m_working.isRunning(); }
    /// Stores notes and text that are being typed.
    void keepNotes();
    void move(int by);
    void toggleCut();
    void addOwn();
    void removeOwn();
    void reset();

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void workOut();
    void fill();
    void showStep();
    void onMoved(int from, int to);
    void onRenamed(QListWidgetItem *item);
    using Edit = std::function<Result<void>(Draft &)>;
    bool edit(const QString &label, const Edit &change);

    Session &m_session;
    QString m_review;
    Latest m_working;
    bool m_isStale = true;
    review::Agenda m_agenda;
    QString m_wanted; ///< step that is to be current once the agenda is there
    QListWidget *m_list;
    QLabel *m_title;
    QLabel *m_summary;
    QLabel *m_textTitle;
    QPlainTextEdit *m_text;
    QPlainTextEdit *m_notes;
    QString m_noted;      ///< step whose notes and text are in the fields
    QString m_loaded;     ///< notes as they were
    QString m_loadedText; ///< and the text
    QLabel *m_say;
};

} // namespace gp::views
