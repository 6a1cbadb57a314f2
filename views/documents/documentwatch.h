// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/freshness.h"
#include "views/session/background.h"
#include "views/session/session.h"

#include <QTimer>

namespace gp::views {

/// Which documents in the project's folder say what the model says now. Worked out in the background, and
/// only while somebody looks: rendering all documents takes seconds.
class DocumentWatch : public QObject
{
    Q_OBJECT

public:
    explicit DocumentWatch(Session &session, QObject *parent = nullptr);
    ~DocumentWatch() override;

    /// Where this project's documents were last generated to; empty: nowhere yet.
    [[nodiscard]] QString folder() const;
    void setFolder(const QString &folder);
    /// The forms that are generated.
    [[nodiscard]] QList<documents::Format> formats() const;
    void setFormats(const QList<documents::Format> &formats);

    /// Somebody looks, or not any more.
    void setActive(bool isActive);
    /// Files or templates may be others; looks again where that is so.
    void look();

    [[nodiscard]] const documents::FolderState &state() const { return m_state; }
    /// Why it could not be worked out.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    [[nodiscard]] bool isRunning() const { return m_wait.isActive() || m_working.isRunning(); }

Q_SIGNALS:
    void changed();
    /// It begins to be worked out, or is done.
    void runningChanged();

private:
    struct Made;

    void wait();
    void work();
    [[nodiscard]] QString stamp() const;

    Session &m_session;
    QTimer m_wait;
    Latest m_working;
    bool m_isActive = false;
    bool m_isBehind = true;             ///< something happened since the last run
    int m_edits = 0;                    ///< that were seen
    std::shared_ptr<const Made> m_made; ///< of the last run
    documents::FolderState m_state;
    std::optional<Error> m_error;
};

} // namespace gp::views
