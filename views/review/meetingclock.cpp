// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/review/meetingclock.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int usualMinutes = 60;
constexpr int longestMinutes = 600;
const QString setting = u"review/minutes"_s;

} // namespace

MeetingClock::MeetingClock(QObject *parent)
    : QObject(parent)
    , m_minutes(std::clamp(QSettings().value(setting, usualMinutes).toInt(), 1, longestMinutes))
    , m_left(m_minutes * 60)
{
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &MeetingClock::ticked);
}

void MeetingClock::start()
{
    if (isRunning())
        return;
    m_ends = QDateTime::currentDateTimeUtc().addSecs(m_left);
    m_timer.start();
    Q_EMIT ticked();
}

void MeetingClock::stop()
{
    m_left = secondsLeft();
    m_ends = {};
    m_timer.stop();
    Q_EMIT ticked();
}

void MeetingClock::setMinutes(int minutes)
{
    minutes = std::clamp(minutes, 1, longestMinutes);
    const int longer = (minutes - m_minutes) * 60;
    m_minutes = minutes;
    QSettings().setValue(setting, minutes);
    if (isRunning())
        m_ends = m_ends.addSecs(longer);
    else
        m_left += longer;
    Q_EMIT ticked();
}

int MeetingClock::secondsLeft() const
{
    return isRunning() ? int(QDateTime::currentDateTimeUtc().secsTo(m_ends)) : m_left;
}

int MeetingClock::secondsForStep(int steps) const
{
    return std::max(0, secondsLeft()) / std::max(1, steps);
}

QString MeetingClock::text() const
{
    const int seconds = secondsLeft();
    return seconds >= 0 ? tr("%1 min left").arg((seconds + 59) / 60)
                        : tr("over by %1 min").arg((-seconds + 59) / 60);
}

} // namespace gp::views
