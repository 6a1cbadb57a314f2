// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/compact.h"
#include "views/session/background.h"
#include "views/session/session.h"

namespace gp::views {

/// Keeps the history within its bound: after opening, after every hundred changes and when asked, on a pool
/// thread. Ends with the project: the step at hand is waited for, so that the file is left alone on disk.
class Upkeep : public QObject
{
    Q_OBJECT

public:
    explicit Upkeep(Session &session, QObject *parent = nullptr);
    ~Upkeep() override;

    /// Says how it went.
    void compactNow();
    /// Where there is something to do; says nothing.
    void look();
    [[nodiscard]] bool isRunning() const { return m_latest.isRunning(); }

private:
    using Done = std::shared_ptr<Result<store::Compacted>>;
    void start(bool isAsked);
    void finish(const Result<store::Compacted> &done);

    Session &m_session;
    Latest m_latest;
    QFuture<Done> m_work;
    std::shared_ptr<std::atomic_bool> m_cancelled = std::make_shared<std::atomic_bool>(false);
    bool m_isAsked = false;
    int m_changes = 0;
};

} // namespace gp::views
