// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/review/meetingclock.h"
#include "views/review/sceneshelf.h"
#include "views/review/stageview.h"
#include "views/session/background.h"

#include <QElapsedTimer>

class QLabel;
class QListWidget;
class QTextBrowser;

namespace gp::views {

class BlankScreen;
class LaserDot;
class ShowMe;
class VerdictPane;

/// A review walked through before its board: the agenda, one step large, and what is decided. Everything is
/// done with keys, those of a presenter's remote among them. What is decided is stored at once; leaving loses
/// nothing.
class Walkthrough : public QWidget
{
    Q_OBJECT

public:
    Walkthrough(Session &session, const QString &review, QWidget *parent = nullptr);
    ~Walkthrough() override;

    [[nodiscard]] const QString &review() const { return m_review; }
    /// The steps that are walked through; empty until they are worked out.
    [[nodiscard]] const QList<review::Step> &steps() const { return m_steps; }
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] const review::Step *step() const;
    void goTo(int step, bool fromEnd = false);
    /// The next part, else the next step.
    void next();
    void previous();
    [[nodiscard]] bool isBusy() const;

    [[nodiscard]] StageView *stage() const { return m_stage; }
    [[nodiscard]] VerdictPane *verdicts() const { return m_verdicts; }
    [[nodiscard]] QListWidget *agenda() const { return m_agenda; }
    [[nodiscard]] ShowMe *showMe() const { return m_showMe; }
    [[nodiscard]] MeetingClock &clock() { return *m_clock; }
    [[nodiscard]] QString titleText() const;
    [[nodiscard]] QString partText() const;
    [[nodiscard]] QString statusText() const;

Q_SIGNALS:
    void stepChanged();
    void closed();
    void speakerWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void workOut();
    void take(const Result<review::Agenda> &agenda);
    void fillAgenda();
    void showStep(bool fromEnd, bool isFlown);
    void showStage(bool fromEnd, bool isFlown);
    void expectNext();
    void sayHead();
    void sayParts();
    void say(const QString &text);
    void flip();
    void showNotes();
    void toggleBlank();
    void toStage();
    void onChanged(const Change &change);
    bool takeDigit(QKeyEvent *event);
    bool takeVerdict(int key);
    bool takeLook(QKeyEvent *event);
    void escape();

    Session &m_session;
    QString m_review;
    MeetingClock *m_clock;
    SceneShelf *m_shelf;
    Latest m_working;
    bool m_isStale = false; ///< something changed while the agenda was being worked out
    review::Agenda m_made;
    QList<review::Step> m_steps;
    int m_current = -1;
    QString m_shownOn; ///< step whose picture is on the stage
    QLabel *m_head;
    QListWidget *m_agenda;
    QLabel *m_title;
    QLabel *m_summary;
    StageView *m_stage;
    QTextBrowser *m_notes;
    QLabel *m_part;
    QLabel *m_status;
    VerdictPane *m_verdicts;
    LaserDot *m_laser;
    BlankScreen *m_blank;
    ShowMe *m_showMe;
    bool m_isElsewhere = false; ///< at an element that was asked for
    QString m_digits;
    QTimer m_digitTimer;
    QElapsedTimer m_flipped; ///< since C went down
};

} // namespace gp::views
