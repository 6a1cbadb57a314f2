// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QSpinBox;
class QTextBrowser;
class QVBoxLayout;

namespace gp::views {

class Session;
class Walkthrough;

/// What the speaker sees on the other display: notes of the step, clock, the next step, and who is there.
/// Keys that it does not need itself are those of the walkthrough.
class SpeakerWindow : public QWidget
{
    Q_OBJECT

public:
    SpeakerWindow(Session &session, Walkthrough &walkthrough, QWidget *parent = nullptr);

    [[nodiscard]] QTextBrowser *notes() const { return m_notes; }
    [[nodiscard]] QString nextText() const;
    [[nodiscard]] QPushButton *clockButton() const { return m_run; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showStep();
    void sayTime();
    void fillAttendance();

    Session &m_session;
    Walkthrough &m_walkthrough;
    QLabel *m_step;
    QLabel *m_clock;
    QLabel *m_left;
    QLabel *m_next;
    QTextBrowser *m_notes;
    QPushButton *m_run;
    QSpinBox *m_minutes;
    QLabel *m_quorum;
    QVBoxLayout *m_attendance;
};

} // namespace gp::views
