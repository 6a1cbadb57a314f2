// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QStringList>

#include <chrono>
#include <optional>

namespace gp::torture {

using Microseconds = std::chrono::microseconds;

/// When to kill: so long after the start or, where `afterLines` is more than 0, after so many lines came
/// back.
struct KillPlan
{
    int afterLines = 0;
    Microseconds delay{0};
};

struct Ended
{
    bool wasKilled = false; ///< by us; it had not ended by itself
    int status = -1;        ///< exit status; -1 where it was killed or crashed
    int signal = 0;         ///< that ended it
    bool hung = false;      ///< did nothing for minutes, so it was killed
    QByteArray out;
    QByteArray err;
    Microseconds took{0};
};

/// A groundplan-cli of its own, fed through a pipe. Ended when this goes out of scope.
class Child
{
public:
    Child(const QStringList &arguments, const QByteArray &input = {});
    ~Child();
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;

    /// Lines it has answered until now.
    [[nodiscard]] qsizetype answered();
    /// Waits for the end, be it its own or by the plan.
    Ended finish(const std::optional<KillPlan> &plan = std::nullopt);

private:
    using Clock = std::chrono::steady_clock;

    int m_process = -1;
    int m_handle = -1; ///< pidfd: tells the end without reaping, so that the number stays ours until then
    int m_out = -1;
    int m_err = -1;
    Ended m_ended;
    Clock::time_point m_start;
};

} // namespace gp::torture
