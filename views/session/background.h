// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFuture>
#include <QtConcurrentRun>

namespace gp::views {

/// Runs work on the thread pool and hands its result to the receiver's thread. Where work was started again
/// meanwhile, only the newest result arrives; nothing arrives after the receiver died. A member of the
/// receiver.
class Latest
{
public:
    /// What it returns is the work itself, for those who must wait for its end.
    template<typename Work, typename Done>
    QFuture<std::invoke_result_t<Work>> run(QObject *receiver, Work work, Done done)
    {
        using Value = std::invoke_result_t<Work>;
        const int mine = ++m_state->started;
        QFuture<Value> future = QtConcurrent::run(std::move(work));
        future.then(receiver, [mine, state = m_state, done = std::move(done)](const Value &result) {
            if (state->started != mine)
                return;
            state->finished = mine;
            done(result);
        });
        return future;
    }

    [[nodiscard]] bool isRunning() const { return m_state->started != m_state->finished; }
    /// Forgets what is under way.
    void drop() { m_state->finished = ++m_state->started; }

private:
    struct State
    {
        int started = 0;
        int finished = 0;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace gp::views
