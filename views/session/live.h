// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

#include <QTimer>

namespace gp::views {

/// Takes over what other windows and scripts store in the same project, twice a second. Says so only where it
/// is about what the user has selected.
class Live : public QObject
{
    Q_OBJECT

public:
    explicit Live(Session &session, QObject *parent = nullptr);

    /// Looks now: the window has come to the front.
    void look();

private:
    [[nodiscard]] QString authorsSince(qint64 head) const;
    void tell(const QString &name, ElementId id, qint64 headBefore);

    Session &m_session;
    QTimer m_timer;
    qint64 m_head;     ///< of the state that the model shows
    QString m_trouble; ///< what went wrong last; it is said once
};

} // namespace gp::views
