// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QObject>
#include <QTimer>

namespace gp::views {

/// How much of the meeting is left. Runs from when it is started; what is asked for is in whole minutes.
class MeetingClock : public QObject
{
    Q_OBJECT

public:
    explicit MeetingClock(QObject *parent = nullptr);

    void start();
    void stop();
    [[nodiscard]] bool isRunning() const { return m_ends.isValid(); }
    /// How long the meeting is meant to take; kept for the next one.
    [[nodiscard]] int minutes() const { return m_minutes; }
    void setMinutes(int minutes);
    /// Negative where it takes longer.
    [[nodiscard]] int secondsLeft() const;
    /// For one of so many steps that are still to come, the present one among them.
    [[nodiscard]] int secondsForStep(int steps) const;
    /// "12 min left", "over by 3 min".
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void ticked();

private:
    QTimer m_timer;
    QDateTime m_ends;
    int m_minutes;
    int m_left; ///< seconds, while it stands still
};

} // namespace gp::views
