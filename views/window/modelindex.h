// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/search/index.h"
#include "views/session/background.h"
#include "views/session/session.h"

#include <QTimer>

namespace gp::views {

/// The search index over the open project: built in the background, and kept up with every edit there.
class ModelIndex : public QObject
{
    Q_OBJECT

public:
    explicit ModelIndex(Session &session, QObject *parent = nullptr);

    /// As it was when the last work was done: a moment ago. A copy is free and can go to another thread.
    [[nodiscard]] const search::Index &index() const { return m_index; }
    /// Built at all.
    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] bool isRunning() const { return m_making.isRunning() || m_later.isActive(); }

Q_SIGNALS:
    void updated();

private:
    void note(const Change &change);
    void make();

    Session &m_session;
    search::Index m_index;
    Change m_pending; ///< what happened since; everything is under `updated`, whatever became of it
    bool m_isReady = false;
    QTimer m_later;          ///< until the plateau shown stays so for a moment
    bool m_isBehind = false; ///< what it has of documents is of another plateau
    Latest m_making;
};

} // namespace gp::views
