// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/standing.h"
#include "core/publish/target.h"
#include "views/session/background.h"
#include "views/session/session.h"

#include <QTimer>

namespace gp::views {

/// Where the open project publishes to, and how its documents and their pages stand to each other: from the
/// project file and what was seen there last. Asks no site. Works in the background, and only while somebody
/// looks.
class PublishWatch : public QObject
{
    Q_OBJECT

public:
    explicit PublishWatch(Session &session, QObject *parent = nullptr);

    /// Not set until somebody chose one, and until it was read.
    [[nodiscard]] const publish::Target &target() const { return m_target; }
    /// Kept in the project file; refused (Session::failed) where that can only be read.
    void setTarget(const publish::Target &target);

    /// One more, or one less, who wants to see the standings.
    void addLooker(QObject *looker);
    void removeLooker(QObject *looker);
    /// Something was published, or one looked at the site.
    void look();

    [[nodiscard]] const publish::Standings &standings() const { return m_standings; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    [[nodiscard]] bool isRunning() const
    {
        return m_reading.isRunning() || m_writing.isRunning() || m_wait.isActive() || m_working.isRunning();
    }

Q_SIGNALS:
    void targetChanged();
    /// Other standings, or it begins or ends to work.
    void changed();

private:
    struct Made;

    void wait();
    void work();
    [[nodiscard]] bool isWanted() const { return !m_lookers.isEmpty() && m_target.isSet(); }

    Session &m_session;
    QTimer m_wait;
    Latest m_reading;
    Latest m_writing;
    Latest m_working;
    QSet<QObject *> m_lookers;
    bool m_isBehind = true;
    int m_edits = 0;
    std::shared_ptr<const Made> m_made;
    publish::Target m_target;
    publish::Standings m_standings;
    std::optional<Error> m_error;
};

/// The pages that the documents of a project become at a plateau.
class DocumentSource;
[[nodiscard]] Result<QList<publish::WantedPage>> wantedPages(DocumentSource &source, PlateauId plateau);
/// As publish::placeOf() of where a project publishes to.
[[nodiscard]] QString placeOf(const publish::Target &target);

} // namespace gp::views
